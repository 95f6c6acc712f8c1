"""How often an honest office is asked, and how often a cheat is found: `python -m bench.signals`."""

import argparse
from typing import Final

import numpy as np

from admin.signals.judging import ASK, TOO_FEW, judge
from admin.signals.kinds import PAST_WEEKS, RULES, Signal
from bench.signal_bursts import share_of_bursts
from bench.signal_offices import CHEATS, Cheat, offices

SEED: Final = 20_261_122
WEEKS: Final = 78
SINCE: Final = 26
FOUND_WITHIN: Final = 4


def asked_of_honest(units: int, random: np.random.Generator) -> dict[str, float]:
    """Return the share of weeks in which honest offices are asked, by signal, ``any`` of them, and ``too_few``."""
    counted = offices(units, WEEKS, random)
    since = PAST_WEEKS + 4
    target = np.zeros((units, WEEKS), np.bool_)
    target[: units // 2, SINCE : since + SINCE] = True  # half of them got a target, which is no guilt
    past = {Signal.ALL_FIVE: target}
    level = {signal: judge(counted[signal], RULES[signal], past.get(signal)).level[:, since:] for signal in Signal}
    asked = {str(signal): float((found == ASK).mean()) for signal, found in level.items()}
    asked["any"] = float(np.any([found == ASK for found in level.values()], axis=0).mean())
    asked["too_few"] = float(np.mean([found == TOO_FEW for found in level.values()]))
    return asked


def found_of_cheats(units: int, random: np.random.Generator, *, part: float = 1) -> dict[str, float]:
    """Return the share of offices whose cheat, so large a *part* of it, is asked about within its first weeks."""
    found = {}
    for signal, size in CHEATS.items():
        counted = offices(
            units,
            SINCE + FOUND_WITHIN,
            random,
            Cheat(since=SINCE, **{what: part * share for what, share in size.items()}),
        )
        level = judge(counted[signal], RULES[signal]).level[:, SINCE:]
        found[str(signal)] = float((level == ASK).any(axis=1).mean())
    return found


def main() -> None:
    """Print both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--offices", type=int, default=2_000)
    units = options.parse_args().offices
    random = np.random.default_rng(SEED)
    honest, whole = asked_of_honest(units, random), found_of_cheats(units, random)
    half = found_of_cheats(units, random, part=0.5)
    print("| signal | honest weeks asked | cheat found within 4 weeks | half as large |\n|---|---|---|---|")
    for name, share in honest.items():
        told = f"{whole[name]:.1%} | {half[name]:.1%}" if name in whole else "– | –"
        print(f"| {name} | {share:.2%} | {told} |")
    for visits, heap in ((60, 0), (150, 0), (400, 0), (60, 15), (150, 30)):
        share = share_of_bursts(visits, 200, random, heap=heap)
        print(f"{visits} visits a day, {heap} ballots cast by the staff: {share:.1%} of ballots in bursts")


if __name__ == "__main__":
    main()
