"""What a tablet's batch is held against."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from kiosk.office.models import Device
from kiosk.queue.models import QueueDay, Ticket

Place = tuple[str, date]
"""Letters on a day: what numbers are counted in."""


def last_number(session: Session, unit_id: int, place: Place) -> int | None:
    """Return the highest number given out or reserved; ``None`` when there was none on that day."""
    row = session.get(QueueDay, (unit_id, *place), populate_existing=True)
    return row.last_number if row else None


def is_taken(session: Session, unit_id: int, place: Place, number: int) -> bool:
    """Tell whether a ticket has this very number."""
    prefix, day = place
    same = (Ticket.unit_id == unit_id, Ticket.day == day, Ticket.prefix == prefix, Ticket.number == number)
    return session.scalar(select(Ticket.id).where(*same)) is not None


def tablets(session: Session, unit_id: int) -> dict[int, Device]:
    """Return the unit's tablets by id, those not in use any more too."""
    return {one.id: one for one in session.scalars(select(Device).where(Device.unit_id == unit_id))}


def known(session: Session, keys: Collection[str], addresses: Collection[str]) -> dict[str, Ticket]:
    """Return the tickets that these keys made or that have these addresses (digests), by key and by address."""
    if not keys:
        return {}
    there = or_(Ticket.issue_key.in_(keys), Ticket.token_hash.in_(addresses))
    found = session.scalars(select(Ticket).where(there)).all()
    return {one.token_hash: one for one in found if one.token_hash} | {one.issue_key: one for one in found}
