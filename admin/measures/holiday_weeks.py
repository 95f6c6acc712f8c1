"""Weeks that have fewer working days than others: Tết, other public holidays, days off by order. Pure.

Before and after such days people come, or stay away, all at once: a wait that is long or short in them says nothing of
what was changed.
"""

from collections.abc import Callable
from datetime import date, timedelta

from kiosk.ground.calendar import SATURDAY, Week


def holiday_weeks(first: date, last: date, works: Callable[[date], bool]) -> frozenset[Week]:
    """Return the weeks from that of *first* to that of *last* in which people do not work on some Monday to Friday.

    Args:
        first: A day.
        last: A day; before *first* there are none.
        works: Whether the law has people at work on a day.
    """
    count = (Week.of(last).monday - Week.of(first).monday).days // 7 + 1
    return frozenset(week for week in map(Week.of(first).shift, range(count)) if not _is_whole(week, works))


def _is_whole(week: Week, works: Callable[[date], bool]) -> bool:
    return all(works(week.monday + timedelta(days=ahead)) for ahead in range(SATURDAY))
