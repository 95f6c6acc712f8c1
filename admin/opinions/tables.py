"""Satisfaction as tables in the reader's words: rows in the office's order, never by result."""

from collections.abc import Iterable
from typing import NamedTuple

from flask_babel import gettext as _

from admin.measures.wording import Cell, percent, shown, week_name
from admin.opinions import wording
from survey.opinions.counted import By
from survey.opinions.figures import FactorFigures, Part, QuestionFigures, Rating, Strand
from survey.opinions.reading import Opinions


class Table(NamedTuple):
    """A table to be drawn by `ui.table`."""

    caption: str
    head: list[str]
    rows: list[list[Cell]]


def questions(strand: Strand) -> Table:
    """Return every question of five levels."""
    asked = sorted(strand.questions, key=lambda one: not one.asked.overall)
    rated = [(one.asked.wording, one.rating) for one in asked if one.rating]
    return _ratings(_("Từng câu hỏi năm mức"), _("Câu hỏi"), rated)


def factors(strand: Strand) -> Table:
    """Return the factors; n counts answers, beside it the ballots."""
    table = _ratings(
        _("Theo yếu tố: mọi câu trả lời của mẫu phiếu này"),
        _("Yếu tố"),
        [(wording.factor_name(one.factor), one.rating) for one in strand.factors],
    )
    rows = [[*row[:1], _ballots(one), *row[1:]] for one, row in zip(strand.factors, table.rows, strict=True)]
    head = [table.head[0], _("Phiếu"), _("Câu trả lời"), *table.head[2:]]
    return Table(table.caption, head, rows)


def weeks(strand: Strand) -> Table:
    """Return what was sealed, latest first; the name is the last week of the batches."""
    rows: list[tuple[str, Rating]] = []
    for one in reversed(strand.weeks):
        first, last = week_name(one.from_week), week_name(one.until_week)
        rows.append((last if first == last else f"{first} – {last}", one.rating))
    return _ratings(_("Từng đợt: số phiếu chọn từng mức"), _("Tuần"), rows)


def parts(by: By, strand: Strand, opinions: Opinions) -> Table:
    """Return the parts by one attribute that sealing kept."""
    found = strand.parts.get(by, ())
    rows = [(wording.part_name(by, part, opinions), part.rating) for part in found]
    return _ratings(_("%(parts)s: số phiếu chọn từng mức", parts=wording.PARTS[by]), _("Phần"), rows)


def units(strand: Strand, opinions: Opinions) -> Table:
    """Return units side by side, in the order in which they are listed everywhere."""
    rows = [(_unit(part, opinions), part.rating) for part in strand.units]
    return _ratings(_("Theo đơn vị: số phiếu chọn từng mức"), _("Đơn vị"), rows)


def choices(question: QuestionFigures) -> Table:
    """Return who picked what; shares are of the ballots that answered."""
    caption = _("%(question)s – %(n)s phiếu trả lời", question=question.asked.wording, n=shown(question.n))
    rows: list[list[Cell]] = [[one.name, shown(one.n), percent(one.share)] for one in question.picked]
    return Table(caption, [_("Trả lời"), _("Số phiếu"), _("Tỷ lệ")], rows)


def _unit(part: Part, opinions: Opinions) -> str:
    return opinions.units.get(part.key, f"#{part.key}") if isinstance(part.key, int) else ""


def _ballots(found: FactorFigures) -> Cell:
    return shown(found.ballots) if found.rating.shown else None


def _ratings(caption: str, name: str, rows: Iterable[tuple[str, Rating]]) -> Table:
    head = [name, _("Số phiếu"), *map(str, wording.LEVELS), _("Mức 4 và 5"), _("Khoảng tin cậy 95 %")]
    return Table(str(caption), head, [[label, *_rating(rating)] for label, rating in rows])


def _rating(found: Rating) -> list[Cell]:
    if found.counts is None:
        few: list[Cell] = [shown(found.n), *[None] * 5, str(_("chưa đủ dữ liệu")) if found.n else None, None]
        return few
    return [shown(found.n), *map(shown, found.counts), percent(found.top2), wording.interval(found)]
