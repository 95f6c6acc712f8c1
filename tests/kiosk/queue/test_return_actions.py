"""Whoever misses a call may come back once, and lets so many people go first as the unit says."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.models import Counter, ServiceGroup, Unit
from kiosk.queue import actions, queries, return_actions
from kiosk.queue.actions import KeyReusedError
from kiosk.queue.citizen_actions import CITIZEN
from kiosk.queue.models import Ticket, TicketEvent, TicketLeg
from kiosk.queue.tickets import Move, MoveRefused, Refusal, State
from tests import factories
from tests.factories import MONDAY

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Hall:
    """One service with one counter, and whoever missed a call there."""

    session: Session
    unit: Unit
    group: ServiceGroup
    counter: Counter

    def missed(self) -> Ticket:
        """Return somebody who arrived before all others, was called and did not come."""
        ticket = factories.ticket(self.session, self.group, at=MONDAY - MINUTE)
        self.miss(ticket)
        return ticket

    def miss(self, ticket: Ticket) -> None:
        """Call somebody, in vain."""
        for kind in (Move.CALL, Move.NO_SHOW):
            actions.move(self.session, ticket, kind, factories.clerk(self.counter), at=MONDAY + 10 * MINUTE)

    def arrive(self, people: int) -> list[Ticket]:
        """Let people arrive, one a minute."""
        return [factories.ticket(self.session, self.group, at=MONDAY + number * MINUTE) for number in range(people)]

    def come_back(self, ticket: Ticket, *, after: int | None = 3, key: str | None = None, days: int = 0) -> Ticket:
        """Let somebody return twenty past nine."""
        at = MONDAY + 20 * MINUTE + timedelta(days=days)
        return return_actions.come_back(self.session, ticket, CITIZEN, at=at, key=key, after=after)

    def line(self) -> list[int]:
        """Return who waits, next first."""
        return [one.id for one in queries.waiting(self.session, self.unit.id, [self.group.id], since=None)]


@pytest.fixture
def hall(session: Session) -> Hall:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    return Hall(session, unit, group, factories.counter(session, unit, "1", group))


@pytest.mark.parametrize("after", [0, 1, 3])
def test_so_many_people_go_first(hall: Hall, after: int) -> None:
    ticket = hall.missed()
    hall.arrive(5)

    hall.come_back(ticket, after=after)

    assert hall.line().index(ticket.id) == after


def test_with_fewer_in_the_hall_it_is_the_end_of_the_line(hall: Hall) -> None:
    ticket = hall.missed()
    hall.arrive(2)

    hall.come_back(ticket)
    later = factories.ticket(hall.session, hall.group, at=MONDAY + 30 * MINUTE)

    assert hall.line()[2:] == [ticket.id, later.id]


def test_the_wait_still_counts_from_arrival_and_a_new_leg_begins(hall: Hall) -> None:
    ticket = hall.missed()

    hall.come_back(ticket)

    assert (ticket.state, ticket.came_back, ticket.arrived_at) == (State.WAITING, True, MONDAY - MINUTE)
    assert ticket.first_called_at == MONDAY + 10 * MINUTE
    legs = hall.session.scalars(select(TicketLeg).where(TicketLeg.ticket_id == ticket.id).order_by(TicketLeg.seq))
    assert [leg.queued_at for leg in legs] == [MONDAY - MINUTE, MONDAY + 20 * MINUTE]


def test_a_second_time_is_refused(hall: Hall) -> None:
    ticket = hall.come_back(hall.missed())
    for kind in (Move.CALL, Move.NO_SHOW):
        actions.move(hall.session, ticket, kind, factories.clerk(hall.counter), at=MONDAY + 20 * MINUTE)

    with pytest.raises(MoveRefused) as refused:
        hall.come_back(ticket)

    assert refused.value.refusal is Refusal.ALREADY_CAME_BACK


def test_a_unit_may_take_nobody_back(hall: Hall) -> None:
    with pytest.raises(MoveRefused) as refused:
        hall.come_back(hall.missed(), after=None)

    assert refused.value.refusal is Refusal.NOT_OFFERED


def test_a_queue_that_was_cleared_at_night_is_over(hall: Hall) -> None:
    with pytest.raises(MoveRefused) as refused:
        hall.come_back(hall.missed(), days=1)

    assert refused.value.refusal is Refusal.TOO_LATE


def test_a_queue_that_is_kept_goes_on_the_next_day(hall: Hall) -> None:
    hall.unit.close_at_night = False

    assert hall.come_back(hall.missed(), days=1).state == State.WAITING


def test_the_same_tap_twice_comes_back_once(hall: Hall) -> None:
    ticket = hall.missed()

    place = hall.come_back(ticket, key="tap").lined_up_at
    hall.arrive(5)

    assert hall.come_back(ticket, key="tap").lined_up_at == place
    kinds = hall.session.scalars(select(TicketEvent.kind).where(TicketEvent.ticket_id == ticket.id)).all()
    assert kinds.count(Move.COME_BACK) == 1


def test_a_key_that_did_something_else_is_refused(hall: Hall) -> None:
    ticket = hall.missed()
    actions.move(hall.session, ticket, Move.UNDO, factories.clerk(), at=MONDAY + 11 * MINUTE, key="tap")
    actions.move(hall.session, ticket, Move.NO_SHOW, factories.clerk(), at=MONDAY + 11 * MINUTE)

    with pytest.raises(KeyReusedError):
        hall.come_back(ticket, key="tap")


def test_whoever_still_waits_cannot_come_back(hall: Hall) -> None:
    ticket = factories.ticket(hall.session, hall.group)

    with pytest.raises(MoveRefused) as refused:
        hall.come_back(ticket)

    assert refused.value.refusal is Refusal.WRONG_STATE
