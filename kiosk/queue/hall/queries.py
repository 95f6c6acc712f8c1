"""What the hall's screen turns on, in statements made once: every screen asks again and again, all day."""

from collections import Counter as Tally
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import BigInteger, and_, bindparam, func, select, type_coerce
from sqlalchemy.orm import Session

from kiosk.office import notice_queries
from kiosk.office import queries as office
from kiosk.office.kinds import CARDS
from kiosk.office.models import Counter, Notice, ServiceGroup, Unit
from kiosk.office.opening import Hours
from kiosk.office.queries import UnitView
from kiosk.queue import day_queries
from kiosk.queue.cards import picking
from kiosk.queue.hall.board import Call
from kiosk.queue.hall.voice_queries import Voices, voices_for
from kiosk.queue.models import CounterPause, CounterSession, CounterSessionGroup, Ticket, TicketEvent
from kiosk.queue.queries import IS_AT_DESK, IS_OPEN, RECENT, RECENT_SERVICES, called_since
from kiosk.queue.tickets import Move, Quality, State
from kiosk.queue.waiting import Pace

LOOK_BACK = 30
"""Calls read at once: six of different people, even where some were called several times."""
MOST_SERVICES = 400
"""Services of three hours that are read for the estimates: more than any hall has."""
SINCE_EVER = date(2000, 1, 1)
MICROSECONDS = 1_000_000

LATEST = (
    select(TicketEvent.id, TicketEvent.ticket_id, TicketEvent.counter_id, TicketEvent.at)
    .where(TicketEvent.unit_id == bindparam("unit_id"), TicketEvent.kind.in_((Move.CALL, Move.RECALL)))
    .where(TicketEvent.counter_id.is_not(None))  # a tally sheet of 25 lines must not push the last calls out
    .order_by(TicketEvent.id.desc())
    .limit(LOOK_BACK)
    .subquery()
)
CALLS = (
    select(Ticket.prefix, Ticket.number, Ticket.card, Ticket.state, Counter.label, LATEST.c.at)
    .select_from(LATEST)
    .join(Ticket, Ticket.id == LATEST.c.ticket_id)
    .join(Counter, Counter.id == LATEST.c.counter_id)
    .order_by(LATEST.c.id.desc())
)
# One statement, so that a screen that has nothing new costs one: the latest move stands beside every open counter.
PULSE = (
    select(
        select(func.max(TicketEvent.id)).where(TicketEvent.unit_id == bindparam("unit_id")).scalar_subquery(),
        *(CounterSessionGroup.group_id, Counter.id, CounterPause.reason, Ticket.id),
    )
    .select_from(Unit)
    .outerjoin(Counter, Counter.unit_id == Unit.id)
    .outerjoin(CounterSession, (CounterSession.counter_id == Counter.id) & CounterSession.closed_at.is_(None))
    .outerjoin(CounterSessionGroup, CounterSessionGroup.session_id == CounterSession.id)
    .outerjoin(CounterPause, (CounterPause.session_id == CounterSession.id) & CounterPause.resumed_at.is_(None))
    .outerjoin(Ticket, and_(Ticket.counter_id == Counter.id, IS_AT_DESK))
    .where(Unit.id == bindparam("unit_id"))
    .order_by(Counter.id, CounterSessionGroup.group_id)
)
WAITING = (
    select(Ticket.group_id, func.count(Ticket.id))
    .where(Ticket.unit_id == bindparam("unit_id"), Ticket.state == State.WAITING, IS_OPEN)
    .where(Ticket.day >= bindparam("since"))
    .group_by(Ticket.group_id)
)
SERVICES = (
    select(
        *(Ticket.group_id, type_coerce(Ticket.started_at, BigInteger), type_coerce(Ticket.ended_at, BigInteger)),
        Ticket.hold_seconds,
    )
    .where(Ticket.unit_id == bindparam("unit_id"), Ticket.state == State.DONE)
    .where(Ticket.arrived_at >= bindparam("since"), Ticket.started_at.is_not(None))
    .where(Ticket.ended_quality == Quality.EXACT)
    .order_by(Ticket.arrived_at.desc(), Ticket.id.desc())
    .limit(MOST_SERVICES)
)


