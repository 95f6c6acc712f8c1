"""What a leader is told of the pilot units: how long people waited, whether it got better, what to doubt. Pure.

The words are `admin.pilot.leader_wording`, the drawing is `admin.charts.leader_picture`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil
from typing import Final, NamedTuple

from admin.measures.finding import FEW, Finding, Level, mean_minutes
from admin.measures.presences import Presences
from admin.measures.rush import rush
from admin.measures.rush_finding import Hour, rush_finding
from admin.measures.visits import VisitColumns
from admin.measures.waiting import WeekFigures
from admin.pilot.change import Change, Trend
from kiosk.ground.calendar import Week

STANDS_OUT: Final = 1.5
"""An hour is named when people waited so many times longer in it than in the whole week."""
NOBODY: Final = Presences.of((), (), 0)


class Doubt(StrEnum):
    """Why the week's mean may be shorter than what people went through, the heaviest first."""

    UNCOUNTED = "uncounted"  # it leaves out many, or those who waited longer
    LOGGED = "logged"  # the staff decided when the wait began


class LeaderWeek(NamedTuple):
    """The mean wait of one week in minutes, rounded to a tenth; ``None`` when fewer than 10 were served."""

    week: Week
    minutes: float | None


@dataclass(frozen=True, slots=True)
class LeaderUnit:
    """What is told of one unit.

    Attributes:
        found: The last week against the targets.
        nine_in_ten_minutes: What 9 in 10 people did not exceed in that week (P90, rounded up to a whole minute).
        change: The last weeks against the time before the pilot; ``None`` where that is not known.
        doubts: What the week's figures hide, heaviest first; see :func:`doubts`.
        longest: The hour of the week that cost people most; ``None`` where none stands out.
        weeks: The weeks of the chart, oldest first.
    """

    unit_id: int
    name: str
    found: Finding
    nine_in_ten_minutes: int | None
    change: Change | None
    doubts: tuple[Doubt, ...]
    longest: Hour | None
    weeks: tuple[LeaderWeek, ...]
    pilot_since: date | None = None

    @property
    def trend(self) -> Trend:
        """Where the wait is going, beyond chance."""
        return Trend.UNKNOWN if self.change is None else self.change.trend


@dataclass(frozen=True, slots=True)
class LeaderPage:
    """The page: every unit it tells of, the longest wait against its target first.

    Attributes:
        week: The last complete week.
        name: Of the unit, or of what all units belong to; empty when there is no one name.
        sample: Whether any of it is sample data.
    """

    week: Week
    name: str
    units: tuple[LeaderUnit, ...]
    sample: bool

    @property
    def judged(self) -> tuple[LeaderUnit, ...]:
        """The units of which enough is known."""
        return tuple(unit for unit in self.units if unit.found.level is not Level.TOO_FEW)

    @property
    def within(self) -> tuple[LeaderUnit, ...]:
        """Those whose mean is within the target."""
        return tuple(unit for unit in self.units if unit.found.level is Level.WITHIN)

    def going(self, trend: Trend) -> tuple[LeaderUnit, ...]:
        """Return the units that go that way."""
        return tuple(unit for unit in self.units if unit.trend is trend)


def nine_in_ten(figures: WeekFigures) -> int | None:
    """Return the whole minutes that 9 in 10 people did not exceed; ``None`` when fewer than 10 were served."""
    p90 = figures.wait.p90_seconds
    return None if p90 is None or figures.wait.n < FEW else ceil(p90 / 60)


def doubts(figures: WeekFigures) -> tuple[Doubt, ...]:
    """Return what the week's figures hide."""
    found = ((Doubt.UNCOUNTED, figures.uncounted_matter), (Doubt.LOGGED, figures.logged_matter))
    return tuple(doubt for doubt, matters in found if matters and figures.wait.n >= FEW)


def weeks_of(figures: Sequence[WeekFigures]) -> tuple[LeaderWeek, ...]:
    """Return the weeks of the chart."""
    return tuple(LeaderWeek(one.week, mean_minutes(one)) for one in figures)


def longest_hour(visits: VisitColumns) -> Hour | None:
    """Return the hour of the week whose people waited the longest in all, if they waited longer than others.

    Args:
        visits: Those of one week.

    Returns:
        ``None`` when no hour has ten visits, or the mean of that hour is under 1.5 times that of the week.
    """
    week = rush(visits, NOBODY)
    found = rush_finding(week)
    if found is None:
        return None
    waits = sum(cell.waits for cell in week.cells.values())
    stands_out = (found.worst.mean_seconds or 0) >= STANDS_OUT * week.waited_seconds / waits
    return found.worst if stands_out else None


def urgency(unit: LeaderUnit) -> tuple[int, float, str]:
    """Return what sorts units by what needs attention: over the targets, too few data, within; the longest first."""
    order = (Level.OVER, Level.NEAR, Level.TOO_FEW, Level.WITHIN)
    share = (unit.found.mean_minutes or 0) / unit.found.target_minutes
    return order.index(unit.found.level), -share, unit.name
