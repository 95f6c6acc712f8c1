"""The units on the first page of a weekly report: each with its two words. Pure."""

from admin.charts.leader_texts import LeaderTexts, UnitLine
from admin.documents.content import Block, Table, Verdicts
from admin.documents.phrases import shown


def units(texts: LeaderTexts) -> list[Block]:
    """Return one line for one unit, a table for several; words in place of colours, as on the leader's page."""
    if len(texts.lines) == 1:
        return [Verdicts(tuple((word.level, word.text) for word in texts.lines[0].words))]
    head = ("Đơn vị", "Trước thí điểm, phút", "Gần đây, phút", "So với mục tiêu", "Xu hướng")
    rows = tuple(_row(line) for line in texts.lines)
    return [Table("Các đơn vị thí điểm", head, rows, words=(3, 4), widths=(6, 3, 3, 4, 5))]


def _row(line: UnitLine) -> tuple[str | None, ...]:
    target, trend = line.words
    return (line.name, _minutes(line.before), _minutes(line.now), target.text, trend.text)


def _minutes(value: float | None) -> str | None:
    return None if value is None else shown(value)
