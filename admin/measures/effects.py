"""Whether a change shortened the wait: before and after it, beside the other pilot unit, and when nobody can tell.

The pure arithmetic from daily sums. Means are sums of waits ÷ visits, never means of means. Definitions and the rates
at which it errs: docs/measures.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

FEW_DAYS: Final = 8


class Conclusion(StrEnum):
    """What may be said of a change."""

    SHORTER = "shorter"
    LONGER = "longer"
    NONE = "none"


class Reason(StrEnum):
    """Why there is no conclusion; each alone is enough."""

    FEW_DAYS = "few_days"  # fewer than eight days with visits before or after
    FEW_WEEKS = "few_weeks"  # enough days, but too few weeks to tell how much weeks differ
    ANOTHER_CHANGE = "another_change"  # another intervention so close that its effect cannot be told apart
    WITHIN_CHANCE = "within_chance"  # the interval of the difference holds 0
    OTHER_CHANGED = "other_changed"  # the other unit changed alike
    OTHER_UNCLEAR = "other_unclear"  # the difference from the other unit holds 0
    ALREADY_MOVING = "already_moving"  # the weeks before were already on their way there
    HIGH_BEFORE = "high_before"  # it rests on weeks just before that were unusual
    INCIDENTS = "incidents"  # it rests on days of incidents


class Caution(StrEnum):
    """What has to be said beside a conclusion."""

    NO_OTHER_UNIT = "no_other_unit"  # nothing to compare with on the same days
    OTHER_HAD_CHANGE = "other_had_change"  # the other unit had an intervention of its own in these weeks
    HIGH_BEFORE = "high_before"  # the weeks just before were unusually long: some of it would have come by itself
    INCIDENTS = "incidents"  # incidents lie within these weeks; without their days the conclusion is the same
    WINDOW_CUT = "window_cut"  # another change ends or begins the weeks that are compared
    STEP_UNCLEAR = "step_unclear"  # set against the trend of the weeks before, the step alone is not clear


@dataclass(frozen=True, slots=True)
class DaySum:
    """The counted visits of one local day: how many, and the sum of their waits in seconds."""

    day: date
    n: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the change, or one unit on one side.

    Attributes:
        first, last: The days compared, both inside.
        days: Those with visits.
        n: Counted visits.
        mean_seconds: Sum of waits ÷ n; ``None`` without visits.
    """

    first: date
    last: date
    days: int
    n: int
    mean_seconds: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of means, after − before, in seconds: negative is shorter; with its 95 % interval."""

    seconds: float
    low: float
    high: float

    @property
    def conclusion(self) -> Conclusion:
        """What it says alone: nothing where the interval holds 0."""
        if self.high < 0:
            return Conclusion.SHORTER
        return Conclusion.LONGER if self.low > 0 else Conclusion.NONE


@dataclass(frozen=True, slots=True)
class Effect:
    """What was before, what was after, and what may be said of it.

    Attributes:
        day: From which the change held.
        before, after: The unit's own sides.
        difference: After − before; ``None`` under eight days or four weeks on a side.
        other_before, other_after, other: The same of the other unit on the same days; ``None`` without one.
        against_other: *difference* − *other*, with an interval of its own: difference in differences.
        step: The jump at the change, beside the trends before and after it (interrupted time series); ``None`` where
            there are too few weeks for one.
        conclusion: Shorter or longer only where nothing in *reasons* speaks against it.
        reasons: Why there is no conclusion; empty when there is one.
        cautions: What to say beside it.
    """

    day: date
    before: Side
    after: Side
    difference: Difference | None
    other_before: Side | None
    other_after: Side | None
    other: Difference | None
    against_other: Difference | None
    step: Difference | None
    conclusion: Conclusion
    reasons: tuple[Reason, ...]
    cautions: tuple[Caution, ...]


def side(days: Sequence[DaySum], first: date, last: date) -> Side:
    """Return the sums of those of *days* from *first* to *last*, both inside."""
    inside = [one for one in days if first <= one.day <= last and one.n]
    n = sum(one.n for one in inside)
    return Side(first, last, len(inside), n, sum(one.seconds for one in inside) / n if n else None)
