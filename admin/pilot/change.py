"""Whether people wait less than before the pilot, beyond chance. Pure.

The arithmetic is that of effects, `admin.measures.week_blocks`: weeks are the units of chance, not visits.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np

from admin.measures.doubts import FEW_WEEKS
from admin.measures.effects import DaySum
from admin.measures.enough import FEW_DAYS
from admin.measures.figures import Interval
from admin.measures.intervals import of_days
from admin.measures.week_blocks import Blocks, spread
from kiosk.ground.calendar import Week

NOW_WEEKS: Final = 4
"""How many of the last weeks are set against the time before the pilot: fewer say nothing, more hide what is new."""


class Trend(StrEnum):
    """Where the wait went since before the pilot."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


class Ground(NamedTuple):
    """What a mean stands on: visits, and its 95 % interval in seconds, ``None`` under eight days with visits."""

    n: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Change:
    """The mean wait of the last weeks against that before the pilot, in minutes.

    Attributes:
        low, high: 95 % interval of now − before; ``None`` when one side has too few days or weeks to tell.
        before, now: How many visits each mean stands on, and its own 95 % interval.
    """

    before_minutes: float
    now_minutes: float
    low: float | None
    high: float | None
    before: Ground | None = None
    now: Ground | None = None

    @property
    def trend(self) -> Trend:
        """Better or worse only where the interval leaves out no change at all."""
        if self.low is None or self.high is None:
            return Trend.UNKNOWN
        if self.high < 0:
            return Trend.BETTER
        return Trend.WORSE if self.low > 0 else Trend.UNCLEAR


def change(before: Sequence[DaySum], now: Sequence[DaySum]) -> Change | None:
    """Return how the mean wait changed; ``None`` when nobody was served on one side.

    There is an interval from eight days and four weeks with visits on either side.
    """
    old, new = (_weeks(days) for days in (before, now))
    if not old.n.sum() or not new.n.sum():
        return None
    found = spread(old, new) if _enough(before) and _enough(now) else None
    low, high = (None, None) if found is None else (found.low / 60, found.high / 60)
    return Change(old.mean / 60, new.mean / 60, low, high, _ground(before), _ground(now))


def since_before(
    days: Sequence[DaySum], *, baseline_from: date | None, pilot_since: date | None, until: Week
) -> Change | None:
    """Return how the last weeks up to *until* differ from those before the pilot.

    Args:
        days: Of one unit, in any order, as far back as the baseline.
        baseline_from: The first day before the pilot that counts; ``None``: the first with visits.
        pilot_since: The first day of the pilot; ``None`` where the unit is none.
        until: The last week. Of the four weeks up to it those count that lie in the pilot.

    Returns:
        ``None`` where the week lies before the pilot, or nobody was served before it.
    """
    if pilot_since is None or until.sunday < pilot_since:
        return None
    first = max(until.shift(1 - NOW_WEEKS).monday, pilot_since)
    before = [one for one in days if (baseline_from or date.min) <= one.day < pilot_since]
    return change(before, [one for one in days if first <= one.day <= until.sunday])


def _ground(days: Sequence[DaySum]) -> Ground:
    served = [one for one in days if one.n]
    counts, sums = np.array([one.n for one in served]), np.array([float(one.seconds) for one in served])
    return Ground(int(counts.sum()), of_days(counts, sums))


def _enough(days: Sequence[DaySum]) -> bool:
    served = [one.day for one in days if one.n]
    return len(served) >= FEW_DAYS and len({Week.of(day) for day in served}) >= FEW_WEEKS


def _weeks(days: Sequence[DaySum]) -> Blocks:
    sums: dict[Week, list[int]] = defaultdict(lambda: [0, 0])
    for one in days:
        week = sums[Week.of(one.day)]
        week[0] += one.n
        week[1] += one.seconds
    columns = np.array([sums[week] for week in sorted(sums)], np.float64).reshape(-1, 2)
    return Blocks(columns[:, 0], columns[:, 1])
