"""The signs that somebody may game the numbers: what each is a share of, and when it is a question to ask. Pure.

The limits come from simulation (`python -m bench.signals`): an honest office is asked rarely, each way of cheating at a
size that matters is found. docs/measures.md has the formulas and the figures.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Signal(StrEnum):
    """What is looked at, in the order in which it is told."""

    VANISHED = "vanished"  # long waits that are in no mean: removed, closed, or not to be trusted
    BACKDATED = "backdated"  # arrivals or calls that were written down later
    CALLED_EARLY = "called_early"  # called long before the service began
    UNDER_REPORTED = "under_reported"  # measured far under what citizens say
    COVERAGE = "coverage"  # whoever waited long has fewer ballots
    BURST = "burst"  # more ballots at once than visits could have ended
    FAST = "fast"  # answered in under five seconds
    OFFICE = "office"  # cast from the network in which the staff work
    ALL_FIVE = "all_five"  # five on every question


class Level(StrEnum):
    """What is said of one signal in one week."""

    TOO_FEW = "too_few"  # nothing can be said, which is not the same as nothing found
    QUIET = "quiet"
    ASK = "ask"


class Shape(StrEnum):
    """What is counted: each a tuple of numbers that may be added up over weeks."""

    SHARE = "share"  # k of n
    GAP = "gap"  # k of n, beside k of n: how much larger the first share is
    RATIO = "ratio"  # k of n, beside k of n: how much smaller the second share is than the first


@dataclass(frozen=True, slots=True)
class Rule:
    """When one signal is a question.

    Attributes:
        shape: What is counted.
        deviations: It has to stand so many standard deviations above the unit's own past: chance within the week, how
            much weeks differ, and how well the past is known.
        least: And so much, as a share 0–1, so that what is small is left alone. For a ratio: the logarithm.
        limit: What no honest office does, whatever its past: asked when it is passed by chance's own width. ``None``:
            there is no such limit.
        weeks: How many weeks are looked at together, the last one included.
        few: Under so many nothing is said; for two shares, in either.
    """

    shape: Shape
    deviations: float
    least: float
    limit: float | None
    weeks: int
    few: int


PAST_WEEKS: Final = 13
"""A quarter: long enough to know how much weeks differ, short enough to follow an office that grows."""
FEWEST_PAST_WEEKS: Final = 6
LIMIT_DEVIATIONS: Final = 2.0

RULES: Final[dict[Signal, Rule]] = {
    Signal.VANISHED: Rule(Shape.SHARE, 2.5, 0.05, 0.25, weeks=2, few=20),
    Signal.BACKDATED: Rule(Shape.SHARE, 2.0, 0.04, None, weeks=1, few=30),
    Signal.CALLED_EARLY: Rule(Shape.SHARE, 2.5, 0.05, 0.20, weeks=2, few=30),
    Signal.UNDER_REPORTED: Rule(Shape.GAP, 2.2, 0.05, 0.30, weeks=2, few=20),
    Signal.COVERAGE: Rule(Shape.RATIO, 2.2, 0.35, 0.70, weeks=4, few=20),
    Signal.BURST: Rule(Shape.SHARE, 2.5, 0.05, 0.20, weeks=2, few=20),
    Signal.FAST: Rule(Shape.SHARE, 2.5, 0.04, 0.10, weeks=2, few=20),
    Signal.OFFICE: Rule(Shape.SHARE, 2.2, 0.08, None, weeks=2, few=20),
    Signal.ALL_FIVE: Rule(Shape.SHARE, 2.2, 0.06, None, weeks=4, few=30),
}
