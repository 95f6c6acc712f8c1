"""How a tablet is: heard of just now, some minutes ago, long ago, or never."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

ALIVE_FOR: Final = timedelta(minutes=2)
LATELY: Final = timedelta(minutes=60)


class Pulse(StrEnum):
    """What a list says of a tablet, in colour and in words."""

    ALIVE = "alive"
    MINUTES = "minutes"
    LONG = "long"
    NEVER = "never"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Liveness:
    """A pulse with the whole minutes since the tablet was heard of; ``None`` when it never was, or is revoked."""

    pulse: Pulse
    minutes: int | None = None


def liveness(last_seen_at: datetime | None, revoked_at: datetime | None, *, now: datetime) -> Liveness:
    """Return how a tablet is at *now*: alive for two minutes after it was heard of. Aware instants."""
    if revoked_at is not None:
        return Liveness(Pulse.REVOKED)
    if last_seen_at is None:
        return Liveness(Pulse.NEVER)
    silent = max(now - last_seen_at, timedelta())
    minutes = silent // timedelta(minutes=1)
    if silent < ALIVE_FOR:
        return Liveness(Pulse.ALIVE, minutes)
    return Liveness(Pulse.MINUTES if silent < LATELY else Pulse.LONG, minutes)
