"""Every SELECT about tablets."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from kiosk.office.models import Device

# Asked at every page of a tablet: made once, because making a statement takes several times as long as running it.
BY_KEY = select(Device).where(Device.key_hash == bindparam("key_hash"))


def by_key(session: Session, key_hash: str) -> Device | None:
    """Return the tablet that has this key, revoked or not; ``None`` when none has."""
    return session.scalars(BY_KEY, {"key_hash": key_hash}).first()


def of_unit(session: Session, unit_id: int) -> list[Device]:
    """Return the unit's tablets in the order in which they were added, revoked ones too."""
    return list(session.scalars(select(Device).where(Device.unit_id == unit_id).order_by(Device.id)))


def by_name(session: Session, unit_id: int, name: str) -> Device | None:
    """Return the unit's oldest tablet with this name or these letters; ``None`` when there is none."""
    named = (Device.name == name) | (Device.prefix == name.upper())
    query = select(Device).where(Device.unit_id == unit_id, named).order_by(Device.id)
    return session.scalars(query.limit(1)).first()
