"""Every SELECT about the sample."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.demo.offices import OFFICES, ROOT_SLUG
from kiosk.office.models import Code, Counter, Device, Unit
from kiosk.queue.kinds import PauseReason
from kiosk.queue.models import CounterPause, CounterSession


@dataclass(frozen=True, slots=True)
class Address:
    """A printed code of the sample and where it hangs; *counter* is ``None`` at an entrance."""

    unit_id: int
    slug: str
    counter: str | None
    code: str


def exists(session: Session) -> bool:
    """Whether the sample is there."""
    return session.scalar(select(Unit.id).where(Unit.slug == ROOT_SLUG)) is not None


def has_real_units(session: Session) -> bool:
    """Whether any unit is not a sample."""
    return session.scalar(select(Unit.id).where(~Unit.is_demo).limit(1)) is not None


def unit_ids(session: Session) -> list[int]:
    """Return the sample's two offices; none where there is no sample."""
    slugs = [office.slug for office in OFFICES]
    return list(session.scalars(select(Unit.id).where(Unit.slug.in_(slugs)).order_by(Unit.id)))


def system_failures(session: Session, unit_id: int, since: datetime) -> list[datetime]:
    """Return when counters of a unit stopped because the system was down, from *since* on, earliest first."""
    query = (
        select(CounterPause.paused_at)
        .join(CounterSession, CounterSession.id == CounterPause.session_id)
        .where(CounterSession.unit_id == unit_id, CounterPause.reason == PauseReason.SYSTEM_DOWN)
        .where(CounterPause.paused_at >= since)
        .order_by(CounterPause.paused_at, CounterPause.id)
    )
    return list(session.scalars(query))


def tablets(session: Session) -> list[str]:
    """Return the names in addresses of the sample's units that have a tablet."""
    slugs = [office.slug for office in OFFICES]
    query = select(Unit.slug).join(Device, Device.unit_id == Unit.id).where(Unit.slug.in_(slugs))
    return list(session.scalars(query.distinct().order_by(Unit.slug)))


def addresses(session: Session) -> list[Address]:
    """Return the sample's codes in use, each unit's entrances first."""
    slugs = [office.slug for office in OFFICES]
    rows = session.execute(
        select(Unit.id, Unit.slug, Counter.label, Code.code)
        .join(Code, Code.unit_id == Unit.id)
        .outerjoin(Counter, Counter.id == Code.counter_id)
        .where(Unit.slug.in_(slugs), Code.withdrawn_at.is_(None))
        .order_by(Unit.id, Code.counter_id.is_not(None), Counter.label, Code.code)
    )
    return [Address(*row) for row in rows]
