"""How waits are spread over the minutes: a histogram with the targets, the median and P90 as named lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from admin.charts import sheet as paper
from admin.charts.flags import Flag, fly, height_of
from admin.charts.palette import BAND, INK, MEAN, QUIET, TARGET
from admin.charts.scales import steps
from admin.charts.sheet import PAGE, Panel, Shape
from admin.charts.spread_texts import SpreadTexts
from admin.charts.typeface import width
from admin.measures.distribution import Distribution
from admin.measures.figures import Targets
from admin.measures.finding import FEW

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT: Final = 170.0
LEFT: Final = 42.0
RIGHT: Final = 14.0
BELOW: Final = 26.0
MINUTE: Final = 60
MARK_WIDTH: Final = 46.0
# With so many marks at most and at least so many visits high, no mark stands for half a visit.
FULL_MARKS: Final = 4
# The bar of everybody beyond the end is as wide as this share of the axes, and stands a little apart.
BEYOND: Final = 0.05
APART: Final = 0.02


def spread_chart(
    spread: Distribution, targets: Targets, *, texts: SpreadTexts, sample: bool, shape: Shape = PAGE
) -> bytes:
    """Return the histogram as SVG or PNG; as for `spread_figure`."""
    return paper.saved(spread_figure(spread, targets, texts=texts, sample=sample, shape=shape), shape)


def spread_figure(
    spread: Distribution, targets: Targets, *, texts: SpreadTexts, sample: bool, shape: Shape = PAGE
) -> Figure:
    """Return the histogram.

    Args:
        spread: The bins; with under ten waits a sentence stands in their place.
        targets: Drawn as lines where they lie within the bins.
        texts: Words in the reader's language.
        sample: Whether “DỮ LIỆU MẪU” stands across it.
        shape: For the page or a phone.
    """
    layout = shape.layout._replace(left=LEFT, right=RIGHT)
    flags = _flags(spread, targets, texts) if spread.n >= FEW else []
    highest = _highest_x(spread)
    panel = Panel(texts.heading, HEIGHT, height_of(flags, layout.room, highest) if flags else 0.0)
    figure, (axes,) = paper.sheet(
        [panel], layout, title=texts.title, sample=texts.sample if sample else None, below=BELOW
    )
    if spread.n < FEW:
        paper.say(axes, texts.no_data)
        axes.set_xticks([])
        return figure
    paper.scale(axes, max([*spread.counts, spread.longer, FULL_MARKS]), FULL_MARKS, texts)
    axes.set_xlim(0, highest)
    _bars(axes, spread)
    _name_minutes(axes, spread, texts)
    fly(axes, flags)
    return figure


def _highest_x(spread: Distribution) -> float:
    return spread.end_minutes * (1 + (BEYOND + APART if spread.longer else 0))


def _flags(spread: Distribution, targets: Targets, texts: SpreadTexts) -> list[Flag]:
    target, older = (seconds / MINUTE for seconds in targets)
    found = [Flag(target, f"{texts.target} {texts.number(target)}", TARGET, (0, (6, 3)))]
    if older <= spread.end_minutes and older != target:
        found.append(Flag(older, f"{texts.older_target} {texts.number(older)}", QUIET, (0, (1.5, 2.5))))
    for seconds, name, colour in ((spread.median_seconds, texts.median, INK), (spread.p90_seconds, texts.p90, MEAN)):
        if seconds is not None and seconds <= spread.end_minutes * MINUTE:
            minutes = round(seconds / MINUTE, 1)
            found.append(Flag(seconds / MINUTE, f"{name} {texts.number(minutes)}", colour, bold=True))
    return [flag for flag in found if flag.x <= spread.end_minutes]


def _bars(axes: Axes, spread: Distribution) -> None:
    wide = spread.width_minutes
    lefts = [place * wide for place in range(len(spread.counts))]
    axes.bar(lefts, spread.counts, width=wide, align="edge", color=BAND, edgecolor=QUIET, linewidth=0.5)
    if spread.longer:
        axes.bar(
            [spread.end_minutes * (1 + APART)], [spread.longer], width=BEYOND * spread.end_minutes, align="edge",
            color="white", edgecolor=QUIET, linewidth=0.8, hatch="////", gid="beyond",
        )  # fmt: skip
    axes.grid(visible=False, axis="x")


def _name_minutes(axes: Axes, spread: Distribution, texts: SpreadTexts) -> None:
    """Write minutes under the bins, and what the last bar is at the right end."""
    room = axes.bbox.width
    marks = steps(spread.end_minutes, max(2, int(room / MARK_WIDTH)))
    if spread.longer:
        end = (room - width(texts.longer) - 8) / room * axes.get_xlim()[1]
        marks = [mark for mark in marks if mark <= end]
        axes.annotate(
            texts.longer, xy=(1, 0), xycoords="axes fraction", xytext=(0, -5), textcoords="offset points",
            ha="right", va="top", color=QUIET, gid="longer",
        )  # fmt: skip
    axes.set_xticks([mark for mark in marks if mark <= spread.end_minutes])
    axes.set_xticklabels([texts.number(mark) for mark in marks if mark <= spread.end_minutes])
    axes.tick_params(labelbottom=True)
