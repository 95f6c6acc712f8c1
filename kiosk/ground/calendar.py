"""Local days, ISO weeks and working days of an office in Việt Nam.

Instants are aware and kept in UTC; a day and a week are always the office's own. UTC midnight is 07:00 here, the
busiest hour of the day, so a day cut in UTC would split every morning's queue.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
SATURDAY: Final = 5

_WEEK: Final = re.compile(r"((?:19|2[0-9])[0-9]{2})-W([0-9]{2})")


def local_day(instant: datetime) -> date:
    """Return the office's day in which *instant* falls.

    Raises:
        ValueError: *instant* has no time zone, so nobody knows which moment it is.
    """
    if instant.utcoffset() is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(ZONE).date()


def start_of_day(day: date) -> datetime:
    """Return local midnight at which *day* begins, as an aware UTC instant."""
    return at_local(day, time.min)


def at_local(day: date, wall: time) -> datetime:
    """Return the aware UTC instant at which the clock on the office's wall shows *wall* on *day*."""
    return datetime.combine(day, wall, tzinfo=ZONE).astimezone(UTC)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO 8601 week, Monday to Sunday; weeks sort in time.

    Attributes:
        year: The ISO year, which is not always the year of the Monday (29/12/2025 is in 2026-W01).
        number: 1 to 52, or 53 in a long year.

    Raises:
        ValueError: The year has no week of that number.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        date.fromisocalendar(self.year, self.number, 1)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the week that holds *day*."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-W47``, the form that ``str()`` writes.

        Raises:
            ValueError: Another form, a week that does not exist, or a year outside 1900–2999 (so that arithmetic on
                what somebody typed into an address cannot leave the calendar).
        """
        match = _WEEK.fullmatch(text)
        if match is None:
            raise ValueError("a week is written like 2026-W47")
        return cls(int(match[1]), int(match[2]))

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The last day, inside the week."""
        return self.monday + timedelta(days=6)

    @property
    def label(self) -> str:
        """The short form on charts: ``T47 (16/11)``, with the Monday's day and month."""
        return self.named("T%(number)s (%(monday)s)")

    def named(self, pattern: str) -> str:
        """Return the short form in another language: *pattern* has places for ``number`` and ``monday``."""
        return pattern % {"number": self.number, "monday": f"{self.monday:%d/%m}"}

    def shift(self, weeks: int) -> Self:
        """Return the week *weeks* later; a negative number goes back."""
        return type(self).of(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"


def weeks_until(week: Week, count: int) -> tuple[Week, ...]:
    """Return *count* weeks in order, the last of them *week*; empty when *count* is 0.

    Raises:
        ValueError: *count* is negative.
    """
    if count < 0:
        raise ValueError("a number of weeks cannot be negative")
    return tuple(week.shift(-back) for back in reversed(range(count)))


def is_working_day(day: date, *, holidays: Mapping[date, str], overrides: Mapping[date, bool]) -> bool:
    """Tell whether the law has people at work on *day*.

    Args:
        day: A local day.
        holidays: Public holidays and their names.
        overrides: The administrator's word, which wins: ``True`` a worked day, ``False`` a day off. Swaps are decided
            late each year (02/01/2026 off for 10/01/2026 worked), later than any published table.
    """
    decided = overrides.get(day)
    if decided is not None:
        return decided
    return day not in holidays and day.weekday() < SATURDAY


def add_working_days(day: date, count: int, *, holidays: Mapping[date, str], overrides: Mapping[date, bool]) -> date:
    """Return the *count*-th working day after *day*; the day itself is never counted.

    With *count* 0: *day* when it is worked, otherwise the next working day.

    Raises:
        ValueError: *count* is negative.
    """
    if count < 0:
        raise ValueError("a number of working days cannot be negative")
    while count > 0 or not is_working_day(day, holidays=holidays, overrides=overrides):
        day += timedelta(days=1)
        count -= is_working_day(day, holidays=holidays, overrides=overrides)
    return day
