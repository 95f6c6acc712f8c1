"""How long people usually wait by the hour at which they came, of the same visits as the weekly headline."""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np

from admin.measures.finding import FEW
from admin.measures.visits import Instants, Mask, VisitColumns
from admin.measures.waiting import OFFSET, SECOND
from kiosk.ground.calendar import Week, start_of_day
from kiosk.queue.unit_weeks import HourWait
from kiosk.queue.waiting import percentile

HOUR: Final = 3_600 * SECOND
HOURS_A_DAY: Final = 24


def counted(visits: VisitColumns, below: Sequence[tuple[Week, Collection[int]]]) -> VisitColumns:
    """Return the served and not doubtful visits, each week's only of the units that count in that week."""
    kept: Mask = np.zeros(len(visits.arrived_us), np.bool_)
    for week, unit_ids in below:
        begun, over = _begin(week), _begin(week.shift(1))
        kept |= (visits.arrived_us >= begun) & (visits.arrived_us < over) & visits.of_units(unit_ids)
    sound = visits.served() & ~visits.doubtful & (visits.first_called_us >= visits.arrived_us)
    return visits.take(kept & sound)


def all_waits(visits: VisitColumns) -> list[int]:
    """Return the wait of each of *visits*, which are :func:`counted`, in seconds and in no order."""
    return [int(wait) for wait in _waits(visits)]


def hourly(visits: VisitColumns) -> tuple[HourWait, ...]:
    """Return the median wait by the local hour of the arrival, of :func:`counted` visits.

    Returns:
        Hours in which somebody came, in order; the median is ``None`` where fewer than 10 did.
    """
    hours = (visits.arrived_us + OFFSET) // HOUR % HOURS_A_DAY
    waits = _waits(visits)
    return tuple(_hour(int(hour), waits[hours == hour].tolist()) for hour in np.unique(hours))


def _hour(hour: int, waits: list[int]) -> HourWait:
    return HourWait(hour, len(waits), percentile(waits, 50) if len(waits) >= FEW else None)


def _waits(visits: VisitColumns) -> Instants:
    waits: Instants = (visits.first_called_us - visits.arrived_us) // SECOND
    return waits


def _begin(week: Week) -> int:
    return round(start_of_day(week.monday).timestamp()) * SECOND
