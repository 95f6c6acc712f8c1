"""A unit as everybody may see it: where it is, when it is open, how many people wait."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.office import opening as doors
from kiosk.office import queries
from kiosk.office.entrances import entrance_of
from kiosk.office.models import ServiceGroup
from kiosk.office.opening import Hours, Opening, opening_state, sessions_on
from kiosk.office.queries import UnitView
from kiosk.queue import queries as tickets

DAYS = 7
ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week ahead.

    Attributes:
        sessions: When counters receive people; empty on a day off.
        holiday: Whether it is a public holiday on which the office is closed.
        unusual: Open, but not as on every such weekday.
    """

    day: date
    sessions: tuple[doors.Session, ...]
    holiday: bool
    unusual: bool


@dataclass(frozen=True, slots=True)
class UnitFace:
    """What stands on a unit's public page at one moment, without the figures of past weeks.

    Attributes:
        unit: As it is today.
        opening: Its door now; ``None`` for a unit without any opening hours.
        days: Today and the six days after it.
        weekly: Every session of the usual week.
        waiting: Its services, each with the people who wait; empty where nobody takes numbers.
        entrance: A code that hangs at its entrance; ``None`` without one.
        below: The units right below it, by name in Vietnamese.
    """

    unit: UnitView
    opening: Opening | None
    days: tuple[Day, ...]
    weekly: tuple[doors.Session, ...]
    waiting: tuple[tuple[ServiceGroup, int], ...]
    entrance: str | None
    below: tuple[UnitView, ...]

    @property
    def has_weeks(self) -> bool:
        """Whether figures of past weeks stand here: an organisation shows the list of its units instead."""
        return self.unit.unit.kind != ORGANISATION


@dataclass(frozen=True, slots=True)
class ClosedUnit:
    """A unit that is no more, or not yet."""

    unit: UnitView


def find(session: Session, slug: str, *, now: datetime) -> UnitFace | ClosedUnit | None:
    """Return the unit named *slug* in addresses; ``None`` when there never was one."""
    today = local_day(now)
    unit_id = queries.unit_id_of(session, slug)
    unit = None if unit_id is None else queries.unit_on(session, unit_id, today)
    if unit is None:
        return None
    version = unit.version
    if version.valid_from > today or (version.valid_until is not None and version.valid_until <= today):
        return ClosedUnit(unit)
    hours = queries.hours_of(session, unit.id, today)
    units = queries.all_units(session, today)
    below = [view for view in units if view.version.parent_id == unit.id and not view.unit.is_practice]
    return UnitFace(
        unit=unit,
        opening=opening_state(now, hours) if hours.weekly or hours.exceptions else None,
        days=week_ahead(today, hours) if hours.weekly or hours.exceptions else (),
        weekly=tuple(each for sessions in hours.weekly.values() for each in sessions),
        waiting=_waiting(session, unit, today),
        entrance=entrance_of(session, unit.id),
        below=tuple(sorted(below, key=lambda view: (view.version.name_vi, view.id))),
    )


def week_ahead(today: date, hours: Hours) -> tuple[Day, ...]:
    """Return *today* and the six days after it, with everything that changes them."""
    return tuple(_day(today + timedelta(days=ahead), hours) for ahead in range(DAYS))


def _day(day: date, hours: Hours) -> Day:
    sessions = sessions_on(day, hours)
    usual = sessions_on(day, Hours(hours.weekly))
    return Day(
        day,
        sessions,
        holiday=not sessions and day in hours.holidays and day not in hours.exceptions,
        unusual=bool(sessions) and sessions != usual,
    )


def _waiting(session: Session, unit: UnitView, today: date) -> tuple[tuple[ServiceGroup, int], ...]:
    if unit.unit.mode != "full":
        return ()
    counts = tickets.waiting_by_group(session, unit.id, since=tickets.called_since(unit.unit, today))
    return tuple((group, counts[group.id]) for group in queries.groups_of(session, unit.id))
