"""Every write about units in their tree, and what changes from a day on.

How a unit works, its hours, counters, groups and codes have files of their own. Every act stands in the record of
changes with old and new values.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, get_args

from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.office import changes, entries, tree
from kiosk.office.kinds import UnitKind
from kiosk.office.models import DEFAULT_TARGET_SECONDS, OLDER_TARGET_SECONDS, Unit, UnitVersion
from kiosk.office.queries import unit_id_of, versions_of
from kiosk.office.refusals import Refused

LONGEST_TARGET_SECONDS: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class Standing:
    """What a unit is from one day on: its names, the unit above it (``None`` at the top) and its targets in seconds."""

    names: entries.Names
    parent_id: int | None = None
    target_seconds: int = DEFAULT_TARGET_SECONDS
    older_target_seconds: int = OLDER_TARGET_SECONDS

    def columns(self) -> dict[str, object]:
        """Return the columns of a version, checked.

        Raises:
            Refused: a name, ``target`` or ``older_target`` cannot be used.
        """
        if not 0 < self.target_seconds <= LONGEST_TARGET_SECONDS:
            raise Refused("out_of_range", "target")
        if not self.target_seconds <= self.older_target_seconds <= LONGEST_TARGET_SECONDS:
            raise Refused("out_of_range", "older_target")
        return {
            **self.names.columns(),
            "parent_id": self.parent_id,
            "target_seconds": self.target_seconds,
            "older_target_seconds": self.older_target_seconds,
        }


def standing_of(version: UnitVersion) -> Standing:
    """Return what a stored version says, to be changed with ``dataclasses.replace``."""
    names = entries.Names(version.name_vi, version.name_en, version.name_km, version.name_zh)
    return Standing(names, version.parent_id, version.target_seconds, version.older_target_seconds)


def add_unit(
    session: Session,
    slug: str,
    kind: str,
    standing: Standing,
    *,
    from_day: date,
    now: datetime,
    staff_id: int | None,
    is_demo: bool = False,
) -> Unit:
    """Add a unit that exists from *from_day*. Below a sample unit it is a sample too.

    Raises:
        Refused: ``slug`` is malformed or taken, a sample would stand below a real unit (``parent`` *samples_mixed*),
            or the *standing* cannot be (see :func:`change_from`).
    """
    slug = entries.slug(slug)
    columns = standing.columns()
    if kind not in get_args(UnitKind):
        raise Refused("unknown", "kind")
    tree.lock(session)
    if unit_id_of(session, slug) is not None:
        raise Refused("taken", "slug")
    parent = tree.parent_for(session, kind, standing.parent_id, from_day)
    if parent is not None and is_demo and not parent.is_demo:
        raise Refused("samples_mixed", "parent")
    unit = Unit(slug=slug, kind=kind, is_demo=is_demo or (parent is not None and parent.is_demo), created_at=now)
    session.add(unit)
    session.flush()
    version = UnitVersion(unit_id=unit.id, valid_from=from_day, **columns)
    session.add(version)
    session.flush()
    details = changes.from_nothing({"slug": slug, "kind": kind, "valid_from": from_day, **columns})
    _record(session, "unit.add", version, details, now=now, staff_id=staff_id)
    return unit


def change_from(
    session: Session, unit_id: int, from_day: date, standing: Standing, *, now: datetime, staff_id: int | None
) -> UnitVersion:
    """Give the unit other names, another place in the tree or other targets from *from_day* on; before it all stays.

    When a version begins on that very day it is corrected; nothing different changes nothing.

    Raises:
        Refused: at ``from_day`` *before_first* or *later_change* (another change is planned after it), at ``parent``
            *unknown*, *not_there_yet*, *larger_kind*, *practice*, *loop* (on that day or any later one) or
            *samples_mixed*, or a name or target cannot be used.
    """
    return _change(session, "unit.change", unit_id, from_day, standing, now=now, staff_id=staff_id)


def merge(
    session: Session, unit_ids: Iterable[int], into_id: int, from_day: date, *, now: datetime, staff_id: int | None
) -> None:
    """Put units, such as merged communes, under the new one from *from_day*, with their names and targets as they were.

    Their numbers of before stay their own; from that day on they are part of the new unit.

    Raises:
        Refused: ``units`` is *missing* or *unknown*, or one of them cannot stand there (see :func:`change_from`).
    """
    wanted = sorted(set(unit_ids))
    if not wanted:
        raise Refused("missing", "units")
    for unit_id in wanted:
        versions = versions_of(session, unit_id)
        if not versions:
            raise Refused("unknown", "units")
        standing = replace(standing_of(versions[-1]), parent_id=into_id)
        _change(session, "unit.merge", unit_id, from_day, standing, now=now, staff_id=staff_id)


def cancel_planned(session: Session, unit_id: int, *, today: date, now: datetime, staff_id: int | None) -> None:
    """Take back the last change of a unit whose day has not come; the version before it goes on.

    Raises:
        Refused: ``from_day`` *unknown* (none is planned), or ``parent`` *loop* (others have moved since).
    """
    tree.lock(session)
    tree.locked_unit(session, unit_id)
    versions = versions_of(session, unit_id)
    if len(versions) < 2 or versions[-1].valid_from <= today:
        raise Refused("unknown", "from_day")
    before, planned = versions[-2:]
    details = changes.to_nothing({"valid_from": planned.valid_from, **standing_of(planned).columns()})
    before.valid_until = None
    session.delete(planned)
    session.flush()
    tree.refuse_loops(session, unit_id, before.parent_id, planned.valid_from)
    _record(session, "unit.cancel", before, details, now=now, staff_id=staff_id)


def _change(
    session: Session,
    act: str,
    unit_id: int,
    from_day: date,
    standing: Standing,
    *,
    now: datetime,
    staff_id: int | None,
) -> UnitVersion:
    columns = standing.columns()
    tree.lock(session)
    unit = tree.locked_unit(session, unit_id)
    last = _version_to_change(session, unit_id, from_day)
    details = changes.differences(last, columns)
    if not details:
        return last
    if standing.parent_id != last.parent_id:
        parent = tree.parent_for(session, unit.kind, standing.parent_id, from_day)
        if parent is not None and parent.is_demo != unit.is_demo:
            raise Refused("samples_mixed", "parent")
        tree.refuse_loops(session, unit_id, standing.parent_id, from_day)
    version = last
    if last.valid_from == from_day:
        changes.apply(last, columns)
    else:
        last.valid_until = from_day
        version = UnitVersion(unit_id=unit_id, valid_from=from_day, **columns)
        session.add(version)
        details["valid_from"] = {"old": last.valid_from.isoformat(), "new": from_day.isoformat()}
    session.flush()
    _record(session, act, version, details, now=now, staff_id=staff_id)
    return version


def _version_to_change(session: Session, unit_id: int, from_day: date) -> UnitVersion:
    versions = versions_of(session, unit_id)
    if from_day < versions[0].valid_from:
        raise Refused("before_first", "from_day")
    if versions[-1].valid_from > from_day or versions[-1].valid_until is not None:
        raise Refused("later_change", "from_day")
    return versions[-1]


def _record(
    session: Session, act: str, version: UnitVersion, details: changes.Change, *, now: datetime, staff_id: int | None
) -> None:
    events.record(
        session, act, version.name_vi, now=now, staff_id=staff_id, unit_id=version.unit_id, details=dict(details)
    )
