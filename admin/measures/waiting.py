"""How long people waited, period by period, exact from the rows.

The wait is first call − arrival in whole seconds. It begins when the ticket is taken, also before the office opens,
does not stop at lunch, and a wait of zero is a wait. The headline is that of served visits; beside it stand the time
until the service began, the waits that the headline leaves out, and the share of everybody who came. Definitions:
docs/measures.md.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

import numpy as np

from admin.measures.durations import SECOND, mean, waits
from admin.measures.figures import (
    BRIEF_SECONDS,
    Counts,
    Figures,
    Interval,
    KaplanMeier,
    LeftOut,
    MeanWait,
    Quotes,
    Targets,
    Waits,
    WeekFigures,
)
from admin.measures.intervals import of_mean
from admin.measures.periods import Period
from admin.measures.survival import kaplan_meier
from admin.measures.visits import Instants, Mask, VisitColumns
from kiosk.ground.calendar import Week
from kiosk.queue.tickets import State

__all__ = [
    "OFFSET",
    "SECOND",
    "Counts",
    "Figures",
    "Interval",
    "KaplanMeier",
    "LeftOut",
    "MeanWait",
    "Quotes",
    "Targets",
    "Waits",
    "WeekFigures",
    "by_period",
    "of",
    "weekly",
]

# A fixed offset is right here and 50 times faster than a zone: Việt Nam has kept UTC+7 all year since 1975.
OFFSET: Final = 7 * 3_600 * SECOND
DAY: Final = 86_400 * SECOND


def weekly(
    columns: VisitColumns,
    weeks: Sequence[Week],
    targets: Sequence[Targets],
    unit_ids: Sequence[Collection[int]] | None = None,
    *,
    deep: bool = False,
) -> list[WeekFigures]:
    """Return the figures of each of *weeks*, in their order, as `by_period` of ISO weeks."""
    found = by_period(columns, [Period.of_week(week) for week in weeks], targets, unit_ids, deep=deep)
    return [WeekFigures.of(week, one) for week, one in zip(weeks, found, strict=True)]


def by_period(
    columns: VisitColumns,
    periods: Sequence[Period],
    targets: Sequence[Targets],
    unit_ids: Sequence[Collection[int]] | None = None,
    *,
    deep: bool = False,
) -> list[Figures]:
    """Return the figures of each of *periods*, in their order; a visit belongs to the local day of its arrival.

    Args:
        columns: Visits; those outside *periods* are left out.
        periods: Any, in any order; where they overlap a visit is in each.
        targets: One for each period.
        unit_ids: The units that count in each period, which change when units merge; every unit when left out.
        deep: As for `of`.

    Returns:
        As many as *periods*. One without arrivals has n = 0 and ``None`` for every wait and share.

    Raises:
        ValueError: Not as many targets, or sets of units, as periods.
    """
    slices = cut(columns, periods)
    if unit_ids is not None:
        slices = [visits.take(visits.of_units(ids)) for visits, ids in zip(slices, unit_ids, strict=True)]
    return [of(visits, own, deep=deep) for visits, own in zip(slices, targets, strict=True)]


def cut(columns: VisitColumns, periods: Sequence[Period]) -> list[VisitColumns]:
    """Return the visits that arrived in each of *periods*, in their order."""
    order = np.argsort(columns.arrived_us, kind="stable")
    since = [_microseconds(period.since) for period in periods]
    until = [_microseconds(period.until) for period in periods]
    first = np.searchsorted(columns.arrived_us, since, side="left", sorter=order)
    after = np.searchsorted(columns.arrived_us, until, side="left", sorter=order)
    return [columns.take(order[start:stop]) for start, stop in zip(first, after, strict=True)]


def of(visits: VisitColumns, targets: Targets, *, deep: bool = False) -> Figures:
    """Return the figures of *visits*, all of them.

    Args:
        visits: With their details also way, service and stay are known.
        targets: In force when they came.
        deep: Add intervals, Kaplan–Meier and, with details, the error of the quoted wait: three times the time.
    """
    called = visits.first_called_us >= 0
    wait = (visits.first_called_us - visits.arrived_us) // SECOND
    until_start = (visits.started_us - visits.arrived_us) // SECOND
    served = visits.served()
    doubtful = visits.doubtful | (called & (wait < 0))
    counted = served & ~doubtful
    begun = counted & (visits.started_us >= 0)
    over_at_once = counted & _brief(visits)
    waited = _waited(visits)
    level, level_of_all = _service_level(visits, wait, counted, doubtful, targets)
    way, service, stay = _stays(visits, served, targets)
    days = (visits.arrived_us + OFFSET) // DAY
    return Figures(
        targets=targets,
        counts=_counts(visits, called, served, doubtful),
        wait=waits(wait[counted], targets, of_mean(wait[counted], days[counted]) if deep else None),
        until_start=waits(until_start[begun], targets, of_mean(until_start[begun], days[begun]) if deep else None),
        service_level=level,
        service_level_of_all=level_of_all,
        before_opening=_before_opening(visits, counted),
        uncounted=mean(waited[~counted]),
        left_out=_left_out(visits, waited, counted, doubtful),
        with_uncounted=mean(waited),
        logged_by_staff=mean(wait[counted & visits.by_staff]),
        without_logged=mean(wait[counted & ~visits.by_staff]),
        by_hand=mean(wait[counted & visits.by_hand]),
        brief=mean(wait[over_at_once]),
        without_brief=mean(wait[counted & ~over_at_once]),
        held=mean(visits.hold_seconds[counted & (visits.hold_seconds > 0)]),
        way=way,
        service=service,
        stay=stay,
        kaplan_meier=_until_called(waited, called, doubtful) if deep else None,
        quotes=_quotes(visits, wait, counted) if deep else None,
    )


def _brief(visits: VisitColumns) -> Mask:
    """Return whose service was over in less time than anybody can be served in."""
    known = (visits.started_us >= 0) & (visits.ended_us >= visits.started_us) & ~visits.by_hand
    brief: Mask = known & (visits.ended_us - visits.started_us < BRIEF_SECONDS * SECOND)
    return brief


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


def _left_out(visits: VisitColumns, waited: Instants, counted: Mask, doubtful: Mask) -> LeftOut:
    others = ~counted & ~doubtful
    ended = [visits.is_in(state) for state in (State.LEFT, State.NO_SHOW, State.REMOVED, State.CLOSED)]
    kinds = [*ended, ~np.logical_or.reduce(ended)]
    return LeftOut._make([*(mean(waited[others & kind]) for kind in kinds), mean(waited[doubtful])])


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
    return mean(until[counted & (visits.opened_us > visits.arrived_us)])


def _waited(visits: VisitColumns) -> Instants:
    """Return how long each visit had waited, -1 or less when that is not known: open, or times running backwards."""
    until = np.where(visits.first_called_us >= 0, visits.first_called_us, visits.ended_us)
    return np.where(until >= 0, (until - visits.arrived_us) // SECOND, -1)


def _stays(visits: VisitColumns, served: Mask, targets: Targets) -> tuple[Waits | None, Waits | None, Waits | None]:
    """Return way, service and stay. A doubtful arrival spoils no service time, nor a doubtful end the way."""
    details = visits.details
    if details is None:
        return None, None, None
    started, ended = visits.started_us, visits.ended_us
    way = (started - details.last_called_us) // SECOND
    service = (ended - started) // SECOND - visits.hold_seconds
    stay = (ended - visits.arrived_us) // SECOND
    begun = served & (started >= 0) & ~details.started_doubtful
    over = (ended >= 0) & ~details.ended_doubtful
    called = (details.last_called_us >= 0) & ~visits.doubtful
    return (
        waits(way[begun & called & (way >= 0)], targets),
        waits(service[begun & over & (service >= 0)], targets),
        waits(stay[served & over & ~visits.doubtful & (stay >= 0)], targets),
    )


def _until_called(waited: Instants, called: Mask, doubtful: Mask) -> KaplanMeier:
    known = (waited >= 0) & ~doubtful
    return kaplan_meier(waited[known], called[known])


def _quotes(visits: VisitColumns, wait: Instants, counted: Mask) -> Quotes | None:
    """Return how right the quoted bands were, of the visits of the headline that have one."""
    details = visits.details
    if details is None:
        return None
    quoted = counted & (details.estimate_low_seconds >= 0) & (details.estimate_high_seconds >= 0)
    n = int(np.count_nonzero(quoted))
    if n == 0:
        return Quotes(0)
    less = np.minimum(wait[quoted] - details.estimate_low_seconds[quoted], 0)
    more = np.maximum(wait[quoted] - details.estimate_high_seconds[quoted], 0)
    under, over = int(np.count_nonzero(less)), int(np.count_nonzero(more))
    outside = (int(less.sum()) + int(more.sum())) / (under + over) if under + over else None
    return Quotes(n, (n - under - over) / n, under / n, over / n, outside)


def _microseconds(instant: datetime) -> int:
    return round(instant.timestamp()) * SECOND
