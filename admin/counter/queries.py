"""What the console asks beyond the queue's own SELECTs: who sits where, and whether anything changed."""

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from kiosk.ground import db
from kiosk.office.models import Counter, CounterGroup, Unit
from kiosk.queue.api.stations import MACHINE_ID
from kiosk.queue.models import CounterSession, Ticket

# Asked at every press: made once, because making a statement takes several times as long as running it.
NAMES = select(Staff.id, Staff.name).where(Staff.id.in_(bindparam("ids", expanding=True)))
OPEN_SESSION = (
    select(CounterSession.id)
    .where(CounterSession.counter_id == bindparam("counter_id"), CounterSession.closed_at.is_(None))
    .with_for_update()
)
UNIT_OF = select(Unit).join(Counter, Counter.unit_id == Unit.id).where(Counter.id == bindparam("counter_id"))
TICKET = select(Ticket).where(Ticket.id == bindparam("ticket_id"), Ticket.unit_id == bindparam("unit_id"))


def counter(session: Session, counter_id: int) -> Counter | None:
    """Return one counter, in use or not."""
    return session.get(Counter, counter_id)


def unit_of(session: Session, counter_id: int) -> Unit | None:
    """Return the unit a counter belongs to; ``None`` when there is no such counter."""
    return session.scalar(UNIT_OF, {"counter_id": counter_id})


def usual_groups(session: Session, counter_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Return which service groups each counter normally serves; a counter without any is left out."""
    found: dict[int, frozenset[int]] = {}
    for row in session.scalars(select(CounterGroup).where(CounterGroup.counter_id.in_(counter_ids))):
        found[row.counter_id] = found.get(row.counter_id, frozenset()) | {row.group_id}
    return found


def names(session: Session, staff_ids: Collection[int]) -> dict[int, str]:
    """Return the names of these people, and what a machine is called that has opened a counter."""
    machine = {MACHINE_ID: str(_("Máy gọi số của đơn vị"))} if MACHINE_ID in staff_ids else {}
    return machine | {row.id: row.name for row in session.execute(NAMES, {"ids": list(staff_ids)})}


def lock_desk(session: Session, counter_id: int) -> None:
    """Let only one transaction at a time act at an open counter; a take-over waits for it, and it for a take-over."""
    if db.dialect(session) != "sqlite":  # there a transaction that writes is alone anyway
        session.connection().execute(OPEN_SESSION, {"counter_id": counter_id}).all()


def ticket(session: Session, unit_id: int, ticket_id: int) -> Ticket | None:
    """Return a ticket of this unit; ``None`` for one of another unit as for one that never was."""
    return session.scalar(TICKET, {"ticket_id": ticket_id, "unit_id": unit_id})


def last_relief(session: Session, counter_id: int, staff_id: int) -> datetime | None:
    """Return when the latest session of *staff_id* at a counter ended; ``None`` while it runs or never was."""
    latest = (
        select(CounterSession.closed_at)
        .where(CounterSession.counter_id == counter_id, CounterSession.staff_id == staff_id)
        .order_by(CounterSession.id.desc())
        .limit(1)
    )
    return session.scalar(latest)
