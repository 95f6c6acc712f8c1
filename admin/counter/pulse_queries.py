"""What the console turns on, in one statement made once: every counter asks for it every few seconds, all day.

Tables instead of mapped classes, and no transaction: objects and scopes would cost more than the statement does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Row, and_, bindparam, func, or_, select

from kiosk.ground import db
from kiosk.ground.calendar import local_day
from kiosk.office.models import Counter, Unit
from kiosk.queue.models import CounterPause, CounterSession, Ticket, TicketEvent
from kiosk.queue.queries import IS_OPEN
from kiosk.queue.tickets import State

UNIT, COUNTER, TICKET, EVENT = (db.table(model).c for model in (Unit, Counter, Ticket, TicketEvent))
SESSION, PAUSE = db.table(CounterSession).c, db.table(CounterPause).c
OWN = db.table(Counter).alias("own")

LAST_EVENT = select(func.max(EVENT.id)).where(EVENT.unit_id == OWN.c.unit_id).correlate(OWN).scalar_subquery()
WAITING = (
    select(func.count())
    .select_from(db.table(Ticket))
    .where(TICKET.unit_id == OWN.c.unit_id, TICKET.state == State.WAITING, IS_OPEN)
    .where(or_(~UNIT.close_at_night, TICKET.day >= bindparam("today", type_=Date())))
    .correlate(OWN, db.table(Unit))
    .scalar_subquery()
)
# By the counters, never by the sessions' own unit: SQLite would read all sessions the unit ever had.
TURNS_ON = (
    select(
        *(LAST_EVENT.label("last_event"), WAITING.label("waiting"), COUNTER.id.label("counter_id")),
        *(SESSION.id.label("session_id"), SESSION.staff_id, SESSION.opened_at, PAUSE.id.label("pause_id")),
    )
    .select_from(OWN)
    .join(db.table(Unit), UNIT.id == OWN.c.unit_id)
    .join(db.table(Counter), COUNTER.unit_id == OWN.c.unit_id)
    .join(db.table(CounterSession), and_(SESSION.counter_id == COUNTER.id, SESSION.closed_at.is_(None)))
    .outerjoin(db.table(CounterPause), and_(PAUSE.session_id == SESSION.id, PAUSE.resumed_at.is_(None)))
    .where(OWN.c.id == bindparam("counter_id"))
    .order_by(SESSION.id, PAUSE.id)
)


@dataclass(frozen=True, slots=True)
class Pulse:
    """What a console turns on.

    Attributes:
        staff_id: Who sits at the counter today; ``None`` while it is closed.
        state: A short text that changes whenever the console of any counter of the unit would look different. The
            number of the latest move nearly says it. A move with a smaller number may be committed later on
            PostgreSQL; the count of waiting people then gives it away.
    """

    staff_id: int | None
    state: str


def pulse(counter_id: int, today: date) -> Pulse:
    """Return what the console of a counter turns on; ask for it before what is drawn.

    Whatever happens in between then makes the page newer than its mark, never older.
    """
    rows = db.look(TURNS_ON, {"counter_id": counter_id, "today": today})
    if not rows:
        return Pulse(None, "")
    desks = ".".join(f"{row.session_id}{'p' if row.pause_id else ''}" for row in rows)
    return Pulse(_sitting(rows, counter_id, today), f"{rows[0].last_event or 0}-{rows[0].waiting}-{desks}")


def _sitting(rows: Sequence[Row[*tuple[Any, ...]]], counter_id: int, today: date) -> int | None:
    here = (row for row in rows if row.counter_id == counter_id and local_day(row.opened_at) >= today)
    return next((row.staff_id for row in here), None)
