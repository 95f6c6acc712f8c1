"""Names of things in setting up, in the reader's language."""

from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from kiosk.ground.i18n import locale
from kiosk.office.kinds import Scope
from kiosk.office.models import Code, Counter
from kiosk.office.poster_words import poster_place
from kiosk.office.queries import CodeView

KINDS: Final = {
    "organisation": _l("Cơ quan"),
    "centre": _l("Trung tâm, bộ phận một cửa"),
    "site": _l("Điểm tiếp nhận, chi nhánh"),
}
MODES: Final = {"full": _l("Lấy số và khảo sát"), "survey_only": _l("Chỉ khảo sát, không lấy số")}
POLICIES: Final = {
    "interleaved": _l(
        "Xen kẽ: ai đến trước mời trước; còn người ưu tiên chờ thì không mời quá hai người khác liền nhau"
    ),
    "strict": _l("Ưu tiên trước: còn người ưu tiên đang chờ thì mời họ trước"),
    "arrival": _l("Theo lúc đến: không ai được mời trước"),
}
PICTURES: Final = {
    "ho-tich": _l("Hộ tịch"),
    "dat-dai": _l("Đất đai"),
    "chung-thuc": _l("Chứng thực"),
    "kinh-doanh": _l("Kinh doanh"),
    "xay-dung": _l("Xây dựng"),
    "lao-dong-xa-hoi": _l("Lao động, xã hội"),
    "cu-tru": _l("Cư trú"),
    "khac": _l("Việc khác"),
    "huong-dan": _l("Hướng dẫn"),
}
PAPER_LANGUAGES: Final = {
    "vi": _l("Tiếng Việt"),
    "en": _l("Tiếng Anh"),
    "km": _l("Tiếng Khmer"),
    "zh": _l("Tiếng Trung"),
}
WEEKDAYS: Final = (
    _l("Thứ Hai"),
    _l("Thứ Ba"),
    _l("Thứ Tư"),
    _l("Thứ Năm"),
    _l("Thứ Sáu"),
    _l("Thứ Bảy"),
    _l("Chủ Nhật"),
)
SCOPES: Final = {
    Scope.READ: _l("Xem số và hàng chờ"),
    Scope.ISSUE: _l("Phát số"),
    Scope.CALL: _l("Gọi số, bắt đầu phục vụ"),
    Scope.END: _l("Kết thúc lượt: xong, vắng mặt, trả số"),
    Scope.COUNTERS: _l("Mở, tạm dừng, đóng quầy"),
}


def stretch(seconds: int) -> str:
    """Return a stretch of time in the largest unit that fits without a rest: “15 phút”, “90 giây”."""
    said: str = _("%(count)s phút", count=seconds // 60) if seconds % 60 == 0 else _("%(count)s giây", count=seconds)
    return said


def typed_stretch(seconds: int) -> str:
    """Return a stretch of time in words that :func:`kiosk.office.entries.seconds` reads, in Vietnamese or English."""
    minute, second = ("phút", "giây") if locale() == "vi" else ("min", "s")
    return f"{seconds // 60} {minute}" if seconds % 60 == 0 else f"{seconds} {second}"


def spelled(code: Code) -> str:
    """Return a code as it is printed and read aloud: “7K3M-9P2X”."""
    return f"{code.code[:4]}-{code.code[4:]}"


def counter_name(counter: Counter, language: str) -> str:
    """Return “Quầy 3 – Hộ tịch”, or “Quầy 3” when the counter's name says no more."""
    return poster_place(counter.label, counter.purpose(language))


def where(view: CodeView, language: str) -> str:
    """Return where a code hangs."""
    return counter_name(view.counter, language) if view.counter else poster_place(None, "")
