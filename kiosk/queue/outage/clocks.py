"""When somebody came who was given a number by a tablet without a network: its clock, set right by the last contact.

At each contact the tablet notes what its own clock showed when the server's answer told the time. The answer was on its
way for at most the whole round trip, so the offset is known to half of it (Cristian 1989). Between contacts the clock
of a tablet drifts by at most 100 parts in a million, and may be set by somebody or by the network.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Final

from kiosk.ground.calendar import local_day, start_of_day

DRIFT: Final = 100e-6
MILLISECOND: Final = timedelta(milliseconds=1)
LONGEST_OUTAGE: Final = timedelta(days=14)
"""Longer than any holidays with a broken line; nobody is believed to have come longer ago."""


@dataclass(frozen=True, slots=True)
class Contact:
    """The last time the tablet heard of the server before it gave the number.

    Attributes:
        server_at: What the server said the time was, aware.
        device_ms: What the tablet's clock showed in the middle of the round trip, milliseconds since 1970.
        trip_ms: How long the round trip took, milliseconds, >= 0.
    """

    server_at: datetime
    device_ms: int
    trip_ms: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tablet's clock showed when somebody took a number.

    Attributes:
        device_ms: Milliseconds since 1970.
        jump_ms: How far this clock has gone ahead of one that nobody can set since the contact, or since the page was
            opened. Negative: it was set back. Positive: it was set ahead, or the tablet slept.
        unwatched: The browser was started anew since the contact: whether the clock was set meanwhile, nobody saw.
    """

    device_ms: int
    jump_ms: int = 0
    unwatched: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """An instant and how far the truth may be from it, to either side."""

    at: datetime
    bound: timedelta

    @property
    def bound_seconds(self) -> int:
        """The bound in whole seconds, rounded up, at least 1."""
        return max(1, ceil(self.bound / timedelta(seconds=1)))


def arrival(reading: Reading, contact: Contact, now: datetime, *, settled: datetime | None = None) -> Arrival:
    """Return when the number was given: never before the contact, never later than *now* (aware).

    Nor before *settled*, when the tablet last told the server that it held no number: whoever has a tablet's key
    writes no visit into the weeks before.
    """
    believed = max(contact.server_at, settled or contact.server_at, now - LONGEST_OUTAGE)
    first = min(believed, now)
    # A clock that was set back is taken forward again; one that seems ahead was asleep, far more often than set.
    passed = reading.device_ms - contact.device_ms - min(reading.jump_ms, 0)
    bound = (contact.trip_ms / 2 + abs(passed) * DRIFT + abs(reading.jump_ms)) * MILLISECOND
    try:
        at = contact.server_at + passed * MILLISECOND
    except OverflowError:
        at = now + timedelta(days=1) if passed > 0 else first - timedelta(days=1)
    shown = min(max(at, first), now)
    if reading.unwatched or at < first - bound or at > now + bound:  # set while nobody saw it: somewhere in between
        return Arrival(shown, max(shown - first, now - shown))
    return Arrival(shown, min(bound, now - first + bound))


def on_day(found: Arrival, day: date, now: datetime) -> Arrival:
    """Return *found* moved into *day*, which the tablet printed, where that is the day before or after; else as it is.

    The number counts on that day: it may not meet the same number of the next.
    """
    if abs((local_day(found.at) - day).days) != 1 or start_of_day(day) > now:
        return found
    first, last = start_of_day(day), start_of_day(day + timedelta(days=1)) - timedelta(microseconds=1)
    at = min(max(found.at, first), last, now)
    return Arrival(at, found.bound + abs(at - found.at))
