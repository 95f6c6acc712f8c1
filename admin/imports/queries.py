"""Every SELECT that bringing in a log needs."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket


def known_keys(session: Session, keys: Collection[str]) -> frozenset[str]:
    """Return those of *keys* whose visits are stored already."""
    return frozenset(session.scalars(select(Ticket.issue_key).where(Ticket.issue_key.in_(keys))))


def days_in_use(session: Session, unit_id: int, days: Collection[date]) -> frozenset[date]:
    """Return those of *days* on which the unit has tickets that did not come from a log."""
    others = select(Ticket.day).where(Ticket.unit_id == unit_id, Ticket.channel != Channel.IMPORT)
    return frozenset(session.scalars(others.where(Ticket.day.in_(days)).distinct()))
