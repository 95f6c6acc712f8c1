"""Five counts as one bar each: questions, factors or waits under each other, with the share of satisfied beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from admin.charts import likert, voluntary
from admin.charts import sheet as paper
from admin.charts.levels_texts import LevelsRow, LevelsTexts
from admin.charts.palette import INK, QUIET
from admin.charts.sheet import EDGE, PAGE, Panel, Shape
from admin.charts.typeface import SIZE, lines, pitch, width

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BAR: Final = 17.0
ROW_GAP: Final = 13.0
EMPTY: Final = 50.0
RIGHT: Final = 104.0
BESIDE: Final = 7.0
HALF: Final = 0.5


def levels_chart(rows: Sequence[LevelsRow], *, texts: LevelsTexts, sample: bool, shape: Shape = PAGE) -> bytes:
    """Return a bar for each of *rows* as SVG or PNG; as for `levels_figure`."""
    return paper.saved(levels_figure(rows, texts=texts, sample=sample, shape=shape), shape)


def levels_figure(rows: Sequence[LevelsRow], *, texts: LevelsTexts, sample: bool, shape: Shape = PAGE) -> Figure:
    """Return a bar for each of *rows*, all of the same length: shares of each level, the counts in them.

    Args:
        rows: With at least ten answers each; none makes a sentence.
        texts: Words in the reader's language.
        sample: Whether “DỮ LIỆU MẪU” stands across it.
        shape: For the page or a phone.
    """
    layout = shape.layout._replace(left=EDGE, right=RIGHT)
    room = layout.width - 2 * EDGE
    names = [lines(row.name, room) for row in rows]
    high = sum(_height(name) for name in names) or EMPTY
    panel = Panel(texts.heading, high, likert.height(texts.levels, room) if rows else 0)
    below = voluntary.room(texts.foot, layout)
    mark = texts.sample if sample else None
    figure, (axes,) = paper.sheet([panel], layout, title=texts.title, sample=mark, below=below)
    voluntary.write(figure, texts.foot, layout)
    axes.set_xticks([])
    if not rows:
        paper.say(axes, texts.no_data)
        return figure
    _frame(axes, high)
    likert.draw_key(axes, texts.levels, 0, room)
    top = 0.0
    for row, name in zip(rows, names, strict=True):
        _draw(axes, row, name, top, texts)
        top += _height(name)
    return figure


def _height(name: Sequence[str]) -> float:
    return _name_height(name) + BAR + ROW_GAP


def _name_height(name: Sequence[str]) -> float:
    return len(name) * SIZE * pitch("".join(name))


def _frame(axes: Axes, high: float) -> None:
    axes.set_xlim(0, 1)
    axes.set_ylim(high, 0)
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)


def _draw(axes: Axes, row: LevelsRow, name: Sequence[str], top: float, texts: LevelsTexts) -> None:
    """Draw the name, the bar under it and the share of satisfied beside the bar; *top* in points from above."""
    axes.annotate(
        "\n".join(name), xy=(0, top), xycoords="data", va="top", color=INK,
        linespacing=pitch("".join(name)), annotation_clip=False, gid="name",
    )  # fmt: skip
    middle = top + _name_height(name) + BAR * HALF + 2
    n, left = sum(row.counts), 0.0
    for level, count in enumerate(row.counts):
        share = count / n
        axes.barh(
            middle, share, left=left, height=BAR, color=likert.FACES[level], edgecolor=INK, linewidth=0.6, gid="bar"
        )
        said = texts.number(count)
        if width(said) + 4 <= share * axes.bbox.width:
            axes.text(
                left + share * HALF, middle, said, ha="center", va="center_baseline",
                color=likert.ON_FACES[level], gid="count",
            )  # fmt: skip
        left += share
    for words, bold, shift, colour in ((row.result, True, -1, INK), (row.note, False, 1, QUIET)):
        axes.annotate(
            words, xy=(1, middle), xycoords="data", xytext=(BESIDE, -shift * SIZE * 0.62), textcoords="offset points",
            va="center_baseline", color=colour, fontweight="bold" if bold else "normal", annotation_clip=False,
            gid="result",
        )  # fmt: skip
