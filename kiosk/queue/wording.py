"""Words of the citizen's pages for what the queue keeps as codes and instants."""

from datetime import date, datetime
from types import MappingProxyType

from flask_babel import format_date, format_datetime, lazy_gettext
from flask_babel import gettext as _

from kiosk.ground.calendar import local_day
from kiosk.queue.kinds import LeaveReason, PauseReason, Respondent
from kiosk.queue.waiting import Band

RESPONDENTS = MappingProxyType(
    {
        Respondent.PERSON: lazy_gettext("Cá nhân"),
        Respondent.BUSINESS: lazy_gettext("Doanh nghiệp, tổ chức"),
    }
)
LEAVE_REASONS = MappingProxyType(
    {
        LeaveReason.TOO_LONG: lazy_gettext("Chờ quá lâu"),
        LeaveReason.PAPERS_MISSING: lazy_gettext("Thiếu giấy tờ"),
        LeaveReason.WRONG_PLACE: lazy_gettext("Nhầm nơi"),
        LeaveReason.COMING_BACK: lazy_gettext("Sẽ quay lại"),
        LeaveReason.OTHER: lazy_gettext("Lý do khác"),
    }
)
PAUSE_REASONS = MappingProxyType(
    {
        PauseReason.BREAK: lazy_gettext("nghỉ giữa giờ"),
        PauseReason.MEETING: lazy_gettext("họp"),
        PauseReason.SYSTEM_DOWN: lazy_gettext("hệ thống gặp sự cố"),
        PauseReason.HELPING: lazy_gettext("hỗ trợ người dân ở nơi khác"),
        PauseReason.OTHER: lazy_gettext("tạm nghỉ"),
    }
)


def band_words(band: Band) -> str:
    """Return an estimated wait: ``khoảng 10–20 phút``, ``dưới 5 phút``."""
    if band.low_minutes == 0:
        return str(_("dưới %(high)s phút", high=band.high_minutes))
    return str(_("khoảng %(low)s–%(high)s phút", low=band.low_minutes, high=band.high_minutes))


def clock_time(instant: datetime) -> str:
    """Return the time on the office's wall, such as ``07:30``."""
    return str(format_datetime(instant, "HH:mm"))


def day_and_time(instant: datetime, *, now: datetime) -> str:
    """Return when something will be: ``07:30`` today, ``07:30, Thứ Ba 17/11`` on another day."""
    if local_day(instant) == local_day(now):
        return clock_time(instant)
    return str(format_datetime(instant, _("HH:mm, EEEE d/M")))


def day_name(day: date) -> str:
    """Return a day of the next weeks: ``Thứ Hai 16/11``."""
    return str(format_date(day, _("EEEE d/M")))
