"""What the control chart and the page of an effect are asked for; what cannot be read is refused with a sentence."""

from flask import request
from flask_babel import gettext as _

from kiosk.ground.calendar import Week
from kiosk.ground.web.errors import Trouble

MOST_DIGITS = 18


def until_week() -> Week | None:
    """Return ``?until=2026-W47``; ``None`` where it is not asked for."""
    typed = request.args.get("until", "").strip()
    if not typed:
        return None
    try:
        return Week.parse(typed)
    except ValueError as error:
        raise Trouble(422, _("Tuần phải viết như 2026-W47."), _("Xin sửa địa chỉ hoặc chọn lại tuần.")) from error


def event_number() -> int | None:
    """Return ``?event=12``; ``None`` where it is not asked for."""
    typed = request.args.get("event", "").strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS):
        raise Trouble(422, _("Không đọc được thay đổi muốn xem."), _("Xin chọn lại trong danh sách."))
    return int(typed)
