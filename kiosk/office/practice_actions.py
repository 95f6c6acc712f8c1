"""A unit to practise in: a copy of another one's counters, services and hours below it, left out of every figure."""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import NAME_CHARS
from kiosk.office import actions, changes, code_actions, queries, tree
from kiosk.office.actions import Standing
from kiosk.office.entries import Names
from kiosk.office.models import Counter, CounterGroup, OpeningSession, ServiceGroup, Unit
from kiosk.office.refusals import Refused

SLUG_CHARS: Final = 50
COPIED: Final = (
    *("province_code", "ward_code", "address", "hotline", "start_with_call", "close_at_night"),
    *("before_opening_minutes", "priority_policy", "come_back_after", "number_cards"),
)
MARKS: Final = {"name_vi": "Tập dùng", "name_en": "Practice", "name_km": "ហាត់ប្រើ", "name_zh": "练习"}
NAMES: Final = tuple(MARKS)


def add_practice_unit(session: Session, unit_id: int, *, now: datetime, staff_id: int | None) -> Unit:
    """Add a unit for practice below another, with copies of what is in use there and a code for its entrance.

    Raises:
        Refused: ``unit`` *unknown*, or one for practice itself (*taken*); ``slug`` *taken*: it has one already.
    """
    unit = tree.locked_unit(session, unit_id)
    today = local_day(now)
    view = queries.unit_on(session, unit_id, today)
    if view is None or unit.is_practice:
        raise Refused("taken", "slug")
    marked = {column: _marked(getattr(view.version, column), MARKS[column]) for column in NAMES}
    names = Names(marked["name_vi"] or "", marked["name_en"], marked["name_km"], marked["name_zh"])
    standing = Standing(names, unit_id, view.version.target_seconds, view.version.older_target_seconds)
    slug = f"{unit.slug[:SLUG_CHARS]}-tap-dung"
    made = actions.add_unit(session, slug, "site", standing, from_day=today, now=now, staff_id=staff_id)
    changes.apply(made, {column: getattr(unit, column) for column in COPIED} | {"is_practice": True})
    _copy_hours(session, unit_id, made.id)
    _copy_desks(session, unit_id, made.id)
    code_actions.issue_code(session, made.id, now=now, staff_id=staff_id)
    events.record(session, "unit.practice", names.vi, now=now, staff_id=staff_id, unit_id=made.id, details={})
    session.flush()
    return made


def _marked(name: str | None, mark: str) -> str | None:
    return f"{mark} – {name}"[:NAME_CHARS] if name else None


def _copy_hours(session: Session, source_id: int, unit_id: int) -> None:
    for row in session.scalars(select(OpeningSession).where(OpeningSession.unit_id == source_id)).all():
        session.add(OpeningSession(unit_id=unit_id, weekday=row.weekday, opens=row.opens, closes=row.closes))


def _copy_desks(session: Session, source_id: int, unit_id: int) -> None:
    """Copy the services and counters in use, and which counter normally serves what."""
    groups: dict[int, ServiceGroup] = {}
    for row in queries.groups_of(session, source_id):
        kept = ("prefix", "picture", "guidance", "position", *NAMES)
        groups[row.id] = ServiceGroup(unit_id=unit_id, **{column: getattr(row, column) for column in kept})
    counters: dict[int, Counter] = {}
    for one in queries.counters_of(session, source_id):
        counters[one.id] = Counter(unit_id=unit_id, **{column: getattr(one, column) for column in ("label", *NAMES)})
    session.add_all([*groups.values(), *counters.values()])
    session.flush()
    for served in session.scalars(select(CounterGroup).where(CounterGroup.counter_id.in_(counters))).all():
        if served.group_id in groups:
            pair = {"counter_id": counters[served.counter_id].id, "group_id": groups[served.group_id].id}
            session.add(CounterGroup(**pair))
    session.flush()
