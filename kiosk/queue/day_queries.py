"""What a unit gave out on one day."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.queue.models import QueueDay
from kiosk.queue.past import TALLY_PREFIX


def given_on(session: Session, unit_id: int, day: date) -> int:
    """Return how many numbers the unit gave out on *day*: by phone, counter and kiosk, not on tally sheets."""
    given = select(func.sum(QueueDay.last_number)).where(QueueDay.unit_id == unit_id, QueueDay.day == day)
    return int(session.scalar(given.where(QueueDay.prefix != TALLY_PREFIX)) or 0)
