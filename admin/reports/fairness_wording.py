"""The fairness report in the reader's words."""

from collections.abc import Mapping, Sequence
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.measures.wording import Cell, minutes, percent, shown
from admin.reports.fairness import ClassWaits, Fairness, Overtakings, Reason
from kiosk.ground.i18n import locale
from kiosk.office.models import PriorityClass
from kiosk.queue.kinds import NORMAL

REASONS: Final = {
    Reason.PRIORITY: _l("Theo quy tắc ưu tiên của đơn vị"),
    Reason.CAME_BACK: _l("Người vắng mặt vào hàng lại"),
    Reason.TRANSFER: _l("Người được chuyển từ việc khác sang"),
    Reason.WRITTEN_LATER: _l("Người có giờ đến ghi lại"),
    Reason.OUT_OF_TURN: _l("Được gọi ngoài thứ tự"),
    Reason.NOT_KEPT: _l("Không rõ vì sao"),
}


def sentence(found: Overtakings) -> str:
    """Return in one sentence how often somebody was overtaken."""
    if found.share is None:
        text = _("Chưa đủ dữ liệu: %(n)s người đã chờ, cần ít nhất 10.", n=shown(found.waited))
    elif not found.by_how_many:
        text = _("Không ai bị gọi sau người đến sau.")
    else:
        text = _(
            "%(share)s người chờ có ít nhất một người đến sau được gọi trước, nhiều nhất là %(most)s người.",
            share=percent(found.share),
            most=shown(found.by_how_many[-1]),
        )
    return str(text)


def head() -> list[str]:
    """Return the headings of the table of classes; each is defined in docs/measures.md."""
    return [
        _("Diện"),
        _("Số lượt"),
        _("Trung bình"),
        _("Trung vị"),
        _("P90"),
        _("Trong mục tiêu"),
        _("Số người chờ"),
        _("Có người đến sau được gọi trước"),
        _("Tỷ lệ"),
    ]


def table(found: Fairness, classes: Sequence[PriorityClass]) -> list[list[Cell]]:
    """Return a row for each class that came; waits in minutes."""
    names = {one.code: one.name(locale()) for one in classes}
    return [_row(one, names) for one in found.classes]


def reasons_head() -> list[str]:
    """Return the headings of the table of reasons."""
    return [_("Lý do"), _("Số người bị vượt"), _("Số lần")]


def reasons(found: Overtakings) -> list[list[Cell]]:
    """Return a row for each reason."""
    return [[str(REASONS[why]), shown(found.people[why]), shown(found.times[why])] for why in Reason]


def _row(one: ClassWaits, names: Mapping[str, str]) -> list[Cell]:
    return [
        _("Không thuộc diện nào")
        if one.code == NORMAL
        else names.get(one.code, _("Diện khác: %(code)s", code=one.code)),
        shown(one.n),
        minutes(one.mean_seconds),
        minutes(one.median_seconds),
        minutes(one.p90_seconds),
        percent(one.within_target),
        shown(one.waited),
        shown(one.overtaken),
        percent(one.overtaken_share),
    ]
