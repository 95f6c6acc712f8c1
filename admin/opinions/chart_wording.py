"""What the charts of satisfaction draw and say, in the reader's language."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from flask_babel import gettext as _

from admin.charts.levels_texts import LevelsRow, LevelsTexts, SatisfiedTexts
from admin.charts.satisfied_chart import SealedPoint
from admin.measures.wording import percent, shown, week_name, week_pattern
from admin.opinions import wording
from admin.opinions.figures import VOLUNTARY
from survey.opinions.counted import By
from survey.opinions.figures import Part, Rating, Strand
from survey.opinions.reading import Opinions


class Bars(NamedTuple):
    """A chart of bars: rows and words."""

    rows: list[LevelsRow]
    texts: LevelsTexts


NAMES: Final = ("levels", "weeks", "factors", "bands")


def levels(strand: Strand) -> Bars:
    """Return a bar for each question of five levels, the overall one first."""
    asked = sorted(strand.questions, key=lambda one: not one.asked.overall)
    rows = [(one.asked.wording, one.rating) for one in asked if one.rating]
    return Bars(list(_rows(rows)), _texts(wording.headline(strand), _("Số phiếu chọn từng mức")))


def factors(strand: Strand) -> Bars:
    """Return a bar for each factor."""
    rows = [(wording.factor_name(one.factor), one.rating) for one in strand.factors]
    told = [one.rating.top2 for one in strand.factors if one.rating.top2 is not None]
    title = _("Chưa đủ phiếu để nêu từng yếu tố.")
    if told:
        least, most = percent(min(told)), percent(max(told))
        title = _("Theo yếu tố: từ %(least)s đến %(most)s câu trả lời là hài lòng.", least=least, most=most)
    return Bars(list(_rows(rows)), _texts(str(title), _("Số câu trả lời chọn từng mức")))


def bands(strand: Strand, opinions: Opinions) -> Bars:
    """Return a bar for each band of measured waits."""
    found = strand.parts.get(By.WAIT_BAND, ())
    rows = [(wording.part_name(By.WAIT_BAND, part, opinions), part.rating) for part in found if part.key is not None]
    return Bars(list(_rows(rows)), _texts(bands_sentence(found, opinions), _("Số phiếu chọn từng mức")))


def bands_sentence(found: Sequence[Part], opinions: Opinions) -> str:
    """Return how content those are who waited least and those who waited longest, where any band differs."""
    told = [part for part in found if part.key is not None and part.rating.shown]
    if len(told) < 2:
        return str(_("Chưa đủ phiếu để so thời gian chờ với mức độ hài lòng."))
    if not any(part.difference for part in told):
        return wording.differences(By.WAIT_BAND, tuple(found), opinions)[0]
    least, most = (wording.part_name(By.WAIT_BAND, part, opinions) for part in (told[0], told[-1]))
    high, low = (percent(part.rating.top2) for part in (told[0], told[-1]))
    return str(
        _("%(least)s: %(high)s hài lòng; %(most)s: %(low)s.", least=least, high=high, most=_lower(most), low=low)
    )


def weeks(strand: Strand) -> tuple[list[SealedPoint], SatisfiedTexts]:
    """Return the points of sealed weeks and the words around them."""
    points = [
        SealedPoint(one.until_week, one.rating.counts, one.rating.top2, one.rating.low, one.rating.high)
        for one in strand.weeks
    ]
    texts = SatisfiedTexts(
        title=weeks_sentence(strand),
        satisfied=_("Hài lòng, % · vạch đứng: khoảng tin cậy 95 %"),
        ballots=_("Số phiếu chọn từng mức, theo đợt niêm phong"),
        levels=_levels(),
        no_data=_("Chưa đủ phiếu để công bố"),
        foot=str(VOLUNTARY),
        sample=_("DỮ LIỆU MẪU"),
        week=week_pattern(),
        decimal_comma=wording.decimal_comma(),
    )
    return points, texts


def weeks_sentence(strand: Strand) -> str:
    """Return what the latest sealed weeks say, one sentence."""
    told = [one for one in strand.weeks if one.rating.shown]
    if not told:
        return str(_("Chưa đợt phiếu nào đủ 10 phiếu."))
    last = told[-1]
    return str(
        _(
            "Đợt đến %(week)s: %(share)s hài lòng, có thể từ %(low)s đến %(high)s.",
            week=week_name(last.until_week),
            share=percent(last.rating.top2),
            low=percent(last.rating.low),
            high=percent(last.rating.high),
        )
    )


def _rows(rated: Iterable[tuple[str, Rating]]) -> Iterable[LevelsRow]:
    for name, one in rated:
        if one.counts is not None:
            note, result = wording.interval(one) or "", percent(one.top2) or ""
            yield LevelsRow(f"{name} (n = {shown(one.n)})", one.counts, result, note)


def _texts(title: str, heading: str) -> LevelsTexts:
    return LevelsTexts(
        title=title,
        heading=heading,
        levels=_levels(),
        no_data=_("Chưa đủ phiếu để công bố"),
        foot=str(VOLUNTARY),
        sample=_("DỮ LIỆU MẪU"),
        decimal_comma=wording.decimal_comma(),
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _levels() -> tuple[str, str, str, str, str]:
    one, two, three, four, five = (str(level) for level in wording.LEVELS)
    return one, two, three, four, five
