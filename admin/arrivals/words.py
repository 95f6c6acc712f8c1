"""The words about people who come without a phone."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from admin.arrivals.late import LateReason
from kiosk.queue.cards.actions import CardRefusal, CardRefused

LATE_REASONS: Final[Mapping[LateReason, LazyString]] = MappingProxyType(
    {
        LateReason.CROWD: _l("Đông người, ghi sau"),
        LateReason.POWER: _l("Mất điện"),
        LateReason.NETWORK: _l("Mất mạng, hệ thống lỗi"),
        LateReason.PAPER: _l("Đã phát số giấy trước"),
        LateReason.OTHER: _l("Lý do khác"),
    }
)


def card_refused(error: CardRefused) -> str:
    """Say why no number was given with a card."""
    if error.refusal is CardRefusal.TAKEN:
        return str(_("Thẻ %(card)s đang ở trong tay người khác. Chưa lấy số; xin chọn thẻ khác.", card=error.card))
    if error.refusal is CardRefusal.NONE_LEFT:
        return str(_("Không còn thẻ số nào. Chưa lấy số; xin bỏ chọn phát thẻ rồi bấm lại."))
    return str(_("Đơn vị không có thẻ số này. Chưa lấy số; xin xem lại số trên thẻ."))
