"""Before and after a change, from daily sums: the difference, beside the other unit, and the jump beside the trend."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np

from admin.measures.effects import WEEK, Compared, DaySum, Pair, Side, Window
from admin.measures.enough import enough
from admin.measures.segmented import segments
from admin.measures.week_blocks import Blocks, Spread, spread, spread_against

MOST_WEEKS: Final = 12
ALONGSIDE: Final = 0.75


def window(day: date, *, first: date, last: date, until: date | None = None, changes: Collection[date] = ()) -> Window:
    """Return the weeks that can be compared, at most twelve on each side.

    Args:
        day: From which the change held.
        first: The first day that is known in whole.
        last: The last one, inside.
        until: The last day of the change; ``None`` where it still holds.
        changes: First days of other changes; none may lie between the days compared.
    """
    last = last if until is None else min(last, until)
    since = max([first, *(one for one in changes if one < day)])
    to = min([last, *(one - timedelta(days=1) for one in changes if one > day)])
    possible = _whole(first, day), _whole(day, last + timedelta(days=1))
    before, after = _whole(since, day), _whole(day, to + timedelta(days=1))
    return Window(day, before, after, cut=(before, after) != possible, clashes=day in changes)


def compare(window: Window, own: Sequence[DaySum], other: Sequence[DaySum] | None = None) -> Compared:
    """Return what the weeks of *window* say of the unit, and beside the other one.

    Args:
        window: The weeks to compare.
        own: The days of the unit, in any order; days outside the window are left out.
        other: Those of the other pilot unit; ``None`` where there is none.
    """
    mine = _blocks(own, window)
    theirs = None if other is None else _blocks(other, window)
    lines = segments(_means(mine[0]), _means(mine[1]))
    return Compared(
        window=window,
        own=_pair(own, window),
        other=None if other is None else _pair(other, window),
        against_other=None if theirs is None else spread_against(*mine, *theirs),
        trend=None if lines is None else Spread(*lines.trend),
        step=None if lines is None else Spread(*lines.step),
    )


def comparable(own: Sequence[DaySum], other: Sequence[DaySum], window: Window) -> bool:
    """Tell whether the other unit was there: on each side with visits in three of four weeks of this one."""
    sides = zip(_blocks(own, window), _blocks(other, window), strict=True)
    return all(_together(mine, theirs) >= ALONGSIDE * np.count_nonzero(mine.n) > 0 for mine, theirs in sides)


def difference(days: Sequence[DaySum], window: Window) -> Spread | None:
    """Return how the mean of *days* moved; ``None`` where a side has fewer than two weeks with visits."""
    return spread(*_blocks(days, window))


def weekly_means(days: Sequence[DaySum], first: date, weeks: int) -> list[float | None]:
    """Return the mean of each of *weeks* of seven days from *first*, in seconds; ``None`` for one under ten visits."""
    return _means(_sums(days, first, weeks))


def _together(mine: Blocks, theirs: Blocks) -> int:
    return int(np.count_nonzero((mine.n > 0) & (theirs.n > 0)))


def _whole(first: date, after: date) -> int:
    return min(MOST_WEEKS, max(0, (after - first) // WEEK))


def _blocks(days: Sequence[DaySum], window: Window) -> tuple[Blocks, Blocks]:
    return _sums(days, window.first, window.before), _sums(days, window.day, window.after)


def _sums(days: Sequence[DaySum], first: date, weeks: int) -> Blocks:
    n, seconds = np.zeros(weeks), np.zeros(weeks)
    for one in days:
        week = (one.day - first) // WEEK
        if 0 <= week < weeks:
            n[week] += one.n
            seconds[week] += one.seconds
    return Blocks(n, seconds)


def _means(side: Blocks) -> list[float | None]:
    pairs = zip(side.seconds.tolist(), side.n.tolist(), strict=True)
    return [seconds / n if enough(int(n)) else None for seconds, n in pairs]


def _pair(days: Sequence[DaySum], window: Window) -> Pair:
    before = _side(days, window.first, window.day - timedelta(days=1))
    after = _side(days, window.day, window.last)
    return Pair(before, after, difference(days, window) if enough(min(before.n, after.n)) else None)


def _side(days: Sequence[DaySum], first: date, last: date) -> Side:
    inside = [one for one in days if first <= one.day <= last and one.n]
    n = sum(one.n for one in inside)
    mean = sum(one.seconds for one in inside) / n if enough(n) else None
    return Side(first, last, len(inside), n, sum(one.by_hand for one in inside), mean)
