"""Small multiples: the waits of each kind of work in a panel of its own, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, nan
from typing import TYPE_CHECKING, Final

from admin.charts import sheet as paper
from admin.charts.group_texts import GroupTexts
from admin.charts.palette import INK, LINE, MEAN, QUIET, TARGET
from admin.charts.scales import steps, thinned
from admin.charts.sheet import PAGE, Panel, Shape
from admin.charts.typeface import pitch, shortened, width
from admin.measures.group_series import GroupSeries

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT: Final = 70.0
NAME: Final = 40.0
LINE_HEIGHT: Final = 14.0
BETWEEN: Final = 40.0
LEFT: Final = 34.0
RIGHT: Final = 12.0
BELOW: Final = 26.0
FEW_POINTS: Final = 40
MINUTE: Final = 60
HEADROOM: Final = 1.08
GAP: Final = 8.0
AIR: Final = 6.0
MARKS: Final = 4
# A target this many times above every wait would only press the waits flat.
FAR: Final = 3


def group_chart(
    groups: Sequence[GroupSeries],
    periods: Sequence[str],
    target_seconds: int,
    *,
    texts: GroupTexts,
    sample: bool,
    shape: Shape = PAGE,
) -> bytes:
    """Return the panels as SVG or PNG; as for `group_figure`."""
    return paper.saved(group_figure(groups, periods, target_seconds, texts=texts, sample=sample, shape=shape), shape)


def group_figure(
    groups: Sequence[GroupSeries],
    periods: Sequence[str],
    target_seconds: int,
    *,
    texts: GroupTexts,
    sample: bool,
    shape: Shape = PAGE,
) -> Figure:
    """Return the panels, two beside each other or, on a phone, one.

    Args:
        groups: In the order of the panels; none makes a sentence.
        periods: The short name of each period.
        target_seconds: The line in every panel.
        texts: Words in the reader's language.
        sample: Whether “DỮ LIỆU MẪU” stands across it.
        shape: For the page or a phone.
    """
    across = 1 if shape.narrow or len(groups) == 1 else 2
    layout = shape.layout._replace(left=LEFT, right=RIGHT)
    rows = -(-len(groups) // across) or 1
    head = NAME * pitch("".join(one.name or texts.others for one in groups)) / pitch("")
    high = rows * (HEIGHT + head)
    figure, (frame,) = paper.sheet(
        [Panel(texts.heading, high)], layout, title=texts.title, sample=texts.sample if sample else None, below=BELOW
    )
    if not groups:
        paper.say(frame, texts.no_data)
        frame.set_xticks([])
        return figure
    frame.set_axis_off()
    room = (layout.room - BETWEEN * (across - 1)) / across
    top = _top(groups, target_seconds)
    for number, group in enumerate(groups):
        column, row = number % across, number // across
        axes = _axes(figure, frame, (column * (room + BETWEEN), high - (row + 1) * (HEIGHT + head), room))
        last = number + across >= len(groups)
        _scale(axes, top, periods if last else (), len(periods), texts)
        _head(axes, group, texts)
        _draw(axes, group, target_seconds)
    return figure


def _top(groups: Sequence[GroupSeries], target_seconds: int) -> float:
    """Return the highest minutes of the scale that all panels share."""
    known = [wait.mean_seconds for group in groups for wait in group.waits if wait.mean_seconds is not None]
    medians = [wait.median_seconds for group in groups for wait in group.waits if wait.median_seconds is not None]
    highest = max([*known, *medians, MINUTE])
    return max(highest, target_seconds if target_seconds <= FAR * highest else 0) / MINUTE * HEADROOM


def _axes(figure: Figure, frame: Axes, box: tuple[float, float, float]) -> Axes:
    """Return axes whose lower left corner lies so many points right of and above that of *frame*."""
    left, floor, room = box
    wide, high = figure.bbox.width, figure.bbox.height
    within = frame.get_position()
    axes = figure.add_axes((within.x0 + left / wide, within.y0 + floor / high, room / wide, HEIGHT / high))
    axes.tick_params(length=0, labelcolor=QUIET, pad=4)
    axes.grid(visible=True, axis="y", color=LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)
    return axes


def _scale(axes: Axes, top: float, names: Sequence[str], count: int, texts: GroupTexts) -> None:
    marks = [mark for mark in steps(top, MARKS) if mark <= top]
    axes.set_ylim(0, top)
    axes.set_yticks(marks, [texts.number(mark) for mark in marks])
    axes.set_xlim(-0.7, max(count, 1) - 0.3)
    # The last name ends with the panel, so that it is not cut off, and needs half its width more.
    label = 1.5 * max((width(name) for name in names), default=0) + GAP
    marked = thinned(len(names), axes.bbox.width, label)
    axes.set_xticks(marked, [names[place] for place in marked])
    for last in axes.get_xticklabels()[-1:] if len(names) > 1 else ():
        last.set_horizontalalignment("right")


def _head(axes: Axes, group: GroupSeries, texts: GroupTexts) -> None:
    """Write above the panel whose it is, cut where it would run into the next one, and what it stands on."""
    whole = texts.others if group.name is None else group.name
    name = shortened(whole, axes.bbox.width + LEFT - AIR)
    mean = "–" if group.mean_seconds is None else texts.number(round(group.mean_seconds / MINUTE, 1))
    stands_on = texts.stands_on % {"mean": mean, "n": texts.number(group.n)}
    line = LINE_HEIGHT * pitch(name) / pitch("")
    for text, height, colour in ((name, AIR + line, INK), (stands_on, AIR, QUIET)):
        axes.annotate(
            text, xy=(0, 1), xycoords="axes fraction", xytext=(AIR - LEFT, height), textcoords="offset points",
            color=colour, gid="group",
        )  # fmt: skip


def _draw(axes: Axes, group: GroupSeries, target_seconds: int) -> None:
    """Draw means as points on a line, medians dark without points; a period with under ten is a gap."""
    axes.axhline(target_seconds / MINUTE, color=TARGET, linewidth=1, linestyle=(0, (6, 3)), gid="target")
    means = [nan if wait.mean_seconds is None else wait.mean_seconds / MINUTE for wait in group.waits]
    medians = [nan if wait.median_seconds is None else wait.median_seconds / MINUTE for wait in group.waits]
    places = range(len(means))
    alone = len(means) == 1 or all(isnan(one) for one in means[1:])
    axes.plot(places, medians, color=INK, linewidth=1.5, marker="_" if alone else "", markersize=14, gid="medians")
    size = 5.0 if len(means) <= FEW_POINTS else 3.0
    axes.plot(places, means, color=MEAN, linewidth=0.9, marker="o", markersize=size, gid="means")
