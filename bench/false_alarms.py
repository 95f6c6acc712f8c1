"""How often chance alone makes each pattern of the control chart: `python -m bench.false_alarms`.

Twenty-six weeks in which nothing happens. Three kinds of weeks: normal; skewed, as means of waits are when a queue now
and then runs full; and such that a long week is followed by a long one. Twice: as the page stands after 26 weeks, and
as it stands when a change that did nothing was recorded after twelve, so that their limits are carried on or the new
phase has its own.
"""

import argparse
from collections import Counter
from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from admin.measures.spc import BASELINE_WEEKS, WeekMean, xmr
from admin.measures.spc_rules import FINDINGS, Rule, Signal
from kiosk.ground.calendar import Week, weeks_until

WEEKS: Final = weeks_until(Week(2026, 26), 26)
CHANGE: Final = WEEKS[BASELINE_WEEKS]
SEED: Final = 20_260_309
ANY_FINDING: Final = "any finding"
ANY: Final = "any of the five"
NAMES: Final = (*map(str, Rule), ANY_FINDING, ANY)
Weekly = npt.NDArray[np.float64]
Make = Callable[[np.random.Generator], Weekly]


def normal(random: np.random.Generator) -> Weekly:
    """Return 26 means around 20 minutes, a standard deviation of 3."""
    return random.normal(20, 3, len(WEEKS))


def skewed(random: np.random.Generator) -> Weekly:
    """Return 26 log-normal means, median 18 minutes, one in ten weeks above 26 (coefficient of variation 0.3)."""
    return 18 * np.exp(random.normal(0, 0.3, len(WEEKS)))


def dependent(random: np.random.Generator) -> Weekly:
    """Return 26 means of which each keeps four tenths of the distance of the one before (AR(1), 0.4)."""
    values = [random.normal(0, 1)]
    for shock in random.normal(0, np.sqrt(1 - 0.4**2), len(WEEKS) - 1):
        values.append(0.4 * values[-1] + shock)
    return 20 + 3 * np.array(values)


KINDS: Final[dict[str, Make]] = {"normal": normal, "skewed": skewed, "dependent": dependent}


def after_26_weeks(values: list[float]) -> tuple[Signal, ...]:
    """Return what the page says when one phase has lasted 26 weeks."""
    return xmr([WeekMean(week, value) for week, value in zip(WEEKS, values, strict=True)]).signals


def after_a_change(values: list[float]) -> tuple[Signal, ...]:
    """Return what the fourteen weeks after a change are said to be, by the limits of the twelve before it."""
    weeks = [WeekMean(week, value) for week, value in zip(WEEKS, values, strict=True)]
    return xmr(weeks, [CHANGE]).phases[-1].against_before


def rates(make: Make, look: Callable[[list[float]], tuple[Signal, ...]], runs: int) -> dict[str, float]:
    """Return the share 0–1 of *runs* in which each pattern appears at least once."""
    random = np.random.default_rng(SEED)
    seen: Counter[str] = Counter()
    for _ in range(runs):
        rules = {one.rule for one in look(np.maximum(0, make(random)).tolist())}
        seen.update(map(str, rules))
        seen.update([ANY_FINDING] * bool(rules & FINDINGS) + [ANY] * bool(rules))
    return {name: seen[name] / runs for name in NAMES}


def main() -> None:
    """Print the tables that docs/measures.md shows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20_000)
    runs = parser.parse_args().runs
    for look in (after_26_weeks, after_a_change):
        found = {kind: rates(make, look, runs) for kind, make in KINDS.items()}
        print(f"\n| {look.__name__}, {runs} runs |", *(f"{kind} |" for kind in KINDS))
        print("|---|" + "---|" * len(KINDS))
        for name in NAMES:
            print(f"| {name} |", *(f"{found[kind][name]:.1%} |" for kind in KINDS))


if __name__ == "__main__":
    main()
