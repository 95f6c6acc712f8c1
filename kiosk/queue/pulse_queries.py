"""What a ticket's page turns on, in two statements made once: phones that wait ask for it again and again.

A third reads the line itself, where somebody who goes first waits and is interleaved with the others.
Tables instead of mapped classes, on the session's connection: objects would cost more than the statements do.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from kiosk.ground.db import Base
from kiosk.office.models import Counter, Unit
from kiosk.queue.models import CopiedAddress, CounterPause, CounterSession, CounterSessionGroup, Ticket
from kiosk.queue.order import OTHERS_BETWEEN, Before, InLine, Policy, people_ahead
from kiosk.queue.order_queries import ahead_in_line, counts
from kiosk.queue.queries import IS_AT_DESK, IS_OPEN
from kiosk.queue.tickets import State

UNIT, COUNTER, TICKET = Unit.__table__.c, Counter.__table__.c, Ticket.__table__.c
SESSION, SERVED, PAUSE = CounterSession.__table__.c, CounterSessionGroup.__table__.c, CounterPause.__table__.c
OWN = Base.metadata.tables["ticket"].alias("own")

BEFORE = and_(
    *(TICKET.unit_id == OWN.c.unit_id, TICKET.group_id == OWN.c.group_id, OWN.c.state == State.WAITING),
    *(TICKET.state == State.WAITING, IS_OPEN, or_(~UNIT.close_at_night, TICKET.day >= OWN.c.day)),
)
PLACE = func.coalesce(OWN.c.lined_up_at, OWN.c.arrived_at)
AHEAD = counts(OWN.c.priority_rank, PLACE, OWN.c.id)
EVERY_TICKET = (
    select(
        *(OWN.c.unit_id, OWN.c.group_id, OWN.c.state, OWN.c.last_called_at, OWN.c.ended_at, OWN.c.came_back),
        *(COUNTER.label, OWN.c.priority_rank, UNIT.priority_policy, UNIT.close_at_night),
        *(OWN.c.id, OWN.c.day, PLACE.label("place"), *AHEAD),
    )
    .join_from(OWN, Unit.__table__, UNIT.id == OWN.c.unit_id)
    .outerjoin(Counter.__table__, COUNTER.id == OWN.c.counter_id)
    .outerjoin(Ticket.__table__, BEFORE)
    .group_by(OWN.c.id, UNIT.id, COUNTER.id)
)
TURNS_ON = EVERY_TICKET.where(OWN.c.token_hash == bindparam("token_hash"))
COPY_OF = select(CopiedAddress.ticket_id).where(CopiedAddress.token_hash == bindparam("token_hash"))
TURNS_ON_BY_COPY = EVERY_TICKET.where(OWN.c.id == COPY_OF.scalar_subquery())
DESKS = (
    select(COUNTER.label, PAUSE.reason, TICKET.id, SESSION.others_since_priority)
    .select_from(Counter.__table__)
    .join(CounterSession.__table__, and_(SESSION.counter_id == COUNTER.id, SESSION.closed_at.is_(None)))
    .join(CounterSessionGroup.__table__, SERVED.session_id == SESSION.id)
    .outerjoin(CounterPause.__table__, and_(PAUSE.session_id == SESSION.id, PAUSE.resumed_at.is_(None)))
    .outerjoin(Ticket.__table__, and_(TICKET.counter_id == COUNTER.id, IS_AT_DESK))
    .where(COUNTER.unit_id == bindparam("unit_id"), SERVED.group_id == bindparam("group_id"))
    .order_by(COUNTER.label, COUNTER.id)
)


@dataclass(frozen=True, slots=True)
class Line:
    """The line in front of somebody who waits.

    Attributes:
        ahead: People of the same group who will be called before this one.
        open_counters: Counters switched on for the group and not paused, whatever the office's hours say.
        one_is_free: Whether one of them has nobody.
        pauses: Signs of the counters that stand still, each with the reason as it is stored.
    """

    ahead: int
    open_counters: int
    one_is_free: bool
    pauses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pulse:
    """What one ticket's page turns on.

    Left out: names, addresses and hours of the office, and how long the latest services took. The quoted wait follows
    those with the next change in the line.

    Attributes:
        counter: The sign of the counter the person was called to last; ``None`` before the first call.
        line: Only for somebody who waits.
    """

    state: State
    group_id: int
    counter: str | None
    called_at: datetime | None
    ended_at: datetime | None
    came_back: bool
    line: Line | None


def pulse(session: Session, token_hash: str) -> Pulse | None:
    """Return what the page of the ticket with this address turns on; ``None`` when there is no such ticket."""
    known, connection = {"token_hash": token_hash}, session.connection()
    row = connection.execute(TURNS_ON, known).first() or connection.execute(TURNS_ON_BY_COPY, known).first()
    if row is None:
        return None
    line = _line(session, row) if row.state == State.WAITING else None
    return Pulse(State(row.state), row.group_id, row.label, row.last_called_at, row.ended_at, row.came_back, line)


def _line(session: Session, own: Row[*tuple[Any, ...]]) -> Line:
    desks = session.connection().execute(DESKS, {"unit_id": own.unit_id, "group_id": own.group_id}).all()
    at_work = [desk for desk in desks if desk.reason is None]
    since = max((desk.others_since_priority for desk in at_work), default=OTHERS_BETWEEN)
    return Line(
        ahead=_people_ahead(session, own, since),
        open_counters=len(at_work),
        one_is_free=any(desk.id is None for desk in at_work),
        pauses=tuple((desk.label, desk.reason) for desk in desks if desk.reason is not None),
    )


def _people_ahead(session: Session, own: Row[*tuple[Any, ...]], others_since: int) -> int:
    counted = people_ahead(own.priority_rank, Before(*own[-3:]), Policy(own.priority_policy))
    if counted is not None:
        return counted
    who, since = InLine(own.priority_rank, own.place, own.id), own.day if own.close_at_night else None
    return ahead_in_line(session, own.unit_id, own.group_id, who, others_since, since=since)
