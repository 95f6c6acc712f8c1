"""Periods that a figure may be of: days, ISO weeks, calendar and Vietnamese reporting periods, a free range.

A reporting month runs from the 15th of the month before to the 14th, and is named after the month in which it ends; a
quarter, half-year, nine months and year of reports are made of such months (Nghị định 09/2019/NĐ-CP, article 12, which
knows only the first half of a year: the second is ours, so that halves follow one another). A visit belongs to the
period that holds the local day of its arrival.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple, Self

from kiosk.ground.calendar import Week, start_of_day

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999
LONGEST_DAYS: Final = 5 * 366
"""A free range may not be longer: a page of it is read at once."""
MOST: Final = 400
"""Periods in one list: five years of weeks, a year of days."""
REPORT_DAY: Final = 15
ONE_DAY: Final = timedelta(days=1)


class PeriodKind(StrEnum):
    """What kind of period; its value stands in addresses."""

    DAY = "day"
    WEEK = "week"
    REPORT_MONTH = "report-month"
    REPORT_QUARTER = "report-quarter"
    REPORT_HALF = "report-half"
    REPORT_NINE_MONTHS = "report-nine-months"
    REPORT_YEAR = "report-year"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"


class _Span(NamedTuple):
    months: int
    every: int
    reporting: bool
    pattern: str


_SPANS: Final = {
    PeriodKind.MONTH: _Span(1, 1, False, "{year}-{number:02d}"),
    PeriodKind.QUARTER: _Span(3, 3, False, "{year}-Q{number}"),
    PeriodKind.YEAR: _Span(12, 12, False, "{year}"),
    PeriodKind.REPORT_MONTH: _Span(1, 1, True, "{year}-{number:02d}"),
    PeriodKind.REPORT_QUARTER: _Span(3, 3, True, "{year}-Q{number}"),
    PeriodKind.REPORT_HALF: _Span(6, 6, True, "{year}-H{number}"),
    PeriodKind.REPORT_NINE_MONTHS: _Span(9, 12, True, "{year}"),
    PeriodKind.REPORT_YEAR: _Span(12, 12, True, "{year}"),
}
_CODE: Final = re.compile(r"([0-9]{4})(?:-([QH]?)([0-9]{1,2}))?")


@dataclass(frozen=True, slots=True)
class Period:
    """Whole local days from *first* to *last*, both inside.

    Raises:
        ValueError: It is no period of its kind, lies outside the years 1900–2999, or is a range of over five years.
    """

    kind: PeriodKind
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first or self.first.year < FIRST_YEAR or self.last.year > LAST_YEAR:
            raise ValueError("a period lies between 1900 and 2999 and does not end before it begins")
        if self.kind is PeriodKind.RANGE:
            if self.days > LONGEST_DAYS:
                raise ValueError("a free range is five years long at most")
        elif (self.first, self.last) != _bounds(self.kind, self.first):
            raise ValueError(f"{self.first} to {self.last} is no {self.kind}")

    @classmethod
    def parse(cls, key: str) -> Self:
        """Read what :attr:`key` writes, such as ``week/2026-W47`` or ``range/2026-01-01_2026-03-31``.

        Raises:
            ValueError: Anything else, however absurd.
        """
        kind, _, code = key.partition("/")
        return cls.read(PeriodKind(kind), code)

    @classmethod
    def read(cls, kind: PeriodKind, code: str) -> Self:
        """Read a *code* of *kind*, such as ``2026-Q4``; raises ``ValueError`` on anything else."""
        first, _, last = code.partition("_") if kind is PeriodKind.RANGE else (code, "", code)
        if kind in (PeriodKind.RANGE, PeriodKind.DAY):
            found = cls(kind, date.fromisoformat(first), date.fromisoformat(last))
        elif kind is PeriodKind.WEEK:
            found = cls.of_week(Week.parse(code))
        else:
            found = cls._of_months(kind, code)
        if found.code != code:
            raise ValueError(f"a {kind} is written like {found.code}")
        return found

    @classmethod
    def of_week(cls, week: Week) -> Self:
        """Return the period of an ISO week."""
        return cls(PeriodKind.WEEK, week.monday, week.sunday)

    @classmethod
    def _of_months(cls, kind: PeriodKind, code: str) -> Self:
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"no {kind} is written like that")
        span, number = _SPANS[kind], int(match[3] or 1)
        if not 1 <= number <= 12 // span.every:
            raise ValueError(f"no year has such a {kind}")
        return cls(kind, *_months(span, int(match[1]) * 12 + (number - 1) * span.every))

    @property
    def key(self) -> str:
        """What stands in addresses: kind and code."""
        return f"{self.kind}/{self.code}"

    @property
    def code(self) -> str:
        """The period among those of its kind, such as ``2026-W47``."""
        if self.kind is PeriodKind.RANGE:
            return f"{self.first}_{self.last}"
        if self.kind is PeriodKind.DAY:
            return str(self.first)
        if self.kind is PeriodKind.WEEK:
            return str(Week.of(self.first))
        return _SPANS[self.kind].pattern.format(year=self.year, number=self.number)

    @property
    def year(self) -> int:
        """The year after which it is named: of a week the ISO year, otherwise that of the last day."""
        return Week.of(self.first).year if self.kind is PeriodKind.WEEK else self.last.year

    @property
    def number(self) -> int | None:
        """Which one of its year: month 1–12, quarter 1–4, half 1–2, week 1–53; ``None`` where there is but one."""
        if self.kind is PeriodKind.WEEK:
            return Week.of(self.first).number
        span = _SPANS.get(self.kind)
        return None if span is None or span.every == 12 else (self.last.month - 1) // span.every + 1

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def since(self) -> datetime:
        """The instant at which it begins, local midnight at UTC+7."""
        return start_of_day(self.first)

    @property
    def until(self) -> datetime:
        """The instant at which the next begins: outside."""
        return start_of_day(self.last + ONE_DAY)

    def holds(self, day: date) -> bool:
        """Tell whether *day* lies inside."""
        return self.first <= day <= self.last

    def shift(self, count: int) -> "Period":
        """Return the one *count* later, or earlier when negative; a range moves by its own length.

        Raises:
            ValueError: That lies outside the years 1900–2999.
        """
        if abs(count) > (LAST_YEAR - FIRST_YEAR) * 366:
            raise ValueError("that is no year anybody reports on")
        span = _SPANS.get(self.kind)
        if span is not None:
            month = _reporting_month(self.last) if span.reporting else _month(self.last)
            return Period(self.kind, *_months(span, month - (span.months - 1) + count * span.every))
        try:
            apart = timedelta(days=self.days * count)
            return Period(self.kind, self.first + apart, self.last + apart)
        except OverflowError:
            raise ValueError("that is no year anybody reports on") from None


def containing(kind: PeriodKind, day: date) -> Period:
    """Return the period of *kind* that holds *day*; of nine months, which leave a quarter out, that of the same year.

    Raises:
        ValueError: *kind* is a free range, or the period lies outside the years 1900–2999.
    """
    return Period(kind, *_bounds(kind, day))


def free(first: date, last: date) -> Period:
    """Return the free range from *first* to *last*, both inside; raises ``ValueError`` where it is none."""
    return Period(PeriodKind.RANGE, first, last)


def until(kind: PeriodKind, last_day: date, count: int) -> tuple[Period, ...]:
    """Return *count* periods of *kind* in order, the last of them the one of *last_day*.

    Raises:
        ValueError: *count* is negative or over 400, or something `containing` refuses.
    """
    if not 0 <= count <= MOST:
        raise ValueError(f"a list has 0 to {MOST} periods")
    latest = containing(kind, last_day)
    return tuple(latest.shift(-back) for back in reversed(range(count)))


def overlapping(kind: PeriodKind, period: Period) -> tuple[Period, ...]:
    """Return, in order, the periods of *kind* that share a day with *period*; the outer ones may straddle its ends."""
    found = [containing(kind, period.last)]
    while found[-1].first > period.first and len(found) < MOST:
        found.append(found[-1].shift(-1))
    return tuple(one for one in reversed(found) if one.last >= period.first and one.first <= period.last)


def last_complete(kind: PeriodKind, today: date) -> Period:
    """Return the last period of *kind* that is over on *today*: its last day is yesterday or earlier."""
    latest = containing(kind, today)
    return latest if latest.last < today else latest.shift(-1)


def _bounds(kind: PeriodKind, day: date) -> tuple[date, date]:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("a day lies between 1900 and 2999")
    if kind is PeriodKind.RANGE:
        raise ValueError("a day does not say which free range")
    if kind is PeriodKind.DAY:
        return day, day
    if kind is PeriodKind.WEEK:
        week = Week.of(day)
        return week.monday, week.sunday
    span = _SPANS[kind]
    month = _reporting_month(day) if span.reporting else _month(day)
    return _months(span, month - month % span.every)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _reporting_month(day: date) -> int:
    return _month(day) + (day.day >= REPORT_DAY)


def _months(span: _Span, month: int) -> tuple[date, date]:
    """Return the first and the last day of the months of *span* that begin with *month*, counted from year 0."""
    after = month + span.months
    if span.reporting:
        return _day(month - 1, REPORT_DAY), _day(after - 1, REPORT_DAY) - ONE_DAY
    return _day(month, 1), _day(after, 1) - ONE_DAY


def _day(month: int, day: int) -> date:
    return date(month // 12, month % 12 + 1, day)
