"""What a unit's public page tells of the weeks behind it; computed on a higher floor and handed in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple


class HourWait(NamedTuple):
    """The wait of visits whose number was taken in one hour of the day.

    Attributes:
        hour: 0 to 23, by the clock on the office's wall.
        n: Visits behind the median.
        median_seconds: ``None`` when there are too few to publish.
    """

    hour: int
    n: int
    median_seconds: int | None


class WeekWait(NamedTuple):
    """One week.

    Attributes:
        monday: Its first day.
        n: Visits behind the mean; ``None`` when there are too few to publish.
        mean_minutes: Rounded to a tenth; ``None`` likewise.
    """

    monday: date
    n: int | None
    mean_minutes: float | None


class Standing(StrEnum):
    """How a mean stands to the two targets."""

    WITHIN = "within"
    NEAR = "near"
    OVER = "over"


class LastWeek(NamedTuple):
    """The last week that may be published, with what must be said beside its mean.

    Attributes:
        monday, sunday: Its days, both inside.
        mean_minutes: Rounded to a tenth.
        standing: Of the rounded mean.
        target_minutes, older_target_minutes: In force that week.
        leaves_out: Whether the visits that the mean leaves out matter.
        with_uncounted_minutes: Then the mean with them; ``None`` where it would give away what few had waited.
        logged: Whether visits that the staff logged matter.
        without_logged_minutes: Then the mean without them; ``None`` likewise.
    """

    monday: date
    sunday: date
    mean_minutes: float
    standing: Standing
    target_minutes: float
    older_target_minutes: float
    leaves_out: bool
    with_uncounted_minutes: float | None
    logged: bool
    without_logged_minutes: float | None


@dataclass(frozen=True, slots=True)
class UnitWeeks:
    """Eight weeks of a unit; no number that stands on fewer than ten visits.

    Attributes:
        since, until: The first and the last day, both inside.
        n: Visits behind all of it; ``None`` when they are too few, and then there is nothing but hours without medians.
        median_minutes, p90_minutes: Of all weeks together, rounded to a tenth; ``None`` likewise.
        last: ``None`` when no single week has enough.
        weeks: In order, all eight; empty when no single week has enough.
        hours: In order; only hours in which somebody came.
        chart: Names the drawing of these weeks; ``None`` when no single week has enough.
    """

    since: date
    until: date
    n: int | None
    median_minutes: float | None
    p90_minutes: float | None
    last: LastWeek | None
    weeks: tuple[WeekWait, ...]
    hours: tuple[HourWait, ...]
    chart: str | None


class ChartWords(NamedTuple):
    """The words on the chart of these weeks; names of measures and targets have their minutes behind them."""

    waits: str
    mean: str
    median: str
    p90: str
    target: str
    older_target: str
    visits: str
    sample: str


class Drawing(NamedTuple):
    """A chart as SVG, and the name that changes with what it shows."""

    tag: str
    svg: bytes


class OpenData(NamedTuple):
    """A file of figures for everybody, and the name that changes with what it holds."""

    tag: str
    body: bytes


class Ending(StrEnum):
    """How a file of open data is written; its value ends the address."""

    CSV = "csv"
    JSON = "json"


def hours_to_show(sessions: Iterable[tuple[time, time]], hours: Sequence[HourWait]) -> tuple[HourWait, ...]:
    """Return every hour in which the office receives people on some day, and others with a median, in order.

    Args:
        sessions: When the office opens and closes, of all days together.
        hours: What is known.

    Returns:
        Hours nothing is known about have n = 0 and no median; no hour at all when none has a median.
    """
    known = {one.hour: one for one in hours}
    open_hours = {hour for opens, closes in sessions for hour in range(opens.hour, closes.hour + (closes.minute > 0))}
    told = {hour for hour, one in known.items() if one.median_seconds is not None}
    return tuple(known.get(hour, HourWait(hour, 0, None)) for hour in sorted(open_hours | told)) if told else ()
