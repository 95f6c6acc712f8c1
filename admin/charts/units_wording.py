"""The chart of units side by side in the reader's words: its texts, what it says without being seen, its table."""

from collections.abc import Sequence

from flask_babel import gettext as _

from admin.charts.units_texts import Level, UnitLevels, UnitsTexts
from admin.measures import wording
from admin.measures.wording import Cell
from kiosk.ground.i18n import locale


def units_texts(title: str) -> UnitsTexts:
    """Return the words on the chart; *title* is the finding."""
    return UnitsTexts(
        title=title,
        waits=_("Thời gian chờ trung bình (phút)"),
        before=_("trước thí điểm"),
        now=_("hiện nay"),
        target=_("mục tiêu"),
        interval=_("khoảng tin cậy 95 %"),
        too_few=_("chưa đủ dữ liệu"),
        no_data=_("Chưa có dữ liệu"),
        sample=_("DỮ LIỆU MẪU"),
        decimal_comma=locale() != "en",
    )


def said(title: str, units: Sequence[UnitLevels]) -> str:
    """Return what somebody who sees the chart takes from it: the finding, then each unit's two means and target."""
    return " ".join([title, *(_said(unit) for unit in units)])


def head() -> list[str]:
    """Return the headings of the table."""
    return [_("Đơn vị"), _("Trước thí điểm"), _("Tin cậy 95 %"), _("Hiện nay"), _("Tin cậy 95 %"), _("Mục tiêu")]


def table(units: Sequence[UnitLevels]) -> list[list[Cell]]:
    """Return one row for each unit, in minutes."""
    return [
        [
            unit.name,
            _mean(unit.before),
            _interval(unit.before),
            _mean(unit.now),
            _interval(unit.now),
            wording.shown(unit.target_minutes),
        ]
        for unit in units
    ]


def _said(unit: UnitLevels) -> str:
    known = {"name": unit.name, "now": _mean(unit.now), "target": wording.shown(unit.target_minutes)}
    if unit.now is None:
        return str(_("%(name)s: chưa đủ dữ liệu.", name=unit.name))
    if unit.before is None:
        return str(_("%(name)s: hiện nay %(now)s phút, mục tiêu %(target)s.", **known))
    return str(
        _(
            "%(name)s: trước %(before)s phút, hiện nay %(now)s phút, mục tiêu %(target)s.",
            before=_mean(unit.before),
            **known,
        )
    )


def _mean(level: Level | None) -> Cell:
    return None if level is None else wording.shown(round(level.minutes, 1))


def _interval(level: Level | None) -> Cell:
    """Return “12,5 – 15,2”; that there are too few days is no number, and said so."""
    if level is None:
        return None
    if level.low is None or level.high is None:
        return str(_("chưa đủ dữ liệu"))
    return f"{wording.shown(round(level.low, 1))} – {wording.shown(round(level.high, 1))}"
