"""How much of where a ballot was cast is kept when the ballots of a unit are sealed.

A stored ballot says its counter, its service group, its wait band and its respondent only where at least five people
arrived, so that it could be anybody's of five. What is dropped is dropped for good, the finest first.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sized
from random import Random
from typing import Final, NamedTuple, TypeVar

ENOUGH_BALLOTS: Final = 10
ENOUGH_ARRIVALS: Final = 5

BallotId = TypeVar("BallotId", bound=Hashable)
T = TypeVar("T")


class Cell(NamedTuple):
    """Where a ballot was cast, within the unit and the weeks of its batch; ``None`` is “not said”.

    The order is the order of the tree: unit → counter → group → wait band → respondent.
    """

    counter_id: int | None = None
    group_id: int | None = None
    wait_band: str | None = None
    respondent: str | None = None


UNIT: Final = Cell()


def enough(pending: Sized) -> bool:
    """Tell whether the pending ballots of a unit may be sealed now; else they wait for the next week's."""
    return len(pending) >= ENOUGH_BALLOTS


def coarsen(pending: Mapping[BallotId, Cell], arrivals: Mapping[Cell, int]) -> dict[BallotId, Cell]:
    """Return the cell under which each pending ballot is to be stored.

    From a node of the tree each part with ballots splits off that covers at least five arrivals. What is left stays at
    the node: ballots that say nothing finer, and those of parts with fewer arrivals. If these parts together cover
    fewer than five, the smallest part that would split off stays as well. So whoever knows every visit, and sees which
    cells are stored, is left with at least five people for each ballot (tested as such); where the whole unit had fewer
    arrivals, nothing is said but the unit. “No counter” above a known group is a part like any counter.

    The week must not be stored finer than the weeks that *arrivals* counts, or the five are no longer five.

    Args:
        pending: Ballot to the cell it was cast in.
        arrivals: Arrivals of the same unit and weeks by finest cell, cut the same way as the ballots; a cell left out
            has none.

    Returns:
        Ballot to its own cell or one above; the order in which ballots came has no influence.

    Raises:
        ValueError: Too few ballots to be sealed at all, or a negative number of arrivals.
    """
    if not enough(pending):
        raise ValueError(f"{len(pending)} ballots cannot be sealed; {ENOUGH_BALLOTS} can")
    if any(count < 0 for count in arrivals.values()):
        raise ValueError("arrivals cannot be negative")
    return dict(_place(tuple(pending.items()), arrivals, depth=0))


def shuffled(ballots: Iterable[T], source: Random) -> list[T]:
    """Return the ballots in an order that says nothing.

    Args:
        ballots: In any order.
        source: Where chance comes from; ``random.SystemRandom()`` when it matters, because a seeded generator's
            order can be computed backwards.
    """
    drawn = list(ballots)
    source.shuffle(drawn)
    return drawn


def _place(
    ballots: tuple[tuple[BallotId, Cell], ...], arrivals: Mapping[Cell, int], depth: int
) -> Iterator[tuple[BallotId, Cell]]:
    """Yield the stored cell of ballots that share the first *depth* attributes; all *arrivals* share them too."""
    parts: dict[object, list[tuple[BallotId, Cell]]] = defaultdict(list)
    for ballot, cell in ballots:
        if not _ends(cell, depth):
            parts[cell[depth]].append((ballot, cell))
    below: dict[object, dict[Cell, int]] = defaultdict(dict)
    for cell, count in arrivals.items():
        if not _ends(cell, depth):
            below[cell[depth]][cell] = count
    covered = {part: sum(cells.values()) for part, cells in below.items()}
    apart = _apart(parts, covered, ending=sum(arrivals.values()) - sum(covered.values()), ballots=len(ballots))
    for ballot, cell in ballots:
        if _ends(cell, depth) or cell[depth] not in apart:
            yield ballot, _cut(cell, depth)
    for part in apart:
        yield from _place(tuple(parts[part]), below[part], depth + 1)


def _apart(
    parts: Mapping[object, Collection[object]], covered: Mapping[object, int], *, ending: int, ballots: int
) -> list[object]:
    """Return the parts of a node that split off.

    Args:
        parts: The ballots of each part that has any.
        covered: Arrivals of each part that has any.
        ending: Arrivals of which nothing finer is known.
        ballots: How many are at the node, those of which nothing finer is known as well.
    """
    large = (part for part in parts if covered.get(part, 0) >= ENOUGH_ARRIVALS)
    apart = sorted(large, key=lambda part: (covered[part], str(part)))
    staying = ballots - sum(len(parts[part]) for part in apart)
    known = ending + sum(count for count in covered.values() if count < ENOUGH_ARRIVALS)
    return apart[1:] if staying and known < ENOUGH_ARRIVALS else apart


def _ends(cell: Cell, depth: int) -> bool:
    return all(attribute is None for attribute in cell[depth:])


def _cut(cell: Cell, depth: int) -> Cell:
    return Cell._make(cell[:depth] + UNIT[depth:])
