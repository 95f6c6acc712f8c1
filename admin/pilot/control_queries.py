"""Reading the control chart of a unit: its weeks since the baseline, and what was changed in them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from admin.measures import reading
from admin.measures.before_after import weekly_means
from admin.measures.effects import DaySum
from admin.measures.full_weeks import full_weeks, phase_starts
from admin.measures.periods import Period, PeriodKind, last_complete
from admin.measures.spc import ControlChart, WeekMean, xmr
from admin.measures.waiting import Targets
from admin.pilot import queries
from admin.pilot.day_reading import days_of, first_day, opens, weeks_between
from admin.pilot.models import EventKind
from admin.pilot.queries import Mark
from kiosk.ground.calendar import Week
from kiosk.office import queries as office
from kiosk.office.queries import UnitView

MOST_WEEKS: Final = 104


@dataclass(frozen=True, slots=True)
class ControlReading:
    """What the page shows.

    Attributes:
        unit: As it is today.
        chart: Means in seconds; without points before the first full week.
        targets: Of the last week.
        marks: What was changed and what went wrong in these weeks, oldest first.
        weeks: The last weeks that can be asked for, oldest first.
    """

    unit: UnitView
    chart: ControlChart
    targets: Targets
    marks: tuple[Mark, ...]
    weeks: tuple[Week, ...] = ()


def read(session: Session, unit_id: int, *, until: Week | None, today: date) -> ControlReading:
    """Read the chart of *unit_id* and its subtree, from the baseline to *until*, two years at most.

    Args:
        session: Any.
        unit_id: A unit.
        until: The last week; the present one and later ones are never shown. ``None``: the last that is over.
        today: Tells which weeks are over.

    Raises:
        LookupError: There is no such unit.
    """
    unit = office.unit_on(session, unit_id, today)
    if unit is None:
        raise LookupError(f"no unit {unit_id}")
    over = Week.of(last_complete(PeriodKind.WEEK, today).first)
    last = min(over, until) if until else over
    (targets,) = reading.targets(session, unit_id, [Period.of_week(last)])
    ever = office.descent(session).ever_below(unit_id, today)
    began = first_day(session, ever)
    since = max(began, unit.unit.baseline_from or began) if began else None
    if since is None or Week.of(since) > last:
        return ControlReading(unit, xmr([]), targets, ())
    weeks = weeks_between(max(since, last.shift(1 - MOST_WEEKS).monday), last.sunday)
    marks = queries.events(session, ever, weeks[0].monday, last.sunday)
    turns = [turn for mark in marks if mark.kind == EventKind.INTERVENTION for turn in mark.turns]
    changes = {turn for turn in turns if since < turn <= last.sunday}
    usual, is_open = opens(session, unit_id, weeks[0].monday, last.sunday)
    full = full_weeks(weeks, usual=usual, opens=is_open, since=since, today=today, changes=changes)
    days = days_of(session, unit_id, weeks[0].monday, last.sunday, today)
    chart = xmr(_means(weeks, days, full), sorted(phase_starts(changes)))
    return ControlReading(
        unit, chart, targets, tuple(marks), tuple(weeks_between(max(since, weeks[0].monday), over.sunday))
    )


def _means(weeks: list[Week], days: list[DaySum], full: frozenset[Week]) -> list[WeekMean]:
    """Return the mean of each week in seconds; ``None`` under ten counted visits."""
    means = weekly_means(days, weeks[0].monday, len(weeks))
    return [WeekMean(week, mean, week in full) for week, mean in zip(weeks, means, strict=True)]
