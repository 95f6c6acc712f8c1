"""The weekly chart: waits against the targets, how many visits they stand on, and satisfaction.

Drawn at print size, 165 mm wide with text of 11 pt, so that it goes into a document as it is; the narrow one is as wide
as a phone. Letters are drawn as outlines, because a picture in a page cannot use the page's fonts and must look the
same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Final, NamedTuple

from admin.charts.panels import INK, LINE, QUIET, draw_nothing, draw_scores, draw_visits, draw_waits
from admin.charts.scales import thinned
from admin.charts.svg import without_styles
from admin.charts.texts import ChartTexts
from admin.measures.finding import FEW
from admin.measures.waiting import WeekFigures
from kiosk.ground.calendar import Week
from survey.satisfaction import SealedScore

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

POINTS_PER_INCH: Final = 72
TITLE_LINE: Final = 18.0
HEADING: Final = 29.0
WEEKS: Final = 30.0
WEEK_LABEL: Final = 72.0


class Layout(NamedTuple):
    """Sizes in points: of the sheet, the margins beside the panels, and the panels from top to bottom."""

    width: float
    left: float
    right: float
    heights: tuple[float, float, float]
    title_size: float
    title_letters: int
    watermark_size: float

    @property
    def room(self) -> float:
        """The width of the panels."""
        return self.width - self.left - self.right


DESK: Final = Layout(468, 42, 118, (190, 46, 70), 14, 56, 46)
NARROW: Final = Layout(300, 42, 118, (190, 46, 70), 13, 36, 30)


def weekly_chart(
    figures: Sequence[WeekFigures],
    scores: Mapping[Week, SealedScore] | None,
    kiosk: Mapping[Week, SealedScore] | None = None,
    *,
    texts: ChartTexts,
    sample: bool,
    narrow: bool = False,
) -> bytes:
    """Return the chart as SVG (UTF-8): the same bytes for the same figures, without date, script, style or font.

    Args:
        figures: Weeks in order, as many as wanted; a week without data leaves a gap, no week a sentence.
        scores: Sealed scores by the last week of their batch; ``None`` leaves their panel out.
        kiosk: Those of people who answered at a tablet, drawn apart.
        texts: Words in the reader's language.
        sample: Whether “DỮ LIỆU MẪU” stands across it.
        narrow: For a phone, 300 points wide instead of 468.
    """
    drawing = _saved(
        _drawn(figures, scores, kiosk or {}, texts, sample, NARROW if narrow else DESK), "svg", POINTS_PER_INCH
    )
    return without_styles(drawing.decode()).encode()


def weekly_chart_png(
    figures: Sequence[WeekFigures],
    scores: Mapping[Week, SealedScore],
    kiosk: Mapping[Week, SealedScore] | None = None,
    *,
    texts: ChartTexts,
    sample: bool,
    narrow: bool = False,
    dots_per_inch: int = 200,
) -> bytes:
    """Return the same chart as PNG, 1,300 pixels wide (narrow: 833) unless another resolution is wanted."""
    drawing = _drawn(figures, scores, kiosk or {}, texts, sample, NARROW if narrow else DESK)
    return _saved(drawing, "png", dots_per_inch)


def _drawn(
    figures: Sequence[WeekFigures],
    scores: Mapping[Week, SealedScore] | None,
    kiosk: Mapping[Week, SealedScore],
    texts: ChartTexts,
    sample: bool,
    layout: Layout,
) -> Figure:
    title = wrap(texts.title, layout.title_letters) or [""]
    panels = layout.heights if scores is not None else layout.heights[:2]
    height = len(title) * TITLE_LINE + sum(HEADING + panel for panel in panels) + WEEKS
    figure, (waits, visits, *rest) = _sheet(layout, panels, height, height - len(title) * TITLE_LINE)
    _write_title(figure, title, layout, height)
    few = any(0 < one.wait.n < FEW for one in figures)
    weeks = [one.week.named(texts.week) for one in figures]
    _frame(waits, f"{texts.waits} · {texts.few}" if few else texts.waits, weeks, layout)
    _frame(visits, texts.visits, weeks, layout)
    if any(one.wait.n for one in figures):
        draw_waits(waits, figures, texts)
        draw_visits(visits, figures, texts)
    else:
        draw_nothing(waits, texts.no_data)
        draw_nothing(visits, texts.no_data)
    for satisfied in rest:
        _frame(satisfied, texts.satisfied_both if kiosk else texts.satisfied, weeks, layout)
        draw_scores(satisfied, figures, scores or {}, kiosk, texts)
    (visits, *rest)[-1].tick_params(labelbottom=True)
    if sample:
        _mark_sample(figure, texts.sample, layout)
    return figure


def _sheet(layout: Layout, heights: Sequence[float], height: float, top: float) -> tuple[Figure, list[Axes]]:
    """Return an empty figure and its panels, one under the other from *top* points above the bottom."""
    from matplotlib import rcParams
    from matplotlib.figure import Figure

    # The salt makes two drawings of the same figures the same bytes, so that they can be cached and compared.
    rcParams.update({"svg.hashsalt": "lang-nghe", "svg.fonttype": "path", "text.parse_math": False})
    rcParams.update({"font.family": ["DejaVu Sans"], "font.size": 11.0})
    size = (layout.width / POINTS_PER_INCH, height / POINTS_PER_INCH)
    figure = Figure(figsize=size, dpi=POINTS_PER_INCH, facecolor="white")
    panels = []
    for panel in heights:
        top -= HEADING + panel
        box = (layout.left / layout.width, top / height, layout.room / layout.width, panel / height)
        panels.append(figure.add_axes(box))
    return figure, panels


def _write_title(figure: Figure, title: Sequence[str], layout: Layout, height: float) -> None:
    left, top = 6 / layout.width, 1 - 4 / height
    figure.text(
        left,
        top,
        "\n".join(title),
        va="top",
        fontsize=layout.title_size,
        fontweight="bold",
        linespacing=1.15,
        color=INK,
    )


def _mark_sample(figure: Figure, text: str, layout: Layout) -> None:
    """Write across everything: a sample must not be taken for a report even when it is cut out of its page."""
    figure.text(
        0.5, 0.5, text, ha="center", va="center", rotation=28, fontsize=layout.watermark_size, fontweight="bold",
        color=INK, alpha=0.13, zorder=9, gid="sample",
    )  # fmt: skip


def _frame(axes: Axes, heading: str, weeks: Sequence[str], layout: Layout) -> None:
    """Give the axes their heading, the weeks, and thin lines that are nowhere darker than what they measure."""
    marked = thinned(len(weeks), layout.room, WEEK_LABEL)
    axes.set_xlim(-0.6, max(len(weeks), 1) - 0.4)
    axes.set_xticks(marked, [weeks[place] for place in marked])
    axes.tick_params(length=0, labelbottom=False, labelcolor=QUIET, pad=5)
    axes.annotate(
        heading, xy=(0, 1), xycoords="axes fraction", xytext=(6 - layout.left, 7), textcoords="offset points", color=INK
    )
    axes.grid(color=LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)


def _saved(figure: Figure, kind: str, dots_per_inch: int) -> bytes:
    picture = BytesIO()
    silent = ("Creator", "Date", "Format", "Type") if kind == "svg" else ("Software",)
    figure.savefig(picture, format=kind, dpi=dots_per_inch, metadata=dict.fromkeys(silent))
    return picture.getvalue()
