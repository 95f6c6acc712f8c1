"""What happened at a unit in several periods taken as one: by half hour, minute, kind of work, and as people said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from sqlalchemy.orm import Session

from admin.measures import leg_queries, rush_queries, slices
from admin.measures.belonging import NOWHERE, places
from admin.measures.distribution import Distribution, distribution
from admin.measures.figures import Targets
from admin.measures.group_series import GroupSeries, group_series
from admin.measures.periods import LONGEST_DAYS, Period, free
from admin.measures.reading import Reading, read
from admin.measures.reported import Reported
from admin.measures.rush import Rush, rush
from admin.measures.rush_finding import RushFinding, rush_finding
from admin.measures.visits import Instants, VisitColumns
from admin.measures.waiting import SECOND
from admin.reports import exploring, figure_queries
from kiosk.ground.i18n import locale
from kiosk.office.queries import UnitView


@dataclass(frozen=True, slots=True)
class RushReport:
    """Weekdays and half hours of some periods; *targets* are those of the last.

    *tells_counters*: where a single counter was opened, its hours are those of one person, and nothing of it is here.
    """

    unit: UnitView
    periods: tuple[Period, ...]
    targets: Targets
    rush: Rush
    finding: RushFinding | None
    tells_counters: bool


@dataclass(frozen=True, slots=True)
class WaitsReport:
    """How the waits of some periods are spread; *targets* are those of the last.

    Attributes:
        groups: Kinds of work by legs, over the same periods.
        reported: What people said beside what was measured, of whole weeks in these periods; those shown only.
    """

    unit: UnitView
    periods: tuple[Period, ...]
    targets: Targets
    spread: Distribution
    groups: tuple[GroupSeries, ...]
    reported: tuple[Reported, ...]


def read_rush(session: Session, unit_id: int, periods: Sequence[Period], *, today: date, now: datetime) -> RushReport:
    """Return the week by half hours of *unit_id* and everything below it.

    Args:
        session: Any.
        unit_id: A unit.
        periods: In order, at least one.
        today: As of when the unit is described.
        now: Until when a counter counts that is still open.

    Raises:
        LookupError: There is no such unit.
    """
    reading = read(session, unit_id, periods, today=today)
    ever = frozenset().union(*reading.below)
    since, until = periods[0].since, periods[-1].until
    tells = rush_queries.counters_opened(session, ever, since, until) != 1
    opened = rush_queries.presences(session, ever if tells else (), since, until, now=now)
    belongs = places(opened.since_us, opened.unit_id, periods, reading.below) != NOWHERE
    found = rush(_counting(reading), opened.take(belongs))
    return RushReport(reading.unit, tuple(periods), reading.targets[-1], found, rush_finding(found), tells)


def read_waits(session: Session, unit_id: int, periods: Sequence[Period], *, today: date) -> WaitsReport:
    """Return how the waits of *unit_id* and everything below it are spread; as for `read_rush`."""
    reading = read(session, unit_id, periods, today=today, detailed=True)
    ever = frozenset().union(*reading.below)
    moved = leg_queries.transferred(session, ever, periods[0].since, periods[-1].until)
    names = {group.id: group.name(locale()) for group in figure_queries.groups(session, ever)}
    counting = _counting(reading)
    said = exploring.said_in(session, unit_id, _whole(periods), counting)
    return WaitsReport(
        unit=reading.unit,
        periods=tuple(periods),
        targets=reading.targets[-1],
        spread=distribution(_waits(counting), reading.targets[-1]),
        groups=tuple(group_series(slices.by_stay(reading.columns, moved), periods, reading.below, names)),
        reported=tuple(line for line in said if line.shown),
    )


def _whole(periods: Sequence[Period]) -> Period:
    """Return all of *periods* as one, of decades the last five years."""
    last = periods[-1].last
    return free(max(periods[0].first, last - timedelta(days=LONGEST_DAYS - 1)), last)


def _counting(reading: Reading) -> VisitColumns:
    """Return the visits that count in any of the periods."""
    columns = reading.columns
    return columns.take(places(columns.arrived_us, columns.unit_id, reading.periods, reading.below) != NOWHERE)


def _waits(columns: VisitColumns) -> Instants:
    """Return the waits of the headline, in seconds."""
    sound = columns.served() & ~columns.doubtful & (columns.first_called_us >= columns.arrived_us)
    waits: Instants = ((columns.first_called_us - columns.arrived_us) // SECOND)[sound]
    return np.sort(waits)
