"""Reading what the control chart and the page of an effect are computed from: days, hours, the first visit."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.measures import reading
from admin.measures.daily import daily_sums_below
from admin.measures.effects import DaySum
from admin.measures.holiday_weeks import days_off, holiday_weeks
from admin.measures.periods import Period
from kiosk.ground.calendar import SATURDAY, Week, is_working_day, local_day
from kiosk.office import queries as office
from kiosk.office.opening import sessions_on
from kiosk.office.public_holidays import vietnam
from kiosk.queue.models import Ticket
from kiosk.queue.past_queries import stands

ONE_WEEK: Final = timedelta(weeks=1)


def first_day(session: Session, unit_ids: Collection[int]) -> date | None:
    """Return the day of the first visit of *unit_ids*; ``None`` before any."""
    earliest = [
        session.scalar(select(func.min(Ticket.arrived_at)).where(Ticket.unit_id == unit_id, stands()))
        for unit_id in sorted(unit_ids)
    ]
    return min((local_day(instant) for instant in earliest if instant is not None), default=None)


def weeks_between(first: date, last: date) -> list[Week]:
    """Return the weeks from the one of *first* to the one of *last*, in order."""
    days = range(0, (Week.of(last).monday - Week.of(first).monday).days + 1, 7)
    return [Week.of(first).shift(passed // 7) for passed in days]


def days_of(session: Session, unit_id: int, first: date, last: date, today: date) -> list[DaySum]:
    """Return the counted visits of each day from *first* to *last* of the unit and what stood below it that week."""
    if last < first:
        return []
    periods = [Period.of_week(week) for week in weeks_between(first, last)]
    found = reading.read(session, unit_id, periods, today=today)
    return [one for one in daily_sums_below(found.columns, periods, found.below) if first <= one.day <= last]


def short_weeks(session: Session, first: date, last: date) -> frozenset[Week]:
    """Return the weeks of *first* to *last* in which a public holiday or an order keeps people from work."""
    return holiday_weeks(free_days(session, Week.of(first).monday, Week.of(last).sunday))


def free_days(session: Session, first: date, last: date) -> list[date]:
    """Return the Mondays to Fridays from *first* to *last* that are public holidays or off by order."""
    overrides = office.overrides_from(session, first)
    holidays = _holidays(first, last)
    return days_off(first, last, lambda day: is_working_day(day, holidays=holidays, overrides=overrides))


def _holidays(first: date, last: date) -> dict[date, str]:
    return {day: name for year in range(first.year, last.year + 1, 2) for day, name in vietnam(year).items()}


def opens(session: Session, unit_id: int, first: date, last: date) -> tuple[int, Callable[[date], bool]]:
    """Return how many days an ordinary week of the unit has, and whether it receives people on a day.

    A unit without hours of its own, such as an organisation, works as the law has people at work. Its weekly hours are
    those it has today, for every week: earlier ones are not kept. Exceptions and orders are those of their days.
    """
    hours = office.hours_of(session, unit_id, first)
    holidays = _holidays(first, last)
    hours = replace(hours, holidays=holidays)
    if not hours.weekly:
        return SATURDAY, lambda day: is_working_day(day, holidays=holidays, overrides=hours.overrides)
    return len(hours.weekly), lambda day: bool(sessions_on(day, hours))
