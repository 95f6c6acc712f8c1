"""The page about the order of calling, from the rows of real moves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from kiosk.office import priority_actions
from kiosk.office.models import Counter, ServiceGroup
from kiosk.queue import actions, return_actions
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move, Quality
from tests import cast, factories
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.markup import words
from tests.page import Page

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Day:
    """One counter of one unit on one Monday."""

    session: Session
    people: Cast
    group: ServiceGroup
    counter: Counter

    def arrive(self, minute: int, **values: object) -> Ticket:
        return factories.ticket(self.session, self.group, at=MONDAY + minute * MINUTE, **values)

    def serve(self, ticket: Ticket, minute: int, *kinds: Move) -> Ticket:
        for kind in kinds or (Move.CALL, Move.START, Move.FINISH):
            clerk, at = factories.clerk(self.counter), MONDAY + minute * MINUTE
            actions.move(self.session, ticket, kind, clerk, at=at, group_id=self.group.id)
        return ticket

    def ten_in_turn(self) -> None:
        """Ten people wait ten minutes each and are called in the order they came."""
        for minute in range(10):
            self.serve(self.arrive(minute), minute + 10)

    def page(self, client: CheckedClient) -> Page:
        sign_in(client, self.people.supervisor)
        return Page(client.get(f"/admin/reports/{self.people.unit.id}/fairness"))


@pytest.fixture
def day(session: Session, set_clock: Callable[[datetime], None]) -> Day:
    set_clock(MONDAY + timedelta(days=1))
    people = cast.cast(session)
    priority_actions.add_default_classes(session)
    group = factories.group(session, people.unit)
    return Day(session, people, group, factories.counter(session, people.unit, "1", group))


def row(page: Page, name: str) -> list[str]:
    """The cells of one line, without its name."""
    found = next(line for line in page.tree.iter("tr") if words(line[0]) == name)
    return [words(cell) for cell in found][1:]


def test_a_fair_day_says_so_and_shows_the_waits_by_class(client: CheckedClient, day: Day) -> None:
    day.ten_in_turn()
    day.serve(day.arrive(30, priority="aged_80"), 32)

    page = day.page(client)

    assert "Không ai bị gọi sau người đến sau." in page.text
    assert row(page, "Không thuộc diện nào") == ["10", "10", "10", "10", "100 %", "10", "0", "0 %"]
    assert row(page, "Từ 80 tuổi") == ["1", "–", "–", "–", "–", "1", "0", "–"]


def test_each_overtaking_has_its_reason(client: CheckedClient, day: Day) -> None:
    day.ten_in_turn()
    first = day.arrive(20)
    missed = day.serve(day.arrive(21), 22, Move.CALL, Move.NO_SHOW)
    aged, other = day.arrive(23, priority="aged_80"), day.arrive(24)
    return_actions.come_back(
        day.session, missed, factories.clerk(day.counter), at=MONDAY + 25 * MINUTE, key=None, after=3
    )
    for minute, ticket in enumerate((aged, missed, other, first), 40):
        day.serve(ticket, minute)

    page = day.page(client)

    assert row(page, "Theo quy tắc ưu tiên của đơn vị") == ["1", "1"]
    assert row(page, "Người vắng mặt vào hàng lại") == ["2", "2"]
    assert row(page, "Được gọi ngoài thứ tự") == ["1", "2"]
    assert "14,3 % người chờ có ít nhất một người đến sau được gọi trước, nhiều nhất là 4 người." in page.text


def test_what_was_written_down_later_and_what_is_practice_is_left_out(client: CheckedClient, day: Day) -> None:
    day.ten_in_turn()
    late = day.arrive(0, quality=Quality.BACK_DATED)
    day.serve(late, 40)
    assert row(day.page(client), "Không thuộc diện nào")[0] == "10"

    day.people.unit.is_practice = True
    day.session.flush()

    page = Page(client.get(f"/admin/reports/{day.people.unit.id}/fairness"), status=404)
    assert "Đơn vị tập dùng không có số liệu." in page.text


def test_the_weekly_page_leads_there_and_a_neighbour_may_not_look(
    client: CheckedClient, other_client: CheckedClient, day: Day
) -> None:
    day.ten_in_turn()
    sign_in(client, day.people.supervisor)
    page = Page(client.get(f"/admin/reports/{day.people.unit.id}/weekly"))
    assert "Công bằng trong hàng chờ" in page.follow(client, "Công bằng trong hàng chờ").heading

    sign_in(other_client, day.people.neighbour_supervisor)
    assert other_client.get(f"/admin/reports/{day.people.unit.id}/fairness").status_code == 403


def test_a_week_that_is_none_is_refused_politely(client: CheckedClient, day: Day) -> None:
    sign_in(client, day.people.supervisor)

    assert client.get(f"/admin/reports/{day.people.unit.id}/fairness?until=never").status_code == 422
