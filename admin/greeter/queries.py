"""What the greeter's page asks beyond the queue's own SELECTs."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.queue.models import Ticket


def given(session: Session, unit_id: int, keys: Collection[str]) -> list[Ticket]:
    """Return the unit's tickets that forms with these one-time keys gave, the latest first."""
    if not keys:
        return []
    mine = select(Ticket).where(Ticket.unit_id == unit_id, Ticket.issue_key.in_(keys))
    return list(session.scalars(mine.order_by(Ticket.id.desc())))
