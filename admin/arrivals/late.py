"""Somebody who came earlier today than they are written down: when, and why so late. Pure."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from kiosk.ground.calendar import at_local, local_day
from kiosk.queue.cards.picking import CardWish


class LateReason(StrEnum):
    """Why an arrival is written down later than it was."""

    CROWD = "crowd"
    POWER = "power"
    NETWORK = "network"
    PAPER = "paper"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Late:
    """An arrival that is written down late; *came_at* is of today and never later than it was written."""

    came_at: datetime
    reason: LateReason

    @property
    def note(self) -> str:
        """What the record of the arrival says about it."""
        return f"late: {self.reason}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a form says about somebody who came without a phone.

    Attributes:
        late: When they came and why that is written down late; ``None`` for somebody who comes now.
        priority: The code of the class they say they belong to.
        card: The laminated card that is handed out, or “the next one”; ``None``: none.
    """

    group_id: int
    late: Late | None
    priority: str
    card: CardWish | None


class FutureError(ValueError):
    """The time has not come yet."""


def came_at(typed: time, *, now: datetime) -> datetime:
    """Return the instant of a time of today's.

    Raises:
        FutureError: It is still to come; a time of yesterday cannot be said.
    """
    at = at_local(local_day(now), typed)
    if at > now:
        raise FutureError
    return at
