"""One form gives one ticket, whatever happens on the way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from kiosk.ground.db import Database
from kiosk.ground.web.addresses import digest
from kiosk.office.models import ServiceGroup
from kiosk.queue import queries
from tests.client import BASE_URL, CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.office import (
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
