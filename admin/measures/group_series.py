"""The waits of each kind of work from period to period, those that cost people most time first. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from admin.measures.belonging import NOWHERE, places
from admin.measures.durations import SECOND, nearest_rank
from admin.measures.finding import FEW
from admin.measures.periods import Period
from admin.measures.visits import Instants, Mask, Numbers, VisitColumns

MOST: Final = 8


class PeriodWait(NamedTuple):
    """The waits of one kind of work in one period; mean and median are ``None`` when *n* is under 10."""

    n: int
    mean_seconds: float | None
    median_seconds: int | None


@dataclass(frozen=True, slots=True)
class GroupSeries:
    """One kind of work.

    Attributes:
        name: As handed in; ``None`` for all the others together.
        n: Counted waits in all periods.
        waited_seconds: How long these waited, all added up.
        waits: One for each period.
        groups: How many kinds of work it holds: 1, or the number of the others.
    """

    name: str | None
    n: int
    waited_seconds: int
    waits: tuple[PeriodWait, ...]
    groups: int = 1

    @property
    def mean_seconds(self) -> float | None:
        """Mean of all periods; ``None`` when n is under 10."""
        return self.waited_seconds / self.n if self.n >= FEW else None


def group_series(
    stays: VisitColumns,
    periods: Sequence[Period],
    below: Sequence[Collection[int]],
    names: Mapping[int, str],
    most: int = MOST,
) -> list[GroupSeries]:
    """Return the waits of each kind of work, the one with the most waiting in all first, “the others” last.

    Args:
        stays: What `admin.measures.slices.by_stay` made of the visits, so that a wait belongs to the group in whose
            queue it was spent.
        periods: In order, none overlapping another.
        below: The units that count in each of them.
        names: Of each group; groups of one name, at several units, are one kind of work.
        most: How many are told apart. When there are more, the rest is one series without a name, and so are those with
            fewer than ten counted waits; it takes in more of them until it has ten itself.

    Returns:
        Only kinds of work with a counted wait; empty without any.
    """
    sound = stays.served() & ~stays.doubtful & (stays.first_called_us >= stays.arrived_us)
    place = places(stays.arrived_us, stays.unit_id, periods, below)
    counted = sound & (place != NOWHERE)
    waits = ((stays.first_called_us - stays.arrived_us) // SECOND)[counted]
    place = place[counted]
    kinds, kind = _kinds(stays.detailed.group_id[counted], names)
    totals = [int(waits[kind == number].sum()) for number in range(len(kinds))]
    order = sorted(range(len(kinds)), key=lambda number: -totals[number])
    apart = _apart(order, np.bincount(kind, minlength=len(kinds)).tolist(), most)
    found = [_series(kinds[number], waits, place, kind == number, len(periods)) for number in apart]
    if len(order) > len(apart):
        rest = ~np.isin(kind, apart)
        found.append(_series(None, waits, place, rest, len(periods), len(order) - len(apart)))
    return found


def _apart(order: Sequence[int], sizes: Sequence[int], most: int) -> list[int]:
    """Return which of *order* are told by name; a single one always is."""
    if len(order) == 1:
        return list(order)
    apart = [kind for kind in order if sizes[kind] >= FEW]
    apart = apart if len(apart) == len(order) <= most else apart[: most - 1]
    while apart and 0 < sum(sizes) - sum(sizes[kind] for kind in apart) < FEW:
        apart.remove(min(apart, key=lambda kind: sizes[kind]))
    return apart


def _kinds(groups: Numbers, names: Mapping[int, str]) -> tuple[list[str], Numbers]:
    """Return the names of *groups* in order, and for each of *groups* the place of its name."""
    known, row = np.unique(groups, return_inverse=True)
    named = [names.get(group, "") for group in known.tolist()]
    kinds = sorted(set(named))
    return kinds, np.array([kinds.index(name) for name in named], np.int64)[row]


def _series(
    name: str | None, waits: Instants, place: Numbers, chosen: Mask, periods: int, groups: int = 1
) -> GroupSeries:
    own, own_place = waits[chosen], place[chosen]
    order = np.lexsort((own, own_place))
    ranked = own[order]
    ends = np.searchsorted(own_place[order], np.arange(periods), side="right")
    begins = np.searchsorted(own_place[order], np.arange(periods), side="left")
    figures = tuple(_wait(ranked[begin:end]) for begin, end in zip(begins, ends, strict=True))
    return GroupSeries(name, len(own), int(own.sum()), figures, groups)


def _wait(ranked: Instants) -> PeriodWait:
    n = len(ranked)
    if n < FEW:
        return PeriodWait(n, None, None)
    return PeriodWait(n, int(ranked.sum()) / n, nearest_rank(ranked, 50))
