"""How far chance may carry a mean wait, when the visits of one day have a fate in common.

A morning on which the system is down makes a hundred people wait: they are one bad day, not a hundred bad draws. So
whole local days are drawn again with replacement (cluster bootstrap: Davison & Hinkley 1997, *Bootstrap Methods and
their Application*, section 3.8; Field & Welsh 2007, *Journal of the Royal Statistical Society B* 69, 369–390), and each
time the mean is the sum of the waits ÷ their number. With few days percentiles of such draws are too narrow; they are
read further out, as far as Student's t is wider than the normal law (the expanded percentile interval: Hesterberg 2015,
*The American Statistician* 69, 371–386).
"""

from functools import lru_cache
from math import sqrt
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

from admin.measures.enough import FEW_DAYS
from admin.measures.figures import Interval
from admin.measures.visits import Instants

CONFIDENCE: Final = 0.95
RESAMPLES: Final = 1_000
SEED: Final = 468

_NORMAL: Final = NormalDist()


def of_mean(seconds: Instants, days: Instants) -> Interval | None:
    """Return the 95 % interval of the mean of *seconds*; the same one for the same waits, whoever asks and when.

    Args:
        seconds: Waits, in any order.
        days: The number of the local day of each, counted from anywhere.

    Returns:
        Seconds; ``None`` under eight days with visits.
    """
    _, place = np.unique(days, return_inverse=True)
    return of_days(np.bincount(place), np.bincount(place, weights=seconds).astype(np.float64))


def of_days(counts: npt.NDArray[np.int64], sums: npt.NDArray[np.float64]) -> Interval | None:
    """Return the same from how many visits each local day had, at least one, and the sum of their waits in seconds."""
    if len(counts) < FEW_DAYS:
        return None
    drawn = _draws(len(counts))
    means = (drawn @ sums) / (drawn @ counts)
    tail = _tail(len(counts))
    low, high = np.quantile(means, [tail, 1 - tail])
    return Interval(float(low), float(high))


@lru_cache(maxsize=32)
def _draws(days: int) -> npt.NDArray[np.float64]:
    """Return, for each resample, how often each of *days* was drawn."""
    drawn = np.random.default_rng(SEED).multinomial(days, np.full(days, 1 / days), size=RESAMPLES)
    return drawn.astype(np.float64)


@lru_cache(maxsize=256)
def _tail(days: int) -> float:
    """Return the share to leave out on each side, less than 2.5 % when there are few *days* (Hesterberg 2015)."""
    return _NORMAL.cdf(-sqrt(days / (days - 1)) * student(1 - (1 - CONFIDENCE) / 2, days - 1))


def student(share: float, freedom: int) -> float:
    """Return the quantile *share* of Student's t, to three decimals from 7 degrees of freedom on.

    Source: Abramowitz & Stegun 1964, *Handbook of Mathematical Functions*, 26.7.5.
    """
    z = _NORMAL.inv_cdf(share)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
