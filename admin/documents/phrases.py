"""Numbers, days and periods as an official document writes them, always in Vietnamese. Pure."""

from datetime import date
from typing import Final

from admin.measures.numbers import number
from admin.measures.periods import Period, PeriodKind
from kiosk.ground.calendar import Week

FEW: Final = "chưa đủ dữ liệu"
WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def shown(value: float) -> str:
    """Return a number with at most one decimal: 1.234,5; with a minus, not a hyphen."""
    return number(value, decimal_comma=True).replace("-", "−")


def minutes(seconds: float | None) -> str | None:
    """Return seconds as minutes; ``None`` stays “no data”."""
    return None if seconds is None else shown(round(seconds / 60, 1))


def percent(share: float | None) -> str | None:
    """Return a share 0–1 as a percentage; ``None`` stays “no data”."""
    return None if share is None else f"{shown(round(share * 100, 1))} %"


def between(low: float | None, high: float | None, unit: str = "") -> str | None:
    """Return two numbers as the ends of an interval; ``None`` when one is not known."""
    if low is None or high is None:
        return None
    apart = "–" if low >= 0 else "đến"  # a dash beside a minus would be read as another
    return f"{shown(round(low, 1))} {apart} {shown(round(high, 1))}{unit}"


def day(value: date) -> str:
    """Return a day: 22/11/2026."""
    return f"{value:%d/%m/%Y}"


def days(first: date, last: date) -> str:
    """Return “từ ngày 16/11/2026 đến ngày 22/11/2026”."""
    return f"từ ngày {day(first)} đến ngày {day(last)}"


def period(value: Period) -> str:
    """Return the period by its days, a week with its number."""
    told = days(value.first, value.last)
    return f"tuần {value.number} ({told})" if value.kind is PeriodKind.WEEK else told


def week(value: Week) -> str:
    """Return the short name of a week: T47 (16/11)."""
    return value.label
