"""What may be concluded of a change, and what speaks against it: a conclusion has to survive every question."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt
from typing import Final

from admin.measures.before_after import compare, difference, weekly_means
from admin.measures.effects import (
    WEEK,
    Caution,
    Compared,
    Conclusion,
    DaySum,
    Effect,
    Reason,
    Side,
    Window,
    direction,
)
from admin.measures.enough import FEW_DAYS, enough
from admin.measures.spc import D2
from admin.measures.week_blocks import Spread

FEW_WEEKS: Final = 4  # with two or three a conclusion is false more often than its interval says
LAST_WEEKS: Final = 2
EARLIER_WEEKS: Final = 6
UNUSUAL: Final = 2.0  # standard errors
OTHERWISE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Around:
    """What else happened.

    Attributes:
        other_changes: First days of the other unit's interventions.
        incidents: Days of incidents at the unit.
        holidays: Days off on which people work in other weeks.
    """

    other_changes: Collection[date] = ()
    incidents: Collection[date] = ()
    holidays: Collection[date] = ()


def effect(
    window: Window, own: Sequence[DaySum], other: Sequence[DaySum] | None = None, around: Around | None = None
) -> Effect:
    """Return what may be said of a change.

    Args:
        window: The weeks to compare, `admin.measures.before_after.window`.
        own: The days of the unit, in any order; days outside the window are left out.
        other: Those of the other pilot unit; ``None`` where there is none.
        around: What else happened; nothing when left out.
    """
    around = around or Around()
    found = compare(window, own, other)
    said = direction(found.own.difference)
    reasons = tuple(_too_few(found)) or tuple(_reasons(found, said, own, around))
    against = {one.value for one in reasons}
    cautions = tuple(one for one in _cautions(found, said, own, around) if one.value not in against)
    return Effect(found, Conclusion.NONE if reasons else said, reasons, cautions)


def _too_few(found: Compared) -> Iterator[Reason]:
    window, sides = found.window, (found.own.before, found.own.after)
    few = [Reason.FEW_DAYS] if min(side.days for side in sides) < FEW_DAYS else []
    if not few and not enough(min(side.n for side in sides)):
        few = [Reason.FEW_VISITS]
    if not few and min(window.before, window.after) < FEW_WEEKS:
        few = [Reason.FEW_WEEKS]
    if window.clashes or (few and window.cut):
        yield Reason.ANOTHER_CHANGE
    yield from few


def _reasons(found: Compared, said: Conclusion, own: Sequence[DaySum], around: Around) -> Iterator[Reason]:
    if said == Conclusion.NONE:
        yield Reason.WITHIN_CHANCE
        return
    fair = found.against_other is not None and not _inside(found.window, around.other_changes)
    if fair and found.other is not None and direction(found.against_other) != said:
        alike = direction(found.other.difference) == said
        yield Reason.OTHER_CHANGED if alike else Reason.OTHER_UNCLEAR
    if direction(found.trend) == said != direction(found.step):
        yield Reason.ALREADY_MOVING
    if _unusual_before(found, said, own) and direction(_without_last_weeks(found.window, own)) != said:
        yield Reason.UNUSUAL_BEFORE
    if _inside(found.window, around.incidents) and direction(_without(own, around, found.window)) != said:
        yield Reason.INCIDENTS
    if _inside(found.window, around.holidays) and direction(_without_holidays(found.window, own, around)) != said:
        yield Reason.HOLIDAYS


def _cautions(found: Compared, said: Conclusion, own: Sequence[DaySum], around: Around) -> Iterator[Caution]:
    if found.against_other is None:
        yield Caution.NO_OTHER_UNIT
    elif _inside(found.window, around.other_changes):
        yield Caution.OTHER_HAD_CHANGE
    if _unusual_before(found, said, own):
        yield Caution.UNUSUAL_BEFORE
    if _inside(found.window, around.incidents):
        yield Caution.INCIDENTS
    if said != Conclusion.NONE and _inside(found.window, around.holidays):
        yield Caution.HOLIDAYS
    if found.window.cut:
        yield Caution.CUT
    if abs(_by_hand(found.own.before) - _by_hand(found.own.after)) > OTHERWISE:
        yield Caution.MEASURED_OTHERWISE
    if found.step is not None and said != Conclusion.NONE and direction(found.step) != said:
        yield Caution.STEP_UNCLEAR


def _unusual_before(found: Compared, said: Conclusion, own: Sequence[DaySum]) -> bool:
    """Tell whether the last two weeks before make the change look larger than it was: regression to the mean."""
    before = weekly_means(own, found.window.first, found.window.before)
    earlier = [mean for mean in before[:-LAST_WEEKS] if mean is not None]
    last = [mean for mean in before[-LAST_WEEKS:] if mean is not None]
    if len(earlier) < EARLIER_WEEKS or not last or said == Conclusion.NONE:
        return False
    usual = sum(earlier) / len(earlier)
    ranges = [abs(after - before) for before, after in pairwise(earlier)]
    error = sum(ranges) / len(ranges) / D2 / sqrt(len(last))
    above = sum(last) / len(last) - usual
    return (above if said == Conclusion.SHORTER else -above) > UNUSUAL * error


def _without_last_weeks(window: Window, own: Sequence[DaySum]) -> Spread | None:
    """Return the difference from the earlier weeks alone."""
    since = window.day - LAST_WEEKS * WEEK
    return difference([one for one in own if not since <= one.day < window.day], window)


def _without(own: Sequence[DaySum], around: Around, window: Window) -> Spread | None:
    return difference([one for one in own if one.day not in around.incidents], window)


def _without_holidays(window: Window, own: Sequence[DaySum], around: Around) -> Spread | None:
    """Return the difference without the weeks of seven days that hold a holiday; ``None`` where too few are left."""
    held = {_place(day, window) for day in around.holidays}
    left = [place not in held for place in range(window.before + window.after)]
    if min(sum(left[: window.before]), sum(left[window.before :])) < FEW_WEEKS:
        return None
    return difference([one for one in own if _place(one.day, window) not in held], window)


def _place(day: date, window: Window) -> int:
    return (day - window.first) // WEEK


def _inside(window: Window, days: Collection[date]) -> bool:
    return any(window.first <= day <= window.last for day in days)


def _by_hand(side: Side) -> float:
    return side.by_hand / side.n if side.n else 0.0
