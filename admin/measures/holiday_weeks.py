"""Days off on which others work, and the weeks that hold them: Tết, other public holidays, days off by order. Pure.

Before and after such days people come, or stay away, all at once: a wait that is long or short in them says nothing of
what was changed.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from kiosk.ground.calendar import SATURDAY, Week


def days_off(first: date, last: date, works: Callable[[date], bool]) -> list[date]:
    """Return the Mondays to Fridays from *first* to *last*, both inside, on which people do not work.

    Args:
        first: A day.
        last: A day; before *first* there are none.
        works: Whether the law has people at work on a day.
    """
    days = (first + timedelta(days=passed) for passed in range((last - first).days + 1))
    return [day for day in days if day.weekday() < SATURDAY and not works(day)]


def holiday_weeks(days: Iterable[date]) -> frozenset[Week]:
    """Return the weeks that hold *days*, which are off."""
    return frozenset(Week.of(day) for day in days)
