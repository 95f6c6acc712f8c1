"""Every SELECT about what a hall's screen tells."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.models import Notice


def notices_of(session: Session, unit_id: int) -> Sequence[Notice]:
    """Return everything the unit's screens have told, tell or will tell, by the day it begins."""
    query = select(Notice).where(Notice.unit_id == unit_id).order_by(Notice.shown_from, Notice.id)
    return session.scalars(query).all()


def notices_on(session: Session, unit_id: int, day: date) -> tuple[Notice, ...]:
    """Return what the unit's screens tell on *day*."""
    return tuple(row for row in notices_of(session, unit_id) if row.stands_on(day))


def notice(session: Session, unit_id: int, notice_id: int) -> Notice | None:
    """Return one notice of the unit; ``None`` for another unit's as for one that never was."""
    return session.scalar(select(Notice).where(Notice.id == notice_id, Notice.unit_id == unit_id))
