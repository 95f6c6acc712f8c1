"""What a leader is told, in plain words: no term that one would have to ask about."""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.charts.leader_texts import LeaderTexts, Mark, UnitLine, WeekPoint, Word
from admin.measures.cautions import Warned
from admin.measures.finding import Level
from admin.measures.wording import shown, tenths
from admin.pilot.change import Trend
from admin.pilot.leader import LeaderPage
from admin.pilot.leader_remarks import outstanding
from admin.pilot.queries import Mark as Event
from admin.pilot.standing import Standing
from kiosk.ground.calendar import Week
from kiosk.ground.i18n import locale

MOST_EVENTS: Final = 3
FEW_UNITS: Final = 3
"""So many units are named one by one; more are counted."""


def texts(page: LeaderPage, marks: Sequence[Mark] = ()) -> LeaderTexts:
    """Return everything that stands on the leader's page, its chart and its picture.

    Args:
        page: One unit, whose weeks are drawn, or several, which are drawn side by side.
        marks: What is written above the weeks of one unit.
    """
    alone, told = page.units[0] if page.name else None, bool(page.judged)
    return LeaderTexts(
        heading=heading(page),
        period=week_words(page.week),
        sentences=sentences(page),
        lines=tuple(_line(unit) if told else _blank(unit) for unit in page.units),
        chart=_chart(alone),
        scale=_("Số phút chờ trung bình mỗi tuần") if alone else _("Số phút chờ trung bình"),
        target=_("Mục tiêu"),
        before=_("trước thí điểm"),
        now=_("bốn tuần gần nhất đến %(until)s", until=_until(page)),
        no_data=_("Chưa có đủ lượt đến để vẽ"),
        note=_("Thời gian chờ: từ lúc lấy số đến lúc được gọi lần đầu, của những người đã được phục vụ."),
        sample=_("DỮ LIỆU MẪU") if page.sample else "",
        weeks=tuple(WeekPoint(_short(one.week), one.minutes) for one in page.weeks if told),
        marks=tuple(marks) if alone and told else (),
        decimal_comma=locale() != "en",
        told=told,
    )


def nothing() -> LeaderTexts:
    """Return the words where there is no pilot unit at all."""
    said = str(_("Chưa có đơn vị thí điểm nào."))
    return LeaderTexts(
        heading=_("Người dân chờ bao lâu"), period="", sentences=(said,), lines=(), chart="", scale="", target="",
        before="", now="", no_data=said, note="", sample="",
    )  # fmt: skip


def marks(page: LeaderPage, events: Sequence[Event]) -> tuple[Mark, ...]:
    """Return what is written above the weeks: the begin of the pilot and the last things that were recorded."""
    places = {one.week: place for place, one in enumerate(page.weeks)}
    since = page.units[0].pilot_since if page.name else None
    begun = [(since, _("bắt đầu thí điểm"))] if since is not None else []
    told = [*begun, *((event.day, event.what) for event in events[-MOST_EVENTS:])]
    known = [(places.get(Week.of(day)), text) for day, text in told]
    return tuple(Mark(place, text) for place, text in sorted((place, text) for place, text in known if place))


def head(page: LeaderPage) -> list[str]:
    """Return the headings of the numbers behind the chart."""
    if page.weeks:
        return [_("Tuần từ ngày"), _("Chờ trung bình, phút")]
    return [_("Đơn vị"), _("Trước thí điểm, phút"), _("Gần đây, phút"), _("Mục tiêu, phút")]


def table(page: LeaderPage) -> list[list[str | None]]:
    """Return the numbers behind the chart."""
    if page.weeks:
        return [[_short(one.week), _shown(one.minutes)] for one in reversed(page.weeks)]
    lines = [_line(unit) for unit in page.units]
    return [[one.name, _shown(one.before), _shown(one.now), shown(one.target)] for one in lines]


def heading(page: LeaderPage) -> str:
    """Return what the page is about."""
    if page.name:
        return str(_("Người dân chờ bao lâu ở %(unit)s", unit=page.name))
    return str(_("Người dân chờ bao lâu ở các đơn vị thí điểm"))


def week_words(week: Week) -> str:
    """Return the week by its days."""
    days = {"first": f"{week.monday:%d/%m}", "last": f"{week.sunday:%d/%m/%Y}"}
    return str(_("Tuần từ %(first)s đến %(last)s", **days))


def words(unit: Standing) -> tuple[Word, Word]:
    """Return the two coloured words: against the target, and where it is going."""
    return target_word(unit.level, hidden=unit.is_hidden), trend_word(unit.trend)


