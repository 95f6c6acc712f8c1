"""Every SELECT about the classes of people who go first."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.office.models import PriorityClass

CLASS = db.table(PriorityClass)
RANK = select(CLASS.c.position).where(CLASS.c.code == bindparam("code"), CLASS.c.active)


def rank_of(session: Session, code: str) -> int:
    """Return the place of a class among those in use, 1 or more; 0 for one that is not in use, or never was."""
    return session.connection().execute(RANK, {"code": code}).scalar() or 0


def in_use(session: Session) -> list[PriorityClass]:
    """Return the classes in use, the one that goes first in front."""
    return [one for one in every(session) if one.active]


def every(session: Session) -> list[PriorityClass]:
    """Return all classes in their order, those not in use, too."""
    return list(session.scalars(select(PriorityClass).order_by(PriorityClass.position, PriorityClass.code)))
