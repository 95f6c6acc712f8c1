"""Whether fewer of those vote who waited long, from what sealed ballots still say of where they were cast. Pure."""

from typing import Final

import numpy as np
import numpy.typing as npt

from kiosk.queue.waiting import WaitBand
from survey.ballots.sealing import ENOUGH_ARRIVALS

Counts = npt.NDArray[np.float64]

BANDS: Final = tuple(str(band) for band in WaitBand if band != WaitBand.NONE)
SHORT: Final = np.array([True, True, False, False, False])
"""Up to 15 minutes, as `kiosk.queue.waiting.wait_band` cuts."""


def by_length(arrivals: Counts, known: Counts, staying: Counts) -> Counts:
    """Return what is known of ballots and arrivals, of short and of long waits.

    A band with fewer than five arrivals is not told, and its ballots stay at the node above; so may those of one band
    more (`survey.ballots.sealing.coarsen`). Where all bands that may be meant are long, or all short, nothing is lost.

    Args:
        arrivals: Nodes × the five `BANDS`: served visits of a batch's weeks at one counter in one service group.
        known: The same of sealed ballots that say their band.
        staying: For each node the ballots that say it and no band.

    Returns:
        For each node: ballots and arrivals up to 15 minutes, ballots and arrivals over 15. A node without a ballot is
        all zero, for its ballots may stand further above, and so is what cannot be told apart.
    """
    small = arrivals < ENOUGH_ARRIVALS
    rest = np.where(small, arrivals, 0).sum(axis=-1)
    joined = ((staying > 0) & (rest < ENOUGH_ARRIVALS))[..., None] & ~small & (known == 0)
    unclear = (small | joined) & (arrivals > 0) & (staying > 0)[..., None]
    told = (known.sum(axis=-1) + staying) > 0
    parts = []
    for side in (SHORT, ~SHORT):
        alone = ~(unclear & ~side).any(axis=-1)
        clear = side & ~unclear
        ballots = np.where(clear, known, 0).sum(axis=-1) + np.where(alone & (unclear & side).any(axis=-1), staying, 0)
        came = np.where(clear, arrivals, 0).sum(axis=-1) + np.where(
            alone, np.where(unclear & side, arrivals, 0).sum(axis=-1), 0
        )
        parts += [np.where(told, ballots, 0), np.where(told, came, 0)]
    return np.stack(parts, axis=-1).astype(np.float64)
