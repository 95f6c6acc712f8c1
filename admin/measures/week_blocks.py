"""How far chance may carry a difference of two means, when the visits of one week have a fate in common.

Weeks of seven days, counted from the change, are drawn again with replacement, so that each draw keeps Mondays and
Fridays as they are and a bad week stays one bad week (block bootstrap: Künsch 1989, *The Annals of Statistics* 17,
1217–1241; Davison & Hinkley 1997, *Bootstrap Methods and their Application*, section 8.2.3). Both units are drawn with
the same weeks. Percentiles are read further out, as far as Student's t is wider than the normal law with so few weeks
(Hesterberg 2015, *The American Statistician* 69, 371–386): plain ones would hold the truth in 84 % of the cases with
four weeks on a side, these hold it in 95 %. `python -m bench.effects` prints the rates.
"""

from functools import lru_cache
from math import sqrt
from statistics import NormalDist
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from admin.measures.intervals import student

RESAMPLES: Final = 4_000
SEED: Final = 468
SHARE: Final = 0.975
LEAST_FREEDOM: Final = 2

Numbers = npt.NDArray[np.float64]


class Spread(NamedTuple):
    """A difference, after − before, in seconds, and its 95 % interval."""

    seconds: float
    low: float
    high: float


class Blocks(NamedTuple):
    """The weeks of one side, in order: counted visits and the seconds they waited, arrays of one length."""

    n: Numbers
    seconds: Numbers

    @property
    def mean(self) -> float:
        """Sum of waits ÷ visits, in seconds; not a number without visits."""
        return float(self.seconds.sum() / self.n.sum()) if self.n.sum() else float("nan")


def spread(before: Blocks, after: Blocks) -> Spread | None:
    """Return the difference of the means of two sides of at least two weeks, each with visits; else ``None``."""
    moved_before, moved_after = _moved(before, 0), _moved(after, 1)
    if moved_before is None or moved_after is None:
        return None
    return _read(after.mean - before.mean, moved_before, moved_after, _weeks(before), _weeks(after))


def spread_against(before: Blocks, after: Blocks, other_before: Blocks, other_after: Blocks) -> Spread | None:
    """Return how much more the mean of one unit moved than the other's: the difference of the differences.

    The sides have the same weeks in both units; a week in which one had no visits is still drawn with the other's.
    """
    moved = [_moved(one, place) for place, one in enumerate((before, after))]
    others = [_moved(one, place) for place, one in enumerate((other_before, other_after))]
    if moved[0] is None or moved[1] is None or others[0] is None or others[1] is None:
        return None
    seconds = after.mean - before.mean - (other_after.mean - other_before.mean)
    weeks = [min(_weeks(one), _weeks(other)) for one, other in ((before, other_before), (after, other_after))]
    return _read(seconds, moved[0] - others[0], moved[1] - others[1], *weeks)


def _weeks(side: Blocks) -> int:
    return int(np.count_nonzero(side.n))


def _moved(side: Blocks, place: int) -> Numbers | None:
    """Return how far the mean of each draw of weeks lies from the mean, as far as few weeks can tell."""
    weeks = _weeks(side)
    if weeks < 2:
        return None
    drawn = _draws(len(side.n), place)
    n = drawn @ side.n
    means = np.divide(drawn @ side.seconds, n, out=np.full(RESAMPLES, side.mean), where=n > 0)
    moved: Numbers = (means - side.mean) * sqrt(weeks / (weeks - 1))
    return moved


def _read(seconds: float, before: Numbers, after: Numbers, weeks_before: int, weeks_after: int) -> Spread:
    first, second = float(before.var()), float(after.var())
    if not first + second:
        return Spread(seconds, seconds, seconds)
    # Welch–Satterthwaite: the side with few or unlike weeks decides.
    freedom = (first + second) ** 2 / (first**2 / (weeks_before - 1) + second**2 / (weeks_after - 1))
    tail = max(NormalDist().cdf(-student(SHARE, max(LEAST_FREEDOM, int(freedom)))), 1 / RESAMPLES)
    low, high = np.quantile(after - before, [tail, 1 - tail])
    return Spread(seconds, seconds + float(low), seconds + float(high))


@lru_cache(maxsize=64)
def _draws(weeks: int, place: int) -> Numbers:
    """Return, for each resample, how often each of *weeks* was drawn; the same for the same side of both units."""
    drawn = np.random.default_rng(SEED + place).multinomial(weeks, np.full(weeks, 1 / weeks), size=RESAMPLES)
    return drawn.astype(np.float64)
