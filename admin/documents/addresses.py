"""Which report an address means. Pure."""

from datetime import date
from typing import Final

from admin.documents.kinds import ReportKind
from admin.measures.periods import Period, PeriodKind

FIRST_DAY: Final = date(2000, 1, 1)
"""Nobody came before; weeks of comparison reach back from here."""


def report(kind: str, period: str) -> tuple[ReportKind, Period]:
    """Return what an address names: weekly reports an ISO week (2026-W47), others their first and last day.

    Raises:
        ValueError: There is no such kind, or no such period of it.
    """
    found = ReportKind(kind)
    return found, within_reach(PeriodKind.WEEK if found is ReportKind.WEEKLY else PeriodKind.RANGE, period)


def within_reach(kind: str, code: str) -> Period:
    """Return the period that *code* names.

    Raises:
        ValueError: There is no such period, or it begins before anybody came anywhere.
    """
    found = Period.read(PeriodKind(kind), code)
    if found.first < FIRST_DAY:
        raise ValueError("nobody came then")
    return found


def begun(period: Period, today: date) -> bool:
    """Tell whether there is anything to report on."""
    return period.first <= today
