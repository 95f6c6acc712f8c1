"""Waits, as printed on every report, and the estimate quoted with a new number.

    wait = first call − arrival             way = service start − last call
    service = end − service start − hold    stay = end − arrival

No text of law says what a waiting time is; these are the definitions of this house. A wait of zero is a wait.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import sqrt
from statistics import fmean, pstdev
from typing import Final

from kiosk.queue.order import OTHERS_BETWEEN

USUAL_SERVICE_SECONDS: Final = 6 * 60
FEW_SERVICES: Final = 10
"""Below this many recent services their mean says less than the unit's usual one."""
USUAL_VARIATION: Final = 1.0
"""Standard deviation ÷ mean of a service when too few are known: that of an exponential."""
TENTH_PERCENTILE: Final = 1.2816
"""Standard deviations of the normal law that leave out one tenth on each side."""
STEP_SECONDS: Final = 300
LONGEST_SECONDS: Final = 8 * 3600
"""A whole opening day: nobody is quoted more."""


class WaitBand(StrEnum):
    """A wait, coarse enough to stand on a ballot without pointing at a person."""

    UNDER_5 = "under_5"
    FROM_5_TO_15 = "5_to_15"
    OVER_15_TO_30 = "15_to_30"
    OVER_30_TO_60 = "30_to_60"
    OVER_60 = "over_60"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Band:
    """An estimated wait from ``low_seconds`` to ``high_seconds``, both multiples of five minutes, low < high."""

    low_seconds: int
    high_seconds: int

    @property
    def low_minutes(self) -> int:
        """The low end in minutes."""
        return self.low_seconds // 60

    @property
    def high_minutes(self) -> int:
        """The high end in minutes."""
        return self.high_seconds // 60


@dataclass(frozen=True, slots=True)
class Pace:
    """What an estimate rests on: open counters, whether one is free, and the latest service times in seconds.

    *others_since* is how many people without priority were called since the last one with it, at the counter where
    most were.
    """

    open_counters: int
    recent_service_seconds: tuple[int, ...]
    one_is_free: bool = True
    others_since: int = OTHERS_BETWEEN


def wait_seconds(arrived_at: datetime, first_called_at: datetime | None) -> int | None:
    """Return the whole seconds from arrival to first call; ``None`` for somebody who was never called.

    Raises:
        ValueError: The call is before the arrival.
    """
    return _seconds(arrived_at, first_called_at)


def way_seconds(last_called_at: datetime | None, started_at: datetime | None) -> int | None:
    """Return the whole seconds from the last call to the service; ``None`` without both.

    Raises:
        ValueError: The service starts before the call.
    """
    return _seconds(last_called_at, started_at)


def service_seconds(started_at: datetime | None, ended_at: datetime | None, hold_seconds: int = 0) -> int | None:
    """Return the whole seconds of service without the *hold_seconds* put aside; ``None`` without start and end.

    Raises:
        ValueError: The service is shorter than nothing.
    """
    whole = _seconds(started_at, ended_at)
    if whole is None:
        return None
    if hold_seconds < 0 or whole < hold_seconds:
        raise ValueError("a service cannot be shorter than what was put aside")
    return whole - hold_seconds


def stay_seconds(arrived_at: datetime, ended_at: datetime | None) -> int | None:
    """Return the whole seconds from arrival to the end; ``None`` while the visit lasts.

    Raises:
        ValueError: The end is before the arrival.
    """
    return _seconds(arrived_at, ended_at)


