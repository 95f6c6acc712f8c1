"""The overview in the reader's words."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from admin.charts.leader_texts import Word
from admin.measures.finding import Level
from admin.measures.period_wording import KINDS, period_name
from admin.measures.wording import shown, tenths
from admin.pilot.change import FALSE_SHARE, Trend
from admin.pilot.overview import Row, Show
from admin.pilot.standing import Standing

__all__ = [
    "KINDS",
    "SHOWS",
    "by_chance",
    "change",
    "head",
    "mean",
    "period_name",
    "procedures",
    "sentence",
    "target",
    "trend",
]

MANY: Final = 20
"""Units, from which on a word that is false of one in a hundred is expected somewhere."""
SHOWS: Final = {
    Show.ALL: _l("Tất cả"),
    Show.OVER: _l("Vượt mục tiêu"),
    Show.IMPROVED: _l("Giảm rõ"),
    Show.FEW: _l("Chưa đủ dữ liệu"),
    Show.DOUBTFUL: _l("Cần thận trọng"),
}


def head() -> list[str]:
    """Return the headings; each is defined in docs/measures.md."""
    return [
        _("Đơn vị"),
        _("Chờ / mục tiêu, phút"),
        _("So với mục tiêu"),
        _("So với trước thí điểm"),
        _("n"),
        _("Cần thận trọng"),
        _("Mã QR từ"),
        _("Lượt quét"),
        _("Thủ tục có mã"),
    ]


def sentence(counts: Mapping[Show, int]) -> str:
    """Return what the screen says in one sentence."""
    said = _(
        "%(all)s đơn vị thí điểm: %(over)s vượt mục tiêu, %(improved)s giảm rõ so với trước, %(few)s chưa đủ dữ liệu.",
        all=counts[Show.ALL],
        over=counts[Show.OVER],
        improved=counts[Show.IMPROVED],
        few=counts[Show.FEW],
    )
    return str(said)


def by_chance(counts: Mapping[Show, int]) -> str:
    """Return how many units the words would name wrongly at one look; empty where they are few."""
    every = counts[Show.ALL]
    if every < MANY:
        return ""
    said = _(
        "Dù không có gì thay đổi, trong %(all)s đơn vị vẫn có khoảng %(n)s đơn vị được nói nhầm là giảm rõ.",
        all=shown(every),
        n=shown(ceil(every * FALSE_SHARE)),
    )
    return str(said)


def mean(unit: Standing) -> str:
    """Return mean and target."""
    minutes = "–" if unit.mean_minutes is None else tenths(unit.mean_minutes)
    return f"{minutes} / {shown(unit.target_minutes)}"


def target(unit: Standing) -> Word:
    """Return how the mean stands to the targets."""
    if unit.level is Level.WITHIN and unit.is_hidden:
        return Word("info", _("trong mục tiêu, chưa kể hết"))
    return {
        Level.WITHIN: Word("within", _("trong mục tiêu")),
        Level.NEAR: Word("near", _("vượt mục tiêu")),
        Level.OVER: Word("over", _("vượt cả hai mục tiêu")),
        Level.TOO_FEW: Word("info", _("chưa đủ dữ liệu")),
    }[unit.level]


def trend(unit: Standing) -> Word:
    """Return whether it changed beyond chance."""
    return {
        Trend.BETTER: Word("within", _("giảm rõ")),
        Trend.WORSE: Word("over", _("tăng rõ")),
        Trend.LATELY_BETTER: Word("info", _("mới giảm, cần thêm tuần")),
        Trend.LATELY_WORSE: Word("info", _("mới tăng, cần thêm tuần")),
        Trend.UNCLEAR: Word("info", _("chưa rõ")),
        Trend.UNKNOWN: Word("info", _("chưa đủ dữ liệu")),
        Trend.OTHERWISE: Word("info", _("ghi khác cách trước")),
        Trend.HIDDEN: Word("info", _("chưa kể hết thời gian chờ")),
    }[unit.trend]


def change(unit: Standing) -> str:
    """Return the means before and now, with the interval of the difference; empty where that is not known."""
    found = unit.change
    if found is None:
        return ""
    said = f"{tenths(found.before_minutes)} → {tenths(found.now_minutes)}"
    if found.low is None or found.high is None:
        return said
    return f"{said} ({_signed(found.low)}…{_signed(found.high)})"


def procedures(row: Row) -> str | None:
    """Return how many of the procedures its codes lead to; ``None`` where it receives none."""
    found = row.procedures
    return f"{shown(found.reachable)}/{shown(found.total)}" if found.total else None


def cautions(unit: Standing) -> str | None:
    """Return how many things there are to be careful about; ``None`` where there is nothing."""
    count: Sequence[object] = unit.doubts
    return str(ngettext("%(num)s điều", "%(num)s điều", len(count))) if count else None


def _signed(minutes: float) -> str:
    rounded = round(minutes, 1)
    return f"{'−' if rounded < 0 else '+'}{tenths(abs(rounded))}"
