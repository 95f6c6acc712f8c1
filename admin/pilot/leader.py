"""What a leader is told of the pilot units: how long people waited, whether it got better, what to doubt. Pure.

The words are `admin.pilot.leader_wording`, the drawing is `admin.charts.leader_picture`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from admin.measures.figures import WeekFigures
from admin.measures.finding import Level, mean_minutes
from admin.pilot.change import Trend
from admin.pilot.standing import Standing
from kiosk.ground.calendar import Week


class LeaderWeek(NamedTuple):
    """The mean wait of one week in minutes, rounded to a tenth; ``None`` when fewer than 10 were served."""

    week: Week
    minutes: float | None


@dataclass(frozen=True, slots=True)
class LeaderPage:
    """The page.

    Attributes:
        week: The last complete week.
        name: Of the one unit it is about; empty for several.
        units: Every unit it tells of, in the order of :func:`page`.
        sample: Whether any of it is sample data.
        weeks: The weeks of the one unit, oldest first; none for several.
        until: The last week that is set against the time before the pilot; ``None``: that of the page.
    """

    week: Week
    name: str
    units: tuple[Standing, ...]
    sample: bool
    weeks: tuple[LeaderWeek, ...] = ()
    until: Week | None = None

    @property
    def judged(self) -> tuple[Standing, ...]:
        """The units of which enough is known."""
        return tuple(unit for unit in self.units if unit.level is not Level.TOO_FEW)

    @property
    def within(self) -> tuple[Standing, ...]:
        """Those whose mean is within the target."""
        return tuple(unit for unit in self.units if unit.level is Level.WITHIN)

    def going(self, trend: Trend) -> tuple[Standing, ...]:
        """Return the units that go that way."""
        return tuple(unit for unit in self.units if unit.trend is trend)


def page_of_all(week: Week, units: Iterable[Standing], *, sample: bool, until: Week | None = None) -> LeaderPage:
    """Return the page of several units: those that need attention first."""
    return LeaderPage(week, "", tuple(sorted(units, key=lambda unit: unit.urgency)), sample, until=until)


def page_of_one(
    unit: Standing, figures: Sequence[WeekFigures], *, sample: bool, until: Week | None = None
) -> LeaderPage:
    """Return the page of one unit; *figures* are its weeks, at least one, oldest first."""
    weeks = tuple(LeaderWeek(one.week, mean_minutes(one)) for one in figures)
    return LeaderPage(figures[-1].week, unit.name, (unit,), sample, weeks, until)
