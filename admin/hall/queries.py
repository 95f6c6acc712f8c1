"""What stands before the numbers and on the counters of a unit and those below it."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.kinds import CARDS
from kiosk.office.models import Counter, Device, ServiceGroup, Unit


def prefixes(session: Session, unit_ids: Collection[int]) -> list[str]:
    """Return the letters before the numbers of services, tablets and laminated cards."""
    groups = select(ServiceGroup.prefix).where(ServiceGroup.unit_id.in_(unit_ids), ServiceGroup.active).distinct()
    devices = select(Device.prefix).where(Device.unit_id.in_(unit_ids), Device.revoked_at.is_(None)).distinct()
    cards = select(Unit.id).where(Unit.id.in_(unit_ids), Unit.number_cards.is_not(None)).limit(1)
    found = {*session.scalars(groups), *session.scalars(devices)}
    return sorted(found | {CARDS} if session.scalar(cards) else found)


def counter_signs(session: Session, unit_ids: Collection[int]) -> list[str]:
    """Return the signs of the counters in use."""
    return list(session.scalars(select(Counter.label).where(Counter.unit_id.in_(unit_ids), Counter.active).distinct()))
