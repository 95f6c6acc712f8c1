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
from kiosk.queue.order import Policy
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
        """Let a clerk pick somebody."""
        clerk, at = factories.clerk(self.counter), MONDAY + minute * MINUTE
        actions.call(self.session, ticket, clerk, at=at, start=False)
        for kind in kinds or (Move.START, Move.FINISH):
            actions.move(self.session, ticket, kind, clerk, at=at)
        return ticket

    def serve_next(self, minute: int) -> Ticket:
        """Serve whoever is next."""
        clerk, at = factories.clerk(self.counter), MONDAY + minute * MINUTE
        unit, groups = self.people.unit.id, frozenset({self.group.id})
        ticket = actions.call_next(self.session, unit, groups, clerk, at=at, since=MONDAY.date(), start=True)
        return actions.move(self.session, ticket, Move.FINISH, clerk, at=at)

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
    counter = factories.counter(session, people.unit, "1", group)
    factories.desk(session, counter, group)
    return Day(session, people, group, counter)


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


def crowd(day: Day) -> None:
    """One goes first, one is picked, one was written down later, one came back."""
    first = day.arrive(20)
    missed = day.serve(day.arrive(21), 22, Move.NO_SHOW)
    aged, other = day.arrive(23, priority="aged_80"), day.arrive(24)
    clerk, back = factories.clerk(day.counter), MONDAY + 25 * MINUTE
    return_actions.come_back(day.session, missed, clerk, at=back, key=None, after=1)
    picked = day.arrive(26)
    late = day.arrive(19, quality=Quality.BACK_DATED, written_at=MONDAY + 27 * MINUTE)
    assert day.serve_next(40) == aged
    day.serve(picked, 41)
    assert [day.serve_next(minute) for minute in range(42, 46)] == [late, first, missed, other]


def test_each_overtaking_has_its_reason(client: CheckedClient, day: Day) -> None:
    day.ten_in_turn()
    crowd(day)

    page = day.page(client)

    assert row(page, "Theo quy tắc ưu tiên của đơn vị") == ["1", "1"]
    assert row(page, "Người vắng mặt vào hàng lại") == ["1", "1"]
    assert row(page, "Người có giờ đến ghi lại") == ["3", "3"]
    assert row(page, "Được gọi ngoài thứ tự") == ["3", "4"]
    assert row(page, "Không rõ vì sao") == ["0", "0"]
    assert "20 % người chờ có ít nhất một người đến sau được gọi trước, nhiều nhất là 4 người." in page.text


def test_a_policy_chosen_later_judges_nothing_that_was_done_before(client: CheckedClient, day: Day) -> None:
    day.ten_in_turn()
    crowd(day)
    day.people.unit.priority_policy = Policy.ARRIVAL
    day.session.flush()
    page = day.page(client)

    assert row(page, "Theo quy tắc ưu tiên của đơn vị") == ["1", "1"]
    assert row(page, "Được gọi ngoài thứ tự") == ["3", "4"]


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
    assert "Công bằng trong hàng chờ" in page.follow(client, "Có ai phải chờ lâu hơn người khác?").heading

    sign_in(other_client, day.people.neighbour_supervisor)
    assert other_client.get(f"/admin/reports/{day.people.unit.id}/fairness").status_code == 403


def test_a_week_that_is_none_is_refused_politely(client: CheckedClient, day: Day) -> None:
    sign_in(client, day.people.supervisor)

    assert client.get(f"/admin/reports/{day.people.unit.id}/fairness?until=never").status_code == 422
