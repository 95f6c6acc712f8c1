"""Somebody who knows every visit, every stored cell and the rule goes through all that may have happened."""

from collections import Counter as TallyOf
from collections import defaultdict
from collections.abc import Mapping
from itertools import product
from random import Random

import pytest

from survey.ballots.sealing import ENOUGH_ARRIVALS, Cell, coarsen

BUSY = Cell(9, 9)
CELLS = tuple(Cell(counter, group, band) for counter in (1, 2) for group in (7, 8) for band in ("under_5", None))
Seen = frozenset[tuple[Cell, int]]


def stored(votes: Mapping[Cell, int], arrivals: Mapping[Cell, int]) -> dict[tuple[Cell, int], Cell]:
    pending = {(cell, number): cell for cell, count in votes.items() for number in range(count)}
    return coarsen(pending | {(BUSY, number): BUSY for number in range(12)}, arrivals)


def fewest_suspects(arrivals: Mapping[Cell, int], most: int) -> int:
    """Return from how few people a stored ballot may come, over all ways in which up to *most* of a cell voted."""
    suspects: dict[tuple[Seen, Cell], set[Cell]] = defaultdict(set)
    there = [cell for cell in CELLS if arrivals[cell]]
    for counts in product(*(range(min(most, arrivals[cell]) + 1) for cell in there)):
        labels = stored(dict(zip(there, counts, strict=True)), arrivals)
        seen = frozenset(TallyOf(labels.values()).items())
        for (cell, _number), label in labels.items():
            suspects[seen, label].add(cell)
    return min(sum(arrivals[cell] for cell in cells) for cells in suspects.values())


@pytest.mark.parametrize("seed", range(30))
def test_in_everything_that_may_have_happened_five_people_are_left_for_each_ballot(seed: int) -> None:
    chance = Random(seed)
    arrivals = {cell: chance.choice((0, 0, 1, 2, 3, 5, 8, 20)) for cell in CELLS} | {BUSY: 30}
    assert fewest_suspects(arrivals, most=1 if seed % 3 else 2) >= ENOUGH_ARRIVALS


def test_a_ballot_of_three_is_not_told_from_those_of_the_twenty_beside_them() -> None:
    """Were theirs stored by the group and this one not, it could only be of the three."""
    few, many = Cell(1, 7, "under_5"), Cell(1, 8, "under_5")
    arrivals = {few: 3, many: 20, BUSY: 30}
    assert {
        stored(votes, arrivals)[cell, 0] for votes in ({few: 1}, {many: 1}, {few: 1, many: 1}) for cell in votes
    } == {Cell(1)}
