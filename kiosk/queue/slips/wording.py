"""The sentences of a slip, in the language of the request."""

from datetime import datetime
from urllib.parse import urlsplit

from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _

from kiosk.ground.i18n import locale
from kiosk.ground.settings import Settings
from kiosk.queue import visits
from kiosk.queue.models import Ticket
from kiosk.queue.slips.content import Slip
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.visits import Visit
from kiosk.queue.waiting import Band
from kiosk.queue.wording import band_words


def slip_of(visit: Visit, own: TicketToken, settings: Settings) -> Slip:
    """Return the slip of a visit for whoever has its address."""
    site = urlsplit(settings.base_url)
    code = visits.code_of(visit.ticket, own) or ""
    return Slip(
        unit=visit.unit.name(locale()),
        marks=_marks(visit, settings),
        heading=_("Số của Ông/Bà"),
        number=visit.ticket.label,
        service=visit.group.name(locale()),
        arrived=_("Lấy số lúc %(time)s", time=_time_and_day(visit.ticket.arrived_at)),
        waiting=_waiting(visit.ticket),
        url=f"{settings.base_url}/t/{own.text}",
        aim=_("Quét mã để xem còn mấy người phía trước"),
        code=code,
        code_label=_("Mã của số"),
        code_use=_("Nhập số và mã này ở máy tính bảng tại sảnh để đánh giá, hoặc để chuyển số sang điện thoại."),
        anti_fraud=_(
            "Chỉ mở trang %(site)s. Không hỏi số căn cước, mật khẩu, mã OTP, tiền.", site=site.netloc + site.path
        ),
        language=locale(),
    )


def _marks(visit: Visit, settings: Settings) -> tuple[str, ...]:
    unit = visit.unit.unit
    said = (
        (unit.is_practice, _("TẬP DÙNG")),
        (unit.is_demo, _("DỮ LIỆU MẪU")),
        (not settings.public, _("BẢN THỬ")),
    )
    return tuple(words for shown, words in said if shown)


def _time_and_day(instant: datetime) -> str:
    return str(format_datetime(instant, _("HH:mm, EEEE d/M")))


def _waiting(ticket: Ticket) -> str:
    """Return the queue as it stood when the number was given."""
    low, high = ticket.estimate_low_seconds, ticket.estimate_high_seconds
    band = band_words(Band(low, high)) if low is not None and high is not None else ""
    if ticket.ahead is None:
        return ""
    if not ticket.ahead:
        return str(_("Phía trước không có ai, %(band)s", band=band) if band else _("Phía trước không có ai"))
    if not band:
        return str(ngettext("Phía trước có %(num)s người", "Phía trước có %(num)s người", ticket.ahead))
    return str(
        ngettext(
            "Phía trước có %(num)s người, %(band)s", "Phía trước có %(num)s người, %(band)s", ticket.ahead, band=band
        )
    )
