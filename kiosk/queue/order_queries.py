"""Who is next, and who stands before somebody, as the database tells it: each in one statement, made once.

Tables instead of mapped classes: every call and every number taken asks, and objects would cost more than the answers.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.office.models import Unit
from kiosk.queue.models import CounterSession, Ticket
from kiosk.queue.order import OTHERS_BETWEEN, Before, Policy
from kiosk.queue.queries import IS_OPEN
from kiosk.queue.tickets import State

SINCE_EVER = date(2000, 1, 1)
UNIT, TICKET, SESSION = db.table(Unit), db.table(Ticket), db.table(CounterSession)
PLACE = func.coalesce(TICKET.c.lined_up_at, TICKET.c.arrived_at)
SINCE = bindparam("since", type_=TICKET.c.day.type)
WAITS = and_(
    *(TICKET.c.unit_id == UNIT.c.id, TICKET.c.state == State.WAITING, IS_OPEN),
    func.coalesce(TICKET.c.day, SINCE) >= SINCE,
)
"""Somebody waits in the unit. The day is wrapped, lest SQLite reads all numbers of the day instead of the few open."""


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


PRIORITY_MAY_GO = or_(
    UNIT.c.priority_policy == Policy.STRICT,
    func.coalesce(SESSION.c.others_since_priority, OTHERS_BETWEEN) >= OTHERS_BETWEEN,
)
# The order of kiosk.queue.order, by values of one row alone: so the first row is enough, and only that one is locked.
NEXT = (
    select(TICKET.c.id)
    .join_from(UNIT, TICKET, WAITS)
    .outerjoin(SESSION, and_(SESSION.c.counter_id == bindparam("counter_id"), SESSION.c.closed_at.is_(None)))
    .where(UNIT.c.id == bindparam("unit_id"), TICKET.c.group_id.in_(bindparam("group_ids", expanding=True)))
    .order_by(
        case(
            (UNIT.c.priority_policy == Policy.ARRIVAL, 0),
            (PRIORITY_MAY_GO, case((TICKET.c.priority_rank == 0, 1), else_=0)),
            else_=case((TICKET.c.priority_rank > 0, 1), else_=0),
        ),
        case((UNIT.c.priority_policy == Policy.ARRIVAL, 0), else_=TICKET.c.priority_rank),
        PLACE,
        TICKET.c.id,
    )
    .limit(1)
    .with_for_update(skip_locked=True, of=TICKET)
)
NEW = bindparam("rank", type_=TICKET.c.priority_rank.type), bindparam("place", type_=TICKET.c.arrived_at.type)
LINE = (
    select(UNIT.c.priority_policy, *counts(*NEW, bindparam("ticket_id", type_=TICKET.c.id.type)))
    .join_from(UNIT, TICKET, and_(WAITS, TICKET.c.group_id == bindparam("group_id")), isouter=True)
    .where(UNIT.c.id == bindparam("unit_id"))
    .group_by(UNIT.c.id)
)
NOT_YET = 2**62
"""Larger than the key of any ticket: somebody who is about to get one stands behind all of the same instant."""


def next_id(
    session: Session, unit_id: int, group_ids: Collection[int], counter_id: int | None, *, since: date | None
) -> int | None:
    """Return the ticket that a counter calls next, locked where the database locks rows; ``None``: nobody waits.

    Args:
        session: A write session.
        unit_id: The unit, whose policy counts.
        group_ids: The groups to call from.
        counter_id: The counter, whose calls so far count; ``None`` as for one that has just been opened.
        since: Leave out tickets of days before; ``None`` where the queue is never cleared at night.
    """
    asked = {"unit_id": unit_id, "group_ids": list(group_ids), "counter_id": counter_id, "since": since or SINCE_EVER}
    found: int | None = session.connection().execute(NEXT, asked).scalar()
    return found


def line_before(
    session: Session, unit_id: int, group_id: int, rank: int, place: datetime, *, since: date | None
) -> tuple[Policy, Before]:
    """Return the unit's policy, and who would stand before somebody new of this rank and place; *since* as above."""
    asked = {"unit_id": unit_id, "group_id": group_id, "since": since or SINCE_EVER}
    new = {"rank": rank, "place": place, "ticket_id": NOT_YET}
    row = session.connection().execute(LINE, asked | new).one()
    return Policy(row[0]), Before(*row[1:])
