"""What a report is called: the lines below “BÁO CÁO”. Pure."""

from typing import Final

from admin.documents.kinds import ReportKind
from admin.documents.phrases import period as told
from admin.measures.periods import Period

ABOUT: Final = {
    ReportKind.WEEKLY: "Thời gian chờ của người dân, doanh nghiệp tại {unit}, {period}",
    ReportKind.INTERIM: (
        "Sơ kết thí điểm khảo sát thời gian chờ đợi của người dân, doanh nghiệp tại Bộ phận Một cửa, {unit}, {period}"
    ),
    ReportKind.FINAL: (
        "Tổng kết thí điểm khảo sát thời gian chờ đợi của người dân, doanh nghiệp tại Bộ phận Một cửa, {unit}, {period}"
    ),
}


def subject(kind: ReportKind, unit: str, period: Period) -> str:
    """Return what the report is about."""
    return ABOUT[kind].format(unit=unit, period=told(period))


def within(text: str) -> str:
    """Return *text* as it goes on within a sentence."""
    return text[:1].lower() + text[1:]
