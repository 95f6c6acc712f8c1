"""One visit has one ballot, whichever phone its ticket has moved to."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.ground.db import Base, Database
from kiosk.office.models import Counter
from kiosk.queue import actions
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Move
from survey.ballots.models import PendingBallot, SpentToken
from survey.questionnaires import actions as questionnaires
from tests import factories
from tests.client import BASE_URL, CheckedClient
from tests.factories import MONDAY, Phone
from tests.page import Page
from tests.survey.ballots.test_pages import overall

Clock = Callable[[datetime], None]
CODE = "ABCD2345"
LATER = MONDAY + timedelta(minutes=20)


def visit(session: Session, *moves: Move) -> Phone:
    """Somebody who came at nine, and what the clerk did."""
    questionnaires.add_default_forms(session)
    unit = factories.unit(session)
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", group)
    factories.code(session, unit, CODE)
    phone = factories.phone_ticket(session, group)
    work(session, phone, counter, *moves)
    return phone


def work(session: Session, phone: Phone, counter: Counter, *moves: Move) -> None:
    for minutes, kind in enumerate(moves, 1):
        actions.move(session, phone.ticket, kind, factories.clerk(counter), at=MONDAY + timedelta(minutes=minutes))


def claim(client: CheckedClient, code: str) -> Page:
    form = Page(client.get(f"/q/{CODE}/claim")).form(action_contains="/claim")
    return Page(form.submit(client, number="A001", code=code))


def count(session: Session, table: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def plain(app: Flask, session: Session, set_clock: Clock) -> CheckedClient:
    """A phone that refuses cookies, some minutes after the visit."""
    set_clock(LATER)
    return CheckedClient(app, session=session, use_cookies=False)


def test_the_new_phone_answers_the_survey_of_the_visit(plain: CheckedClient, session: Session) -> None:
    phone = visit(session, Move.CALL, Move.START, Move.FINISH)
    page = claim(plain, TicketToken(phone.token).code)
    survey = page.link("Trả lời ngay").href
    assert survey == f"/s/{phone.vote}"
    plain.post(survey, data={overall(session): "5"})
    assert (count(session, PendingBallot), count(session, SpentToken)) == (1, 1)


def test_who_has_answered_on_the_old_phone_is_thanked_on_the_new_one(plain: CheckedClient, session: Session) -> None:
    phone = visit(session, Move.CALL, Move.START)
    plain.post(f"/s/{phone.vote}", data={overall(session): "2"})
    claim(plain, TicketToken(phone.token).code)
    for _ in range(2):
        plain.post(f"/s/{phone.vote}", data={overall(session): "5"})
    assert "Xin cảm ơn" in plain.get(f"/s/{phone.vote}").text
    assert (count(session, PendingBallot), count(session, SpentToken)) == (1, 1)


def test_a_ballot_cast_on_two_phones_while_the_ticket_moves_is_one(
    live_app: Flask, live_database: Database, set_clock: Clock
) -> None:
    set_clock(LATER)
    phone = live_database.write(lambda session: visit(session, Move.CALL, Move.START))
    with live_database.read() as session:
        field = overall(session)
    client = CheckedClient(live_app, session=live_database.session(readonly=False), use_cookies=False)
    form = Page(client.get(f"/q/{CODE}/claim")).form(action_contains="/claim").defaults.to_dict()
    form |= {"number": "A001", "code": TicketToken(phone.token).code}
    posts = [(f"/s/{phone.vote}", {field: str(level)}) for level in (1, 2, 3, 4)] + [(f"/q/{CODE}/claim", form)] * 2

    def post(sent: tuple[str, dict[str, str]]) -> str:
        answer = live_app.test_client().post(sent[0], base_url=BASE_URL, data=sent[1])
        assert answer.status_code in {200, 303}, answer.text  # whoever comes later is thanked at once
        return answer.headers.get("Location", "")

    with ThreadPoolExecutor(len(posts)) as threads:
        ways = list(threads.map(post, posts))
    assert len({way for way in ways if way.startswith("/t/")}) == 1
    client.post(f"/s/{phone.vote}", data={field: "5"})
    with live_database.read() as session:
        assert (count(session, PendingBallot), count(session, SpentToken)) == (1, 1)
