"""The one sentence that stands before the chart, as numbers; the page puts them into words of its language."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from admin.measures.enough import FEW, enough
from admin.measures.figures import Figures, WeekFigures
from kiosk.ground.calendar import Week

__all__ = ["FEW", "Finding", "Level", "finding", "level", "mean_minutes"]


class Level(StrEnum):
    """How the mean wait stands to the two targets; never shown by colour alone."""

    WITHIN = "within"
    NEAR = "near"
    OVER = "over"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the last week says.

    Attributes:
        week: The week.
        n: Served visits behind the mean.
        level: ``within`` at most the target; ``near`` above it, at most the older one; ``over`` above both;
            ``too_few`` when n is under 10, and then there is no mean.
        mean_minutes: Rounded to a tenth, the number that is printed; the level is that of the printed number, so that
            no page ever says “15,0 minutes, above the target of 15”.
        target_minutes, older_target_minutes: In force that week.
        previous_mean_minutes: Of the week just before; ``None`` when that had fewer than 10.
    """

    week: Week
    n: int
    level: Level
    mean_minutes: float | None
    target_minutes: float
    older_target_minutes: float
    previous_mean_minutes: float | None


def finding(figures: Sequence[WeekFigures]) -> Finding:
    """Return the finding of the last of *figures*.

    Args:
        figures: Weeks in order, as `weekly` gives them; at least one.

    Raises:
        ValueError: There is no week at all.
    """
    if not figures:
        raise ValueError("a finding needs a week")
    last = figures[-1]
    previous = next((one for one in figures if one.week == last.week.shift(-1)), None)
    mean = mean_minutes(last)
    target, older = last.targets.target_seconds / 60, last.targets.older_target_seconds / 60
    return Finding(
        week=last.week,
        n=last.wait.n,
        level=level(mean, target, older),
        mean_minutes=mean,
        target_minutes=target,
        older_target_minutes=older,
        previous_mean_minutes=None if previous is None else mean_minutes(previous),
    )


def mean_minutes(figures: Figures) -> float | None:
    """Return the mean wait in minutes, rounded to a tenth; ``None`` when fewer than 10 were served."""
    mean = figures.wait.mean_seconds
    return None if mean is None or not enough(figures.wait.n) else round(mean / 60, 1)


def level(mean: float | None, target: float, older: float) -> Level:
    """Return how a printed *mean* stands to the two targets, all in minutes; without a mean there are too few."""
    if mean is None:
        return Level.TOO_FEW
    if mean <= target:
        return Level.WITHIN
    return Level.NEAR if mean <= older else Level.OVER
