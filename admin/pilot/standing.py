"""How one unit stands in one period: against its target, against before, and what to doubt. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from admin.measures.cautions import Caution, Warned, cautions
from admin.measures.enough import enough
from admin.measures.figures import Figures
from admin.measures.finding import Level, level, mean_minutes
from admin.measures.presences import Presences
from admin.measures.rush import rush
from admin.measures.rush_finding import Hour, rush_finding
from admin.measures.visits import VisitColumns
from admin.pilot.change import Change, Trend

STANDS_OUT: Final = 1.5
"""An hour is named when people waited so many times longer in it than in the whole period."""
RECORDED: Final = frozenset(
    {Warned.REMOVED, Warned.DOUBTFUL, Warned.LOGGED, Warned.CLOSED, Warned.RETURNED},
)
"""What is said beside a mean without taking its good word away; everything else, also what is added later, does."""
NOBODY: Final = Presences.of((), (), 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is told of one unit and everything below it.

    Attributes:
        n: Visits behind the mean.
        level: How the printed mean stands to the targets of the first day of the period.
        mean_minutes: Rounded to a tenth; ``None`` under ten visits, as is the next.
        nine_in_ten_minutes: What 9 in 10 people did not exceed (P90), rounded up to a whole minute.
        change: The last weeks against the time before the pilot; ``None`` where that is not known.
        doubts: What the figures hide, heaviest first.
        longest: The hour of the week that cost people most; ``None`` where none stands out.
        pilot_since: The first day of the pilot; ``None`` where it is none.
    """

    unit_id: int
    name: str
    n: int
    level: Level
    mean_minutes: float | None
    nine_in_ten_minutes: int | None
    target_minutes: float
    older_target_minutes: float
    change: Change | None
    doubts: tuple[Caution, ...]
    longest: Hour | None
    pilot_since: date | None = None

    @property
    def trend(self) -> Trend:
        """Where the wait went, beyond chance; never better while the figures of the period hide waits."""
        found = Trend.UNKNOWN if self.change is None else self.change.trend
        return Trend.HIDDEN if found in (Trend.BETTER, Trend.LATELY_BETTER) and self.is_hidden else found

    @property
    def is_hidden(self) -> bool:
        """Tell whether the figures leave out people or minutes, so that no short wait may be praised."""
        return hides(self.doubts)

    @property
    def urgency(self) -> tuple[int, float, str]:
        """What sorts units by what needs attention: over the targets, too few data, within; the longest first."""
        order = (Level.OVER, Level.NEAR, Level.TOO_FEW, Level.WITHIN)
        return order.index(self.level), -(self.mean_minutes or 0) / self.target_minutes, self.name


def hides(doubts: Collection[Caution]) -> bool:
    """Tell whether *doubts* say that people or minutes are left out of the mean, not only how it was recorded."""
    return any(one.kind not in RECORDED for one in doubts)


def standing(
    unit_id: int,
    name: str,
    figures: Figures,
    visits: VisitColumns,
    change: Change | None,
    *,
    pilot_since: date | None = None,
    before: Sequence[Figures] = (),
) -> Standing:
    """Return how a unit stands.

    Args:
        unit_id: Its key.
        name: For the reader.
        figures: Those of *visits*.
        visits: Those of the period, of the unit and everything below it.
        change: Since before the pilot.
        pilot_since: The first day of the pilot.
        before: The figures of the weeks before, for a jump.
    """
    mean = mean_minutes(figures)
    target, older = figures.targets.target_seconds / 60, figures.targets.older_target_seconds / 60
    return Standing(
        unit_id=unit_id,
        name=name,
        n=figures.wait.n,
        level=level(mean, target, older),
        mean_minutes=mean,
        nine_in_ten_minutes=nine_in_ten(figures),
        target_minutes=target,
        older_target_minutes=older,
        change=change,
        doubts=cautions(figures, before),
        longest=longest_hour(visits),
        pilot_since=pilot_since,
    )


def nine_in_ten(figures: Figures) -> int | None:
    """Return the whole minutes that 9 in 10 people did not exceed; ``None`` when fewer than 10 were served."""
    p90 = figures.wait.p90_seconds
    return None if p90 is None or not enough(figures.wait.n) else ceil(p90 / 60)


def longest_hour(visits: VisitColumns) -> Hour | None:
    """Return the hour of the week whose people waited the longest in all, if they waited longer than others.

    Returns:
        ``None`` when no hour has ten visits, or the mean of that hour is under 1.5 times that of all.
    """
    week = rush(visits, NOBODY)
    found = rush_finding(week)
    if found is None:
        return None
    waits = sum(cell.waits for cell in week.cells.values())
    stands_out = (found.worst.mean_seconds or 0) >= STANDS_OUT * week.waited_seconds / waits
    return found.worst if stands_out else None
