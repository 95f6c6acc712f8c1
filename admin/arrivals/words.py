"""The words about people who come without a phone."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from admin.arrivals.late import LateReason

LATE_REASONS: Final[Mapping[LateReason, LazyString]] = MappingProxyType(
    {
        LateReason.CROWD: _l("Đông người, ghi sau"),
        LateReason.POWER: _l("Mất điện"),
        LateReason.NETWORK: _l("Mất mạng, hệ thống lỗi"),
        LateReason.PAPER: _l("Đã phát số giấy trước"),
        LateReason.OTHER: _l("Lý do khác"),
    }
)
