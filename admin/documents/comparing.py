"""Before and after in the final report: every pilot unit with its baseline, its target, and what may be said. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from admin.charts.units_texts import Level, UnitLevels
from admin.documents.content import Block, Items, Paragraph, Table
from admin.documents.phrases import FEW, between, minutes, shown
from admin.measures.enough import told
from admin.measures.figures import Figures


@dataclass(frozen=True, slots=True)
class Compared:
    """One pilot unit.

    Attributes:
        before, after: Its figures of the weeks before the pilot and of the pilot.
        difference: After − before of the mean, in minutes, with its interval; ``None`` where it cannot be told.
        said: What may be said of it, in whole sentences: beyond chance or not, and why.
        shorter: Whether it may be said that people wait less.
    """

    name: str
    before: Figures
    after: Figures
    difference: tuple[float, float, float] | None
    said: str
    shorter: bool = False


def comparison(units: Sequence[Compared]) -> list[Block]:
    """Return the table of all pilot units and one line for each."""
    if not units:
        return [Paragraph("Chưa có đơn vị thí điểm nào có giai đoạn trước thí điểm để so sánh.")]
    head = (
        "Đơn vị",
        "Mục tiêu",
        "Trước: n",
        "Trung bình",
        "P90",
        "Thí điểm: n",
        "Trung bình",
        "P90",
        "Chênh lệch (95 %)",
    )
    rows = tuple(tuple(_row(one)) for one in units)
    table = Table(
        "Thời gian chờ trước và trong thí điểm, phút",
        head,
        rows,
        widths=(7, 4, 4, 4, 3, 4, 4, 3, 6),
    )
    return [table, Items(tuple(f"{one.name}: {one.said}" for one in units))]


def finding(units: Sequence[Compared]) -> str:
    """Return how many units wait less in the pilot than before it, beyond chance: the title of their chart."""
    better = [one.name for one in units if one.shorter]
    if len(better) == 1:
        return f"{better[0]} chờ ngắn hơn trước thí điểm."
    if better:
        return f"{shown(len(better))} trong {shown(len(units))} đơn vị thí điểm chờ ngắn hơn trước thí điểm."
    return "Chưa thấy đơn vị thí điểm nào chờ ngắn hơn trước thí điểm."


def levels(units: Sequence[Compared]) -> list[UnitLevels]:
    """Return what the chart shows of each: both means with their intervals, and the target in force last."""
    return [
        UnitLevels(one.name, _level(one.before), _level(one.after), one.after.targets.target_seconds / 60)
        for one in units
    ]


def _level(figures: Figures) -> Level | None:
    wait = told(figures).wait
    if wait.mean_seconds is None:
        return None
    if wait.interval is None:
        return Level(wait.mean_seconds / 60)
    return Level(wait.mean_seconds / 60, wait.interval.low_seconds / 60, wait.interval.high_seconds / 60)


def _row(one: Compared) -> list[str | None]:
    before, after = told(one.before), told(one.after)
    return [
        one.name,
        shown(after.targets.target_seconds / 60),
        *_side(before),
        *_side(after),
        FEW if one.difference is None else _difference(*one.difference),
    ]


def _side(figures: Figures) -> list[str | None]:
    return [
        shown(figures.wait.n),
        minutes(figures.wait.mean_seconds) or FEW,
        minutes(figures.wait.p90_seconds),
    ]


def _difference(minutes_apart: float, low: float, high: float) -> str:
    return f"{shown(round(minutes_apart, 1))} ({between(low, high)})"
