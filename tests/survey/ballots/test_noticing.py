"""Signs are counted when a ballot is cast, and cost nobody their ballot."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from kiosk.ground.limits import Bucket
from kiosk.office.models import Unit
from kiosk.queue import actions
from kiosk.queue.tickets import Move
from survey.ballots import sign_actions
from survey.ballots.models import CastTally, OfficeAddress, PendingBallot
from survey.ballots.sign_actions import bears_burst
from survey.questionnaires import actions as questionnaires
from survey.questionnaires.models import Question
from tests import cast, factories
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY, Phone
from tests.page import Page

SetClock = Callable[[datetime], None]
NOW = MONDAY + timedelta(minutes=20)
HALL, AT_HOME = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def phone(session: Session, set_clock: SetClock) -> Phone:
    """A visit that has just been served."""
    set_clock(NOW)
    questionnaires.add_default_forms(session)
    unit = factories.unit(session)
    group = factories.group(session, unit)
    phone = factories.phone_ticket(session, group)
    clerk = factories.clerk(factories.counter(session, unit, "1", group))
    for minutes, kind in ((10, Move.CALL), (11, Move.START), (19, Move.FINISH)):
        actions.move(session, phone.ticket, kind, clerk, at=MONDAY + timedelta(minutes=minutes))
    return phone


def answer(client: CheckedClient, phone: Phone, session: Session, address: str = AT_HOME, **more: str) -> None:
    client.environ_base["REMOTE_ADDR"] = address
    overall = session.scalars(select(Question.id).where(Question.overall).order_by(Question.id)).first()
    form = Page(client.get(f"/s/{phone.vote}")).form(button="Gửi")
    form.submit(client, forged={f"q{overall}": "5", **more})


def tallies(session: Session) -> dict[str, int]:
    return {row.sign: row.ballots for row in session.scalars(select(CastTally))}


@pytest.mark.parametrize(("seconds", "fast"), [(3, True), (40, False)])
def test_a_form_open_for_under_five_seconds_is_counted_and_the_ballot_says_nothing(
    client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock, seconds: int, fast: bool
) -> None:
    overall = session.scalars(select(Question.id).where(Question.overall).order_by(Question.id)).first()
    form = Page(client.get(f"/s/{phone.vote}")).form(button="Gửi")
    set_clock(NOW + timedelta(seconds=seconds))
    form.submit(client, forged={f"q{overall}": "5"})
    assert tallies(session) == {"cast": 1, "phone": 1, "timed": 1} | ({"fast": 1} if fast else {})
    ballot = session.scalars(select(PendingBallot)).one()
    assert list(ballot.answers) == [str(overall)]


def test_whoever_corrects_an_answer_has_had_the_form_open_all_the_time(
    client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock
) -> None:
    form = Page(client.get(f"/s/{phone.vote}")).form(button="Gửi")
    set_clock(NOW + timedelta(seconds=30))
    again = Page(form.submit(client), status=422).form(button="Gửi")
    set_clock(NOW + timedelta(seconds=32))
    overall = session.scalars(select(Question.id).where(Question.overall).order_by(Question.id)).first()
    again.submit(client, forged={f"q{overall}": "4"})
    assert tallies(session) == {"cast": 1, "phone": 1, "timed": 1}


@pytest.mark.parametrize("sent", [{"age": "600"}, {"drawn": ""}, {"drawn": ".forged.stamp"}])
def test_a_form_that_a_phone_kept_or_that_has_no_stamp_is_not_timed(
    client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock, sent: dict[str, str]
) -> None:
    overall = session.scalars(select(Question.id).where(Question.overall).order_by(Question.id)).first()
    form = Page(client.get(f"/s/{phone.vote}")).form(button="Gửi")
    set_clock(NOW + timedelta(seconds=700))
    form.submit(client, forged={f"q{overall}": "5", **sent})
    assert tallies(session) == {"cast": 1, "phone": 1}


def test_phones_share_the_page_and_each_has_the_stamp_of_its_own_second(
    client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock
) -> None:
    stamps = []
    for seconds in (0, 0, 1):
        set_clock(NOW + timedelta(seconds=seconds))
        page = Page(client.get(f"/s/{phone.vote}"))
        stamps.append(page.form(button="Gửi").defaults["drawn"])
    assert stamps[0] == stamps[1] != stamps[2]
    assert len(stamps[0]) == len(stamps[2])


def test_a_ballot_from_where_the_staff_work_is_counted_and_no_address_is_kept(
    client: CheckedClient, other_client: CheckedClient, session: Session, phone: Phone
) -> None:
    unit = phone.ticket.unit_id
    clerk = cast.staff(session, Role.CLERK, session.get_one(Unit, unit), login="mai")
    other_client.environ_base["REMOTE_ADDR"] = HALL
    sign_in(other_client, clerk)
    other_client.get("/admin/")
    noted = session.scalars(select(OfficeAddress)).one()
    assert (noted.unit_id, noted.seen_on) == (unit, NOW.date())
    assert HALL not in noted.digest
    answer(client, phone, session, HALL)
    assert tallies(session) == {"cast": 1, "phone": 1, "placed": 1, "office": 1, "timed": 1, "fast": 1}


@pytest.mark.parametrize(("days", "told"), [(0, {"placed"}), (31, set())])
def test_a_ballot_from_elsewhere_bears_no_such_sign_and_says_nothing_where_nobody_is_known_to_work(
    client: CheckedClient, session: Session, phone: Phone, days: int, told: set[str]
) -> None:
    unit = phone.ticket.unit_id
    sign_actions.note_office(session, {unit: "0" * 64}, NOW.date() - timedelta(days=days))
    answer(client, phone, session, HALL)
    assert {"placed", "office"} & set(tallies(session)) == told


def test_one_ballot_more_than_visits_that_ended_and_late_answers_is_a_burst(session: Session, phone: Phone) -> None:
    unit = phone.ticket.unit_id
    found = [bears_burst(session, unit, now=NOW + timedelta(seconds=place)) for place in range(8)]
    assert found == [False] * 6 + [True] * 2  # five late answers, and the visit that has just ended
    assert not bears_burst(session, unit, now=NOW + timedelta(minutes=11))


def test_a_seal_run_forgets_when_ballots_came_and_where_nobody_worked_for_thirty_days(
    app: Flask, session: Session, phone: Phone, set_clock: SetClock
) -> None:
    unit = phone.ticket.unit_id
    bears_burst(session, unit, now=NOW)
    sign_actions.note_office(session, {unit: "0" * 64}, NOW.date() - timedelta(days=31))
    sign_actions.note_office(session, {unit: "1" * 64}, NOW.date() - timedelta(days=30))
    session.commit()
    set_clock(NOW + timedelta(minutes=11))
    app.test_cli_runner().invoke(args=["ballots", "seal"], catch_exceptions=False)
    assert session.scalar(select(func.count()).select_from(Bucket).where(Bucket.key.startswith("burst:"))) == 0
    assert session.scalars(select(OfficeAddress.digest)).all() == ["1" * 64]


def test_where_no_sign_can_be_counted_the_ballot_is_taken_all_the_same(
    client: CheckedClient, session: Session, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_named: object) -> bool:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(sign_actions, "bears_burst", broken)
    answer(client, phone, session)
    assert session.scalar(select(func.count()).select_from(PendingBallot)) == 1
    assert tallies(session) == {"cast": 1, "phone": 1, "timed": 1, "fast": 1}
