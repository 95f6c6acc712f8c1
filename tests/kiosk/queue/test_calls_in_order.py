"""What is foretold, told to phones and done at the counter is one order, on both databases."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.web.addresses import digest
from kiosk.office import priority_actions
from kiosk.office.models import Counter, ServiceGroup, Unit
from kiosk.queue import actions, pulse_queries, queries
from kiosk.queue.actions import Mover, NobodyWaitsError
from kiosk.queue.models import CounterSession, Ticket
from kiosk.queue.order import InLine, Policy, in_order
from kiosk.queue.tickets import Move, State
from tests import factories
from tests.factories import MONDAY

MINUTE = timedelta(minutes=1)
CLASSES = {"o": "normal", "d": "disabled", "a": "aged_80"}
LINES = ("ooaodoad", "ddda", "aodoooda")


@dataclass(frozen=True, slots=True)
class Hall:
    """One counter with one service."""

    session: Session
    unit: Unit
    group: ServiceGroup
    counter: Counter
    desk: CounterSession

    @property
    def clerk(self) -> Mover:
        return factories.clerk(self.counter)

    def arrive(self, line: str) -> list[Ticket]:
        """Let people arrive one a minute: o is everybody, d severely disabled, a 80 or older."""
        people = []
        for number, letter in enumerate(line):
            values = {
                "at": MONDAY + number * MINUTE,
                "priority": CLASSES[letter],
                "token_hash": digest("t", str(number)),
            }
            people.append(factories.ticket(self.session, self.group, **values))
        return people

    def call_next(self, minute: int = 60) -> Ticket:
        """Call whoever is next."""
        groups, at = frozenset({self.group.id}), MONDAY + minute * MINUTE
        return actions.call_next(
            self.session, self.unit.id, groups, self.clerk, at=at, since=MONDAY.date(), start=False
        )

    def move(self, ticket: Ticket, *kinds: Move) -> None:
        for kind in kinds:
            actions.move(self.session, ticket, kind, self.clerk, at=MONDAY + 60 * MINUTE)

    def serve_all(self) -> list[int]:
        """Call and serve until nobody waits; return the numbers as they were called."""
        called: list[int] = []
        while True:
            try:
                ticket = self.call_next()
            except NobodyWaitsError:
                return called
            called.append(ticket.number)
            self.move(ticket, Move.START, Move.FINISH)

    @property
    def since(self) -> int:
        """How many others were called since somebody last went first."""
        self.session.refresh(self.desk)
        return self.desk.others_since_priority


def open_hall(session: Session, policy: str) -> Hall:
    priority_actions.add_default_classes(session)
    unit = factories.unit(session, priority_policy=policy)
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", group)
    return Hall(session, unit, group, counter, factories.desk(session, counter, group))


def ahead(session: Session, ticket: Ticket) -> int:
    """Return what the ticket's own page says."""
    pulse = pulse_queries.pulse(session, ticket.token_hash or "")
    assert pulse is not None
    assert pulse.line is not None
    return pulse.line.ahead


@pytest.fixture
def hall(session: Session) -> Hall:
    return open_hall(session, Policy.INTERLEAVED)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("policy", Policy)
def test_what_is_foretold_and_told_to_phones_is_what_the_counter_does(
    session: Session, policy: Policy, line: str
) -> None:
    hall = open_hall(session, policy)
    people = hall.arrive(line)
    numbers = {one.id: one.number for one in people}
    places = [InLine(one.priority_rank, one.arrived_at, one.id) for one in people]
    foretold = [numbers[one.ticket_id] for one in in_order(places, policy, hall.since)]
    told = {one.number: ahead(session, one) for one in people}

    assert foretold == sorted(told, key=lambda number: told[number]) == hall.serve_all()
    assert sorted(told.values()) == list(range(len(people)))


def test_people_of_yesterday_who_go_first_stand_before_a_phone_only_where_the_queue_is_kept(hall: Hall) -> None:
    factories.ticket(hall.session, hall.group, at=MONDAY - 24 * 60 * MINUTE, priority="aged_80")
    hall.arrive("o")
    said = {"priority": "disabled", "token_hash": digest("t", "own")}
    own = factories.ticket(hall.session, hall.group, at=MONDAY + 5 * MINUTE, **said)
    hall.desk.others_since_priority = 0
    hall.session.flush()
    assert ahead(hall.session, own) == 1

    hall.unit.close_at_night = False
    hall.session.flush()

    assert ahead(hall.session, own) == 2


def test_the_rank_is_that_of_the_moment_of_arrival(hall: Hall) -> None:
    first = hall.arrive("d")[0]
    priority_actions.move_class(hall.session, "disabled", up=False, now=MONDAY, staff_id=None)
    second = factories.ticket(hall.session, hall.group, priority="disabled")

    assert (first.priority_rank, second.priority_rank) == (1, 2)
    assert factories.ticket(hall.session, hall.group, priority="minister").priority_rank == 0


def test_what_is_quoted_with_a_number_follows_the_policy(hall: Hall) -> None:
    hall.arrive("oooo")

    first, last = (
        factories.ticket(hall.session, hall.group, priority=said, at=MONDAY + 10 * MINUTE)
        for said in ("aged_80", "normal")
    )

    assert (first.ahead, last.ahead) == (0, 5)


def test_whoever_is_called_out_of_turn_counts_too(hall: Hall) -> None:
    people = hall.arrive("oooad")
    for ticket in people[2], people[1]:
        actions.call(hall.session, ticket, hall.clerk, at=MONDAY + 60 * MINUTE, start=False)
        hall.move(ticket, Move.NO_SHOW)
    assert hall.since == 2

    actions.call(hall.session, people[3], hall.clerk, at=MONDAY + 60 * MINUTE, start=False)
    hall.move(people[3], Move.NO_SHOW)

    assert hall.since == 0
    assert hall.call_next().number == 1


def test_a_call_taken_back_gives_the_turn_back(hall: Hall) -> None:
    hall.arrive("ooda")
    first = hall.call_next()
    hall.move(first, Move.RETURN)
    assert (first.number, hall.since) == (3, 2)
    assert hall.call_next().number == 3
    hall.move(first, Move.FINISH)

    other = hall.call_next()
    hall.move(other, Move.RETURN)

    assert (other.number, hall.since) == (1, 0)
    assert hall.serve_all() == [1, 2, 4]


def test_each_counter_counts_for_itself(hall: Hall) -> None:
    hall.arrive("oodd")
    beside = factories.counter(hall.session, hall.unit, "2", hall.group)
    factories.desk(hall.session, beside, hall.group, staff_id=2)
    here = hall.call_next()
    there = actions.call_next(
        hall.session,
        hall.unit.id,
        frozenset({hall.group.id}),
        factories.clerk(beside),
        at=MONDAY + 60 * MINUTE,
        since=None,
        start=False,
    )

    assert (here.number, there.number) == (3, 4)


def test_a_transfer_keeps_the_place_by_arrival(hall: Hall) -> None:
    land = factories.group(hall.session, hall.unit, "B", "Đất đai")
    waits = factories.ticket(hall.session, land, at=MONDAY + 5 * MINUTE)
    moved = hall.arrive("o")[0]
    hall.call_next()
    actions.move(hall.session, moved, Move.TRANSFER, hall.clerk, at=MONDAY + 60 * MINUTE, group_id=land.id)

    line = queries.waiting(hall.session, hall.unit.id, [land.id], since=None)

    assert ([one.id for one in line], moved.state) == ([moved.id, waits.id], State.WAITING)
