"""The chart of a change in the reader's words: its texts, what it says to somebody who does not see it, its table."""

from collections.abc import Sequence

from flask_babel import gettext as _

from admin.charts.effect_chart import weeks
from admin.charts.effect_texts import EffectTexts
from admin.measures import wording
from admin.measures.effects import Compared, Pair
from admin.measures.wording import Cell
from kiosk.ground.i18n import locale


def effect_texts(title: str, what: str) -> EffectTexts:
    """Return the words on the chart.

    Args:
        title: What may be said of the change, a sentence.
        what: The change, in the words of whoever wrote it down.
    """
    return EffectTexts(
        title=title,
        waits=_("Thời gian chờ trung bình mỗi 7 ngày (phút)"),
        what=what,
        before=_("Trước"),
        after=_("Sau"),
        other=_("Đơn vị kia"),
        target=_("Mục tiêu"),
        band=_("dải: mức sau, tin cậy 95 %"),
        incident=_("× sự cố"),
        no_data=_("Chưa có dữ liệu"),
        sample=_("DỮ LIỆU MẪU"),
        decimal_comma=locale() != "en",
    )


def said(title: str, compared: Compared) -> str:
    """Return what somebody who sees the chart takes from it: the finding, both levels, the other unit's."""
    sentences = [title]
    if levels := _levels(compared.own):
        sentences.append(str(_("Trước thay đổi trung bình %(before)s phút, sau thay đổi %(after)s phút.", **levels)))
    if compared.other is not None and (levels := _levels(compared.other)):
        sentences.append(str(_("Đơn vị kia: trước %(before)s phút, sau %(after)s phút.", **levels)))
    return " ".join(sentences)


def head(compared: Compared) -> list[str]:
    """Return the headings of the table."""
    headings = [_("7 ngày từ"), _("Trước hay sau"), _("Trung bình")]
    return headings if compared.other is None else [*headings, _("Đơn vị kia")]


def table(
    compared: Compared, own: Sequence[float | None], other: Sequence[float | None] | None = None
) -> list[list[Cell]]:
    """Return one row for every seven days, the first first, in minutes; the second cell is words."""
    sides = [_("trước")] * compared.window.before + [_("sau")] * compared.window.after
    columns = [own] if compared.other is None or other is None else [own, other]
    return [
        [f"{day:%d/%m/%Y}", side, *(wording.minutes(column[place]) for column in columns)]
        for place, (day, side) in enumerate(zip(weeks(compared.window), sides, strict=True))
    ]


def _levels(pair: Pair) -> dict[str, Cell] | None:
    before, after = wording.minutes(pair.before.mean_seconds), wording.minutes(pair.after.mean_seconds)
    return None if before is None or after is None else {"before": before, "after": after}
