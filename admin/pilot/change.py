"""Whether people wait less than before the pilot, beyond chance. Pure.

The arithmetic is that of effects, `admin.measures.week_blocks`: weeks are the units of chance, not visits.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np

from admin.measures.doubts import FEW_WEEKS, OTHERWISE
from admin.measures.effects import DaySum
from admin.measures.enough import FEW_DAYS, enough
from admin.measures.figures import Interval
from admin.measures.intervals import of_days
from admin.measures.week_blocks import Blocks, spread
from kiosk.ground.calendar import Week

NOW_WEEKS: Final = 4
"""How many of the last weeks are set against the time before the pilot: fewer say nothing, more hide what is new."""
LOOKS: Final = 2
"""So many runs of four weeks, one after the other, have to say the same before a word is said of a unit: every Monday
is another look, at many units. `python -m bench.standing` prints how often the word is false."""

LOOK_BACK_WEEKS: Final = 13
"""So far back the last eight weeks without holidays are looked for: around Tết three in a row are short."""
LONGEST_BASELINE: Final = timedelta(weeks=52)
FALSE_SHARE: Final = 0.01
"""Of the units where nothing changed, at one look, “giảm rõ” is said of at most so many."""


class Trend(StrEnum):
    """Where the wait went since before the pilot."""

    BETTER = "better"
    WORSE = "worse"
    LATELY_BETTER = "lately_better"  # the last four weeks say so, those before them do not yet
    LATELY_WORSE = "lately_worse"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"
    OTHERWISE = "otherwise"  # mostly written by hand on one side, by numbers on the other
    HIDDEN = "hidden"  # shorter, but the figures leave out people or minutes


LATELY: Final = {Trend.BETTER: Trend.LATELY_BETTER, Trend.WORSE: Trend.LATELY_WORSE}


class Ground(NamedTuple):
    """What a mean stands on.

    Attributes:
        n: Visits.
        interval: 95 %, in seconds; ``None`` under eight days with visits.
        by_hand: The share 0–1 of the visits that were written on a tally sheet.
    """

    n: int
    interval: Interval | None
    by_hand: float = 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """The mean wait of the last weeks against that before the pilot, in minutes.

    Attributes:
        low, high: 95 % interval of now − before; ``None`` when one side has too few days or weeks to tell.
        before, now: How many visits each mean stands on, and its own 95 % interval.
        earlier: Low and high of the four weeks just before those of *now*, − before; ``None`` when too few can tell.
    """

    before_minutes: float
    now_minutes: float
    low: float | None
    high: float | None
    before: Ground | None = None
    now: Ground | None = None
    earlier: tuple[float, float] | None = None

    @property
    def is_otherwise(self) -> bool:
        """Tell whether one side was mostly written by hand and the other not: that alone moves a mean."""
        if self.before is None or self.now is None:
            return False
        return abs(self.before.by_hand - self.now.by_hand) > OTHERWISE

    @property
    def once(self) -> Trend:
        """What the interval says when it is looked at once, as at the end of a pilot: unclear where it holds 0."""
        if self.low is None or self.high is None:
            return Trend.UNKNOWN
        return Trend.OTHERWISE if self.is_otherwise else _way(self.low, self.high)

    @property
    def trend(self) -> Trend:
        """What may be said every Monday: better or worse only where eight weeks say so, four and four."""
        if self.earlier is None or self.once in (Trend.UNKNOWN, Trend.OTHERWISE):
            return Trend.OTHERWISE if self.is_otherwise else Trend.UNKNOWN
        return self.once if _way(*self.earlier) is self.once else LATELY.get(self.once, Trend.UNCLEAR)


def change(before: Sequence[DaySum], now: Sequence[DaySum], earlier: Sequence[DaySum] = ()) -> Change | None:
    """Return how the mean wait changed; ``None`` when fewer than ten were served on one side.

    Args:
        before: Days; an interval needs eight days and four weeks with visits on either side.
        now: The days they are set against.
        earlier: The weeks just before *now*, which have to say the same.
    """
    old, new = (_weeks(days) for days in (before, now))
    if not enough(int(old.n.sum())) or not enough(int(new.n.sum())):
        return None
    low, high = _ends(before, now) or (None, None)
    return Change(old.mean / 60, new.mean / 60, low, high, _ground(before), _ground(now), _ends(before, earlier))


def since_before(
    days: Sequence[DaySum],
    *,
    baseline_from: date | None,
    pilot_since: date | None,
    until: Week,
    short: Collection[Week] = (),
) -> Change | None:
    """Return how the last weeks up to *until* differ from those before the pilot.

    Args:
        days: Of one unit, in any order, as far back as the baseline.
        baseline_from: The first day before the pilot that counts; ``None``: a year before it.
        pilot_since: The first day of the pilot; ``None`` where the unit is none.
        until: The last week. Of the four weeks up to it, and of the four before those, what lies in the pilot counts.
        short: Weeks with holidays: they count on neither side, earlier ones take their place.

    Returns:
        ``None`` where the week lies before the pilot, or fewer than ten were served on one side.
    """
    if pilot_since is None or until.sunday < pilot_since:
        return None
    first = baseline_first(baseline_from, pilot_since)
    before = [one for one in days if first <= one.day < pilot_since and Week.of(one.day) not in short]
    weeks = [week for week in (until.shift(-back) for back in range(LOOK_BACK_WEEKS)) if week not in short]
    now, earlier = (_within(days, weeks[at : at + NOW_WEEKS], pilot_since) for at in (0, NOW_WEEKS))
    return change(before, now, earlier)


def baseline_first(baseline_from: date | None, pilot_since: date) -> date:
    """Return the first day before the pilot that may count: the one that was named, else a year before the pilot."""
    return baseline_from or pilot_since - LONGEST_BASELINE


def _within(days: Sequence[DaySum], weeks: Sequence[Week], since: date) -> list[DaySum]:
    return [one for one in days if one.day >= since and Week.of(one.day) in weeks]


def _way(low: float, high: float) -> Trend:
    if high < 0:
        return Trend.BETTER
    return Trend.WORSE if low > 0 else Trend.UNCLEAR


def _ends(before: Sequence[DaySum], after: Sequence[DaySum]) -> tuple[float, float] | None:
    """Return the 95 % interval of the difference in minutes; ``None`` where a side has too few days or weeks."""
    found = spread(_weeks(before), _weeks(after)) if _enough(before) and _enough(after) else None
    return None if found is None else (found.low / 60, found.high / 60)


def _ground(days: Sequence[DaySum]) -> Ground:
    served = [one for one in days if one.n]
    counts, sums = np.array([one.n for one in served]), np.array([float(one.seconds) for one in served])
    n = int(counts.sum())
    return Ground(n, of_days(counts, sums), sum(one.by_hand for one in served) / n if n else 0.0)


def _enough(days: Sequence[DaySum]) -> bool:
    served = [one.day for one in days if one.n]
    many = enough(sum(one.n for one in days)) and len(served) >= FEW_DAYS
    return many and len({Week.of(day) for day in served}) >= FEW_WEEKS


def _weeks(days: Sequence[DaySum]) -> Blocks:
    sums: dict[Week, list[int]] = defaultdict(lambda: [0, 0])
    for one in days:
        week = sums[Week.of(one.day)]
        week[0] += one.n
        week[1] += one.seconds
    columns = np.array([sums[week] for week in sorted(sums)], np.float64).reshape(-1, 2)
    return Blocks(columns[:, 0], columns[:, 1])
