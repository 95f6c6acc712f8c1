"""How much of where a ballot was cast is kept when the ballots of a unit are sealed.

A stored ballot says its counter, its service group and its wait band only where at least five people arrived, so that
it could be anybody's of five. What is dropped is dropped for good: first the band, then the group, then the counter.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sized
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

    A node of the tree is split only when each child that holds ballots covers at least five arrivals; otherwise all
    its ballots stay at the node. “No counter” above a known group counts as a child like any counter. Ballots that
    say nothing below a node, as those of the open poster do at the unit, stay there; but if one to four arrivals end
    at the node too, the node is not split, since these ballots would be known to be theirs.

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
    staying = [ballot for ballot in ballots if _ends(ballot[1], depth)]
    children: dict[object, list[tuple[BallotId, Cell]]] = defaultdict(list)
    for ballot, cell in ballots:
        if not _ends(cell, depth):
            children[cell[depth]].append((ballot, cell))
    below = {
        child: {cell: n for cell, n in arrivals.items() if cell[depth] == child and not _ends(cell, depth)}
        for child in children
    }
    if not _may_split(bool(staying), arrivals, below.values(), depth):
        yield from ((ballot, _cut(cell, depth)) for ballot, cell in ballots)
        return
    yield from ((ballot, _cut(cell, depth)) for ballot, cell in staying)
    for child, members in children.items():
        yield from _place(tuple(members), below[child], depth + 1)


def _may_split(staying: bool, arrivals: Mapping[Cell, int], below: Iterable[Mapping[Cell, int]], depth: int) -> bool:
    """Tell whether no group of ballots that a split would set apart could come from fewer than five people."""
    ending = sum(n for cell, n in arrivals.items() if _ends(cell, depth)) if staying else 0
    return not 0 < ending < ENOUGH_ARRIVALS and all(sum(child.values()) >= ENOUGH_ARRIVALS for child in below)


def _ends(cell: Cell, depth: int) -> bool:
    return all(attribute is None for attribute in cell[depth:])


def _cut(cell: Cell, depth: int) -> Cell:
    return Cell._make(cell[:depth] + UNIT[depth:])
