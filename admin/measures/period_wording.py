"""Periods in the reader's words."""

from typing import Final

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.measures.periods import Period, PeriodKind
from admin.measures.wording import week_name
from kiosk.ground.calendar import Week

KINDS: Final = {
    PeriodKind.WEEK: _l("Tuần"),
    PeriodKind.DAY: _l("Ngày"),
    PeriodKind.REPORT_MONTH: _l("Tháng báo cáo (15–14)"),
    PeriodKind.REPORT_QUARTER: _l("Quý báo cáo"),
    PeriodKind.REPORT_HALF: _l("6 tháng báo cáo"),
    PeriodKind.REPORT_NINE_MONTHS: _l("9 tháng báo cáo"),
    PeriodKind.REPORT_YEAR: _l("Năm báo cáo"),
    PeriodKind.MONTH: _l("Tháng"),
    PeriodKind.QUARTER: _l("Quý"),
    PeriodKind.YEAR: _l("Năm"),
    PeriodKind.RANGE: _l("Từ ngày – đến ngày"),
}
ROMAN: Final = ("I", "II", "III", "IV")


def period_name(period: Period) -> str:
    """Return how a period is called: “T47 (16/11)”, “Tháng 11/2026 (15/10–14/11)”, “01/01/2026–31/03/2026”."""
    if period.kind is PeriodKind.WEEK:
        return week_name(Week.of(period.first))
    if period.kind is PeriodKind.DAY:
        return str(format_date(period.first, _("EEEE dd/MM/yyyy")))
    if period.kind is PeriodKind.RANGE:
        return span(period)
    named = _named(period)
    return f"{named} ({span(period)})" if period.kind.startswith("report") else named


def behind(here: Week, complete: Week) -> str:
    """Return that *here* is shown because the last week that is over has too few figures; empty where it is that."""
    if here >= complete:
        return ""
    missing, found = (span(Period.of_week(week)) for week in (complete, here))
    return str(_("Tuần %(missing)s chưa có đủ số liệu; đây là tuần %(here)s.", missing=missing, here=found))


def span(period: Period) -> str:
    """Return the first and the last day: “15/10–14/11/2026”; with both years where they differ."""
    same = period.first.year == period.last.year and period.kind is not PeriodKind.RANGE
    return f"{period.first:%d/%m}–{period.last:%d/%m/%Y}" if same else f"{period.first:%d/%m/%Y}–{period.last:%d/%m/%Y}"


def _named(period: Period) -> str:
    year, number = period.year, period.number
    if period.kind in (PeriodKind.MONTH, PeriodKind.REPORT_MONTH):
        return str(_("Tháng %(number)s/%(year)s", number=number, year=year))
    if period.kind in (PeriodKind.QUARTER, PeriodKind.REPORT_QUARTER):
        return str(_("Quý %(number)s/%(year)s", number=ROMAN[(number or 1) - 1], year=year))
    if period.kind is PeriodKind.REPORT_HALF:
        first = _("6 tháng đầu năm %(year)s", year=year)
        return str(first if number == 1 else _("6 tháng cuối năm %(year)s", year=year))
    if period.kind is PeriodKind.REPORT_NINE_MONTHS:
        return str(_("9 tháng năm %(year)s", year=year))
    return str(_("Năm %(year)s", year=year))
