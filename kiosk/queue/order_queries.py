"""Who is next, and who stands before somebody, as the database tells it: each in one statement, made once.

Tables instead of mapped classes: every call and every number taken asks, and objects would cost more than the answers.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, case, func, literal, or_, select
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.office.models import Unit
from kiosk.queue.models import CounterSession, CounterSessionGroup, Ticket
from kiosk.queue.order import OTHERS_BETWEEN, Before, InLine, Policy, people_ahead_in_line
from kiosk.queue.queries import IS_OPEN
from kiosk.queue.tickets import State
from kiosk.queue.turns import By, Turn

SINCE_EVER = date(2000, 1, 1)
UNIT, TICKET, SESSION = db.table(Unit), db.table(Ticket), db.table(CounterSession)
PLACE = func.coalesce(TICKET.c.lined_up_at, TICKET.c.arrived_at)
SINCE = bindparam("since", type_=TICKET.c.day.type)


def waits(since: ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition that somebody waits in the unit, of no day before *since*.

    The day is wrapped, lest SQLite reads all numbers of the day instead of the few open.
    """
    of_unit = (TICKET.c.unit_id == UNIT.c.id, TICKET.c.state == State.WAITING, IS_OPEN)
    return and_(*of_unit, func.coalesce(TICKET.c.day, since) >= since)


WAITS = waits(SINCE)


