"""Which report an address means. Pure."""

from datetime import date

from admin.documents.kinds import ReportKind
from admin.measures.periods import Period, PeriodKind


def report(kind: str, period: str) -> tuple[ReportKind, Period]:
    """Return what an address names: weekly reports an ISO week (2026-W47), others their first and last day.

    Raises:
        ValueError: There is no such kind, or no such period of it.
    """
    found = ReportKind(kind)
    return found, Period.read(PeriodKind.WEEK if found is ReportKind.WEEKLY else PeriodKind.RANGE, period)


def begun(period: Period, today: date) -> bool:
    """Tell whether there is anything to report on."""
    return period.first <= today
