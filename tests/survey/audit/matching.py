"""Guessing who cast which ballot, and how good a guess has to be to be no luck. Pure.

Whoever attacks knows which visits voted and which stored cell each of them must have ended in. What is left is which
ballot of a cell is whose: so a guess is an order of the cell's visits beside an order of its ballots.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import factorial, sqrt

LUCK = 1e-7
"""How rarely a blind guess may be so good; about two hundred guesses are made in a run of the tests."""
MOST_DEVIATIONS = 5.4
"""A normal variable is farther out once in fifteen million."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well an order of ballots follows an order of visits.

    Attributes:
        hits: Visits whose ballot was guessed.
        chance: How often blind guessing within the published cells hits at least so often, 0–1, exactly.
        deviations: Spearman's rank correlation over all cells, in standard deviations of blind guessing.
    """

    hits: int
    chance: float
    deviations: float

    @property
    def blind(self) -> bool:
        """Whether it is no better than luck."""
        return self.chance > LUCK and abs(self.deviations) < MOST_DEVIATIONS


def match(
    visits: Sequence[int], ballots: Sequence[str], truth: Mapping[int, str], cells: Mapping[str, Hashable]
) -> Match:
    """Return how good the guess is that within each cell visits and ballots stand in the same order.

    Args:
        visits: Who voted, in some order.
        ballots: All their ballots, in some order.
        truth: Visit to its ballot.
        cells: Ballot to the cell it is stored in.
    """
    voters: dict[Hashable, list[int]] = defaultdict(list)
    stored: dict[Hashable, list[str]] = defaultdict(list)
    for visit in visits:
        voters[cells[truth[visit]]].append(visit)
    for ballot in ballots:
        stored[cells[ballot]].append(ballot)
    pairs = [
        (truth[visit], ballot)
        for cell, some in voters.items()
        for visit, ballot in zip(some, stored[cell], strict=True)
    ]
    hits = sum(mine == guessed for mine, guessed in pairs)
    correlated = [
        _spearman([stored[cell].index(truth[visit]) for visit in some]) * sqrt(len(some) - 1)
        for cell, some in voters.items()
        if len(some) > 1
    ]
    total = sum(correlated) / sqrt(len(correlated)) if correlated else 0.0
    return Match(hits, _at_least(hits, [len(some) for some in voters.values()]), total)


def _spearman(places: Sequence[int]) -> float:
    n = len(places)
    return 1 - 6 * sum((place - rank) ** 2 for rank, place in enumerate(places)) / (n * (n * n - 1))


def _at_least(hits: int, sizes: Sequence[int]) -> float:
    """Return how likely random orders of cells of these sizes have at least so many visits in their place."""
    ways = [1.0]
    for size in sizes:
        fixed = [_fixed_points(size, count) for count in range(min(size, 40) + 1)]
        ways = [
            sum(
                ways[before] * fixed[count - before]
                for before in range(max(0, count - len(fixed) + 1), min(count, len(ways) - 1) + 1)
            )
            for count in range(len(ways) + len(fixed) - 1)
        ]
    return 1.0 - sum(ways[:hits]) if hits < 10 else sum(ways[hits:])


def _fixed_points(size: int, count: int) -> float:
    """Return how likely a random order of *size* leaves exactly *count* in their place (Montmort 1708)."""
    left = size - count
    deranged = sum((-1) ** step / factorial(step) for step in range(left + 1))
    return float(deranged / factorial(count))
