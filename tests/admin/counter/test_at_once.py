"""Presses that arrive in the same moment, on real commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.counter import actions
from admin.counter.seats import CounterTakenError, RelievedError, sit, take_seat
from kiosk.ground.db import Database
from kiosk.office.models import Counter
from kiosk.queue.models import CounterSession, Ticket, TicketEvent
from tests import factories
from tests.factories import CLERK_ID, MONDAY

THREADS = 8
LATER = MONDAY + timedelta(minutes=5)


def office(database: Database) -> tuple[Counter, int]:
    """An open counter with one person being served and three who wait; return it and who is served."""

    def fill(session: Session) -> tuple[Counter, int]:
        unit = factories.unit(session)
        group = factories.group(session, unit)
        counter = factories.counter(session, unit, "3", group)
        factories.desk(session, counter, group)
        first, *_ = [factories.ticket(session, group) for _ in range(4)]
        seat = sit(session, counter.id, CLERK_ID, since=None, start_with_call=False, now=MONDAY)
        actions.call(session, seat, first.id, key="first")
        return counter, first.id

    return database.write(fill)


def at_once(act: Callable[[int], object]) -> list[object]:
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(act, range(THREADS)))


def test_the_same_press_eight_times_at_once_is_one(live_database: Database) -> None:
    counter, served = office(live_database)

    def press(_thread: int) -> tuple[str, str]:
        def run(session: Session) -> tuple[str, str]:
            seat = sit(session, counter.id, CLERK_ID, since=None, start_with_call=False, now=LATER)
            step = actions.advance(session, seat, served, key="one press")
            return (step.finished.label if step.finished else "", step.called.label if step.called else "")

        return live_database.write(run, replayable=True)

    assert set(at_once(press)) == {("A001", "A002")}
    with live_database.read() as session:
        states = session.scalars(select(Ticket.state).order_by(Ticket.number)).all()
        calls = session.scalar(select(func.count()).where(TicketEvent.kind == "call"))
    assert states == ["done", "called", "waiting", "waiting"]
    assert calls == 2


def test_of_eight_who_take_over_at_once_one_sits(live_database: Database) -> None:
    counter, _served = office(live_database)
    with live_database.read() as session:
        shown = session.scalars(select(CounterSession.id)).one()

    def relieve(thread: int) -> bool:
        def run(session: Session) -> None:
            here = session.merge(counter)
            take_seat(session, here, [], staff_id=100 + thread, relieves=shown, now=LATER)

        try:
            live_database.write(run, replayable=True)
        except CounterTakenError:
            return False
        return True

    assert sorted(map(bool, at_once(relieve))) == [False] * (THREADS - 1) + [True]


def test_a_press_during_a_take_over_counts_before_it_or_is_refused(live_database: Database) -> None:
    counter, served = office(live_database)
    with live_database.read() as session:
        shown = session.scalars(select(CounterSession.id)).one()

    def act(thread: int) -> str:
        def press(session: Session) -> None:
            seat = sit(session, counter.id, CLERK_ID, since=None, start_with_call=False, now=LATER)
            actions.advance(session, seat, served, key="press")

        def relieve(session: Session) -> None:
            take_seat(session, session.merge(counter), [], staff_id=99, relieves=shown, now=LATER)

        try:
            live_database.write(relieve if thread == THREADS // 2 else press, replayable=True)
        except RelievedError:
            return "refused"
        return "done"

    answers = at_once(act)
    with live_database.read() as session:
        finished = session.scalar(select(func.count()).where(TicketEvent.kind == "finish"))
        open_now = session.scalars(select(CounterSession.staff_id).where(CounterSession.closed_at.is_(None))).all()
    assert finished == (1 if answers.count("done") > 1 else 0)
    assert open_now == [99]
