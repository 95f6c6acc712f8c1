"""One form gives one ticket, whatever happens on the way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from kiosk.ground.db import Database
from kiosk.ground.web.addresses import digest
from kiosk.office.models import ServiceGroup
from kiosk.queue import issue_actions, queries
from kiosk.queue.models import Ticket
from tests import factories
from tests.client import BASE_URL, CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.office import (
    AT_COUNTER,
    TAKE,
    Office,
    counted,
    form_of,
    on_monday,
    only_ticket,
    open_office,
)
from tests.page import Page

Clock = Callable[[datetime], None]


def test_the_same_form_sent_again_ten_minutes_later_leads_to_the_same_ticket(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    form = form_of(plain)
    first = form.submit(plain, follow=False, group=str(office.birth.id))
    set_clock(MONDAY + timedelta(minutes=10))
    second = form.submit(plain, follow=False, group=str(office.birth.id))
    assert first.headers["Location"] == second.headers["Location"]
    assert counted(session) == (1, 1)


def test_a_form_sent_again_after_closing_time_or_from_a_closed_service_still_finds_its_ticket(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    set_clock(on_monday(16, 59))
    form = form_of(plain)
    first = form.submit(plain, follow=False, group=str(office.birth.id))
    session.get_one(ServiceGroup, office.birth.id).active = False
    set_clock(on_monday(17, 1))
    second = form.submit(plain, follow=False, group=str(office.birth.id))
    assert (second.status_code, second.headers["Location"]) == (303, first.headers["Location"])


def test_two_forms_are_two_people(plain: CheckedClient, office: Office, session: Session) -> None:
    assert office.take(plain).path != office.take(plain).path
    assert counted(session) == (2, 2)


def test_going_back_and_choosing_something_else_keeps_the_first_number_and_shows_it(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    form = form_of(plain)
    first = form.submit(plain, follow=False, group=str(office.birth.id))
    page = Page(form.submit(plain, group=str(office.guidance.id)), status=409)
    assert page.link("Xem số của tôi").href == first.headers["Location"]
    assert counted(session) == (1, 1)


def test_a_code_gives_out_only_so_many_numbers_in_ten_minutes_and_what_was_chosen_stays(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue_actions, "NUMBERS_A_CODE", 2)
    taken = form_of(plain)
    first = taken.submit(plain, follow=False, group=str(office.birth.id))
    office.take(plain)
    page = Page(form_of(plain).submit(plain, group=str(office.birth.id), respondent="person"), status=429)
    assert "Xin đến quầy hướng dẫn" in page.text
    assert counted(session) == (2, 2)
    again = taken.submit(plain, follow=False, group=str(office.birth.id))
    assert (again.status_code, again.headers["Location"]) == (303, first.headers["Location"])
    set_clock(MONDAY + issue_actions.NUMBERS_WITHIN)
    assert "A003" in Page(page.form(action_contains="/take").submit(plain)).heading
    assert session.scalars(select(Ticket.respondent).where(Ticket.number == 3)).one() == "person"


def test_the_limit_of_one_code_is_not_that_of_another_nor_of_the_clerk(
    plain: CheckedClient, office: Office, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue_actions, "NUMBERS_A_CODE", 1)
    office.take(plain)
    Page(form_of(plain).submit(plain, group=str(office.birth.id)), status=429)
    at_counter = Page(plain.get(f"/q/{AT_COUNTER}/take")).form(action_contains="/take")
    assert "A002" in Page(at_counter.submit(plain, group=str(office.birth.id))).heading
    assert factories.ticket(session, office.birth).label == "A003"


def test_the_same_form_sent_twice_counts_once(
    plain: CheckedClient, office: Office, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue_actions, "NUMBERS_A_CODE", 2)
    form = form_of(plain)
    for _ in range(3):
        form.submit(plain, follow=False, group=str(office.birth.id))
    assert "A002" in office.take(plain).heading


def live_client(app: Flask, database: Database) -> CheckedClient:
    return CheckedClient(app, session=database.session(readonly=False), use_cookies=False)


def test_when_the_answer_to_commit_is_lost_the_number_is_still_one_and_the_same(
    live_app: Flask, live_database: Database, set_clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(MONDAY)
    group_id = live_database.write(lambda session: open_office(session).birth.id)
    client = live_client(live_app, live_database)
    form = form_of(client)
    lost: list[Session] = []
    commit = Session.commit

    def answer_lost(session: Session) -> None:
        wrote = session.in_transaction()
        commit(session)
        if wrote and not lost:
            lost.append(session)
            raise OperationalError("COMMIT", {}, Exception("connection lost"), connection_invalidated=True)

    with monkeypatch.context() as patch:
        patch.setattr(Session, "commit", answer_lost)
        first = form.submit(client, follow=False, group=str(group_id))
    assert lost
    assert (first.status_code, form.submit(client, follow=False, group=str(group_id)).headers["Location"]) == (
        303,
        first.headers["Location"],
    )
    with live_database.read() as session:
        assert (counted(session), only_ticket(session).number) == ((1, 1), 1)
        found = queries.by_token_hash(session, digest("ticket", first.headers["Location"].removeprefix("/t/")))
        assert found is not None


def test_fifty_taps_at_once_give_one_number(live_app: Flask, live_database: Database, set_clock: Clock) -> None:
    set_clock(MONDAY)
    group_id = live_database.write(lambda session: open_office(session).birth.id)
    sent = form_of(live_client(live_app, live_database)).defaults.to_dict() | {"group": str(group_id)}

    def tap(_: int) -> tuple[int, str]:
        answer = live_app.test_client().post(TAKE, base_url=BASE_URL, data=sent)
        return answer.status_code, answer.headers["Location"]

    with ThreadPoolExecutor(16) as threads:
        answers = set(threads.map(tap, range(50)))
    with live_database.read() as session:
        assert (len(answers), counted(session)) == (1, (1, 1))
