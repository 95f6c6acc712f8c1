"""Names of reports and their parts on the pages, in the reader's language."""

from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.documents.kinds import ReportKind
from admin.documents.sections import DEPLOYMENT, PROBLEMS, PROPOSALS, RESULTS
from admin.measures.periods import Period

KINDS: Final = {
    ReportKind.WEEKLY: _l("Báo cáo tuần"),
    ReportKind.INTERIM: _l("Báo cáo sơ kết thí điểm"),
    ReportKind.FINAL: _l("Báo cáo tổng kết thí điểm"),
}
PARTS: Final = {
    DEPLOYMENT: _l("I. Triển khai: nói thêm"),
    RESULTS: _l("II. Kết quả: nói thêm"),
    PROBLEMS: _l("III. Tồn tại, nguyên nhân"),
    PROPOSALS: _l("IV. Đề xuất, kiến nghị nhân rộng"),
}


def titled(kind: ReportKind, period: Period) -> str:
    """Return what a report is called on its page: “Báo cáo tuần 47, 16/11/2026 – 22/11/2026”."""
    days = f"{period.first:%d/%m/%Y} – {period.last:%d/%m/%Y}"
    if kind is ReportKind.WEEKLY:
        return str(_("Báo cáo tuần %(number)s, %(days)s", number=period.number, days=days))
    return f"{KINDS[kind]}, {days}"
