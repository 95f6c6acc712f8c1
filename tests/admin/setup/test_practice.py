"""A unit to practise in: made by one button, told on every page, counted nowhere."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.measures import weekly
from admin.reports.public import PublicWeeks
from kiosk.ground.calendar import Week, local_day
from kiosk.office import practice_actions, queries
from kiosk.office.models import Unit
from kiosk.office.opening import Hours
from kiosk.office.queries import UnitView
from kiosk.queue import actions, night_actions
from kiosk.queue.models import CounterSession, Ticket
from kiosk.queue.tickets import Move
from survey.ballots import queries as ballots
from survey.ballots.models import PendingBallot
from survey.questionnaires import actions as questionnaires
from survey.questionnaires.models import Questionnaire
from tests import cast, factories
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

BAND = "TẬP DÙNG – không tính vào số liệu"
VISITS = 12


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    """The cast, with a service and a counter in the unit; Monday at nine."""
    made = cast.cast(session)
    factories.hours(session, made.unit)
    factories.counter(session, made.unit, "3", factories.group(session, made.unit))
    set_clock(MONDAY)
    return made


def practice_of(session: Session, people: Cast) -> Unit:
    return practice_actions.add_practice_unit(session, people.unit.id, now=MONDAY, staff_id=None)


def serve(session: Session, unit: Unit, count: int) -> list[Ticket]:
    """So many people who waited ten minutes each."""
    group, counter = queries.groups_of(session, unit.id)[0], queries.counters_of(session, unit.id)[0]
    mover = factories.clerk(counter)
    served = []
    for minute in range(count):
        ticket = factories.ticket(session, group, at=MONDAY + timedelta(minutes=minute))
        actions.call(session, ticket, mover, at=MONDAY + timedelta(minutes=minute + 10), start=True)
        served.append(actions.move(session, ticket, Move.FINISH, mover, at=MONDAY + timedelta(minutes=minute + 10)))
    return served


def test_one_button_makes_it_and_the_clerks_of_the_unit_work_there(
    client: CheckedClient, other_client: CheckedClient, session: Session, people: Cast
) -> None:
    sign_in(client, people.administrator)
    page = Page(client.get(f"/admin/units/{people.unit.slug}"))
    page = Page(page.form(button="Tạo đơn vị tập dùng").submit(client))
    assert "Đã tạo đơn vị tập dùng" in page.text
    assert "đã có đơn vị khác dùng" in Page(page.form(button="Tạo đơn vị tập dùng").submit(client)).text
    own = Page(client.get(f"/admin/units/{people.unit.slug}-tap-dung"))
    assert BAND in own.text
    assert not [form for form in own.forms if "Tạo đơn vị tập dùng" in form.buttons]
    sign_in(other_client, people.clerk)
    real, practice = [" ".join(one.itertext()) for one in Page(other_client.get("/admin/counter/")).find("h2")]
    assert "Tập dùng – Phường Ninh Kiều" in practice
    assert BAND in practice
    assert BAND not in real


def test_it_is_not_offered_as_a_unit_above(client: CheckedClient, session: Session, people: Cast) -> None:
    made = practice_of(session, people)
    sign_in(client, people.administrator)
    assert "Tập dùng" not in Page(client.get("/admin/units/new")).text
    for where, offered in ((people.unit, True), (made, False)):
        assert ("Thêm đơn vị trực thuộc" in Page(client.get(f"/admin/units/{where.slug}")).text) == offered


def test_every_page_of_it_says_so(client: CheckedClient, session: Session, people: Cast) -> None:
    made = practice_of(session, people)
    counter, code = queries.counters_of(session, made.id)[0], queries.codes_of(session, made.id)[0].code.code
    phone = factories.phone_ticket(session, queries.groups_of(session, made.id)[0])
    pages = [f"/q/{code}", f"/t/{phone.token}", f"/display/{made.slug}", f"/u/{made.slug}"]
    sign_in(client, people.clerk)
    pages += [f"/admin/counter/{counter.id}", f"/admin/greeter/{made.id}"]
    for address in pages:
        assert BAND in Page(client.get(address, follow_redirects=True)).text, address
    assert BAND not in Page(client.get(f"/u/{people.unit.slug}")).text


def test_no_figure_of_the_unit_or_above_counts_it(app: Flask, session: Session, people: Cast) -> None:
    serve(session, people.unit, VISITS)
    serve(session, practice_of(session, people), VISITS)
    session.commit()
    today = local_day(MONDAY + timedelta(days=7))
    for unit in (people.unit, people.top):
        report = weekly.read(session, unit.id, until=None, today=today)
        assert sum(week.wait.n for week in report.figures) == VISITS
    with app.app_context():
        told = PublicWeeks().told(view(session, people.unit), now=MONDAY + timedelta(days=7))
        assert told is not None
        assert told.n == VISITS


def view(session: Session, unit: Unit) -> UnitView:
    found = queries.unit_on(session, unit.id, local_day(MONDAY))
    assert found is not None
    return found


def test_it_has_no_figures_of_its_own(client: CheckedClient, session: Session, people: Cast) -> None:
    made = practice_of(session, people)
    serve(session, made, VISITS)
    sign_in(client, people.supervisor)
    assert "Tập dùng" not in Page(client.get("/admin/reports/")).text
    for what in ("weekly", "weekly.svg", "weekly.csv", "fairness", "comments"):
        assert client.get(f"/admin/reports/{made.id}/{what}").status_code == 404
    assert "Tập dùng" not in Page(client.get(f"/u/{people.unit.slug}")).text
    assert PublicWeeks().told(view(session, made), now=MONDAY) is None


def test_what_is_voted_there_is_never_sealed_and_goes_when_it_is_emptied(
    app: Flask, client: CheckedClient, session: Session, people: Cast
) -> None:
    made = practice_of(session, people)
    questionnaires.add_default_forms(session)
    for unit in (made, people.unit):
        session.add_all(pending(session, unit, number) for number in range(VISITS))
    session.flush()
    heaps = ballots.heaps(session, Week.of(local_day(MONDAY)).shift(1))
    assert {heap.unit_id for heap in heaps} == {people.unit.id}
    ticket = factories.ticket(session, queries.groups_of(session, made.id)[0])
    factories.desk(session, queries.counters_of(session, made.id)[0])
    sign_in(client, people.administrator)
    page = Page(client.get(f"/admin/units/{made.slug}"))
    page = Page(page.form(button="Xóa hàng chờ tập dùng").submit(client))
    assert "Đã xóa hàng chờ tập dùng: 1 số" in page.text
    assert ticket.state == "closed"
    assert session.scalars(select(CounterSession.closed_at)).one() is not None
    left = select(PendingBallot.unit_id, func.count()).group_by(PendingBallot.unit_id)
    assert [tuple(row) for row in session.execute(left)] == [(people.unit.id, VISITS)]


def pending(session: Session, unit: Unit, number: int) -> PendingBallot:
    """A ballot of the week of :data:`MONDAY`."""
    form = session.scalars(select(Questionnaire.id)).first()
    place = {"unit_id": unit.id, "week": "2026-W47", "served": True, "channel": "visit"}
    return PendingBallot(id=f"{unit.id:016}{number:016}", questionnaire_id=form, answers={}, **place)


def test_a_number_that_a_clerk_moves_in_that_very_moment_is_left(
    client: CheckedClient, session: Session, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = practice_of(session, people)
    first, second = (factories.ticket(session, queries.groups_of(session, made.id)[0]) for _ in range(2))
    close = night_actions.close_ticket

    def overtaken(session: Session, ticket_id: int, *, hours: Hours, now: datetime) -> bool:
        if ticket_id == first.id:
            raise actions.OvertakenError
        return close(session, ticket_id, hours=hours, now=now)

    monkeypatch.setattr(night_actions, "close_ticket", overtaken)
    sign_in(client, people.administrator)
    page = Page(client.get(f"/admin/units/{made.slug}"))
    page = Page(page.form(button="Xóa hàng chờ tập dùng").submit(client))
    assert "Đã xóa hàng chờ tập dùng: 1 số" in page.text
    assert (first.state, second.state) == ("waiting", "closed")


def test_a_real_unit_is_never_emptied(app: Flask, client: CheckedClient, session: Session, people: Cast) -> None:
    ticket = factories.ticket(session, queries.groups_of(session, people.unit.id)[0])
    sign_in(client, people.administrator)
    data = {"csrf_token": Page(client.get("/admin/")).form(action_contains="sign-out").defaults["csrf_token"]}
    client.post(f"/admin/units/{people.unit.slug}/practice/clear", data=data)
    session.commit()
    answer = app.test_cli_runner().invoke(args=["unit", "practice-clear", people.unit.slug])
    assert answer.exit_code != 0
    assert ticket.state == "waiting"


def test_a_command_makes_and_empties_it_as_well(app: Flask, session: Session, people: Cast) -> None:
    session.commit()
    run = app.test_cli_runner().invoke
    assert run(args=["unit", "practice", people.unit.slug]).exit_code == 0
    session.expire_all()
    made = session.scalars(select(Unit).where(Unit.is_practice)).one()
    ticket = factories.ticket(session, queries.groups_of(session, made.id)[0])
    session.commit()
    assert "1 số" in run(args=["unit", "practice-clear", made.slug]).output
    session.expire_all()
    assert ticket.state == "closed"
    assert run(args=["unit", "practice-clear", "nowhere"]).exit_code != 0
