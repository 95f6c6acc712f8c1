"""Every SELECT about slips that are printed again."""

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from kiosk.queue.claim_codes import TypedNumber
from kiosk.queue.claim_queries import means
from kiosk.queue.models import CopiedAddress, Ticket
from kiosk.queue.queries import IS_OPEN


def numbered(session: Session, unit_id: int, typed: TypedNumber, day: date, *, keeps_queue: bool) -> list[Ticket]:
    """Return the open tickets with this number, the latest first: of *day*, or of days before where those are kept."""
    query = select(Ticket).where(Ticket.unit_id == unit_id, means(typed), IS_OPEN)
    of_day: ColumnElement[bool] = Ticket.day <= day if keeps_queue else Ticket.day == day
    return list(session.scalars(query.where(of_day).order_by(Ticket.id.desc())))


def copied_from(session: Session, token_hash: str) -> Ticket | None:
    """Return the ticket that the slip with this address was printed again for; ``None`` when there is none."""
    copies = select(Ticket).join(CopiedAddress, CopiedAddress.ticket_id == Ticket.id)
    return session.scalar(copies.where(CopiedAddress.token_hash == token_hash))
