"""What the page about paper says to staff."""

from flask_babel import gettext as _

from kiosk.queue.claim_actions import Found


def refusal(found: Found, number: int) -> dict[str, list[str]]:
    """Return why no slip was made, by the field to look at again."""
    said = {
        Found.NO_SUCH_NUMBER: ("number", _("Hôm nay ở đây không có số này. Xin xem lại, kể cả chữ cái ở đầu.")),
        Found.LETTER_MISSING: (
            "number",
            _("Có nhiều số %(number)s. Xin nhập cả chữ cái ở đầu, ví dụ A012.", number=number),
        ),
        Found.WRONG_CODE: ("code", _("Mã của số chưa đúng. Mã có sáu ký tự, hiện dưới số trên điện thoại hoặc phiếu.")),
        Found.TRIES_USED_UP: ("code", _("Số này đã bị nhập sai mã 5 lần hôm nay. Xin dùng mục “Mất phiếu” bên dưới.")),
    }
    field, words = said[found]
    return {field: [words]}


def which_day() -> dict[str, list[str]]:
    """Return the word for a number that several people of different days hold."""
    return {"day": [_("Số này còn chờ từ nhiều ngày. Xin chọn ngày lấy số.")]}


def overtaken() -> dict[str, list[str]]:
    """Return the word for a ticket that moved in that very moment."""
    return {"code": [_("Số này vừa chuyển sang máy khác. Xin nhập lại mã đang hiện ở máy ấy.")]}


def old_form() -> dict[str, list[str]]:
    """Return the word for a form that was drawn yesterday."""
    return {"": [_("Trang này đã mở quá lâu, chưa có gì thay đổi. Xin bấm lần nữa.")]}
