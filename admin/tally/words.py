"""Sentences about tally sheets."""

from datetime import date
from typing import Final

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.tally.rows import RESULTS, Fault
from kiosk.ground.i18n import DEFAULT
from kiosk.office.models import ServiceGroup
from kiosk.office.queries import UnitView
from kiosk.office.tally_sheet import Tally, TallyWords

HEADS: Final = {
    "group": _l("Việc"),
    "arrived": _l("Đến"),
    "called": _l("Gọi"),
    "started": _l("Bắt đầu"),
    "ended": _l("Xong"),
    "result": _l("Kết quả"),
}
_FAULTS: Final = {
    ("group", Fault.MISSING): _l("thiếu việc"),
    ("group", Fault.UNKNOWN): _l("không có nhóm việc mang chữ này"),
    ("result", Fault.MISSING): _l("thiếu kết quả: X, V hoặc B"),
    ("result", Fault.UNKNOWN): _l("kết quả chỉ là X, V hoặc B"),
    ("arrived", Fault.MISSING): _l("thiếu giờ đến"),
    ("called", Fault.MISSING): _l("thiếu giờ gọi"),
    ("ended", Fault.MISSING): _l("người bỏ về cần giờ về, ghi ở ô Xong"),
}
_BY_FAULT: Final = {
    Fault.MISSING: _l("còn thiếu"),
    Fault.UNREADABLE: _l("giờ viết như 0735 hoặc 7:35"),
    Fault.UNKNOWN: _l("không đọc được"),
    Fault.BACKWARDS: _l("sớm hơn giờ trước đó"),
    Fault.FUTURE: _l("giờ này chưa tới"),
}


def fault(name: str, found: Fault) -> str:
    """Return what is wrong with one field of a line: ``Gọi: sớm hơn giờ trước đó``."""
    said = _FAULTS.get((name, found)) or _BY_FAULT[found]
    return f"{HEADS[name]}: {said}"


def day_name(day: date) -> str:
    """Return a day as it stands on paper: ``16/11/2026``."""
    return str(format_date(day, "dd/MM/yyyy"))


def sheet_of(unit: UnitView, groups: list[ServiceGroup], day: date | None) -> Tally:
    """Return the sheet of a unit, in Vietnamese: it is written and read by the staff."""
    asks_start = not unit.unit.start_with_call
    practice = (_("TẬP DÙNG"),) if unit.unit.is_practice else ()
    return Tally(
        unit=unit.name(DEFAULT),
        groups=tuple((group.prefix, group.name(DEFAULT)) for group in groups),
        results="".join(RESULTS),
        date=day_name(day) if day else "",
        marks=(*practice, *((_("DỮ LIỆU MẪU"),) if unit.unit.is_demo else ())),
        words=TallyWords(
            title=_("Phiếu ghi tay lượt đến"),
            day=_("Ngày"),
            page=_("Trang"),
            instruction=_(
                "Mỗi người một dòng, ghi ngay khi việc xảy ra: đánh dấu việc, giờ và phút (ví dụ 0735), "
                "khoanh kết quả. Không ghi tên, số căn cước, số điện thoại."
            ),
            legend=_("X: xong việc    V: gọi mà vắng    B: bỏ về (ghi giờ về ở ô Xong)"),
            place=_("STT"),
            group=str(HEADS["group"]),
            result=str(HEADS["result"]),
            times=tuple(
                str(HEADS[name]) for name in ("arrived", "called", "started", "ended") if _asked(name, asks_start)
            ),
        ),
        language=DEFAULT,
    )


def _asked(name: str, asks_start: bool) -> bool:
    return asks_start or name != "started"
