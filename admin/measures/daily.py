"""The counted visits of each local day: what effects are computed from."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np

from admin.measures.effects import DaySum
from admin.measures.periods import Period
from admin.measures.visits import VisitColumns
from admin.measures.waiting import DAY, OFFSET, SECOND, cut

EPOCH: Final = date(1970, 1, 1)


def daily_sums(columns: VisitColumns) -> list[DaySum]:
    """Return the days with counted visits, in order: those of the headline, served and not doubtful."""
    wait = (columns.first_called_us - columns.arrived_us) // SECOND
    counted = columns.served() & ~columns.doubtful & (wait >= 0)
    numbers, place = np.unique((columns.arrived_us[counted] + OFFSET) // DAY, return_inverse=True)
    n = np.bincount(place, minlength=len(numbers))
    seconds = np.bincount(place, weights=wait[counted], minlength=len(numbers))
    by_hand = np.bincount(place, weights=columns.by_hand[counted], minlength=len(numbers))
    rows = zip(numbers.tolist(), n.tolist(), seconds.tolist(), by_hand.tolist(), strict=True)
    return [DaySum(EPOCH + timedelta(days=day), *map(int, sums)) for day, *sums in rows]


def daily_sums_below(
    columns: VisitColumns, periods: Sequence[Period], below: Sequence[Collection[int]]
) -> list[DaySum]:
    """Return the same for the units that counted in each of *periods*, which are in order and do not overlap."""
    slices = zip(cut(columns, periods), below, strict=True)
    return [day for visits, ids in slices for day in daily_sums(visits.take(visits.of_units(ids)))]