def earlier_than(place: ColumnElement[datetime], ticket_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a ticket's place is before *place*, the id deciding between equals."""
    return or_(place > PLACE, and_(place == PLACE, TICKET.c.id < ticket_id))


def counts(
    rank: ColumnElement[int], place: ColumnElement[datetime], ticket_id: ColumnElement[int]
) -> tuple[ColumnElement[int], ColumnElement[int], ColumnElement[int]]:
    """Return the three columns of :class:`Before` for somebody with this rank and place."""
    earlier = earlier_than(place, ticket_id)
    goes_first = or_(rank == 0, TICKET.c.priority_rank < rank, and_(TICKET.c.priority_rank == rank, earlier))
    return (
        func.count(TICKET.c.id).filter(earlier),
        func.count(TICKET.c.id).filter(TICKET.c.priority_rank > 0, goes_first),
        func.count(TICKET.c.id).filter(TICKET.c.priority_rank == 0, or_(rank > 0, earlier)),
    )


TURN_OF_PRIORITY = func.coalesce(SESSION.c.others_since_priority, OTHERS_BETWEEN) >= OTHERS_BETWEEN
CLASS_COUNTS = or_(
    UNIT.c.priority_policy == Policy.STRICT,
    and_(UNIT.c.priority_policy == Policy.INTERLEAVED, TURN_OF_PRIORITY),
)
OF_NO_CLASS = 2**31 - 1
# The order of kiosk.queue.order, by values of one row alone: so the first row is enough, and only that one is locked.
IN_ORDER = (
    case((and_(CLASS_COUNTS, TICKET.c.priority_rank > 0), TICKET.c.priority_rank), else_=OF_NO_CLASS),
    PLACE,
    TICKET.c.id,
)
HERE = and_(SESSION.c.counter_id == bindparam("counter_id"), SESSION.c.closed_at.is_(None))
NEXT = (
    select(TICKET.c.id, UNIT.c.priority_policy)
    .join_from(UNIT, TICKET, WAITS)
    .outerjoin(SESSION, HERE)
    .where(UNIT.c.id == bindparam("unit_id"), TICKET.c.group_id.in_(bindparam("group_ids", expanding=True)))
    .order_by(*IN_ORDER)
    .limit(1)
    .with_for_update(skip_locked=True, of=TICKET)
)
SERVED = db.table(CounterSessionGroup)
SERVED_HERE = select(SERVED.c.group_id).where(SERVED.c.session_id == SESSION.c.id).correlate(SESSION)
WOULD_CALL = (
    select(TICKET.c.id)
    .where(waits(case((UNIT.c.close_at_night, SINCE), else_=literal(SINCE_EVER, TICKET.c.day.type))))
    .where(TICKET.c.group_id.in_(SERVED_HERE))
    .order_by(*IN_ORDER)
    .limit(1)
    .correlate(UNIT, SESSION)
    .scalar_subquery()
)
TURN = (
    select(UNIT.c.priority_policy, WOULD_CALL)
    .select_from(UNIT.outerjoin(SESSION, HERE))
    .where(UNIT.c.id == bindparam("unit_id"))
)
RANK = bindparam("rank", type_=TICKET.c.priority_rank.type)
OWN_PLACE = bindparam("place", type_=TICKET.c.arrived_at.type), bindparam("ticket_id", type_=TICKET.c.id.type)
OF_GROUP = and_(WAITS, TICKET.c.group_id == bindparam("group_id"))
COUNTS = (
    select(UNIT.c.priority_policy, *counts(RANK, *OWN_PLACE))
    .join_from(UNIT, TICKET, OF_GROUP, isouter=True)
    .where(UNIT.c.id == bindparam("unit_id"))
    .group_by(UNIT.c.id)
)
EARLIER = earlier_than(*OWN_PLACE)
LOWER_CLASS = and_(TICKET.c.priority_rank > 0, or_(RANK == 0, TICKET.c.priority_rank < RANK))
LINE = (
    select(TICKET.c.priority_rank, case((EARLIER, 1), else_=0))
    .join_from(UNIT, TICKET, OF_GROUP)
    .where(UNIT.c.id == bindparam("unit_id"), or_(EARLIER, LOWER_CLASS))
    .order_by(PLACE, TICKET.c.id)
)
NOT_YET = 2**62
"""Larger than the key of any ticket: somebody who is about to get one stands behind all of the same instant."""


class Next(NamedTuple):
    """Who is next, and under which policy."""

    ticket_id: int
    policy: Policy


def next_in_line(
    session: Session, unit_id: int, group_ids: Collection[int], counter_id: int | None, *, since: date | None
) -> Next | None:
    """Return the ticket that a counter calls next, locked where the database locks rows; ``None``: nobody waits.

    Args:
        session: A write session.
        unit_id: The unit, whose policy counts.
        group_ids: The groups to call from.
        counter_id: The counter, whose calls so far count; ``None`` as for one that has just been opened.
        since: Leave out tickets of days before; ``None`` where the queue is never cleared at night.
    """
    asked = {"unit_id": unit_id, "group_ids": list(group_ids), "counter_id": counter_id, "since": since or SINCE_EVER}
    found = session.connection().execute(NEXT, asked).first()
    return None if found is None else Next(found[0], Policy(found[1]))


def turn_of(session: Session, ticket: Ticket, counter_id: int | None, *, day: date) -> Turn:
    """Return in which turn *ticket* is called that somebody chose: whoever the counter calls next anyway is no pick.

    Args:
        session: A write session, before the call.
        ticket: Who is to be called.
        counter_id: The counter; one that is not open calls nobody next.
        day: The local day of the call.
    """
    asked = {"unit_id": ticket.unit_id, "counter_id": counter_id, "since": day}
    policy, first = session.connection().execute(TURN, asked).one()
    return Turn(By.ORDER if first == ticket.id else By.CHOICE, Policy(policy))


def line_before(
    session: Session, unit_id: int, group_id: int, rank: int, place: datetime, *, since: date | None
) -> tuple[Policy, Before]:
    """Return the unit's policy, and who would stand before somebody new of this rank and place; *since* as above."""
    new = _asked(unit_id, group_id, InLine(rank, place, NOT_YET), since)
    row = session.connection().execute(COUNTS, new).one()
    return Policy(row[0]), Before(*row[1:])


def ahead_in_line(
    session: Session, unit_id: int, group_id: int, own: InLine, others_since: int, *, since: date | None
) -> int:
    """Return how many are called before *own* where those who go first are interleaved; *since* as above.

    Somebody who has no ticket yet has the id :data:`NOT_YET`. *others_since* is that of the counter; of several, the
    highest.
    """
    rows = session.connection().execute(LINE, _asked(unit_id, group_id, own, since)).all()
    earlier, later = ([rank for rank, is_earlier in rows if is_earlier == wanted] for wanted in (1, 0))
    return people_ahead_in_line(own.rank, earlier, later, others_since)


def _asked(unit_id: int, group_id: int, own: InLine, since: date | None) -> dict[str, object]:
    return {"unit_id": unit_id, "group_id": group_id, "since": since or SINCE_EVER, **own._asdict()}
