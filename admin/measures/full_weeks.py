"""Which weeks can be compared with each other: over, as many working days as usual, and no change in the middle."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta

from kiosk.ground.calendar import Week


def full_weeks(
    weeks: Sequence[Week],
    *,
    usual: int,
    opens: Callable[[date], bool],
    since: date,
    today: date,
    changes: Collection[date] = (),
) -> frozenset[Week]:
    """Return those of *weeks* that count for the limits of a control chart.

    Tết, a holiday or a day off by order makes a week shorter than usual: fewer people come, or all of them at once. A
    week with a worked Saturday has more days than usual and counts.

    Args:
        weeks: Any weeks.
        usual: Working days of an ordinary week, by the unit's opening hours.
        opens: Whether the office receives people on a day, with holidays and exceptions.
        since: The first day with visits; its week counts only from its first open day.
        today: The present week is not over and never counts.
        changes: Days from which something was changed. A week in which one came after the first open day is half one
            thing and half another.
    """
    return frozenset(week for week in weeks if _is_full(week, usual, opens, since, today, changes))


def phase_starts(days: Collection[date]) -> frozenset[Week]:
    """Return the weeks with which a phase begins when something changed on *days*: those that hold them."""
    return frozenset(Week.of(day) for day in days)


def _is_full(
    week: Week, usual: int, opens: Callable[[date], bool], since: date, today: date, changes: Collection[date]
) -> bool:
    if week.sunday >= today:
        return False
    open_days = [day for day in (week.monday + timedelta(days=ahead) for ahead in range(7)) if opens(day)]
    if len(open_days) < max(1, usual) or since > open_days[0]:
        return False
    return not any(open_days[0] < day <= week.sunday for day in changes)
