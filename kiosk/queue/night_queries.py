"""Every SELECT of closing the day: what is still open, and since when nothing happened."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from kiosk.queue.models import CounterPause, CounterSession, Ticket, TicketEvent
from kiosk.queue.queries import IS_OPEN
from kiosk.queue.tickets import State

WAITING_ON: Final = timedelta(days=31)
"""Nobody waits on for longer, even where the queue is kept overnight: so no look goes back for years."""


def open_tickets_before(session: Session, unit_id: int, day: date) -> list[Ticket]:
    """Return the unit's open tickets of *day* and earlier, oldest first."""
    return list(
        session.scalars(
            select(Ticket)
            .where(Ticket.unit_id == unit_id, Ticket.day <= day, IS_OPEN)
            .order_by(Ticket.arrived_at, Ticket.id)
        )
    )


def begun_before(session: Session, unit_id: int, day: date) -> list[Ticket]:
    """Return the tickets of *day* and earlier that are at a counter or on hold, oldest first."""
    begun = (State.CALLED, State.SERVING, State.ON_HOLD)
    return [ticket for ticket in open_tickets_before(session, unit_id, day) if ticket.state in begun]


def sessions_left_open(session: Session, unit_id: int, *, before: datetime) -> list[CounterSession]:
    """Return counter sessions that were opened before an instant and never closed."""
    return list(
        session.scalars(
            select(CounterSession)
            .where(CounterSession.unit_id == unit_id, CounterSession.closed_at.is_(None))
            .where(CounterSession.opened_at < before)
            .order_by(CounterSession.id)
        )
    )


def running_pauses(session: Session, session_id: int) -> list[CounterPause]:
    """Return the pauses of a counter session that have not ended."""
    query = select(CounterPause).where(CounterPause.session_id == session_id, CounterPause.resumed_at.is_(None))
    return list(session.scalars(query.order_by(CounterPause.id)))


def last_press(session: Session, desk: CounterSession) -> datetime | None:
    """Return when the counter last moved a ticket since its session began; ``None`` when it never did.

    That may be a ticket of another day, where people wait on overnight.
    """
    presses = (
        select(func.max(TicketEvent.at))
        .join(Ticket, Ticket.id == TicketEvent.ticket_id)
        .where(Ticket.unit_id == desk.unit_id, Ticket.arrived_at >= desk.opened_at - WAITING_ON)
        .where(or_(Ticket.ended_at.is_(None), Ticket.ended_at >= desk.opened_at))
        .where(TicketEvent.at >= desk.opened_at, TicketEvent.staff_id.is_not(None))
        .where(TicketEvent.counter_id == desk.counter_id)
    )
    return session.scalar(presses)
