"""What is said about many durations at once: mean, median, P90, longest, shares within the targets."""

from typing import Final

import numpy as np

from admin.measures.figures import Interval, MeanWait, Targets, Waits
from admin.measures.visits import Instants

SECOND: Final = 1_000_000
MINUTES_15: Final = 15 * 60
MINUTES_30: Final = 30 * 60


def waits(seconds: Instants, targets: Targets, interval: Interval | None = None) -> Waits:
    """Return the figures of the durations *seconds*, whole and not negative, in any order; n = 0 when there are none.

    Nearest rank (Hyndman & Fan 1996, definition 1), as `kiosk.queue.waiting.percentile`, on an array.
    """
    n = len(seconds)
    if n == 0:
        return Waits(0)
    ranked = np.sort(seconds)
    limits = [targets.target_seconds, targets.older_target_seconds, MINUTES_15, MINUTES_30]
    within = [int(number) / n for number in np.searchsorted(ranked, limits, side="right")]
    return Waits(
        n=n,
        mean_seconds=int(ranked.sum()) / n,
        median_seconds=nearest_rank(ranked, 50),
        p90_seconds=nearest_rank(ranked, 90),
        longest_seconds=int(ranked[-1]),
        within_target=within[0],
        within_older=within[1],
        within_15=within[2],
        within_30=within[3],
        interval=interval,
    )


def nearest_rank(ranked: Instants, percent: int) -> int:
    """Return what *percent* % of *ranked*, at least one and in order, did not exceed."""
    return int(ranked[-(-percent * len(ranked) // 100) - 1])


def mean(waited: Instants) -> MeanWait:
    """Return the mean of the known ones among *waited*, in seconds; negative ones are not known."""
    known = waited[waited >= 0]
    n = len(known)
    return MeanWait(n, int(known.sum()) / n if n else None)
