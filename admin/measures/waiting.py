"""How long people waited, week by week, exact from the rows.

The wait is first call − arrival in whole seconds. It begins when the ticket is taken, also before the office opens,
does not stop at lunch, and a wait of zero is a wait. The headline is that of served visits; beside it stand the time
until the service began, the waits that the headline leaves out, and the share of everybody who came. Definitions:
docs/measures.md.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import numpy as np

from admin.measures.visits import Instants, Mask, VisitColumns
from kiosk.ground.calendar import Week
from kiosk.queue.tickets import State
from kiosk.queue.waiting import percentile

SECOND: Final = 1_000_000
WEEK: Final = 7 * 86_400 * SECOND
# A fixed offset is right here and 50 times faster than a zone: Việt Nam has kept UTC+7 all year since 1975.
OFFSET: Final = 7 * 3_600 * SECOND
# 1970-01-01 was a Thursday, so weeks are counted from the Monday three days before.
FIRST_MONDAY: Final = date(1969, 12, 29)
# Above this share of all arrivals the page says that the headline leaves people out.
NOTABLE_SHARE: Final = 0.05
# Above this share of the headline, or below this part of the others' mean, visits that the staff logged are named.
NOTABLE_LOGGED: Final = 0.2
NOTABLE_LOGGED_WAIT: Final = 0.5


class Targets(NamedTuple):
    """How long the mean wait of a unit may be in one week, in seconds: the target in force and the older one."""

    target_seconds: int
    older_target_seconds: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Visits that arrived in the week, by how they ended; served to unfinished add up to the arrivals.

    Attributes:
        arrivals: Everybody who took a number.
        called: Those ever called, whatever came of it.
        served: Done, or closed at night while being served, with a first call.
        left, no_show, removed: Left on their own, did not come to the counter, taken off by a clerk with a reason.
        closed: Still waiting when the office closed.
        unfinished: Still open, or done without a recorded call.
        doubtful: Arrival or first call not to be trusted; these are in the counts and in no wait.
    """

    arrivals: int
    called: int
    served: int
    left: int
    no_show: int
    removed: int
    closed: int
    unfinished: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Waits of *n* visits, in seconds; everything but *n* is ``None`` when *n* is 0.

    Attributes:
        mean_seconds: What the target speaks of.
        median_seconds, p90_seconds: What 50 and 90 % of them did not exceed, nearest rank.
        longest_seconds: The longest.
        within_target, within_older: Share 0–1 that waited at most so long.
    """

    n: int
    mean_seconds: float | None = None
    median_seconds: int | None = None
    p90_seconds: int | None = None
    longest_seconds: int | None = None
    within_target: float | None = None
    within_older: float | None = None


@dataclass(frozen=True, slots=True)
class MeanWait:
    """The mean wait of *n* visits, in seconds; ``None`` when *n* is 0."""

    n: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """Everything the weekly page says about one ISO week of arrivals.

    Attributes:
        wait: The headline: served and not doubtful, first call − arrival.
        until_start: The same visits up to the start of the service, where it is known: calling early cannot help here.
        service_level: Share 0–1 served within the target, of all arrivals but those who left before it.
        service_level_of_all: Its pessimistic twin, of all arrivals. ``None`` without arrivals, as above.
        before_opening: Of the headline's visits that came before opening: how long until the doors opened (or until
            the first call, if that was earlier). It is part of their wait.
        uncounted: The time already waited by those who are not in the headline: up to the first call, else the end.
        with_uncounted: The headline with them.
        logged_by_staff: Of the headline's visits those whose arrival the staff logged: they decide when it began.
        without_logged: The headline without them.
        by_hand: Those of them that were written on a tally sheet first, “ghi tay”.
        returned: Visits ever called and sent back to the queue: the call ended their wait, and they waited on. They
            are counted from the events of the queue, not from the visits.
    """

    week: Week
    targets: Targets
    counts: Counts
    wait: Waits
    until_start: Waits
    service_level: float | None
    service_level_of_all: float | None
    before_opening: MeanWait
    uncounted: MeanWait
    with_uncounted: MeanWait
    logged_by_staff: MeanWait
    without_logged: MeanWait
    by_hand: MeanWait
    returned: int = 0

    @property
    def uncounted_matter(self) -> bool:
        """Whether the page has to say that the headline leaves out too many, or people who waited longer."""
        longer = (self.uncounted.seconds or 0) > (self.wait.mean_seconds or 0)
        return self.uncounted.n > NOTABLE_SHARE * self.counts.arrivals or longer

    @property
    def logged_matter(self) -> bool:
        """Whether the page has to say that visits logged by the staff carry the headline, or make it shorter."""
        if self.logged_by_staff.seconds is None:
            return False
        shorter = self.logged_by_staff.seconds < NOTABLE_LOGGED_WAIT * (self.without_logged.seconds or 0)
        return self.logged_by_staff.n > NOTABLE_LOGGED * self.wait.n or shorter


def weekly(
    columns: VisitColumns,
    weeks: Sequence[Week],
    targets: Sequence[Targets],
    unit_ids: Sequence[Collection[int]] | None = None,
) -> list[WeekFigures]:
    """Return the figures of each of *weeks*, in their order; a visit belongs to the local week of its arrival.

    Args:
        columns: Visits; those outside *weeks* are left out.
        weeks: Any weeks, in any order.
        targets: One for each week.
        unit_ids: The units that count in each week, which change when units merge; every unit when left out.

    Returns:
        As many as *weeks*. A week without arrivals has n = 0 and ``None`` for every wait and share.

    Raises:
        ValueError: Not as many targets, or sets of units, as weeks.
    """
    numbers = (columns.arrived_us + (OFFSET + (date(1970, 1, 1) - FIRST_MONDAY).days * 86_400 * SECOND)) // WEEK
    order = np.argsort(numbers, kind="stable")
    wanted = [(week.monday - FIRST_MONDAY).days // 7 for week in weeks]
    first = np.searchsorted(numbers, wanted, side="left", sorter=order)
    after = np.searchsorted(numbers, wanted, side="right", sorter=order)
    slices = [columns.take(order[start:stop]) for start, stop in zip(first, after, strict=True)]
    if unit_ids is not None:
        slices = [visits.take(visits.of_units(ids)) for visits, ids in zip(slices, unit_ids, strict=True)]
    return [_figures(*one) for one in zip(weeks, targets, slices, strict=True)]


def _figures(week: Week, targets: Targets, visits: VisitColumns) -> WeekFigures:
    called = visits.first_called_us >= 0
    started = visits.started_us >= 0
    wait = (visits.first_called_us - visits.arrived_us) // SECOND
    served = visits.served()
    doubtful = visits.doubtful | (called & (wait < 0))
    counted = served & ~doubtful
    begun = counted & started
    level, level_of_all = _service_level(visits, wait, counted, doubtful, targets)
    return WeekFigures(
        week=week,
        targets=targets,
        counts=_counts(visits, called, served, doubtful),
        wait=_waits(wait[counted], targets),
        until_start=_waits((visits.started_us - visits.arrived_us)[begun] // SECOND, targets),
        service_level=level,
        service_level_of_all=level_of_all,
        before_opening=_before_opening(visits, counted),
        uncounted=_mean(_waited(visits)[~counted]),
        with_uncounted=_mean(_waited(visits)),
        logged_by_staff=_mean(wait[counted & visits.by_staff]),
        without_logged=_mean(wait[counted & ~visits.by_staff]),
        by_hand=_mean(wait[counted & visits.by_hand]),
    )


def _counts(visits: VisitColumns, called: Mask, served: Mask, doubtful: Mask) -> Counts:
    ends = {
        "served": served,
        "left": visits.is_in(State.LEFT),
        "no_show": visits.is_in(State.NO_SHOW),
        "removed": visits.is_in(State.REMOVED),
        "closed": visits.is_in(State.CLOSED) & ~served,
    }
    numbers = {end: int(np.count_nonzero(mask)) for end, mask in ends.items()}
    return Counts(
        arrivals=len(served),
        called=int(np.count_nonzero(called)),
        **numbers,
        unfinished=len(served) - sum(numbers.values()),
        doubtful=int(np.count_nonzero(doubtful)),
    )


def _waits(waits: Instants, targets: Targets) -> Waits:
    n = len(waits)
    if n == 0:
        return Waits(0)
    ranked = np.sort(waits).tolist()
    return Waits(
        n=n,
        mean_seconds=sum(ranked) / n,
        median_seconds=percentile(ranked, 50),
        p90_seconds=percentile(ranked, 90),
        longest_seconds=ranked[-1],
        within_target=_share_within(waits, targets.target_seconds),
        within_older=_share_within(waits, targets.older_target_seconds),
    )


def _share_within(waits: Instants, seconds: int) -> float:
    return int(np.count_nonzero(waits <= seconds)) / len(waits)


def _service_level(
    visits: VisitColumns, wait: Instants, counted: Mask, doubtful: Mask, targets: Targets
) -> tuple[float | None, float | None]:
    """Return both service levels. Marking a visit doubtful can only lower them."""
    target = targets.target_seconds
    arrivals = len(counted)
    within = int(np.count_nonzero(counted & (wait <= target)))
    early = visits.is_in(State.LEFT) & ~doubtful & (visits.ended_us >= 0)
    left_early = int(np.count_nonzero(early & ((visits.ended_us - visits.arrived_us) // SECOND < target)))
    expected = arrivals - left_early
    return within / expected if expected else None, within / arrivals if arrivals else None


def _before_opening(visits: VisitColumns, counted: Mask) -> MeanWait:
    until = (np.minimum(visits.opened_us, visits.first_called_us) - visits.arrived_us) // SECOND
    return _mean(until[counted & (visits.opened_us > visits.arrived_us)])


def _waited(visits: VisitColumns) -> Instants:
    """Return how long each visit had waited, -1 or less when that is not known: open, or times running backwards."""
    until = np.where(visits.first_called_us >= 0, visits.first_called_us, visits.ended_us)
    return np.where(until >= 0, (until - visits.arrived_us) // SECOND, -1)


def _mean(waits: Instants) -> MeanWait:
    known = waits[waits >= 0]
    n = len(known)
    return MeanWait(n, int(known.sum()) / n if n else None)
