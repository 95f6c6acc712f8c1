"""How often “giảm rõ” is said of a unit where nothing happens: `python -m bench.standing`.

Units as in `bench.effects`, with weeks that half remember the one before. Nothing is changed, and somebody looks at the
overview every Monday of the first half year of the pilot.
"""

import argparse
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from admin.measures.effects import DaySum
from admin.pilot.change import NOW_WEEKS, Change, Trend, since_before
from bench.effects import WEEKDAYS
from kiosk.ground.calendar import Week

SINCE: Final = date(2026, 3, 9)
HALF_A_YEAR: Final = 26
SEED: Final = 20_260_309
ONCE: Final = "the last four weeks alone"
TWICE: Final = "the page's rule: four weeks and the four before"


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares 0–1: of all looks, and of the units of which it was said at least once in the half year."""

    looks: float
    units: float


def unit(random: np.random.Generator, weeks: int, memory: float = 0.3, factor: float = 1.0) -> list[DaySum]:
    """Return the days of one unit that waits 20 minutes on the mean, *factor* times that from the pilot's day on."""
    fates = [random.normal()]
    for shock in random.normal(0, np.sqrt(1 - memory**2), weeks + HALF_A_YEAR - 1):
        fates.append(memory * fates[-1] + shock)
    spread = 0.1 * np.array(fates)[:, np.newaxis] + 0.3 * random.normal(size=(len(fates), 5))
    minutes = 20 * WEEKDAYS * np.exp(spread)
    minutes[weeks:] *= factor
    n = random.poisson(150 * WEEKDAYS, size=minutes.shape)
    first = SINCE - timedelta(weeks=weeks)
    return [
        DaySum(first + timedelta(days=7 * week + day), int(n[week, day]), round(60 * minutes[week, day] * n[week, day]))
        for week in range(len(fates))
        for day in range(5)
    ]


def looks(days: list[DaySum]) -> list[Change]:
    """Return what is found on each Monday from the fourth week of the pilot on: 23 looks."""
    ends = (Week.of(SINCE).shift(week - 1) for week in range(NOW_WEEKS, HALF_A_YEAR + 1))
    found = (since_before(days, baseline_from=None, pilot_since=SINCE, until=end) for end in ends)
    return [one for one in found if one is not None]


def rates(
    weeks: int, runs: int, said: Trend = Trend.BETTER, *, memory: float = 0.3, factor: float = 1.0
) -> dict[str, Rates]:
    """Return how often *said* is said of *runs* units with so many weeks before the pilot; the same for the same."""
    random = np.random.default_rng(SEED)
    found = [looks(unit(random, weeks, memory, factor)) for _ in range(runs)]
    return {
        ONCE: _rates([[one.once is said for one in each] for each in found]),
        TWICE: _rates([[one.trend is said for one in each] for each in found]),
    }


def _rates(said: list[list[bool]]) -> Rates:
    every = [one for each in said for one in each]
    return Rates(sum(every) / len(every), sum(map(any, said)) / len(said))


def main() -> None:
    """Print the table that docs/measures.md shows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000)
    runs = parser.parse_args().runs
    print(f"| {runs} units, 23 Mondays | of all looks | of all units, at least once |\n|---|---|---|")
    for weeks, memory, factor in ((6, 0.3, 1.0), (12, 0.0, 1.0), (12, 0.3, 1.0), (26, 0.3, 1.0), (12, 0.3, 0.8)):
        for rule, found in rates(weeks, runs, memory=memory, factor=factor).items():
            story = f"{weeks} weeks before, memory {memory:g}, waits × {factor:g}: {rule}"
            print(f"| {story} | {found.looks:.1%} | {found.units:.1%} |", flush=True)


if __name__ == "__main__":
    main()
