"""How much of where a ballot was cast is kept when the ballots of a unit are sealed.

A stored ballot says its counter, its service group, its wait band and its respondent only where at least five people
arrived, so that it could be anybody's of five. What is dropped is dropped for good, the finest first.
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

    From a node of the tree each part splits off that covers at least five arrivals. What is left stays at the node:
    arrivals of which nothing finer is known, and those of parts with fewer. If these are fewer than five, the smallest
    part that would split off stays with them; where the whole unit had fewer, nothing is said but the unit. “No
    counter” above a known group is a part like any counter.

    Which ballots were cast has no influence on how cells are cut, only which visits there were. Were a part cut off
    only where somebody in it voted, whoever knows all visits could tell that a ballot above it is of the others.
    So the people who may have cast a ballot are exactly those whose cell ends in its stored cell: five or more.

    The week must not be stored finer than the weeks that *arrivals* counts, or the five are no longer five.

    Args:
        pending: Ballot to the cell it was cast in.
        arrivals: Arrivals of the same unit and weeks by finest cell, cut the same way as the ballots. A cell with none,
            whose ballots may be of a visit of the week before, is there with 0.

    Returns:
        Ballot to its own cell or one above; the order in which ballots came has no influence.

    Raises:
        ValueError: Too few ballots to be sealed at all, or a negative number of arrivals.
    """
    if not enough(pending):
        raise ValueError(f"{len(pending)} ballots cannot be sealed; {ENOUGH_BALLOTS} can")
    if any(count < 0 for count in arrivals.values()):
        raise ValueError("arrivals cannot be negative")
    stored = dict(_place(dict.fromkeys(pending.values(), 0) | dict(arrivals), depth=0))
    return {ballot: stored[cell] for ballot, cell in pending.items()}


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


def _place(arrivals: Mapping[Cell, int], depth: int) -> Iterator[tuple[Cell, Cell]]:
    """Yield finest cell and stored cell of arrivals that share the first *depth* attributes."""
    parts: dict[object, dict[Cell, int]] = defaultdict(dict)
    for cell, count in arrivals.items():
        if not _ends(cell, depth):
            parts[cell[depth]][cell] = count
    apart = _apart(parts, arrivals, depth)
    for cell in arrivals:
        if _ends(cell, depth) or cell[depth] not in apart:
            yield cell, _cut(cell, depth)
    for part in apart:
        yield from _place(parts[part], depth + 1)


def _apart(parts: Mapping[object, Mapping[Cell, int]], arrivals: Mapping[Cell, int], depth: int) -> list[object]:
    """Return the parts of a node that split off: the large ones, all but the smallest if what is left would be few."""
    covered = {part: sum(cells.values()) for part, cells in parts.items()}
    large = (part for part in parts if covered[part] >= ENOUGH_ARRIVALS)
    apart = sorted(large, key=lambda part: (covered[part], str(part)))
    left = [count for cell, count in arrivals.items() if _ends(cell, depth) or cell[depth] not in apart]
    return apart[1:] if left and sum(left) < ENOUGH_ARRIVALS else apart


def _ends(cell: Cell, depth: int) -> bool:
    return all(attribute is None for attribute in cell[depth:])


def _cut(cell: Cell, depth: int) -> Cell:
    return Cell._make(cell[:depth] + UNIT[depth:])
