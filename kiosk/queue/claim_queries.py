"""Every SELECT about moving a ticket to another phone."""

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from kiosk.office.kinds import CARDS
from kiosk.queue.claim_codes import TypedNumber
from kiosk.queue.models import MovedAddress, Ticket
from kiosk.queue.tickets import OPEN_STATES


def numbered(session: Session, unit_id: int, typed: TypedNumber, day: date, *, keeps_queue: bool) -> list[Ticket]:
    """Return the tickets of *day* with this number that can be moved, later days first.

    With its letter a number is one ticket, unless it is that of a card, or the unit keeps its queue overnight: then
    open ones of days before are meant, too. Tickets that never had an address are left out. Whoever else means the
    same waits until this transaction ends.
    """
    query = select(Ticket).where(Ticket.unit_id == unit_id, means(typed))
    today = Ticket.day == day
    query = query.where(today | Ticket.state.in_(OPEN_STATES)) if keeps_queue else query.where(today)
    query = query.where(Ticket.claim_box.is_not(None)).order_by(Ticket.day.desc(), Ticket.id)
    return list(session.scalars(query.with_for_update()))


def numbered_before(session: Session, unit_id: int, typed: TypedNumber, since: date, day: date) -> list[Ticket]:
    """Return the tickets with this number of the days from *since* up to but not including *day*, latest first."""
    query = select(Ticket).where(Ticket.unit_id == unit_id, means(typed), Ticket.claim_box.is_not(None))
    query = query.where(Ticket.day >= since, Ticket.day < day).order_by(Ticket.day.desc(), Ticket.id)
    return list(session.scalars(query.with_for_update()))


def means(typed: TypedNumber) -> ColumnElement[bool]:
    """Return what a ticket has: that number of its own, or that card, which may have been in several hands."""
    own, held = Ticket.number == typed.number, Ticket.card == typed.number
    if typed.prefix is None:
        return own | held
    return held if typed.prefix == CARDS else own & (Ticket.prefix == typed.prefix)


def moved_from(session: Session, token_hash: str) -> int | None:
    """Return the ticket that once had this address and moved on; ``None`` when none did."""
    return session.scalar(select(MovedAddress.ticket_id).where(MovedAddress.token_hash == token_hash))
