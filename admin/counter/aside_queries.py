"""What the console asks about people who are neither waiting nor at its own desk, and about the other counters."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from kiosk.queue.models import Ticket, TicketEvent
from kiosk.queue.queries import IS_OPEN
from kiosk.queue.tickets import Move, State

LATEST_EVENTS: Final = 300
MOST_MISSED: Final = 12
NOTED: Final = (Move.HOLD, Move.TRANSFER, Move.RETURN, Move.COME_BACK)
ENDS: Final = (Move.FINISH, Move.NO_SHOW, Move.REMOVE)
NO_ENDS: Final = (Move.HOLD, Move.TRANSFER, Move.RETURN, Move.UNDO)

# Asked at every change by every counter: made once, because making a statement costs more than running it.
UNDER_WAY = (
    select(Ticket)
    .where(Ticket.unit_id == bindparam("unit_id"), IS_OPEN)
    .where(Ticket.state.in_((State.CALLED, State.SERVING, State.ON_HOLD)))
    .order_by(Ticket.held_since, Ticket.id)
)
LATEST = (
    select(TicketEvent.id, TicketEvent.counter_id, TicketEvent.at, TicketEvent.ticket_id, TicketEvent.kind)
    .where(TicketEvent.unit_id == bindparam("unit_id"))
    .order_by(TicketEvent.id.desc())
    .limit(LATEST_EVENTS)
    .subquery()
)
LAST_AT_COUNTERS = select(LATEST.c.counter_id, func.max(LATEST.c.at), func.min(LATEST.c.at), func.count()).group_by(
    LATEST.c.counter_id
)
LAST_AWAY = (
    select(LATEST.c.ticket_id, LATEST.c.kind)
    .where(LATEST.c.counter_id == bindparam("counter_id"), LATEST.c.kind.in_((*ENDS, *NO_ENDS)))
    .order_by(LATEST.c.id.desc())
    .limit(1)
)
NOTES = (
    select(TicketEvent.ticket_id, TicketEvent.kind, TicketEvent.note)
    .where(TicketEvent.ticket_id.in_(bindparam("ticket_ids", expanding=True)), TicketEvent.kind.in_(NOTED))
    .order_by(TicketEvent.id)
)
MISSED = (
    select(Ticket)
    .where(Ticket.unit_id == bindparam("unit_id"), Ticket.arrived_at >= bindparam("since"))
    .where(Ticket.state == State.NO_SHOW, Ticket.day == bindparam("day"), Ticket.came_back.is_(False))
    .order_by(Ticket.ended_at.desc(), Ticket.id.desc())
    .limit(MOST_MISSED)
)


class Note(NamedTuple):
    """How somebody was put aside or sent on last; *text* is empty where nothing was written."""

    kind: Move
    text: str


def under_way(session: Session, unit_id: int) -> list[Ticket]:
    """Return the unit's tickets that were called, are being served or are on hold, the longest hold first."""
    return list(session.scalars(UNDER_WAY, {"unit_id": unit_id}))


class LastMoves(NamedTuple):
    """When each counter of a unit moved a ticket last; one that is not *at_counter* has not since *since*, if ever."""

    at_counter: dict[int, datetime]
    since: datetime | None


def last_moves(session: Session, unit_id: int) -> LastMoves:
    """Return the latest move at each counter, among the unit's latest moves; *since* is ``None`` when those are all."""
    rows = session.execute(LAST_AT_COUNTERS, {"unit_id": unit_id}).all()
    more = sum(row[3] for row in rows) == LATEST_EVENTS
    return LastMoves({row[0]: row[1] for row in rows if row[0]}, min(row[2] for row in rows) if more else None)


def notes(session: Session, ticket_ids: Collection[int]) -> dict[int, Note]:
    """Return how each ticket was put aside, sent on or taken back last; one that never was is left out."""
    if not ticket_ids:
        return {}
    rows = session.execute(NOTES, {"ticket_ids": list(ticket_ids)})
    return {ticket_id: Note(Move(kind), note or "") for ticket_id, kind, note in rows}


def missed(session: Session, unit_id: int, *, day: date, since: datetime) -> list[Ticket]:
    """Return who missed a call on *day*, which began at *since*, and may still come back; the latest first."""
    return list(session.scalars(MISSED, {"unit_id": unit_id, "day": day, "since": since}))


def last_ended(session: Session, unit_id: int, counter_id: int) -> int | None:
    """Return the ticket that a counter ended as its latest act; ``None`` when it ended nobody lately.

    Also when it put somebody aside, sent them on, gave them back or took an end back since: one press must not bring
    back somebody from before that.
    """
    row = session.execute(LAST_AWAY, {"unit_id": unit_id, "counter_id": counter_id}).first()
    return row.ticket_id if row is not None and row.kind in ENDS else None
