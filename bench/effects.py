"""How often a conclusion about a change is wrong, and how often a real change is found: `python -m bench.effects`.

Days are made as a one-stop office has them: Mondays busier, each day and each week with a fate of its own, a bad week
that is half remembered by the next. Then the page's own rule concludes.
"""

import argparse
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from admin.measures.before_after import window
from admin.measures.doubts import effect
from admin.measures.effects import Conclusion, DaySum, Effect, Window

CHANGE: Final = date(2026, 3, 9)
WEEKDAYS: Final = np.array([1.3, 1.0, 1.0, 0.9, 1.1])
SEED: Final = 20_260_309


@dataclass(frozen=True, slots=True)
class Story:
    """What is done to two units that wait 20 minutes on the mean.

    Attributes:
        weeks: Whole weeks on each side.
        factor: What the change makes of the unit's waits; 1 is nothing.
        both: What happens to both units at the same time: a season, a new law.
        memory: How much of a week's distance from the mean the next one keeps.
        after_bad: The change is made because the last two weeks were bad, by chance alone.
        other: Whether there is another unit to compare with.
    """

    weeks: int = 12
    factor: float = 1.0
    both: float = 1.0
    memory: float = 0.3
    after_bad: bool = False
    other: bool = True


def told(story: Story, random: np.random.Generator) -> Effect:
    """Return what the page says of one telling of *story*."""
    fates = _fates(story, random)
    while story.after_bad and fates[story.weeks - 2 : story.weeks].min() < 0.8:
        fates = _fates(story, random)
    compared = window(
        CHANGE,
        first=CHANGE - timedelta(weeks=story.weeks),
        last=CHANGE + timedelta(weeks=story.weeks) - timedelta(days=1),
    )
    own = _days(story, fates, story.factor * story.both, random)
    other = _days(story, _fates(story, random), story.both, random) if story.other else None
    return effect(compared, own, other)


def _fates(story: Story, random: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    fates = [random.normal()]
    for shock in random.normal(0, np.sqrt(1 - story.memory**2), 2 * story.weeks - 1):
        fates.append(story.memory * fates[-1] + shock)
    return np.array(fates)


def _days(
    story: Story,
    fates: np.ndarray[tuple[int], np.dtype[np.float64]],
    factor: float,
    random: np.random.Generator,
) -> list[DaySum]:
    minutes = 20 * WEEKDAYS * np.exp(0.1 * fates[:, np.newaxis] + 0.3 * random.normal(size=(len(fates), 5)))
    minutes[story.weeks :] *= factor
    n = random.poisson(150 * WEEKDAYS, size=minutes.shape)
    since = CHANGE - timedelta(weeks=story.weeks)
    return [
        DaySum(since + timedelta(days=7 * week + day), int(n[week, day]), round(60 * minutes[week, day] * n[week, day]))
        for week in range(len(fates))
        for day in range(5)
    ]


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares 0–1 of the tellings: concluded shorter, longer; how often the interval of the difference holds 0."""

    shorter: float
    longer: float
    holds_zero: float


def rates(story: Story, runs: int) -> Rates:
    """Return the rates of *runs* tellings of *story*, the same for the same number."""
    random = np.random.default_rng(SEED)
    found = [told(story, random) for _ in range(runs)]
    spreads = [one.compared.own.difference for one in found]
    return Rates(
        shorter=sum(one.conclusion == Conclusion.SHORTER for one in found) / runs,
        longer=sum(one.conclusion == Conclusion.LONGER for one in found) / runs,
        holds_zero=sum(one is not None and one.low <= 0 <= one.high for one in spreads) / runs,
    )


WEEKLY: Final = range(4, 13)
"""Somebody looks at the page each week, from the fourth after the change to the twelfth."""


def weekly(story: Story, runs: int) -> Rates:
    """Return the shares of *runs* tellings in which one of nine weekly looks concluded, or every interval held 0."""
    random = np.random.default_rng(SEED)
    found = [_looks(story, random) for _ in range(runs)]
    return Rates(
        shorter=sum(any(one.conclusion == Conclusion.SHORTER for one in looks) for looks in found) / runs,
        longer=sum(any(one.conclusion == Conclusion.LONGER for one in looks) for looks in found) / runs,
        holds_zero=sum(all(_holds_zero(one) for one in looks) for looks in found) / runs,
    )


def _looks(story: Story, random: np.random.Generator) -> list[Effect]:
    own = _days(story, _fates(story, random), story.factor * story.both, random)
    other = _days(story, _fates(story, random), story.both, random) if story.other else None
    return [effect(Window(CHANGE, story.weeks, after), own, other) for after in WEEKLY]


def _holds_zero(found: Effect) -> bool:
    spread = found.compared.own.difference
    return spread is not None and spread.low <= 0 <= spread.high


STORIES: Final = {
    "nothing happens, 4 weeks each": Story(4),
    "nothing happens, 8 weeks each": Story(8),
    "nothing happens, 12 weeks each": Story(12),
    "nothing happens, 12 weeks, no other unit": Story(12, other=False),
    "both units wait 20 % less, 12 weeks": Story(12, both=0.8),
    "made after two bad weeks, nothing happens, 12 weeks": Story(12, after_bad=True),
    "4 of 20 minutes less, 4 weeks": Story(4, factor=0.8),
    "4 of 20 minutes less, 8 weeks": Story(8, factor=0.8),
    "4 of 20 minutes less, 12 weeks": Story(12, factor=0.8),
    "6 of 20 minutes less, 12 weeks": Story(12, factor=0.7),
}


def main() -> None:
    """Print the table that docs/measures.md shows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=2_000)
    runs = parser.parse_args().runs
    print(f"| {runs} tellings | concluded shorter | concluded longer | interval holds 0 |\n|---|---|---|---|")
    for name, story in STORIES.items():
        found = rates(story, runs)
        print(f"| {name} | {found.shorter:.1%} | {found.longer:.1%} | {found.holds_zero:.1%} |")
    for name, story in {"with another unit": Story(12), "no other unit": Story(12, other=False)}.items():
        seen = weekly(story, runs)
        print(f"| nothing, looked at weekly, {name} | {seen.shorter:.1%} | {seen.longer:.1%} | {seen.holds_zero:.1%} |")


if __name__ == "__main__":
    main()
