"""Satisfaction by sealed weeks: the share of satisfied with its interval, and how many ballots chose which level."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import TYPE_CHECKING, Final, NamedTuple

from admin.charts import likert, voluntary
from admin.charts.labels import Label, beside
from admin.charts.levels_texts import Counts, SatisfiedTexts
from admin.charts.palette import INK, MEAN
from admin.charts.scales import known
from admin.charts.sheet import EDGE, PAGE, WEEKS, Panel, Shape, name_weeks, saved, say, scale, sheet
from kiosk.ground.calendar import Week

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SHARES: Final = 130.0
BALLOTS: Final = 90.0
EVERYBODY: Final = 100.0
WIDE: Final = 0.7


class SealedPoint(NamedTuple):
    """What was sealed up to *week*: counts, the share of satisfied and its interval in shares 0–1.

    All but the week is ``None`` where it may not be told.
    """

    week: Week
    counts: Counts | None = None
    top2: float | None = None
    low: float | None = None
    high: float | None = None


def satisfied_chart(
    points: Sequence[SealedPoint], *, texts: SatisfiedTexts, sample: bool, shape: Shape = PAGE
) -> bytes:
    """Return the chart as SVG or PNG; as for `satisfied_figure`."""
    return saved(satisfied_figure(points, texts=texts, sample=sample, shape=shape), shape)


def satisfied_figure(
    points: Sequence[SealedPoint], *, texts: SatisfiedTexts, sample: bool, shape: Shape = PAGE
) -> Figure:
    """Return the chart.

    Args:
        points: Weeks in order; one that may not be told leaves a gap, no week a sentence.
        texts: Words in the reader's language.
        sample: Whether “DỮ LIỆU MẪU” stands across it.
        shape: For the page or a phone.
    """
    layout = shape.layout._replace(right=54)
    room = layout.width - 2 * EDGE
    key = likert.height(texts.levels, room)
    panels = [Panel(texts.satisfied, SHARES), Panel(texts.ballots, BALLOTS, key)]
    below = WEEKS + voluntary.room(texts.foot, layout)
    mark = texts.sample if sample else None
    figure, drawn = sheet(panels, layout, title=texts.title, sample=mark, below=below)
    voluntary.write(figure, texts.foot, layout)
    shares, ballots = drawn
    name_weeks(drawn, [point.week.named(texts.week) for point in points], layout)
    if not any(point.counts for point in points):
        say(shares, texts.no_data)
        say(ballots, texts.no_data)
        return figure
    _draw_shares(shares, points, texts)
    _draw_ballots(ballots, points, texts)
    likert.draw_key(ballots, texts.levels, EDGE - layout.left, room)
    return figure


def _draw_shares(axes: Axes, points: Sequence[SealedPoint], texts: SatisfiedTexts) -> None:
    """Draw points without a line between them: what was sealed is no course of anything in between."""
    scale(axes, EVERYBODY, 5, texts)
    for place, point in enumerate(points):
        if point.top2 is not None and point.low is not None and point.high is not None:
            axes.plot([place, place], [100 * point.low, 100 * point.high], color=INK, linewidth=1.2, gid="interval")
    shares = [nan if point.top2 is None else 100 * point.top2 for point in points]
    axes.plot(range(len(points)), shares, color=MEAN, marker="o", markersize=6, linestyle="", gid="share")
    (*_earlier, last) = known(shares)
    beside(axes, [Label(last, f"{texts.number(round(last))} %", MEAN, bold=True)])


def _draw_ballots(axes: Axes, points: Sequence[SealedPoint], texts: SatisfiedTexts) -> None:
    """Stack the five counts, the worst level at the bottom."""
    told = [point.counts or (0, 0, 0, 0, 0) for point in points]
    scale(axes, max(map(sum, told)), 3, texts)
    floor = [0] * len(points)
    for level, face in enumerate(likert.FACES):
        counts = [one[level] for one in told]
        axes.bar(
            range(len(points)), counts, WIDE, bottom=floor, color=face, edgecolor=INK, linewidth=0.5,
            gid=f"level-{level}",
        )  # fmt: skip
        floor = [low + count for low, count in zip(floor, counts, strict=True)]
