"""Many at once, on real databases with real commits: no number twice, nobody called twice."""

from collections import Counter as Tally
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground.db import Database
from kiosk.office import priority_actions
from kiosk.queue import actions, issue_actions
from kiosk.queue.actions import DeskBusyError, Mover, NobodyWaitsError
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket, TicketEvent
from kiosk.queue.tickets import Actor, Move, State
from kiosk.queue.waiting import Pace
from tests import factories
from tests.factories import MONDAY

CITIZEN = Mover(actor=Actor.CITIZEN, channel=Channel.PHONE)
THREADS = 16
TICKETS = 500


def test_sixteen_threads_take_five_hundred_numbers_each_its_own(live_database: Database) -> None:
    group = live_database.write(lambda session: factories.group(session, factories.unit(session)))

    def take(index: int) -> int:
        arrival = factories.arrival(group, key=f"key-{index}")
        return live_database.write(
            lambda session: issue_actions.issue(session, arrival, CITIZEN, pace=Pace(1, ())).number, replayable=True
        )

    with ThreadPoolExecutor(THREADS) as threads:
        numbers = list(threads.map(take, range(TICKETS)))
    assert sorted(numbers) == list(range(1, TICKETS + 1))


def test_eight_counters_call_three_hundred_people_each_once(live_database: Database) -> None:
    def prepare(session: Session) -> tuple[int, int, list[int]]:
        unit = factories.unit(session)
        group = factories.group(session, unit)
        priority_actions.add_default_classes(session)
        for number in range(300):
            factories.ticket(session, group, priority="normal" if number % 4 else "aged_80")
        counters = [factories.counter(session, unit, str(label), group) for label in range(8)]
        for counter in counters:
            factories.desk(session, counter, group)
        return unit.id, group.id, [counter.id for counter in counters]

    unit_id, group_id, counters = live_database.write(prepare)

    def work(counter_id: int) -> list[int]:
        called = []
        mover = Mover(actor=Actor.CLERK, channel=Channel.CLERK, staff_id=1, counter_id=counter_id)
        while True:
            try:
                called.append(
                    live_database.write(lambda session: _serve(session, unit_id, group_id, mover), replayable=True)
                )
            except NobodyWaitsError:
                return called

    with ThreadPoolExecutor(8) as threads:
        called = [ticket for tickets in threads.map(work, counters) for ticket in tickets]
    assert len(called) == 300
    assert max(Tally(called).values()) == 1
    with live_database.read() as session:
        calls = session.scalars(select(TicketEvent.ticket_id).where(TicketEvent.kind == Move.CALL)).all()
        states = set(session.scalars(select(Ticket.state)))
    assert max(Tally(calls).values()) == 1
    assert states == {State.DONE}


def test_fifty_posts_with_one_key_make_one_ticket(live_database: Database) -> None:
    group = live_database.write(lambda session: factories.group(session, factories.unit(session)))
    arrival = factories.arrival(group, key="tapped fifty times")

    def take(_: int) -> int:
        return live_database.write(
            lambda session: issue_actions.issue(session, arrival, CITIZEN, pace=Pace(1, ())).id, replayable=True
        )

    with ThreadPoolExecutor(THREADS) as threads:
        assert len(set(threads.map(take, range(50)))) == 1
    with live_database.read() as session:
        assert len(session.scalars(select(Ticket.id)).all()) == 1


def test_two_windows_of_one_counter_call_one_person(live_database: Database) -> None:
    def prepare(session: Session) -> tuple[int, int, int]:
        unit = factories.unit(session)
        group = factories.group(session, unit)
        for _ in range(20):
            factories.ticket(session, group)
        return unit.id, group.id, factories.counter(session, unit, "1", group).id

    unit_id, group_id, counter_id = live_database.write(prepare)
    mover = Mover(actor=Actor.CLERK, channel=Channel.CLERK, staff_id=1, counter_id=counter_id)

    def click(_: int) -> bool:
        try:
            live_database.write(
                lambda session: actions.call_next(
                    session, unit_id, frozenset({group_id}), mover, at=MONDAY, since=None, start=False
                ),
                replayable=True,
            )
        except DeskBusyError:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(click, range(16))) == 1


def _serve(session: Session, unit_id: int, group_id: int, mover: Mover) -> int:
    ticket = actions.call_next(
        session,
        unit_id,
        frozenset({group_id}),
        mover,
        at=MONDAY,
        since=None,
        start=True,
    )
    actions.move(session, ticket, Move.FINISH, mover, at=MONDAY)
    return ticket.id
