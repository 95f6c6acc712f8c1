"""Whether a change helped, in words: the sentence, why there is no conclusion, what to bear in mind, the table."""

from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.measures import wording
from admin.measures.doubts import FEW_WEEKS
from admin.measures.effects import Caution, Conclusion, Pair, Reason, direction
from admin.measures.enough import FEW, FEW_DAYS
from admin.measures.week_blocks import Spread
from admin.measures.wording import Cell
from admin.pilot.effect_queries import EffectReading
from admin.pilot.event_words import day_name, days
from kiosk.ground.i18n import locale

_REASONS: Final = {
    Reason.FEW_VISITS: _l("có bên chưa đủ %(visits)s lượt đến, trước hoặc sau"),
    Reason.FEW_DAYS: _l("có bên chưa đủ %(days)s ngày có lượt đến, trước hoặc sau"),
    Reason.FEW_WEEKS: _l("cần ít nhất %(weeks)s tuần trọn trước và sau, mới có %(before)s và %(after)s"),
    Reason.ANOTHER_CHANGE: _l("một thay đổi khác đến quá gần, không tách ra được"),
    Reason.WITHIN_CHANCE: _l("mức đổi ấy có thể chỉ do tình cờ"),
    Reason.OTHER_CHANGED: _l("trong cùng những ngày ấy %(other)s cũng đổi như vậy"),
    Reason.OTHER_UNCLEAR: _l("so với %(other)s trong cùng những ngày thì chưa rõ"),
    Reason.ALREADY_MOVING: _l("những tuần trước đó thời gian chờ đã đang đổi theo chiều ấy"),
    Reason.UNUSUAL_BEFORE: _l("hai tuần ngay trước thay đổi khác thường, bỏ hai tuần ấy thì không còn thấy gì"),
    Reason.INCIDENTS: _l("bỏ những ngày có sự cố thì không còn thấy gì"),
    Reason.HOLIDAYS: _l("bỏ những tuần có ngày nghỉ lễ thì không còn đủ căn cứ"),
}
_CAUTIONS: Final = {
    Caution.NO_OTHER_UNIT: _l(
        "Không có đơn vị thí điểm khác có số liệu trong cùng những ngày để so sánh: không biết mùa vụ hay một việc "
        "chung có làm nên khác biệt này không."
    ),
    Caution.OTHER_HAD_CHANGE: _l(
        "%(other)s cũng có thay đổi riêng trong những tuần này, nên không dùng làm mốc so sánh khi kết luận."
    ),
    Caution.UNUSUAL_BEFORE: _l(
        "Hai tuần ngay trước thay đổi khác hẳn những tuần trước đó. Sau những tuần như vậy thời gian chờ thường tự trở "
        "lại mức cũ: một phần của khác biệt đến từ đó."
    ),
    Caution.INCIDENTS: _l("Có sự cố trong những tuần này. Bỏ những ngày ấy ra, kết luận không đổi."),
    Caution.HOLIDAYS: _l("Có ngày nghỉ lễ trong những tuần này. Bỏ những tuần ấy ra, kết luận không đổi."),
    Caution.CUT: _l("Có thay đổi khác trước hoặc sau, nên chỉ so sánh những tuần ở giữa."),
    Caution.MEASURED_OTHERWISE: _l(
        "Một bên phần lớn ghi tay, bên kia phần lớn lấy số: một phần của khác biệt có thể do cách ghi."
    ),
    Caution.STEP_UNCLEAR: _l(
        "Nếu tính cả đà tăng giảm của các tuần trước đó thì bước đổi đúng vào ngày thay đổi chưa rõ."
    ),
}

_BY: Final = ("by", "least", "most")


def sentence(found: EffectReading) -> str:
    """Return what may be said of the change that was chosen; empty where there is none, or no visit."""
    if found.chosen is None or found.found is None:
        return ""
    said: dict[str, Cell] = {"what": found.chosen.what, "day": day_name(found.chosen.day)}
    moved, effect = found.found.compared.own.difference, found.found
    if effect.conclusion == Conclusion.NONE or moved is None:
        because = "; ".join(reasons(found))
        none = _("Số liệu chưa cho phép kết luận về “%(what)s” (%(day)s) vì %(because)s.", because=because, **said)
        return str(none)
    said |= _moved(moved._replace(seconds=_by(found.found.compared.own)))
    if effect.conclusion == Conclusion.SHORTER:
        words = _("Sau khi “%(what)s” (%(day)s), trung bình chờ giảm %(by)s phút (từ %(least)s đến %(most)s)", **said)
    else:
        words = _("Sau khi “%(what)s” (%(day)s), trung bình chờ tăng %(by)s phút (từ %(least)s đến %(most)s)", **said)
    beside = _other(found)
    return f"{words}; {beside}." if beside else f"{words}."


def reasons(found: EffectReading) -> list[str]:
    """Return why there is no conclusion."""
    if found.found is None:
        return []
    window = found.found.compared.window
    said = {"visits": FEW, "days": FEW_DAYS, "weeks": FEW_WEEKS, "before": window.before, "after": window.after}
    return [str(_REASONS[one]) % (said | {"other": others(found)}) for one in found.found.reasons]


