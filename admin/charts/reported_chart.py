"""Measured and reported waits: two distributions over five bands, bar by bar; one panel for each place of answering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from admin.charts import sheet as paper
from admin.charts.palette import INK, MEAN, QUIET
from admin.charts.reported_texts import PanelTexts, ReportedTexts
from admin.charts.sheet import PAGE, Panel, Shape
from admin.charts.typeface import width
from admin.measures.reported import Reported

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BAR: Final = 15.0
BAND_GAP: Final = 12.0
LEGEND: Final = 17.0
LEFT_AIR: Final = 16.0
RIGHT: Final = 46.0
BELOW: Final = 8.0
EMPTY: Final = 60.0
HALF: Final = 0.5
HEADROOM: Final = 1.01


def reported_chart(lines: Sequence[Reported], *, texts: ReportedTexts, sample: bool, shape: Shape = PAGE) -> bytes:
    """Return a panel for each of *lines* as SVG or PNG; as for `reported_figure`."""
    return paper.saved(reported_figure(lines, texts=texts, sample=sample, shape=shape), shape)


def reported_figure(lines: Sequence[Reported], *, texts: ReportedTexts, sample: bool, shape: Shape = PAGE) -> Figure:
    """Return a panel for each of *lines*.

    Args:
        lines: With at least ten answers each; none makes a sentence.
        texts: Words in the reader's language, a heading for each line.
        sample: Whether “DỮ LIỆU MẪU” stands across it.
        shape: For the page or a phone.
    """
    layout = shape.layout._replace(left=max(map(width, texts.bands)) + LEFT_AIR, right=RIGHT)
    high = len(texts.bands) * (2 * BAR + BAND_GAP)
    panels = [Panel(one.heading, high, 2 * LEGEND) for one in texts.panels] or [Panel("", EMPTY)]
    figure, drawn = paper.sheet(panels, layout, title=texts.title, sample=texts.sample if sample else None, below=BELOW)
    if not lines:
        paper.say(drawn[0], texts.no_data)
        drawn[0].set_xticks([])
        return figure
    highest = max(max(_shares(one.measured_shares) + _shares(one.said_shares)) for one in lines) or 1.0
    for axes, line, words in zip(drawn, lines, texts.panels, strict=True):
        _draw(axes, line, highest, texts)
        _explain(axes, words)
    return figure


def _shares(shares: tuple[float, ...] | None) -> tuple[float, ...]:
    return shares or (0.0,)


def _draw(axes: Axes, line: Reported, highest: float, texts: ReportedTexts) -> None:
    """Draw the bands from the top, the measured bar of each above the reported one, with their percentages."""
    step = 2 * BAR + BAND_GAP
    axes.set_xlim(0, highest * HEADROOM)
    axes.set_ylim(len(texts.bands) * step - BAND_GAP / 2, -BAND_GAP / 2)
    axes.set_yticks([place * step + BAR for place in range(len(texts.bands))], list(texts.bands))
    axes.set_xticks([])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.axvline(0, color=QUIET, linewidth=0.8)
    for shares, below, face in ((line.measured_shares, 0.0, MEAN), (line.said_shares, BAR, "white")):
        for place, share in enumerate(shares or ()):
            middle = place * step + below + BAR * HALF
            axes.barh(middle, share, height=BAR - 2, color=face, edgecolor=INK, linewidth=0.9)
            axes.annotate(
                f"{texts.number(round(100 * share))} %", xy=(share, middle), xytext=(4, 0),
                textcoords="offset points", va="center_baseline", color=INK, gid="share",
            )  # fmt: skip


def _explain(axes: Axes, words: PanelTexts) -> None:
    """Name the full and the hollow bar above the bars."""
    for row, (name, face) in enumerate(((words.measured, MEAN), (words.said, "white"))):
        height = LEGEND * (1.4 - row)
        axes.plot(
            [5 / axes.bbox.width], [1 + height / axes.bbox.height], transform=axes.transAxes, marker="s",
            markersize=9, color=INK, markerfacecolor=face, linestyle="", clip_on=False,
        )  # fmt: skip
        axes.annotate(
            name, xy=(0, 1), xycoords="axes fraction", xytext=(15, height), textcoords="offset points",
            va="center_baseline", color=INK, gid="name",
        )  # fmt: skip
