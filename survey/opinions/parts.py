"""The overall rating of parts of one strand, by week, unit, kind of work; what is hidden cannot be reckoned. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeVar

from kiosk.ground.calendar import Week
from survey.opinions.comparing import against_the_rest
from survey.opinions.counted import Batch, CellLevel
from survey.opinions.enough import told
from survey.opinions.figures import Part, Rating, SealedWeeks, empty, rating

Key = TypeVar("Key", int, str, Week, int | str | None)
PartKey = int | str | None
NONE: Final[Mapping[PartKey, int]] = MappingProxyType({})


def levels(cells: Iterable[CellLevel]) -> list[int]:
    """Return how many ballots chose levels 1 to 5 of the overall question."""
    found = empty()
    for row in cells:
        found[row.level - 1] += row.n
    return found


def by_week(batches: Collection[Batch], cells: Sequence[CellLevel], few: Mapping[int, int]) -> tuple[SealedWeeks, ...]:
    """Return the ratings of what was sealed, by the last week of the batches, oldest first.

    Args:
        batches: All of the strand.
        cells: Those that are told.
        few: How many ratings of a batch, by its key, are not told.
    """
    last = {batch.id: batch.until_week for batch in batches}
    begun: dict[Week, Week] = {}
    untold: dict[Week, int] = {}
    for batch in batches:
        begun[batch.until_week] = min(batch.from_week, begun.get(batch.until_week, batch.from_week))
        untold[batch.until_week] = untold.get(batch.until_week, 0) + few.get(batch.id, 0)
    counts = _counted(cells, lambda row: last[row.batch_id])
    order = sorted(begun)
    ratings = _told([counts.get(week, empty()) for week in order], [untold[week] for week in order])
    return tuple(SealedWeeks(begun[week], week, one) for week, one in zip(order, ratings, strict=True))


def by_key(
    cells: Sequence[CellLevel],
    key: Callable[[CellLevel], PartKey],
    order: Sequence[int | str],
    few: Mapping[PartKey, int] = NONE,
) -> tuple[Part, ...]:
    """Return the parts of *cells* by *key*, in the given *order*; then keys it does not know; what is not known last.

    Parts of nobody are left out, but for those that have *few*: ratings of which only the number is told. Empty where
    the whole may not be told.
    """
    counts = _counted(cells, key)
    if not rating(levels(cells)).shown:
        return ()
    counts |= {one: empty() for one in few if one not in counts}
    known = [one for one in order if one in counts]
    more = sorted((one for one in counts if one is not None and one not in order), key=str)
    keys: list[PartKey] = [*known, *more, *([None] if None in counts else [])]
    ratings = _told([counts[one] for one in keys], [few.get(one, 0) for one in keys])
    return against_the_rest([Part(one, found) for one, found in zip(keys, ratings, strict=True)])


def _counted(cells: Iterable[CellLevel], key: Callable[[CellLevel], Key]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = {}
    for row in cells:
        found.setdefault(key(row), empty())[row.level - 1] += row.n
    return found


def _told(counts: Sequence[list[int]], untold: Sequence[int]) -> list[Rating]:
    may = told([sum(one) for one in counts])
    return [rating(one, told=shown, untold=n) for one, shown, n in zip(counts, may, untold, strict=True)]
