"""What is said of procedures to those who keep them: why a file or a row was refused, shares, states."""

from typing import Final

from flask_babel import format_percent
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.procedures.columns import COLUMNS, WrongHeader
from admin.procedures.row_actions import Outcome
from admin.procedures.runs import Told
from admin.procedures.sheets import WrongFile
from admin.setup.sentences import sentence
from kiosk.procedures.queries import Held

FAULTS: Final = {
    "empty": _l("Tệp trống."),
    "too_large": _l("Tệp lớn hơn 10 MB. Xin chia thành nhiều tệp."),
    "utf_16": _l("Tệp ở mã UTF-16. Trong Excel, chọn Lưu thành, kiểu “CSV UTF-8”, rồi gửi lại."),
    "not_utf_8": _l(
        "Tệp không ở mã UTF-8, có thể là Windows-1258 hoặc TCVN3. "
        "Trong Excel, chọn Lưu thành, kiểu “CSV UTF-8”, rồi gửi lại."
    ),
    "packed": _l("Đây là tệp Excel hoặc tệp nén. Trong Excel, chọn Lưu thành, kiểu “CSV UTF-8”, rồi gửi lại."),
    "unclosed": _l("Có dấu ngoặc kép mở mà không đóng."),
    "not_text": _l("Tệp không phải là văn bản."),
    "too_many": _l("Tệp có hơn 500 dòng. Xin chia nhỏ, hoặc nhờ người quản trị máy chủ nhập bằng dòng lệnh."),
}
OUTCOMES: Final = {
    Outcome.ADDED: _l("Thêm mới"),
    Outcome.RECEIVED: _l("Đã có, nay nhận ở đơn vị này"),
    Outcome.CHANGED: _l("Thay đổi"),
    Outcome.SAME: _l("Giữ nguyên"),
    Outcome.REFUSED: _l("Không nhận được"),
}


def file_fault(error: WrongFile | WrongHeader) -> str:
    """Return why a file cannot be read, and what to do."""
    if isinstance(error, WrongFile):
        said = str(FAULTS[error.fault])
        return _("Từ dòng %(line)s: %(said)s", line=error.line, said=said) if error.line else said
    parts = [
        error.missing and _("Thiếu cột: %(names)s.", names=", ".join(error.missing)),
        error.twice and _("Cột có hai lần: %(names)s.", names=", ".join(error.twice)),
        error.unknown and _("Cột lạ: %(names)s.", names=", ".join(name[:60] for name in error.unknown)),
        _("Xin dùng đúng dòng đầu của tệp mẫu."),
    ]
    return " ".join(str(part) for part in parts if part)


def row_fault(told: Told) -> str:
    """Return why a row was refused: its column, if it is one, and the sentence."""
    if told.refusal is None:
        return ""
    column = COLUMNS.get(told.refusal.field)
    said = sentence(told.refusal)
    return f"{column}: {said}" if column else said


def state(held: Held) -> str:
    """Return whether people can look it up today, and if not, why."""
    if not held.at.active:
        said = _("ngừng nhận")
    elif held.holds:
        said = _("đang áp dụng")
    elif held.version.valid_until is not None:
        said = _("hết hiệu lực")
    else:
        said = _("chưa có hiệu lực")
    return str(said)


def share(value: float | None) -> str | None:
    """Return a share as a percentage with one decimal; ``None`` stays ``None`` and is drawn “–”."""
    return None if value is None else str(format_percent(value, "#,##0.0%"))
