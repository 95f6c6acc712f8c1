"""What was tapped last, and whether it can still be taken back. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

UNDO_FOR: Final = timedelta(minutes=1)
LATE_SECONDS: Final = 30
"""A tap that reached the server later than this, as the phone says, times nobody: the server's instant is the tap's."""


class Tap(StrEnum):
    """What can be tapped about somebody."""

    ARRIVED = "arrived"
    CALLED = "called"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody in the hall, by the server's clock.

    Attributes:
        seq: 1 for whoever came first in this check.
        number: The number read from the slip; ``None`` where nobody read it.
        no_ticket: They had none.
        late_seconds: How late the latest of the taps came in, as the phone says; ``None``: all came at once.
    """

    seq: int
    arrived_at: datetime
    called_at: datetime | None = None
    left_at: datetime | None = None
    number: str | None = None
    no_ticket: bool = False
    late_seconds: int | None = None

    @property
    def waits(self) -> bool:
        """Whether they still sit there."""
        return self.called_at is None and self.left_at is None

    @property
    def wait_seconds(self) -> int | None:
        """From coming in to the call; ``None`` without a call, or where a tap came too late to time anybody."""
        if self.called_at is None or (self.late_seconds or 0) > LATE_SECONDS:
            return None
        return int((self.called_at - self.arrived_at).total_seconds())


@dataclass(frozen=True, slots=True)
class Last:
    """The last tap of a check."""

    seq: int
    tap: Tap
    at: datetime

    def may_go(self, now: datetime) -> bool:
        """Tell whether it can be taken back."""
        return now - self.at <= UNDO_FOR


def last(people: Iterable[Seen]) -> Last | None:
    """Return the last tap about *people*; ``None`` before anybody came."""
    taps = [tap for one in people for tap in _taps(one)]
    return max(taps, key=lambda tap: (tap.at, tap.tap is not Tap.ARRIVED, tap.seq), default=None)


def _taps(one: Seen) -> Iterable[Last]:
    known = {Tap.ARRIVED: one.arrived_at, Tap.CALLED: one.called_at, Tap.LEFT: one.left_at}
    return [Last(one.seq, tap, at) for tap, at in known.items() if at is not None]
