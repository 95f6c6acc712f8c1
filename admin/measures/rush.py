"""When people come, how long they wait then, and how many counters are open then: by weekday and half hour. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from admin.measures.finding import FEW
from admin.measures.presences import Presences
from admin.measures.visits import Instants, VisitColumns
from admin.measures.waiting import OFFSET, SECOND

WEEKDAYS: Final = 7
HALF_HOURS: Final = 48
CELLS: Final = WEEKDAYS * HALF_HOURS
HALF_HOUR: Final = 1_800 * SECOND
# 1970-01-01 was a Thursday.
FIRST_WEEKDAY: Final = 3


class Cell(NamedTuple):
    """One half hour of one weekday, over all days of a period.

    Attributes:
        weekday: 0 is Monday.
        half_hour: 0 to 47; 16 begins at 08:00 local time.
        days: How often the weekday was an open day: somebody came, or a counter was opened.
        arrivals: Everybody who took a number then, on all these days.
        waits: Those of them who count in the headline: served, and the wait is not doubtful.
        waited_seconds: How long these waited, all added up.
        median_seconds: What half of them did not exceed, nearest rank; ``None`` where ``waits`` is under 10.
        counters: Mean number of open counters; ``None`` where counters were recorded on no such weekday.
    """

    weekday: int
    half_hour: int
    days: int
    arrivals: int
    waits: int
    waited_seconds: int
    median_seconds: int | None
    counters: float | None

    @property
    def arrivals_a_day(self) -> float | None:
        """Mean arrivals on an open day; ``None`` where fewer than 10 came in all."""
        return self.arrivals / self.days if self.arrivals >= FEW else None

    @property
    def mean_seconds(self) -> float | None:
        """Mean wait; ``None`` where ``waits`` is under 10."""
        return self.waited_seconds / self.waits if self.waits >= FEW else None


@dataclass(frozen=True, slots=True)
class Rush:
    """The half hours of a period in which anything happened.

    Attributes:
        cells: By weekday and half hour; a half hour in which nobody ever came and no counter was open is not there.
        days: Open days of each weekday, Monday first.
        recorded_days: Those of them on which a counter was opened; the mean of open counters is over these.
    """

    cells: Mapping[tuple[int, int], Cell]
    days: tuple[int, ...]
    recorded_days: tuple[int, ...]

    @property
    def weekdays(self) -> list[int]:
        """The weekdays that were ever open, in order."""
        return sorted({weekday for weekday, _ in self.cells})

    @property
    def half_hours(self) -> range:
        """All half hours from the first to the last in which anything happened; empty where nothing ever did."""
        known = [half_hour for _, half_hour in self.cells]
        return range(min(known), max(known) + 1) if known else range(0)

    @property
    def waited_seconds(self) -> int:
        """How long everybody waited, all added up."""
        return sum(cell.waited_seconds for cell in self.cells.values())


def rush(visits: VisitColumns, presences: Presences) -> Rush:
    """Return what happened in each half hour of the week.

    Args:
        visits: Those of one period and the units that count; a visit belongs to the half hour of its arrival.
        presences: The counters of the same.
    """
    slots = (visits.arrived_us + OFFSET) // HALF_HOUR
    sound = visits.served() & ~visits.doubtful & (visits.first_called_us >= visits.arrived_us)
    waits = ((visits.first_called_us - visits.arrived_us) // SECOND)[sound]
    recorded = presences.days()
    days = _weekdays(np.union1d(slots // HALF_HOURS, recorded))
    recorded_days = _weekdays(recorded)
    arrivals = np.bincount(_cells(slots), minlength=CELLS)
    counted, totals, medians = _by_cell(_cells(slots[sound]), waits)
    counters = _open_counters(presences, recorded_days)
    cells = {
        (place // HALF_HOURS, place % HALF_HOURS): Cell(
            weekday=place // HALF_HOURS,
            half_hour=place % HALF_HOURS,
            days=days[place // HALF_HOURS],
            arrivals=int(arrivals[place]),
            waits=int(counted[place]),
            waited_seconds=int(totals[place]),
            median_seconds=medians.get(place),
            counters=counters[place],
        )
        for place in range(CELLS)
        if arrivals[place] or counters[place]
    }
    return Rush(cells, days, recorded_days)


def _cells(slots: Instants) -> Instants:
    """Return the number of the cell, 0 to 335, of half hours since 1970."""
    cells: Instants = (slots // HALF_HOURS + FIRST_WEEKDAY) % WEEKDAYS * HALF_HOURS + slots % HALF_HOURS
    return cells


def _weekdays(days: Instants) -> tuple[int, ...]:
    """Return how many of *days*, each named once, are Mondays, Tuesdays and so on."""
    counts: list[int] = np.bincount((np.unique(days) + FIRST_WEEKDAY) % WEEKDAYS, minlength=WEEKDAYS).tolist()
    return tuple(counts)


def _by_cell(cells: Instants, waits: Instants) -> tuple[Instants, Instants, dict[int, int]]:
    """Return how many waited in each cell, how long in all, and the medians where at least 10 did."""
    counts = np.bincount(cells, minlength=CELLS)
    ranked = waits[np.lexsort((waits, cells))]
    ends = np.cumsum(counts)
    sums = np.concatenate([np.zeros(1, np.int64), np.cumsum(ranked)])
    enough = np.flatnonzero(counts >= FEW)
    middles = ranked[(ends - counts)[enough] + (counts[enough] + 1) // 2 - 1]
    return counts, sums[ends] - sums[ends - counts], dict(zip(enough.tolist(), middles.tolist(), strict=True))


def _open_counters(presences: Presences, recorded_days: tuple[int, ...]) -> list[float | None]:
    slots, shares = presences.by_slot(HALF_HOUR)
    opened = np.zeros(CELLS, np.int64)
    np.add.at(opened, _cells(slots), shares)
    days = np.repeat(np.array(recorded_days), HALF_HOURS)
    return [
        int(microseconds) / (HALF_HOUR * int(number)) if number else None
        for microseconds, number in zip(opened, days, strict=True)
    ]
