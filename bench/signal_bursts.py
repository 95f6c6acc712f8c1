"""How many ballots bear the sign of a burst: on an honest day, and when the staff cast a heap at closing time."""

from typing import Final

import numpy as np
import numpy.typing as npt

from survey.ballots.signs import BURST_ENDED_WITHIN, BURST_WITHIN, is_burst

Minutes = npt.NDArray[np.float64]

WINDOW: Final = BURST_WITHIN.total_seconds() / 60
ENDED: Final = BURST_ENDED_WITHIN.total_seconds() / 60
OPEN: Final = 480.0


def share_of_bursts(visits: int, days: int, random: np.random.Generator, *, heap: int = 0) -> float:
    """Return the share 0–1 of ballots that bear the sign.

    Args:
        visits: How many end in a day; 40 % answer, half of them within minutes, half within a day.
        days: How many are looked at.
        random: Where chance comes from.
        heap: Ballots that the staff cast in the ten minutes after closing time.
    """
    signed = cast = 0
    for _day in range(days):
        ended = np.sort(random.beta(1.2, 1.2, visits) * OPEN)
        who = ended[random.random(visits) < 0.4]
        late = np.where(
            random.random(len(who)) < 0.5, random.exponential(4, len(who)), random.exponential(600, len(who))
        )
        ballots = np.sort(np.concatenate([who + late, OPEN + random.random(heap) * WINDOW]))
        signed += _signed(ballots, ended)
        cast += len(ballots)
    return signed / cast


def _signed(ballots: Minutes, ended: Minutes) -> int:
    begun, used, found = -np.inf, 0, 0
    for at in ballots.tolist():
        if at - begun >= WINDOW:
            begun, used = at, 0
        used += 1
        lately = np.searchsorted(ended, at, side="right") - np.searchsorted(ended, at - ENDED)
        found += is_burst(used, int(lately))
    return found