@dataclass(frozen=True, slots=True)
class Place:
    """What changes a few times a month: the unit as it is on one day.

    Attributes:
        exists: It is in force on that day.
        hours: With everything that changes them; ``None`` for a unit that has none at all.
        groups: Its services as they are listed; empty where nobody is called by number.
        notices: What its screens tell that day.
        voices: What the office recorded itself.
    """

    unit: UnitView
    exists: bool
    hours: Hours | None
    groups: tuple[ServiceGroup, ...]
    notices: tuple[Notice, ...] = ()
    voices: Voices = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """One service at an open counter; *busy*: somebody was called there or is being served."""

    group_id: int
    counter_id: int
    paused: bool
    busy: bool


@dataclass(frozen=True, slots=True)
class Pulse:
    """What changes with every press and every number taken.

    Attributes:
        last_event: The number of the unit's latest ticket move.
        desks: Open counters, a line for each service they receive.
    """

    last_event: int
    desks: tuple[Desk, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """What is drawn.

    Attributes:
        calls: The latest calls, newest first, of whatever day; the same ticket may stand there several times.
        waiting: People who wait, by service.
        services: The latest services of the last three hours in seconds, newest first, by service.
        given: Numbers given out on that day.
    """

    calls: tuple[Call, ...]
    waiting: Tally[int]
    services: dict[int, tuple[int, ...]]
    given: int


def place(session: Session, slug: str, today: date) -> Place | None:
    """Return the unit named *slug* in addresses; ``None`` when there never was one."""
    unit_id = office.unit_id_of(session, slug)
    unit = None if unit_id is None else office.unit_on(session, unit_id, today)
    if unit is None:
        return None
    version = unit.version
    exists = version.valid_from <= today and (version.valid_until is None or today < version.valid_until)
    hours = office.hours_of(session, unit.id, today)
    has_queue = unit.unit.mode == "full" and unit.unit.kind != "organisation"
    return Place(
        unit,
        exists,
        hours if hours.weekly or hours.exceptions else None,
        tuple(office.groups_of(session, unit.id)) if has_queue else (),
        notice_queries.notices_on(session, unit.id, today),
        voices_for(session, unit.id, today) if has_queue else {},
    )


def pulse(session: Session, unit_id: int) -> Pulse:
    """Return what the screen turns on at this moment; ask for it before :func:`queue`.

    Whatever happens in between then makes the screen newer than its mark, never older.
    """
    rows = session.execute(PULSE, {"unit_id": unit_id}).all()
    desks = [Desk(row[1], row[2], row[3] is not None, row[4] is not None) for row in rows if row[1]]
    return Pulse(rows[0][0] or 0, tuple(desks))


def queue(session: Session, unit: UnitView, today: date, *, now: datetime) -> Queue:
    """Return what is drawn of the unit's queue."""
    since = called_since(unit.unit, today) or SINCE_EVER
    calls = session.execute(CALLS, {"unit_id": unit.id})
    waiting = session.execute(WAITING, {"unit_id": unit.id, "since": since})
    services: defaultdict[int, list[int]] = defaultdict(list)
    for group_id, started, ended, hold in session.execute(SERVICES, {"unit_id": unit.id, "since": now - RECENT}):
        services[group_id].append((ended - started) // MICROSECONDS - hold)
    return Queue(
        calls=tuple(
            Call(picking.label(prefix, number, card, CARDS), sign, State(state), at)
            for prefix, number, card, state, sign, at in calls
        ),
        waiting=Tally(dict(waiting.all())),
        services={group_id: tuple(seconds[:RECENT_SERVICES]) for group_id, seconds in services.items()},
        given=day_queries.given_on(session, unit.id, today),
    )


def pace(pulse: Pulse, queue: Queue, group_id: int) -> Pace:
    """Return what an estimate for one service rests on; paused counters do not count."""
    working = [desk for desk in pulse.desks if desk.group_id == group_id and not desk.paused]
    free = any(not desk.busy for desk in working)
    return Pace(len(working), queue.services.get(group_id, ()), one_is_free=free)
