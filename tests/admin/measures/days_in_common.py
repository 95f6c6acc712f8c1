"""How often intervals of a mean hold the truth when the visits of a day have a fate in common.

``python -m tests.admin.measures.days_in_common`` prints the table of docs/measures.md.
"""

from math import sqrt
from typing import Final

import numpy as np

from admin.measures.intervals import of_mean
from admin.measures.visits import Instants

A_DAY: Final = 40
SECONDS: Final = 600


def waits(random: np.random.Generator, days: int) -> tuple[Instants, Instants]:
    """Return the waits of about 40 people a day and the day of each.

    Days differ by a factor (log-normal, 0.45) and by how many come (log-normal, 0.3), and who comes on a busy day waits
    longer; within a day waits are gamma, as skewed as in an office.
    """
    people = random.poisson(A_DAY * np.exp(random.normal(0, 0.3, days))) + 1
    fate = np.exp(random.normal(0, 0.45, days)) * np.sqrt(people / A_DAY)
    day = np.repeat(np.arange(days), people)
    return (random.gamma(1.5, SECONDS / 1.5, len(day)) * fate[day]).astype(np.int64), day


def coverage(days: int, times: int) -> tuple[float, float]:
    """Return the share 0–1 of *times* in which our 95 % interval, and that of independent visits, held the truth."""
    random = np.random.default_rng(2026)
    truth = waits(random, 20_000)[0].mean()
    clustered = naive = 0
    for _ in range(times):
        seconds, day = waits(random, days)
        found = of_mean(seconds, day)
        clustered += found is not None and found.low_seconds <= truth <= found.high_seconds
        naive += abs(seconds.mean() - truth) <= 1.96 * seconds.std(ddof=1) / sqrt(len(seconds))
    return clustered / times, naive / times


if __name__ == "__main__":
    for number in (8, 12, 20, 65, 130):
        ours, theirs = coverage(number, 2_000)
        print(f"{number:4} days: {ours:.3f}; visits taken as independent: {theirs:.3f}")  # noqa: T201
