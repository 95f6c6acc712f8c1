"""The counters somebody may sit down at."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from admin.counter import queries
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office
from kiosk.office.models import Counter, ServiceGroup
from kiosk.office.queries import UnitView
from kiosk.queue import queries as queue
from kiosk.queue.queries import Desk

FULL = "full"


@dataclass(frozen=True, slots=True)
class Line:
    """One counter.

    Attributes:
        desk: Its open session; ``None`` while it is closed.
        mine: The reader sits there.
        clerk: Who sits there; empty while it is closed.
        ticked: The groups offered first: those served now, else the counter's usual ones.
    """

    counter: Counter
    desk: Desk | None
    mine: bool
    clerk: str
    ticked: frozenset[int]


@dataclass(frozen=True, slots=True)
class Office:
    """One unit with its counters in use, how many people wait there today, and what they can come for."""

    unit: UnitView
    waiting: int
    groups: list[ServiceGroup]
    lines: list[Line]


def offices(session: Session, unit_ids: Collection[int], staff_id: int, *, now: datetime) -> list[Office]:
    """Return the units that have a queue, the reader's own counters first in each, those for practice last."""
    views = [view for view in office.all_units(session, local_day(now)) if view.id in unit_ids]
    found = [_office(session, view, staff_id, now) for view in views if view.unit.mode == FULL]
    return sorted((one for one in found if one.lines), key=lambda one: one.unit.unit.is_practice)


def _office(session: Session, view: UnitView, staff_id: int, now: datetime) -> Office:
    today = local_day(now)
    desks = {desk.counter.id: desk for desk in queue.open_desks(session, view.id) if not desk.forgotten(today)}
    names = queries.names(session, {desk.session.staff_id for desk in desks.values()})
    counters = office.counters_of(session, view.id)
    usual = queries.usual_groups(session, [counter.id for counter in counters])
    lines = [_line(counter, desks.get(counter.id), usual, names, staff_id) for counter in counters]
    since = queue.called_since(view.unit, today)
    return Office(
        unit=view,
        waiting=len(queue.waiting(session, view.id, None, since=since)),
        groups=office.groups_of(session, view.id),
        lines=sorted(lines, key=lambda line: not line.mine),
    )


def _line(
    counter: Counter, desk: Desk | None, usual: dict[int, frozenset[int]], names: dict[int, str], staff_id: int
) -> Line:
    if desk is None:
        return Line(counter, None, mine=False, clerk="", ticked=usual.get(counter.id, frozenset()))
    sitting = desk.session.staff_id
    return Line(counter, desk, sitting == staff_id, names.get(sitting, ""), desk.group_ids)