def percentile(waits: Iterable[int], percent: int) -> int | None:
    """Return the wait, in seconds, that *percent* % of citizens did not exceed.

    Nearest rank (Hyndman & Fan 1996, definition 1): always a wait someone really had.

    Args:
        waits: Seconds, each >= 0, in any order.
        percent: 1 to 100; 50 is the median.

    Returns:
        Seconds; ``None`` when nobody was called, which is not the same as no wait.

    Raises:
        ValueError: *percent* is out of range, or a wait is negative.
    """
    if not 1 <= percent <= 100:
        raise ValueError("percent is 1 to 100")
    ranked = sorted(waits)
    if not ranked:
        return None
    if ranked[0] < 0:
        raise ValueError("a wait cannot be negative")
    return ranked[-(-percent * len(ranked) // 100) - 1]


def wait_band(seconds: int | None) -> WaitBand:
    """Return the band of a wait; ``None`` (never called) has a band of its own.

    The limits are those of the survey's own question: under 5, 5 to 15, over 15 to 30, over 30 to 60, over 60 minutes.

    Raises:
        ValueError: The wait is negative.
    """
    if seconds is None:
        return WaitBand.NONE
    if seconds < 0:
        raise ValueError("a wait cannot be negative")
    if seconds < 5 * 60:
        return WaitBand.UNDER_5
    limits = ((15, WaitBand.FROM_5_TO_15), (30, WaitBand.OVER_15_TO_30), (60, WaitBand.OVER_30_TO_60))
    return next((band for minutes, band in limits if seconds <= minutes * 60), WaitBand.OVER_60)


def estimate(ahead: int, pace: Pace) -> Band | None:
    """Return the wait to quote to somebody with *ahead* people before them; ``None`` while no counter is open.

    Where every counter is busy, the service that must end first counts as one more person.
    """
    before = ahead if pace.one_is_free else ahead + 1
    return estimate_band(before, pace.open_counters, pace.recent_service_seconds, USUAL_SERVICE_SECONDS)


def estimate_band(ahead: int, open_counters: int, recent_service_seconds: Sequence[int], default: int) -> Band | None:
    """Return the wait to quote to somebody with *ahead* people before them, meant to hold for 8 of 10.

    The people ahead need a sum of *ahead* services, shared by the open counters. With independent services of mean m
    and deviation s the sum has mean ahead·m and deviation s·√ahead (and is near normal for long queues), so the band
    is (ahead·m ± 1.28·s·√ahead) ÷ counters, rounded outward to five minutes. The rest of the services already begun
    is not known and left to the rounding: in simulations with every counter busy 77 to 91 % of the waits fell inside
    (exponential and log-normal services, 1 to 40 ahead), but with nobody ahead only about half.

    Args:
        ahead: People waiting before this one; with none, the band is 0 to 5 minutes.
        open_counters: Counters open now that serve the group; paused ones do not count.
        recent_service_seconds: The latest services of the group, seconds each >= 0; under ten, they are not used.
        default: The usual service of the unit, in seconds.

    Returns:
        The band, never beyond eight hours; ``None`` when no counter is open, and nobody can know.

    Raises:
        ValueError: Something is negative.
    """
    if min(ahead, open_counters, default, *recent_service_seconds) < 0:
        raise ValueError("people, counters and seconds cannot be negative")
    if open_counters == 0:
        return None
    mean, deviation = float(default), default * USUAL_VARIATION
    if len(recent_service_seconds) >= FEW_SERVICES:
        mean, deviation = fmean(recent_service_seconds), pstdev(recent_service_seconds)
    middle = ahead * mean / open_counters
    spread = TENTH_PERCENTILE * deviation * sqrt(ahead) / open_counters
    return _rounded_outward(max(middle - spread, 0), middle + spread)


def _rounded_outward(low: float, high: float) -> Band:
    below = min(int(low // STEP_SECONDS) * STEP_SECONDS, LONGEST_SECONDS - STEP_SECONDS)
    above = min(int(-(-high // STEP_SECONDS)) * STEP_SECONDS, LONGEST_SECONDS)
    return Band(below, max(above, below + STEP_SECONDS))


def _seconds(start: datetime | None, end: datetime | None) -> int | None:
    if start is None or end is None:
        return None
    if end < start:
        raise ValueError("time does not run backwards")
    return (end - start) // timedelta(seconds=1)
