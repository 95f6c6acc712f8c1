"""Whether a change shortened the wait: what is compared, and what may be said of it. Definitions: docs/measures.md."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from admin.measures.week_blocks import Spread

WEEK: Final = timedelta(days=7)


class Conclusion(StrEnum):
    """What may be said of a change."""

    SHORTER = "shorter"
    LONGER = "longer"
    NONE = "none"


class Reason(StrEnum):
    """Why there is no conclusion; each alone is enough."""

    FEW_VISITS = "few_visits"  # fewer than ten counted visits before or after
    FEW_DAYS = "few_days"  # fewer than eight days with visits before or after
    FEW_WEEKS = "few_weeks"  # fewer than four whole weeks: nobody can tell how much weeks differ
    ANOTHER_CHANGE = "another_change"  # another intervention so close that its effect cannot be told apart
    WITHIN_CHANCE = "within_chance"  # the interval of the difference holds 0
    OTHER_CHANGED = "other_changed"  # the other unit changed alike
    OTHER_UNCLEAR = "other_unclear"  # set against the other unit, the difference is within chance
    ALREADY_MOVING = "already_moving"  # the weeks before were already on their way there
    UNUSUAL_BEFORE = "unusual_before"  # it rests on the two weeks before, which were unlike the others
    INCIDENTS = "incidents"  # it rests on days of incidents
    HOLIDAYS = "holidays"  # it rests on weeks with public holidays


class Caution(StrEnum):
    """What has to be said beside a conclusion."""

    NO_OTHER_UNIT = "no_other_unit"  # nothing to compare with on the same days
    OTHER_HAD_CHANGE = "other_had_change"  # the other unit had an intervention of its own in these weeks
    UNUSUAL_BEFORE = "unusual_before"  # some of it would have come by itself: regression to the mean
    INCIDENTS = "incidents"  # incidents lie within these weeks; without their days the conclusion is the same
    HOLIDAYS = "holidays"  # public holidays lie within these weeks; without their weeks the conclusion is the same
    CUT = "cut"  # another change leaves fewer weeks to compare
    MEASURED_OTHERWISE = "measured_otherwise"  # before by hand, after by numbers, or the other way round
    STEP_UNCLEAR = "step_unclear"  # against the trend of the weeks before, the jump alone is not clear


@dataclass(frozen=True, slots=True)
class DaySum:
    """The counted visits of one local day: how many, the sum of their waits in seconds, how many written by hand."""

    day: date
    n: int
    seconds: int
    by_hand: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """Whole weeks of seven days on both sides of a change, counted from its day.

    Attributes:
        day: The first day after.
        before, after: How many weeks; 0 where there is none.
        cut: Another change leaves fewer than there would be.
        clashes: Another change was made on the same day.
    """

    day: date
    before: int
    after: int
    cut: bool = False
    clashes: bool = False

    @property
    def first(self) -> date:
        """The first day before the change that is compared."""
        return self.day - self.before * WEEK

    @property
    def last(self) -> date:
        """The last day after it, inside."""
        return self.day + self.after * WEEK - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Side:
    """One unit on one side of a change.

    Attributes:
        first, last: The days compared, both inside; *last* lies before *first* when there is no week.
        days: Those with counted visits.
        n, by_hand: Counted visits, and those of them that were written on a tally sheet.
        mean_seconds: Sum of waits ÷ n; ``None`` under ten visits.
    """

    first: date
    last: date
    days: int
    n: int
    by_hand: int
    mean_seconds: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides of one unit, and how its mean moved: ``None`` where a side has under ten visits or two weeks."""

    before: Side
    after: Side
    difference: Spread | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What was before and what was after; seconds, negative is shorter.

    Attributes:
        window: Which weeks.
        own: The unit.
        other: The other pilot unit on the same days; ``None`` without one.
        against_other: How much more the unit moved than the other one.
        trend: Change a week before the change, in seconds; ``None`` under six weeks on a side, as is *step*.
        step: The jump at the change, against where the old trend would have gone.
    """

    window: Window
    own: Pair
    other: Pair | None
    against_other: Spread | None
    trend: Spread | None
    step: Spread | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What may be said of a change.

    Attributes:
        compared: What it rests on.
        conclusion: Shorter or longer only where nothing in *reasons* speaks against it.
        reasons: Why there is no conclusion; empty when there is one.
        cautions: What to say beside it.
    """

    compared: Compared
    conclusion: Conclusion
    reasons: tuple[Reason, ...]
    cautions: tuple[Caution, ...]


def direction(found: Spread | None) -> Conclusion:
    """Return what a difference says by itself: nothing where its interval holds 0."""
    if found is None or found.low <= 0 <= found.high:
        return Conclusion.NONE
    return Conclusion.SHORTER if found.high < 0 else Conclusion.LONGER
