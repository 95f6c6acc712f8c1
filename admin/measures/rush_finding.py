"""The hour of the week that cost people the most time, and the one with the most people for each counter. Pure."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from admin.measures.finding import FEW
from admin.measures.rush import Cell, Rush

# A counter that opens a few minutes early does not make the half hour before opening an open one.
HARDLY_OPEN: Final = 0.5


class Hour(NamedTuple):
    """Two half hours of one weekday that follow each other.

    Attributes:
        weekday: 0 is Monday.
        half_hour: The first of the two, 0 to 47.
        days: Open days of that weekday.
        arrivals: Everybody who came, on all these days.
        waits: Those whose wait counts.
        waited_seconds: How long these waited, all added up.
        counters: Mean number of open counters; ``None`` where counters were not recorded.
    """

    weekday: int
    half_hour: int
    days: int
    arrivals: int
    waits: int
    waited_seconds: int
    counters: float | None

    @property
    def arrivals_a_day(self) -> float:
        """Mean arrivals on one day."""
        return self.arrivals / self.days

    @property
    def mean_seconds(self) -> float | None:
        """Mean wait of those who came then; ``None`` where nobody's counts."""
        return self.waited_seconds / self.waits if self.waits else None

    @property
    def arrivals_a_counter(self) -> float | None:
        """Arrivals on one day for each open counter; ``None`` where none was open or recorded."""
        return self.arrivals_a_day / self.counters if self.counters else None


class RushFinding(NamedTuple):
    """What a supervisor can act on.

    Attributes:
        worst: The hour whose people waited the longest in all, not on average: there one more counter spares most.
        worst_share: Its share, 0–1, of all waiting of the period.
        crowded: The hour with the most arrivals for each open counter; ``None`` where counters were not recorded.
    """

    worst: Hour
    worst_share: float
    crowded: Hour | None


def rush_finding(rush: Rush) -> RushFinding | None:
    """Return the finding; ``None`` where no hour has ten counted waits, or nobody waited at all.

    Of several equal hours the first of the week is named.
    """
    hours = list(_hours(rush))
    enough = [hour for hour in hours if hour.waits >= FEW]
    if not enough or not rush.waited_seconds:
        return None
    worst = max(enough, key=lambda hour: hour.waited_seconds)
    staffed = [hour for hour in hours if hour.arrivals >= FEW and _staffed(rush, hour)]
    crowded = max(staffed, key=lambda hour: hour.arrivals_a_counter or 0, default=None)
    return RushFinding(worst, worst.waited_seconds / rush.waited_seconds, crowded)


def _hours(rush: Rush) -> Iterator[Hour]:
    """Yield each hour that begins with a half hour in which anything happened, in the order of the week."""
    for (weekday, half_hour), first in sorted(rush.cells.items()):
        second = rush.cells.get((weekday, half_hour + 1))
        yield _hour(first, second)


def _hour(first: Cell, second: Cell | None) -> Hour:
    """Return *first* and the half hour after it as one; ``None``: nothing ever happened in that one."""
    both = [first] if second is None else [first, second]
    recorded = first.counters is not None
    return Hour(
        first.weekday,
        first.half_hour,
        first.days,
        sum(cell.arrivals for cell in both),
        sum(cell.waits for cell in both),
        sum(cell.waited_seconds for cell in both),
        sum(cell.counters or 0 for cell in both) / 2 if recorded else None,
    )


def _staffed(rush: Rush, hour: Hour) -> bool:
    halves = (rush.cells.get((hour.weekday, hour.half_hour + later)) for later in (0, 1))
    return all(cell is not None and (cell.counters or 0) >= HARDLY_OPEN for cell in halves)