def target_word(level: Level, *, hidden: bool = False) -> Word:
    """Return how the wait stands to the target; not in green where waits are *hidden*."""
    if level is Level.WITHIN and hidden:
        return Word("info", _("trong mục tiêu, chưa kể hết"))
    return {
        Level.WITHIN: Word("within", _("trong mục tiêu")),
        Level.NEAR: Word("near", _("vượt mục tiêu")),
        Level.OVER: Word("over", _("vượt xa mục tiêu")),
        Level.TOO_FEW: Word("info", _("chưa đủ dữ liệu")),
    }[level]


def trend_word(trend: Trend) -> Word:
    """Return where the wait is going."""
    return {
        Trend.BETTER: Word("within", _("ngắn hơn trước thí điểm")),
        Trend.WORSE: Word("over", _("lâu hơn trước thí điểm")),
        Trend.LATELY_BETTER: Word("info", _("mới giảm, cần thêm tuần")),
        Trend.LATELY_WORSE: Word("info", _("mới tăng, cần thêm tuần")),
        Trend.UNCLEAR: Word("info", _("chưa thấy thay đổi rõ")),
        Trend.UNKNOWN: Word("info", _("chưa so được với trước")),
        Trend.OTHERWISE: Word("info", _("ghi khác cách trước, không so được")),
        Trend.HIDDEN: Word("info", _("chưa kể hết thời gian chờ")),
    }[trend]


def sentences(page: LeaderPage) -> tuple[str, ...]:
    """Return the three sentences: the week, against before, and what stands out; of a week without data the first."""
    if not page.judged:
        return (_week(page.units[0]) if page.name else _week_of_all(page),)
    if page.name:
        unit = page.units[0]
        return _week(unit), _since(unit, page), outstanding(unit, page.week)
    return _week_of_all(page), _since_of_all(page), _outstanding_of_all(page)


def _week(unit: Standing) -> str:
    if unit.mean_minutes is None or unit.nine_in_ten_minutes is None:
        return str(_("Tuần này chỉ có %(n)s người được phục vụ, chưa đủ để nói.", n=shown(unit.n)))
    said = {"most": shown(unit.nine_in_ten_minutes), "mean": tenths(unit.mean_minutes)}
    target = shown(unit.target_minutes)
    if unit.level is Level.WITHIN:
        within = _(
            "9 trong 10 người chờ không quá %(most)s phút; trung bình %(mean)s phút, trong mục tiêu %(target)s phút.",
            target=target,
            **said,
        )
        return str(within)
    over = _(
        "9 trong 10 người chờ không quá %(most)s phút; trung bình %(mean)s phút, vượt mục tiêu %(target)s phút.",
        target=target,
        **said,
    )
    return str(over)


def _since(unit: Standing, page: LeaderPage) -> str:
    change = unit.change
    if change is None:
        return str(_("Chưa có đủ số liệu để so với trước thí điểm."))
    if unit.trend is Trend.UNKNOWN:
        return str(_("Chưa đủ ngày có số liệu để so với trước thí điểm."))
    if unit.trend is Trend.OTHERWISE:
        return str(_("Trước thí điểm và gần đây ghi theo hai cách khác nhau, nên không so được."))
    said = _(
        "Bốn tuần gần nhất đến %(until)s trung bình chờ %(now)s phút, trước thí điểm %(before)s phút",
        until=_until(page),
        now=tenths(change.now_minutes),
        before=tenths(change.before_minutes),
    )
    told = {
        Trend.BETTER: _("giảm rõ"),
        Trend.WORSE: _("tăng rõ"),
        Trend.LATELY_BETTER: _("mới giảm, cần thêm tuần"),
        Trend.LATELY_WORSE: _("mới tăng, cần thêm tuần"),
        Trend.UNCLEAR: _("chưa thấy thay đổi rõ"),
        Trend.HIDDEN: _("chưa kể hết thời gian chờ, nên chưa nói được là giảm"),
    }
    return f"{said}: {told[unit.trend]}."


def _until(page: LeaderPage) -> str:
    """Return the last day of the weeks that are set against the time before the pilot."""
    return f"{(page.until or page.week).sunday:%d/%m}"


def _week_of_all(page: LeaderPage) -> str:
    judged = len(page.judged)
    if not judged:
        return str(_("Tuần này chưa đơn vị nào có đủ số liệu."))
    said = _(
        "%(within)s trong %(judged)s đơn vị chờ trung bình trong mục tiêu.", within=len(page.within), judged=judged
    )
    if judged <= FEW_UNITS:
        return f"{said} {_means(page)}"
    worst = max(page.judged, key=lambda unit: unit.nine_in_ten_minutes or 0)
    more = _(
        "Lâu nhất: %(unit)s, 9 trong 10 người chờ không quá %(most)s phút.",
        unit=worst.name,
        most=shown(worst.nine_in_ten_minutes or 0),
    )
    return f"{said} {more}"


