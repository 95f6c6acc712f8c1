"""The sheet every chart is drawn on: title, panels with headings, weeks below, a thin grid, the mark of a sample.

Drawn at print size, 165 mm wide (the text of an A4 of Decree 30/2020) with text of 11 pt, so that it goes into a
document as it is; the narrow one is as wide as a phone. Lengths are points of 1/72 inch.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from admin.charts.palette import INK, LINE, QUIET
from admin.charts.scales import steps, thinned
from admin.charts.svg import without_styles
from admin.charts.texts import Numbers
from admin.charts.typeface import HARD_SPACE, SIZE, even_lines, lines, pitch, prepare, width

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

POINTS_PER_INCH: Final = 72
PRINT_DOTS: Final = 200
EDGE: Final = 6.0
HEADING: Final = 29.0
WEEKS: Final = 30.0
WEEK_GAP: Final = 10.0
HEADROOM: Final = 1.06


class Layout(NamedTuple):
    """Widths of the sheet and of the margins beside its panels, and sizes of letters."""

    width: float
    left: float
    right: float
    title_size: float
    watermark_size: float

    @property
    def room(self) -> float:
        """The width of the panels."""
        return self.width - self.left - self.right


DESK: Final = Layout(468, 42, 118, 14, 46)
NARROW: Final = Layout(300, 42, 118, 13, 30)


class Shape(NamedTuple):
    """How a chart is wanted: for the page (“svg”) or to send on (“png”), for a phone or for everything else."""

    kind: str = "svg"
    narrow: bool = False

    @property
    def layout(self) -> Layout:
        """Its widths."""
        return NARROW if self.narrow else DESK


PAGE: Final = Shape()
PHONE: Final = Shape(narrow=True)


class Panel(NamedTuple):
    """One panel: what it shows, with its unit, and how high it is; *above* is left free for marks over it."""

    heading: str
    height: float
    above: float = 0


def sheet(
    panels: Sequence[Panel], layout: Layout, *, title: str, sample: str | None, below: float = WEEKS
) -> tuple[Figure, list[Axes]]:
    """Return a sheet with empty panels, one under the other.

    Args:
        panels: From the top, at least one.
        layout: Widths.
        title: The finding, a sentence; as many lines as it takes.
        sample: What stands across sample data; ``None`` when the data are real.
        below: Points under the last panel, for the names of its weeks.
    """
    from matplotlib.figure import Figure

    prepare()
    sentence = even_lines(title, layout.width - 2 * EDGE, layout.title_size, bold=True)
    headings = [even_lines(panel.heading, layout.width - 2 * EDGE, SIZE) or ("",) for panel in panels]
    rooms = [_heading_room(words) for words in headings]
    top = _title_height(sentence, layout)
    height = top + sum(rooms) + sum(panel.above + panel.height for panel in panels) + below
    size = (layout.width / POINTS_PER_INCH, height / POINTS_PER_INCH)
    figure = Figure(figsize=size, dpi=POINTS_PER_INCH, facecolor="white")
    _write_title(figure, sentence, layout)
    drawn, floor = [], height - top
    for panel, words, room in zip(panels, headings, rooms, strict=True):
        floor -= room + panel.above + panel.height
        box = (layout.left / layout.width, floor / height, layout.room / layout.width, panel.height / height)
        drawn.append(_framed(figure.add_axes(box), words, panel.above, layout))
    if sample is not None:
        _mark_sample(figure, sample, layout)
    return figure, drawn


def heading(*parts: str) -> str:
    """Return the heading of a panel with its notes, so that no line begins with the dot between them."""
    return f"{HARD_SPACE}· ".join(parts)


def name_weeks(panels: Sequence[Axes], names: Sequence[str], layout: Layout) -> None:
    """Put weeks (or days) at 0, 1, 2 and so on in all *panels*, with as many names under the last as have room."""
    label = max((width(name) for name in names), default=0) + WEEK_GAP
    marked = thinned(len(names), layout.room, label)
    for axes in panels:
        axes.set_xlim(-0.6, max(len(names), 1) - 0.4)
        axes.set_xticks(marked, [names[place] for place in marked])
    panels[-1].tick_params(labelbottom=True)


def scale(axes: Axes, highest: float, at_most: int, texts: Numbers) -> None:
    """Scale the height from 0 to a little above *highest*, with at most so many marks above 0."""
    top = highest * HEADROOM
    marks = [mark for mark in steps(top, at_most + 1) if mark <= top]
    axes.set_ylim(0, top)
    axes.set_yticks(list(marks), [texts.number(mark) for mark in marks])


def say(axes: Axes, words: str) -> None:
    """Say in an empty panel why it is empty."""
    axes.set_yticks([])
    text = "\n".join(lines(words, axes.bbox.width))
    axes.text(0.5, 0.5, text, transform=axes.transAxes, ha="center", va="center", color=QUIET)


def saved(figure: Figure, shape: Shape) -> bytes:
    """Return the chart as it is wanted."""
    return png(figure) if shape.kind == "png" else svg(figure)


def svg(figure: Figure) -> bytes:
    """Return the chart as SVG (UTF-8), the same bytes for the same figures, without date, script, style or font."""
    return without_styles(_saved(figure, "svg", POINTS_PER_INCH).decode()).encode()


def png(figure: Figure, dots_per_inch: int = PRINT_DOTS) -> bytes:
    """Return the chart as PNG; 1,300 pixels wide (narrow: 833) unless another resolution is wanted."""
    return _saved(figure, "png", dots_per_inch)


def _heading_room(heading: Sequence[str]) -> float:
    return HEADING + (len(heading) - 1) * SIZE * pitch(heading[0])


def _title_height(sentence: Sequence[str], layout: Layout) -> float:
    return len(sentence) * layout.title_size * pitch("".join(sentence))


def _write_title(figure: Figure, sentence: Sequence[str], layout: Layout) -> None:
    """Write the lines one by one: matplotlib would set each as far down as its own letters reach."""
    height = figure.bbox.height
    line = layout.title_size * pitch("".join(sentence))
    for number, words in enumerate(sentence):
        baseline = height - 4 - layout.title_size * (1.0 if line < layout.title_size * 1.5 else 1.15) - number * line
        figure.text(
            EDGE / layout.width, baseline / height, words, va="baseline", fontsize=layout.title_size,
            fontweight="bold", color=INK, gid="title",
        )  # fmt: skip


def _mark_sample(figure: Figure, text: str, layout: Layout) -> None:
    """Write across everything: a sample must not be taken for a report even when it is cut out of its page."""
    figure.text(
        0.5, 0.5, text, ha="center", va="center", rotation=28, fontsize=layout.watermark_size, fontweight="bold",
        color=INK, alpha=0.13, zorder=9, gid="sample",
    )  # fmt: skip


def _framed(axes: Axes, heading: Sequence[str], above: float, layout: Layout) -> Axes:
    """Give the axes their heading, and thin lines that are nowhere darker than what they measure."""
    axes.tick_params(length=0, labelbottom=False, labelcolor=QUIET, pad=5)
    axes.annotate(
        "\n".join(heading), xy=(0, 1), xycoords="axes fraction", xytext=(EDGE - layout.left, 7 + above),
        textcoords="offset points", color=INK, linespacing=pitch(heading[0]), gid="heading",
    )  # fmt: skip
    axes.grid(color=LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)
    return axes


def _saved(figure: Figure, kind: str, dots_per_inch: int) -> bytes:
    picture = BytesIO()
    silent = ("Creator", "Date", "Format", "Type") if kind == "svg" else ("Software",)
    figure.savefig(picture, format=kind, dpi=dots_per_inch, metadata=dict.fromkeys(silent))
    return picture.getvalue()
