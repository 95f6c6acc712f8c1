"""Whether the door gives out numbers at one moment."""

from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.office.opening import Opening, OpeningState


class Admission(StrEnum):
    """What somebody hears who wants a number now."""

    OPEN = "open"
    LUNCH = "lunch"
    EARLY = "early"
    TOO_EARLY = "too_early"
    CLOSED = "closed"
    DAY_OFF = "day_off"
    FULL = "full"

    @property
    def gives_numbers(self) -> bool:
        """Whether a number can be taken. At lunch it can: people queue, and their wait does not stop."""
        return self in {Admission.OPEN, Admission.LUNCH, Admission.EARLY}


def admission(opening: Opening, before_opening: timedelta, *, now: datetime, full: bool = False) -> Admission:
    """Return what the door says at *now*; numbers are given from *before_opening* ahead of the first session.

    *full*: the day's last number was given, which only matters while numbers would be given.
    """
    by_hours = _by_hours(opening, before_opening, now)
    return Admission.FULL if full and by_hours.gives_numbers else by_hours


def _by_hours(opening: Opening, before_opening: timedelta, now: datetime) -> Admission:
    match opening.state:
        case OpeningState.OPEN:
            return Admission.OPEN
        case OpeningState.LUNCH_BREAK:
            return Admission.LUNCH
        case OpeningState.BEFORE_OPENING:
            near = opening.changes_at is not None and opening.changes_at - now <= before_opening
            return Admission.EARLY if near else Admission.TOO_EARLY
        case OpeningState.CLOSED_FOR_TODAY:
            return Admission.CLOSED
        case OpeningState.DAY_OFF:
            return Admission.DAY_OFF
