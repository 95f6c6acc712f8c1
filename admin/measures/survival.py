"""How long until the first call when nobody is left out: those never called waited at least until they went.

Kaplan & Meier 1958, *Journal of the American Statistical Association* 53, 457–481. It takes leaving for chance, and it
is not: who waits longest leaves most. So it stands beside the headline and does not replace it.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from admin.measures.figures import KaplanMeier
from admin.measures.visits import Instants, Mask

# The product of shares of whole people is off by less than this after a million visits.
ROUNDING: Final = 1e-9


def kaplan_meier(seconds: Instants, called: Mask) -> KaplanMeier:
    """Return the median and the P90 of the curve, in seconds, ``None`` where it does not come down so far.

    Without anybody who went uncalled they are the nearest ranks.

    Args:
        seconds: How long each waited until called, or until the wait ended otherwise; whole, not negative.
        called: Whether it ended with a call. Who goes in the second of a call still waited when it came.
    """
    n, events = len(seconds), int(np.count_nonzero(called))
    if n == 0:
        return KaplanMeier(0, 0)
    times, waiting = curve(seconds, called)
    return KaplanMeier(n, events, _first(times, waiting, 0.5), _first(times, waiting, 0.1))


def curve(seconds: Instants, called: Mask) -> tuple[Instants, npt.NDArray[np.float64]]:
    """Return the times at which somebody was called, in order, and the share 0–1 that still waits after each."""
    times, place = np.unique(seconds, return_inverse=True)
    gone = np.bincount(place)
    calls = np.bincount(place, weights=called)
    at_risk = len(seconds) - np.concatenate(([0], np.cumsum(gone)[:-1]))
    waiting = np.cumprod(1 - calls / at_risk)
    return times[calls > 0], waiting[calls > 0]


def _first(times: Instants, waiting: npt.NDArray[np.float64], share: float) -> int | None:
    """Return the first of *times* after which at most *share* waits."""
    reached = np.flatnonzero(waiting <= share + ROUNDING)
    return int(times[reached[0]]) if len(reached) else None
