"""What a leader is told beside the figures: what to doubt, or the hour that stands out."""

from datetime import timedelta

from flask_babel import gettext as _

from admin.measures.cautions import Caution, Warned
from admin.measures.rush_finding import Hour
from admin.measures.wording import shown, tenths
from admin.pilot.standing import Standing
from kiosk.ground.calendar import Week


def outstanding(unit: Standing, week: Week) -> str:
    """Return the heaviest doubt, else the hour of *week* in which people waited longest in all."""
    if unit.doubts:
        return _doubt(unit.doubts[0])
    if unit.longest is not None:
        return _hour(unit.longest, week)
    return str(_("Trong tuần không có giờ nào phải chờ lâu hơn hẳn."))


def _doubt(doubt: Caution) -> str:
    n = shown(doubt.n)
    told: dict[Warned, str] = {
        Warned.LONGER: _("tính cả những người bỏ về hay không được gọi thì phải chờ lâu hơn con số trên"),
        Warned.LEFT_OUT: _("con số trên không kể %(n)s người bỏ về, vắng mặt hay không được gọi", n=n),
        Warned.REMOVED: _("con số trên không kể %(n)s lượt bị cán bộ bỏ số", n=n),
        Warned.CALLED_EARLY: _("nhiều người được gọi rồi vẫn phải đợi thêm mới được phục vụ"),
        Warned.BRIEF: _("%(n)s lượt được phục vụ chưa đến 30 giây, có thể không phải là người chờ thật", n=n),
        Warned.HELD: _("%(n)s người được gọi vào quầy rồi còn bị tạm gác", n=n),
        Warned.DOUBTFUL: _("con số trên không kể %(n)s lượt không rõ giờ", n=n),
        Warned.LOGGED: _("%(n)s lượt do cán bộ ghi giờ đến, không phải người dân tự lấy số", n=n),
        Warned.CLOSED: _("%(n)s người còn đang chờ thì hết giờ làm việc", n=n),
        Warned.RETURNED: _("%(n)s người được gọi rồi lại phải chờ tiếp", n=n),
        Warned.JUMP: _("số người không được tính tăng vọt so với các tuần trước"),
    }
    return str(_("Cần thận trọng: %(doubt)s.", doubt=told[doubt.kind]))


def _hour(hour: Hour, week: Week) -> str:
    days = (_("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"))
    said = _(
        "Riêng tuần này, tổng thời gian chờ nhiều nhất là %(day)s %(date)s từ %(since)s đến %(until)s, trung bình "
        "%(minutes)s phút mỗi người.",
        day=days[hour.weekday],
        date=f"{week.monday + timedelta(days=hour.weekday):%d/%m}",
        since=_clock(hour.half_hour),
        until=_clock(hour.half_hour + 2),
        minutes=tenths((hour.mean_seconds or 0) / 60),
    )
    return str(said)


def _clock(half_hour: int) -> str:
    hour, half = divmod(half_hour, 2)
    return str(_("%(hour)s giờ 30", hour=hour) if half else _("%(hour)s giờ", hour=hour))