def _means(page: LeaderPage) -> str:
    """Return the mean of each of a few units, and the target; beside each mean where the targets differ."""
    targets = {unit.target_minutes for unit in page.judged}
    each = [(unit.name, tenths(unit.mean_minutes or 0), shown(unit.target_minutes)) for unit in page.judged]
    if len(targets) == 1:
        told = "; ".join(str(_("%(unit)s %(mean)s phút", unit=name, mean=mean)) for name, mean, _target in each)
        return str(_("%(units)s; mục tiêu %(target)s phút.", units=told, target=each[0][2]))
    told = "; ".join(
        str(_("%(unit)s %(mean)s phút (mục tiêu %(target)s)", unit=name, mean=mean, target=target))
        for name, mean, target in each
    )
    return f"{told}."


def _who(units: Sequence[Standing]) -> str:
    """Return the names of a few units, else how many they are."""
    if len(units) <= FEW_UNITS:
        return ", ".join(unit.name for unit in units)
    return str(_("%(n)s đơn vị", n=shown(len(units))))


def _since_of_all(page: LeaderPage) -> str:
    unknown = page.going(Trend.UNKNOWN) + page.going(Trend.OTHERWISE)
    if len(unknown) == len(page.units):
        return str(_("Chưa đủ số liệu để so với trước thí điểm."))
    if all(unit.trend in (Trend.UNCLEAR, Trend.UNKNOWN, Trend.OTHERWISE) for unit in page.units):
        return str(_("So với trước thí điểm: chưa thấy thay đổi rõ."))
    told = (
        (_l("%(who)s giảm rõ"), page.going(Trend.BETTER)),
        (_l("%(who)s tăng rõ"), page.going(Trend.WORSE)),
        (_l("%(who)s mới giảm, cần thêm tuần"), page.going(Trend.LATELY_BETTER)),
        (_l("%(who)s mới tăng, cần thêm tuần"), page.going(Trend.LATELY_WORSE)),
        (_l("%(who)s chưa thấy thay đổi rõ"), page.going(Trend.UNCLEAR)),
        (_l("%(who)s chưa kể hết thời gian chờ"), page.going(Trend.HIDDEN)),
        (_l("%(who)s chưa so được"), unknown),
    )
    counted = ", ".join(str(words) % {"who": _who(units)} for words, units in told if units)
    return str(_("So với trước thí điểm: %(counted)s.", counted=counted))


def _outstanding_of_all(page: LeaderPage) -> str:
    """Return the heaviest doubt, else the hour in which people waited longest in all."""
    doubtful = [unit for unit in page.units if unit.doubts]
    if doubtful:
        unit = min(doubtful, key=lambda unit: list(Warned).index(unit.doubts[0].kind))
        return str(_("%(unit)s. %(said)s", unit=unit.name, said=outstanding(unit, page.week)))
    hours = [(unit.longest.waited_seconds, unit) for unit in page.units if unit.longest is not None]
    if not hours:
        return str(_("Trong tuần không có giờ nào phải chờ lâu hơn hẳn."))
    _waited, unit = max(hours, key=lambda pair: pair[0])
    return str(_("%(unit)s. %(said)s", unit=unit.name, said=outstanding(unit, page.week)))


def _chart(alone: Standing | None) -> str:
    if alone is None:
        return str(_("Chờ trung bình trước thí điểm và gần đây"))
    if alone.trend is Trend.BETTER:
        return str(_("Người dân chờ ít hơn trước"))
    if alone.trend is Trend.WORSE:
        return str(_("Người dân chờ lâu hơn trước"))
    return str(_("Thời gian chờ từng tuần"))


def _line(unit: Standing) -> UnitLine:
    change = unit.change
    before = None if change is None else round(change.before_minutes, 1)
    now = unit.mean_minutes if change is None else round(change.now_minutes, 1)
    return UnitLine(unit.name, words(unit), before, now, unit.target_minutes)


def _blank(unit: Standing) -> UnitLine:
    """Return the line of a week that says nothing: not where the wait went by the weeks before it."""
    nothing_known = target_word(Level.TOO_FEW), trend_word(Trend.UNKNOWN)
    return UnitLine(unit.name, nothing_known, None, None, unit.target_minutes)


def _short(week: Week) -> str:
    return f"{week.monday:%d/%m}"


def _shown(minutes: float | None) -> str | None:
    return None if minutes is None else tenths(minutes)
