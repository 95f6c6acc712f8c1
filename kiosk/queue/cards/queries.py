"""Every SELECT about cards."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from kiosk.queue.models import Ticket

LAST_GIVEN = (
    select(Ticket.card)
    .where(Ticket.unit_id == bindparam("unit_id"), Ticket.card.is_not(None))
    .order_by(Ticket.id.desc())
    .limit(1)
)


def in_use(session: Session, unit_id: int) -> frozenset[int]:
    """Return the cards whose people are still here."""
    held = select(Ticket.card).where(Ticket.unit_id == unit_id, Ticket.card.is_not(None), Ticket.ended_at.is_(None))
    return frozenset(card for card in session.scalars(held) if card is not None)


def last_given(session: Session, unit_id: int) -> int | None:
    """Return the card that was handed out last; ``None`` before the first."""
    return session.scalar(LAST_GIVEN, {"unit_id": unit_id})
