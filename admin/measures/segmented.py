"""The jump at a change beside the trends before and after it: interrupted time series.

Weekly means are explained by a level, a trend, a jump and a bend at the change (Bernal, Cummins & Gasparrini 2017,
*International Journal of Epidemiology* 46, 348–355), by least squares. Weeks that follow each other resemble each
other, so the errors are those of Newey & West 1987 (*Econometrica* 55, 703–708), with n ÷ (n − 4) for small samples.
"""

from collections.abc import Sequence
from math import sqrt
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from admin.measures.intervals import student

LEAST_WEEKS: Final = 6
LAG: Final = 2
PARAMETERS: Final = 4
SHARE: Final = 0.975

Matrix = npt.NDArray[np.float64]


class Estimate(NamedTuple):
    """A coefficient and its 95 % interval."""

    value: float
    low: float
    high: float


class Segments(NamedTuple):
    """What the two lines say, in the unit of the values.

    Attributes:
        trend: Change a week before the change.
        step: The jump at the change, against where the old trend would have gone.
        bend: Change of the trend after it, a week.
    """

    trend: Estimate
    step: Estimate
    bend: Estimate


def segments(before: Sequence[float | None], after: Sequence[float | None]) -> Segments | None:
    """Return the lines through the weekly means *before* and *after* a change.

    Args:
        before: In order, the last one the week before the change; ``None`` for a week without visits.
        after: In order, the first one the week of the change.

    Returns:
        ``None`` under six weeks with visits on a side.
    """
    weeks = [*range(-len(before), 0), *range(len(after))]
    known = [(week, value) for week, value in zip(weeks, [*before, *after], strict=True) if value is not None]
    past = sum(week < 0 for week, _ in known)
    if min(past, len(known) - past) < LEAST_WEEKS:
        return None
    week = np.array([week for week, _ in known], np.float64)
    value = np.array([value for _, value in known], np.float64)
    since = (week >= 0).astype(np.float64)
    found, errors = _least_squares(np.stack([np.ones_like(week), week, since, week * since], axis=1), value)
    reach = student(SHARE, len(known) - PARAMETERS)
    _, trend, step, bend = (
        Estimate(at, at - reach * error, at + reach * error) for at, error in zip(found, errors, strict=True)
    )
    return Segments(trend, step, bend)


def _least_squares(given: Matrix, value: Matrix) -> tuple[list[float], list[float]]:
    """Return the coefficients of the columns of *given* and their standard errors after Newey and West."""
    inverse = np.linalg.inv(given.T @ given)
    found = inverse @ given.T @ value
    scores = given * (value - given @ found)[:, np.newaxis]
    spread = scores.T @ scores
    for lag in range(1, LAG + 1):
        shared = scores[lag:].T @ scores[:-lag]
        spread += (1 - lag / (LAG + 1)) * (shared + shared.T)
    variance = np.diag(inverse @ spread @ inverse) * len(value) / (len(value) - PARAMETERS)
    return found.tolist(), [sqrt(max(0.0, one)) for one in variance.tolist()]
