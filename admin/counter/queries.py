"""What the console asks beyond the queue's own SELECTs: who sits where, and whether anything changed."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from kiosk.office.models import Counter, CounterGroup
from kiosk.queue.models import CounterPause, CounterSession, Ticket
from kiosk.queue.queries import IS_OPEN, last_event_id
from kiosk.queue.tickets import State

# Asked every few seconds by every counter: made once, because making a statement costs more than running it.
WAITING = (
    select(func.count())
    .select_from(Ticket)
    .where(Ticket.unit_id == bindparam("unit_id"), Ticket.state == State.WAITING, IS_OPEN)
)
WAITING_SINCE = WAITING.where(Ticket.day >= bindparam("since"))
DESKS = (
    select(CounterSession.id, CounterPause.id)
    .outerjoin(CounterPause, (CounterPause.session_id == CounterSession.id) & CounterPause.resumed_at.is_(None))
    .where(CounterSession.unit_id == bindparam("unit_id"), CounterSession.closed_at.is_(None))
    .order_by(CounterSession.id, CounterPause.id)
)


def counter(session: Session, counter_id: int) -> Counter | None:
    """Return one counter, in use or not."""
    return session.get(Counter, counter_id)


def usual_groups(session: Session, counter_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Return which service groups each counter normally serves; a counter without any is left out."""
    found: dict[int, frozenset[int]] = {}
    for row in session.scalars(select(CounterGroup).where(CounterGroup.counter_id.in_(counter_ids))):
        found[row.counter_id] = found.get(row.counter_id, frozenset()) | {row.group_id}
    return found


def names(session: Session, staff_ids: Collection[int]) -> dict[int, str]:
    """Return the names of these people."""
    rows = session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(staff_ids)))
    return {row.id: row.name for row in rows}


def lock_desk(session: Session, counter_id: int) -> None:
    """Let only one transaction at a time act at an open counter; a take-over waits for it, and it for a take-over."""
    open_session = select(CounterSession.id).where(
        CounterSession.counter_id == counter_id, CounterSession.closed_at.is_(None)
    )
    session.execute(open_session.with_for_update()).all()


def ticket(session: Session, unit_id: int, ticket_id: int) -> Ticket | None:
    """Return a ticket of this unit; ``None`` for one of another unit as for one that never was."""
    return session.scalar(select(Ticket).where(Ticket.id == ticket_id, Ticket.unit_id == unit_id))


def last_relief(session: Session, counter_id: int, staff_id: int) -> datetime | None:
    """Return when the latest session of *staff_id* at a counter ended; ``None`` while it runs or never was."""
    latest = (
        select(CounterSession.closed_at)
        .where(CounterSession.counter_id == counter_id, CounterSession.staff_id == staff_id)
        .order_by(CounterSession.id.desc())
        .limit(1)
    )
    return session.scalar(latest)


def state_of_unit(session: Session, unit_id: int, *, since: date | None) -> str:
    """Return a short text that changes whenever the console of a counter of this unit would look different.

    The number of the latest move nearly says it. A move with a smaller number may be committed later on PostgreSQL;
    the count of waiting people then gives it away.
    """
    place = {"unit_id": unit_id}
    waiting = session.scalar(*((WAITING, place) if since is None else (WAITING_SINCE, place | {"since": since})))
    desks = session.execute(DESKS, place).all()
    shown = ".".join(f"{session_id}{'p' if pause_id else ''}" for session_id, pause_id in desks)
    return f"{last_event_id(session, unit_id)}-{waiting}-{shown}"
