"""Figures of one counter, often one person: for the head and the person, and on no other page, file or chart."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from kiosk.office.models import Counter, ServiceGroup
from kiosk.queue import actions
from kiosk.queue.models import CounterPause, CounterSession
from kiosk.queue.tickets import Move
from tests import cast, factories
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

MINUTE = timedelta(minutes=1)


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    """Quầy 1 with its clerk, ten people served; quầy 2 with somebody else, three served."""
    set_clock(MONDAY + timedelta(hours=9))
    people = cast.cast(session)
    group = factories.group(session, people.unit)
    serve(session, group, factories.counter(session, people.unit, "1", group), people.clerk, 10)
    other = cast.staff(session, Role.CLERK, people.unit, login="other")
    serve(session, group, factories.counter(session, people.unit, "2", group), other, 3)
    return people


def serve(session: Session, group: ServiceGroup, counter: Counter, clerk: Staff, count: int) -> None:
    """Let *clerk* stand there for two hours, half an hour of it away, and serve *count* people, 5 minutes each."""
    opened, closed = MONDAY, MONDAY + timedelta(hours=2)
    desk = CounterSession(
        unit_id=group.unit_id, counter_id=counter.id, staff_id=clerk.id, opened_at=opened, closed_at=closed
    )
    session.add(desk)
    session.flush()
    away = MONDAY + timedelta(hours=1)
    session.add(CounterPause(session_id=desk.id, paused_at=away, resumed_at=away + 30 * MINUTE, reason="meeting"))
    for number in range(count):
        ticket = factories.ticket(session, group)
        at = MONDAY + (number + 1) * 5 * MINUTE
        mover = factories.clerk(counter)
        for after, kind in ((0, Move.CALL), (1, Move.START), (5, Move.FINISH)):
            actions.move(session, ticket, kind, mover, at=at + after * MINUTE)


def address(people: Cast) -> str:
    return f"/admin/reports/{people.unit.id}/counters"


def test_the_head_sees_each_counter_and_nothing_that_rests_on_few_visits(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    sign_in(client, cast.staff(session, Role.HEAD, people.unit, login="head"))
    page = Page(client.get(f"/admin/reports/{people.unit.id}/weekly")).follow(client, "Số liệu từng quầy")
    assert page.rows("Từng quầy")[1:] == [
        ["Quầy 1", "10", "27,5", "1", "4", "4", "1,5", "0,5"],
        ["Quầy 2", "3", "chưa đủ dữ liệu", "–", "–", "–", "1,5", "0,5"],
    ]
    assert page.rows("Tạm dừng")[1:] == [["Quầy 1", "họp", "1", "30"], ["Quầy 2", "họp", "1", "30"]]
    before = Page(client.get(address(people), query_string={"until": "2026-W46"}))
    assert before.rows("Từng quầy")[1:] == [["Chưa có dữ liệu."]]


def test_a_clerk_sees_the_own_figures_and_nobody_elses(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.clerk)
    page = Page(client.get("/admin/counter/")).follow(client, "Số liệu của tôi")
    assert page.rows("Số liệu của tôi")[1:] == [["T47 (16/11)", "10", "27,5", "1", "4", "4", "1,5", "0,5"]]
    assert "other" not in page.text
    earlier = Page(page.form(button="Xem").submit(client, until="2026-W46"))
    assert earlier.rows("Số liệu của tôi")[1:] == [["Chưa có dữ liệu."]]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.LEADER, Role.ADMINISTRATOR, Role.CLERK, Role.GREETER])
def test_nobody_but_the_head_of_the_unit_sees_its_counters(
    client: CheckedClient, session: Session, people: Cast, role: Role
) -> None:
    sign_in(client, cast.staff(session, role, people.top, login="somebody"))
    assert client.get(address(people)).status_code == 403
    assert client.get("/admin/reports/mine").status_code == (200 if role is Role.CLERK else 403)


def test_the_neighbours_head_sees_the_own_counters_only(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, cast.staff(session, Role.HEAD, people.neighbour, login="next-door"))
    assert client.get(address(people)).status_code == 403
    assert "chưa có lượt đến nào" in Page(client.get(f"/admin/reports/{people.neighbour.id}/counters")).text


def test_no_other_page_or_file_of_figures_names_a_counter(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    sign_in(client, cast.staff(session, Role.HEAD, people.unit, login="head"))
    of_unit = ("weekly", "weekly.csv", "figures", "figures?by=group", "period", "fairness", "rush", "waits")
    for name in of_unit:
        answer = client.get(f"/admin/reports/{people.unit.id}/{name}")
        assert answer.status_code == 200, name
        assert "Quầy 1" not in answer.text, name
        assert "counter_id" not in answer.text, name
    assert client.get(f"/admin/reports/{people.unit.id}/figures?by=counter").status_code == 422
    for name in ("", "/data.csv", "/data.json"):
        public = client.get(f"/u/{people.unit.slug}{name}")
        assert "Quầy 1" not in public.text


def test_what_the_address_says_is_read_or_refused(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, cast.staff(session, Role.HEAD, people.unit, login="head"))
    assert client.get(address(people), query_string={"kind": "x"}).status_code == 422
    month = Page(client.get(address(people), query_string={"kind": "month", "until": "2026-11"}))
    assert "Tháng 11/2026" in month.text
