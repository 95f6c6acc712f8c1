"""Sealed ballots in the reader's words: a line for each channel, because channels are never mixed."""

from collections.abc import Mapping

from flask_babel import gettext as _

from admin.measures.wording import Cell, percent, shown, week_name
from kiosk.ground.calendar import Week
from kiosk.ground.i18n import locale
from survey.questionnaires.default_forms import LEVELS
from survey.satisfaction import SealedScore

Scores = Mapping[Week, SealedScore]


def head() -> list[str]:
    """Return the headings of the table; each is defined in docs/measures.md."""
    levels = [names[1] if locale() == "en" else names[0] for names in LEVELS]
    return [
        _("Đợt niêm phong"),
        _("Trả lời ở đâu"),
        _("Số phiếu"),
        *levels,
        _("Tỷ lệ hài lòng"),
        _("Tin cậy 95 %"),
        _("Tỷ lệ trả lời"),
        _("Nếu tính cả người không trả lời"),
    ]


def table(phones: Scores, tablets: Scores) -> list[list[Cell]]:
    """Return a row for each channel of each week in which ballots were sealed, the latest week first.

    Under ten ballots nothing but their number is told.
    """
    weeks = sorted({*phones, *tablets}, reverse=True)
    channels = ((_("điện thoại"), phones), (_("máy tính bảng"), tablets))
    return [_row(name, scores[week]) for week in weeks for name, scores in channels if week in scores]


def _row(channel: str, sealed: SealedScore) -> list[Cell]:
    score = sealed.score
    kept = score if score.shown else None
    first, last = week_name(sealed.from_week), week_name(sealed.until_week)
    return [
        last if first == last else f"{first} – {last}",
        channel,
        shown(score.n),
        *(shown(number) if kept else None for number in score.counts),
        percent(kept.top2) if kept else None,
        _between(kept.low, kept.high) if kept else None,
        percent(kept.coverage) if kept else None,
        _between(kept.lowest, kept.highest) if kept else None,
    ]


def _between(low: float | None, high: float | None) -> Cell:
    if low is None or high is None:
        return None
    return f"{shown(round(low * 100, 1))} – {shown(round(high * 100, 1))} %"
