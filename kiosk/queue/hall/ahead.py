"""The next day on which an office works otherwise than every week: what the hall should know today. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kiosk.office.opening import Hours, Session, sessions_on

DAYS: Final = 4
"""From Friday over the weekend to the Tuesday after: no further, or nobody reads it any more."""


@dataclass(frozen=True, slots=True)
class Unusual:
    """A day of the next few.

    Attributes:
        tomorrow: It is the very next one.
        sessions: When the office is open; empty when it is closed.
        holiday: Which public holiday closes it, in Vietnamese; empty for any other reason.
    """

    day: date
    tomorrow: bool
    sessions: tuple[Session, ...]
    holiday: str = ""


def unusual_after(today: date, hours: Hours) -> Unusual | None:
    """Return the first day after *today* that is not as its weekday usually is.

    ``None`` when a usual working day comes before it, or the office never opens by the week: then nothing is usual.
    """
    if not hours.weekly:
        return None
    for ahead in range(1, DAYS + 1):
        day = today + timedelta(days=ahead)
        usual, found = _usually(day, hours), sessions_on(day, hours)
        if found != usual:
            named = "" if found or day in hours.exceptions else hours.holidays.get(day, "")
            return Unusual(day, ahead == 1, found, named)
        if usual:
            return None
    return None


def _usually(day: date, hours: Hours) -> tuple[Session, ...]:
    return sessions_on(day, Hours(hours.weekly))
