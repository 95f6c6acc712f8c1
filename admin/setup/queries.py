"""The SELECTs that only setting up needs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from kiosk.ground.events import AuditEvent
from kiosk.ground.text import fold
from kiosk.office.models import CounterGroup, HolidayOverride, OpeningException, OpeningSession, Unit, UnitVersion
from kiosk.office.queries import UnitView, all_units


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A unit in the tree; *depth* is 0 at the top."""

    view: UnitView
    depth: int


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the record of changes; *who* is ``None`` for a command."""

    event: AuditEvent
    who: str | None


def tree(session: Session, day: date) -> list[TreeRow]:
    """Return all units of *day*, each followed by those below it, neighbours by name."""
    views = sorted(all_units(session, day), key=lambda view: (fold(view.version.name_vi), view.id))
    known = {view.id for view in views}
    below: dict[int | None, list[UnitView]] = {}
    for view in views:
        parent_id = view.version.parent_id
        below.setdefault(parent_id if parent_id in known else None, []).append(view)
    rows: list[TreeRow] = []
    waiting = [TreeRow(view, 0) for view in reversed(below.get(None, []))]
    while waiting:
        row = waiting.pop()
        rows.append(row)
        waiting.extend(TreeRow(view, row.depth + 1) for view in reversed(below.get(row.view.id, [])))
    return rows


def top_ids(session: Session, day: date) -> frozenset[int]:
    """Return the units at the top of the tree; samples count only where there is nothing else."""
    rows = session.execute(
        select(Unit.id, Unit.is_demo)
        .join(UnitVersion, UnitVersion.unit_id == Unit.id)
        .where(
            UnitVersion.parent_id.is_(None),
            UnitVersion.valid_from <= day,
            UnitVersion.valid_until.is_(None) | (UnitVersion.valid_until > day),
        )
    ).all()
    return frozenset(row.id for row in rows if not row.is_demo) or frozenset(row.id for row in rows)


def names(session: Session) -> dict[int, str]:
    """Return the newest Vietnamese name of every unit."""
    rows = session.execute(select(UnitVersion.unit_id, UnitVersion.name_vi).order_by(UnitVersion.valid_from))
    return {row.unit_id: row.name_vi for row in rows}


def week_of(session: Session, unit_id: int) -> dict[int, list[OpeningSession]]:
    """Return the unit's weekly sessions by weekday, 0 = Monday, in order."""
    found: dict[int, list[OpeningSession]] = {}
    for row in session.scalars(
        select(OpeningSession).where(OpeningSession.unit_id == unit_id).order_by(OpeningSession.opens)
    ):
        found.setdefault(row.weekday, []).append(row)
    return found


def exceptions_of(session: Session, unit_id: int) -> dict[date, list[OpeningException]]:
    """Return the unit's days with hours of their own, newest first."""
    found: dict[date, list[OpeningException]] = {}
    for row in session.scalars(
        select(OpeningException)
        .where(OpeningException.unit_id == unit_id)
        .order_by(OpeningException.day.desc(), OpeningException.opens, OpeningException.id)
    ):
        found.setdefault(row.day, []).append(row)
    return found


def overrides(session: Session) -> list[HolidayOverride]:
    """Return the days an order makes free or worked, newest first."""
    return list(session.scalars(select(HolidayOverride).order_by(HolidayOverride.day.desc())))


def groups_by_counter(session: Session, counter_ids: Collection[int]) -> dict[int, set[int]]:
    """Return which groups each counter serves, whether they are in use or not."""
    found: dict[int, set[int]] = {}
    for row in session.scalars(select(CounterGroup).where(CounterGroup.counter_id.in_(counter_ids))):
        found.setdefault(row.counter_id, set()).add(row.group_id)
    return found


def acts_on(session: Session, unit_id: int | None, *, limit: int) -> list[Act]:
    """Return the newest acts about a unit, or (``None``) about the whole house."""
    about = AuditEvent.unit_id.is_(None) if unit_id is None else AuditEvent.unit_id == unit_id
    rows = session.execute(
        select(AuditEvent, Staff.name)
        .outerjoin(Staff, Staff.id == AuditEvent.staff_id)
        .where(about)
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(limit)
    )
    return [Act(event, name) for event, name in rows]
