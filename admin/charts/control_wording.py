"""The control chart in the reader's words: its title, what it says to somebody who does not see it, its table."""

from collections.abc import Sequence

from flask_babel import gettext as _

from admin.charts.control_texts import ControlTexts
from admin.measures import wording
from admin.measures.spc import ControlChart, Phase, Point
from admin.measures.spc_rules import FINDINGS, Direction, Limits, Rule, Signal
from kiosk.ground.calendar import Week
from kiosk.ground.i18n import locale

Cell = str | None


def control_texts(chart: ControlChart) -> ControlTexts:
    """Return the words on the chart."""
    return ControlTexts(
        title=title(chart),
        waits=_("Thời gian chờ trung bình mỗi tuần (phút)"),
        ringed=_("khoanh: khác thường"),
        watched=_("rỗng: theo dõi"),
        left_out=_("nhạt: tuần không trọn"),
        centre=_("Mức thường"),
        high=_("Thường đến"),
        low=_("Thường từ"),
        target=_("Mục tiêu"),
        run=_("%(n)s tuần liền"),
        ranges=_("Chênh với tuần trước (phút)"),
        range_high=_("Ngưỡng"),
        no_data=_("Chưa có dữ liệu"),
        sample=_("DỮ LIỆU MẪU"),
        incident=_("× sự cố"),
        week=wording.week_pattern(),
        decimal_comma=locale() != "en",
    )


def title(chart: ControlChart) -> str:
    """Return what the weeks since the last change say, as one sentence."""
    if not chart.phases or not any(point.value is not None for point in chart.points):
        return str(_("Chưa có dữ liệu"))
    phase = chart.phases[-1]
    if phase.limits is None:
        return str(_("Chưa đủ dữ liệu: còn thiếu %(n)s tuần trọn để biết tuần nào khác thường.", n=phase.missing))
    found = latest(chart)
    if found is not None:
        return _finding(chart, found, phase.limits)
    moved = _moved(chart)
    return moved or _usual(phase, phase.limits)


def latest(chart: ControlChart) -> Signal | None:
    """Return the finding that ends last among those of the phase that still goes on; of two, the longer run."""
    first = chart.phases[-1].first
    last = [one for one in chart.findings if one.weeks[-1] >= first]
    return max(last, key=lambda one: (one.weeks[-1], len(one.weeks)), default=None)


def said(chart: ControlChart) -> str:
    """Return what somebody who sees the chart takes from it: for those who do not."""
    phase = chart.phases[-1] if chart.phases else None
    sentences = [title(chart)]
    if phase is not None and phase.limits is not None and (latest(chart) or _moved(chart)):
        sentences.append(_level(phase.limits))
    if chart.findings:
        weeks = {week for one in chart.findings for week in one.weeks}
        sentences.append(str(_("Cả biểu đồ có %(n)s tuần khác thường.", n=len(weeks))))
    if phase is not None and phase.carried:
        sentences.append(
            str(_("Giới hạn lấy từ trước thay đổi; còn thiếu %(n)s tuần trọn để tính giới hạn mới.", n=phase.missing))
        )
    return " ".join(sentences)


def head() -> list[str]:
    """Return the headings of the table; each is defined in docs/measures.md."""
    return [
        _("Tuần"),
        _("Trung bình"),
        _("Chênh với tuần trước"),
        _("Mức thường"),
        _("Thường từ"),
        _("Thường đến"),
        _("Nhận xét"),
    ]


def table(chart: ControlChart) -> list[list[Cell]]:
    """Return one row a week, the latest first, in minutes; the last cell is words."""
    return [_row(point) for point in reversed(chart.points)]