def cautions(found: EffectReading) -> list[str]:
    """Return what to bear in mind, and always that units are changed when they wait longest."""
    if found.found is None:
        return []
    told = [str(_CAUTIONS[one]) % {"other": _capital(others(found))} for one in found.found.cautions]
    regression = _(
        "Người ta thường thay đổi đúng lúc chờ lâu nhất; sau lúc ấy thời gian chờ hay tự ngắn lại dù không làm gì. "
        "Khoảng trong ngoặc cho biết tình cờ có thể đưa con số đi xa đến đâu, không nói vì sao có khác biệt."
    )
    often = _(
        "Xem một lần, khi đã đủ tuần. Nếu xem lại mỗi tuần, từ tuần thứ tư đến tuần thứ mười hai, thì một thay đổi "
        "không có tác dụng gì vẫn có lúc được kết luận: khoảng 6 % trường hợp khi có đơn vị khác để so sánh, "
        "khoảng 20 % khi không có."
    )
    return [*told, str(regression), str(often)]


def others(found: EffectReading) -> str:
    """Return what the units are called that it is set against."""
    if len(found.others) == 1:
        return found.others[0].name(locale())
    return str(_("các đơn vị thí điểm khác"))


def sides(found: EffectReading) -> str:
    """Return which days are compared; empty where there is no whole week."""
    if found.found is None:
        return ""
    before, after = found.found.compared.own.before, found.found.compared.own.after
    told = [
        _("trước: %(days)s, %(n)s ngày có lượt đến", days=days(before.first, before.last), n=before.days)
        if before.first <= before.last
        else "",
        _("sau: %(days)s, %(n)s ngày có lượt đến", days=days(after.first, after.last), n=after.days)
        if after.first <= after.last
        else "",
    ]
    return _capital("; ".join(one for one in told if one))


def head() -> list[str]:
    """Return the headings of the table of both sides."""
    return [
        _("Đơn vị"),
        _("Trước"),
        _("Sau"),
        _("Thay đổi"),
        _("Khoảng 95 %"),
        _("Số lượt trước"),
        _("Số lượt sau"),
    ]


def table(found: EffectReading) -> list[list[Cell]]:
    """Return the unit, the others, how much more it moved than they, and the jump beside the trend; minutes."""
    if found.found is None:
        return []
    compared = found.found.compared
    rows = [_row(found.unit.name(locale()), compared.own)]
    if compared.other is not None:
        rows.append(_row(others(found), compared.other))
        rows.append(
            [_("Đơn vị này đổi nhiều hơn bên kia bao nhiêu"), None, None, *_spread(compared.against_other), None, None]
        )
    if compared.step is not None:
        rows.append(
            [_("Bước đổi đúng ngày ấy, đã trừ đà tăng giảm sẵn có"), None, None, *_spread(compared.step), None, None]
        )
    return rows


def _row(name: str, pair: Pair) -> list[Cell]:
    means = [None if side.mean_seconds is None else _tenths(side.mean_seconds) for side in (pair.before, pair.after)]
    spread = None if pair.difference is None else pair.difference._replace(seconds=_by(pair))
    return [name, *means, *_spread(spread), wording.shown(pair.before.n), wording.shown(pair.after.n)]


def _spread(spread: Spread | None) -> list[Cell]:
    if spread is None:
        return [None, str(_("chưa đủ dữ liệu"))]
    low, high = _signed(spread.low), _signed(spread.high)
    return [_signed(spread.seconds), str(_("từ %(low)s đến %(high)s", low=low, high=high))]


def _signed(seconds: float) -> str:
    """Return minutes with the sign of a difference: −4,2 is shorter."""
    text = _tenths(abs(seconds))
    return text if round(seconds / 60, 1) == 0 else f"{'−' if seconds < 0 else '+'}{text}"


def _by(pair: Pair) -> float:
    """Return the difference of the two means as they are printed, in seconds: 16,0 to 11,6 is 4,4."""
    before, after = (round((side.mean_seconds or 0) / 60, 1) for side in (pair.before, pair.after))
    return 60 * (after - before)


def _tenths(seconds: float) -> str:
    return wording.tenths(seconds / 60)


def _moved(spread: Spread) -> dict[str, Cell]:
    """Return by how much, and the interval, without a sign: the word says which way."""
    ends = sorted((abs(spread.low), abs(spread.high)))
    return {name: _tenths(value) for name, value in zip(_BY, (abs(spread.seconds), *ends), strict=True)}


def _other(found: EffectReading) -> str:
    compared = found.found.compared if found.found else None
    if compared is None or compared.other is None or compared.other.difference is None:
        return ""
    said = {"other": others(found), "by": _tenths(abs(_by(compared.other)))}
    words = {
        Conclusion.NONE: _("%(other)s chưa thấy đổi rõ", **said),
        Conclusion.SHORTER: _("%(other)s cũng giảm, %(by)s phút", **said),
        Conclusion.LONGER: _("%(other)s tăng %(by)s phút", **said),
    }
    return str(words[direction(compared.other.difference)])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
