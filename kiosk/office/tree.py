"""The tree of units as it has to stay: no loops on any day, no unit under a smaller one."""

from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.models import Unit, UnitVersion
from kiosk.office.queries import ancestor_ids
from kiosk.office.refusals import Refused

SIZE: Final = {"site": 0, "centre": 1, "organisation": 2}


def lock(session: Session) -> None:
    """Let only one transaction change the tree: two moves that are sound alone can make a loop together."""
    session.execute(select(Unit.id).order_by(Unit.id).limit(1).with_for_update(key_share=True))


def locked_unit(session: Session, unit_id: int) -> Unit:
    """Return the unit, locked against other administrators until the transaction ends.

    Raises:
        Refused: ``unit`` *unknown*.
    """
    unit = session.get(Unit, unit_id, with_for_update={"key_share": True})
    if unit is None:
        raise Refused("unknown", "unit")
    return unit


def parent_for(session: Session, kind: str, parent_id: int | None, day: date) -> Unit | None:
    """Return the unit above a unit of *kind* on *day*; ``None`` for a unit at the top.

    Raises:
        Refused: at ``parent``, *unknown*, *not_there_yet* (or no longer), *larger_kind* or *practice*.
    """
    if parent_id is None:
        return None
    parent = session.get(Unit, parent_id)
    if parent is None:
        raise Refused("unknown", "parent")
    if not _exists_on(session, parent_id, day):
        raise Refused("not_there_yet", "parent")
    if SIZE[parent.kind] < SIZE[kind]:
        raise Refused("larger_kind", "parent")
    if parent.is_practice:
        raise Refused("practice", "parent")
    return parent


def refuse_loops(session: Session, unit_id: int, parent_id: int | None, from_day: date) -> None:
    """Check that the unit, under *parent_id* from *from_day* on, is never above itself: changes of others may follow.

    Raises:
        Refused: ``parent`` *loop*.
    """
    if parent_id is None:
        return
    later = session.scalars(select(UnitVersion.valid_from).where(UnitVersion.valid_from > from_day).distinct())
    for day in (from_day, *sorted(later)):
        if unit_id in ancestor_ids(session, parent_id, day):
            raise Refused("loop", "parent")


def _exists_on(session: Session, unit_id: int, day: date) -> bool:
    version = select(UnitVersion.id).where(
        UnitVersion.unit_id == unit_id,
        UnitVersion.valid_from <= day,
        UnitVersion.valid_until.is_(None) | (UnitVersion.valid_until > day),
    )
    return session.scalar(version) is not None