def words_of(signal: Signal) -> str:
    """Return what a pattern is called."""
    longer = signal.direction == Direction.LONGER
    if signal.rule == Rule.OUTSIDE:
        return str(_("chờ lâu khác thường") if longer else _("chờ ngắn khác thường"))
    if signal.rule == Rule.RUN:
        words = _("%(n)s tuần liền trên mức thường") if longer else _("%(n)s tuần liền dưới mức thường")
        return str(words) % {"n": len(signal.weeks)}
    if signal.rule == Rule.NEAR_LIMIT:
        return str(_("theo dõi: sát mức cao nhất") if longer else _("theo dõi: sát mức thấp nhất"))
    if signal.rule == Rule.TREND:
        words = _("theo dõi: tăng %(n)s tuần liền") if longer else _("theo dõi: giảm %(n)s tuần liền")
        return str(words) % {"n": len(signal.weeks)}
    return str(_("theo dõi: %(n)s tuần liền sát mức thường", n=len(signal.weeks)))


def _finding(chart: ControlChart, found: Signal, limits: Limits) -> str:
    name = wording.week_name(found.weeks[-1])
    if found.rule == Rule.RUN:
        pattern = (
            _("%(n)s tuần liền, đến %(week)s, chờ lâu hơn mức thường (%(centre)s phút): ít khi do tình cờ.")
            if found.direction == Direction.LONGER
            else _("%(n)s tuần liền, đến %(week)s, chờ ngắn hơn mức thường (%(centre)s phút): ít khi do tình cờ.")
        )
        return str(pattern) % {"n": len(found.weeks), "week": name, "centre": wording.minutes(limits.centre)}
    value = _value(chart, found.weeks[-1])
    if found.direction == Direction.LONGER:
        pattern, limit = _("%(week)s chờ lâu khác thường: %(mean)s phút; thường không quá %(limit)s."), limits.high
    else:
        pattern, limit = _("%(week)s chờ ngắn khác thường: %(mean)s phút; thường không dưới %(limit)s."), limits.low
    return str(pattern) % {"week": name, "mean": wording.minutes(value), "limit": wording.minutes(limit)}


def _moved(chart: ControlChart) -> str | None:
    """Return that waits moved with the last change, where its first weeks said so against the limits before it."""
    if len(chart.phases) < 2:
        return None
    before, now = chart.phases[-2:]
    proven = [one for one in now.against_before if one.rule in FINDINGS]
    if not proven or before.limits is None or now.limits is None:
        return None
    pattern = (
        _("Từ %(week)s chờ ngắn hơn hẳn: thường %(now)s phút, trước đó %(before)s.")
        if now.limits.centre < before.limits.centre
        else _("Từ %(week)s chờ lâu hơn hẳn: thường %(now)s phút, trước đó %(before)s.")
    )
    minutes = {"now": wording.minutes(now.limits.centre), "before": wording.minutes(before.limits.centre)}
    return str(pattern) % {"week": wording.week_name(now.first), **minutes}


def _usual(phase: Phase, limits: Limits) -> str:
    return str(
        _(
            "Từ %(week)s chưa thấy tuần nào khác thường: thường %(centre)s phút, từ %(low)s đến %(high)s.",
            week=wording.week_name(phase.first),
            centre=wording.minutes(limits.centre),
            low=wording.minutes(limits.low),
            high=wording.minutes(limits.high),
        )
    )


def _level(limits: Limits) -> str:
    return str(
        _(
            "Mức thường %(centre)s phút, thường từ %(low)s đến %(high)s.",
            centre=wording.minutes(limits.centre),
            low=wording.minutes(limits.low),
            high=wording.minutes(limits.high),
        )
    )


def _row(point: Point) -> list[Cell]:
    limits = point.limits
    drawn: Sequence[float | None] = (limits.centre, limits.low, limits.high) if limits else (None, None, None)
    remark = "; ".join(words_of(one) for one in point.signals)
    if point.value is not None and not point.judged:
        remark = str(_("tuần không trọn, không xét"))
    return [
        wording.week_name(point.week),
        wording.minutes(point.value),
        wording.minutes(point.moving_range),
        *(wording.minutes(one) for one in drawn),
        remark,
    ]


def _value(chart: ControlChart, week: Week) -> float | None:
    return next(point.value for point in chart.points if point.week == week)
