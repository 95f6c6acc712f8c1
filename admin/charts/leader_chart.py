"""The one chart of the leader's page: the weeks of one unit against its target, or all units before and now.

Few marks, large letters, no term that has to be explained. Drawn on axes that are handed in, so that the page's chart
and the picture to send on are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, nan
from typing import TYPE_CHECKING, Final

from admin.charts import sheet
from admin.charts.leader_texts import LeaderTexts, UnitLine
from admin.charts.palette import BAR, INK, LINE, MEAN, QUIET, TARGET
from admin.charts.scales import spread, steps, thinned
from admin.charts.typeface import lines, pitch, prepare, shortened, width

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

POINTS_PER_INCH: Final = 72
WIDE: Final = 560.0
NARROW: Final = 320.0
WEEKS_HEIGHT: Final = 230.0
ROW: Final = 52.0
SIZE: Final = 11.0
BELOW: Final = 30.0
MOST_ROWS: Final = 12
HEADROOM: Final = 1.12
DASHES: Final = (0, (6, 3))
TITLE: Final = 12.5
MARK_ROW: Final = 1.35
EDGE: Final = 20.0
BARE: Final = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
"""Behind a name: no line of the grid crosses it."""
MARK_ROOM: Final = 0.55
"""How much of the panel the words of a mark may take."""


def leader_chart(texts: LeaderTexts, *, narrow: bool = False) -> bytes:
    """Return the chart as SVG, the same bytes for the same texts; *narrow* for a phone."""
    return sheet.svg(_figure(texts, NARROW if narrow else WIDE))


def leader_chart_png(texts: LeaderTexts, *, dots_per_inch: int = 200) -> bytes:
    """Return the chart as PNG, for a document."""
    return sheet.png(_figure(texts, WIDE), dots_per_inch)


def height(texts: LeaderTexts) -> float:
    """Return how high the chart is, in points."""
    return (WEEKS_HEIGHT if texts.weeks else ROW * max(1, len(shown(texts)))) + above(texts, SIZE) + BELOW


def above(texts: LeaderTexts, size: float) -> float:
    """Return how much room the panel needs above it, in points: for the key, or for the words of marks."""
    return size * (1 + MARK_ROW * (len(texts.marks) if texts.weeks else 2))


def shown(texts: LeaderTexts) -> tuple[UnitLine, ...]:
    """Return the units that are drawn: those that come first, as many as can be read."""
    return texts.lines[:MOST_ROWS]


def draw(axes: Axes, texts: LeaderTexts, *, size: float = SIZE) -> None:
    """Draw on *axes*, whose figure measures points; letters are *size* points high."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)
    axes.tick_params(length=0, labelcolor=INK, labelsize=size, pad=5)
    axes.set_axisbelow(True)
    known = [point.minutes for point in texts.weeks] if texts.weeks else [line.now for line in texts.lines]
    if any(value is not None for value in known):
        (_weeks if texts.weeks else _units)(axes, texts, size)
        return
    axes.set_xticks([])
    axes.set_yticks([])
    middle = "\n".join(lines(texts.no_data, _room(axes), size))
    axes.text(0.5, 0.5, middle, transform=axes.transAxes, ha="center", va="center", color=QUIET, fontsize=size)


def _weeks(axes: Axes, texts: LeaderTexts, size: float) -> None:
    minutes = [nan if point.minutes is None else point.minutes for point in texts.weeks]
    target = texts.lines[0].target
    top = max(*(value for value in minutes if not isnan(value)), target) * HEADROOM
    _scale(axes, top, texts)
    axes.grid(axis="y", color=LINE, linewidth=0.6)
    axes.axhline(target, color=TARGET, linewidth=1.4, linestyle=DASHES)
    axes.plot(range(len(minutes)), minutes, color=MEAN, linewidth=1.6, marker="o", markersize=0.45 * size)
    widest = max(width(point.name, size) for point in texts.weeks)
    labels = thinned(len(minutes), _room(axes), widest + size)
    axes.set_xlim(-0.6, len(minutes) - 0.4)
    axes.set_xticks(labels, [texts.weeks[place].name for place in labels])
    last = next(place for place in reversed(range(len(minutes))) if not isnan(minutes[place]))
    ends = [(minutes[last], texts.number(minutes[last]), MEAN, "bold"), (target, texts.target, TARGET, "normal")]
    room = axes.bbox.height * POINTS_PER_INCH / axes.figure.dpi
    heights = spread([room * y / top for y, *_ in ends], [1.35 * size] * len(ends), room)
    for (_y, text, colour, weight), place in zip(ends, heights, strict=True):
        axes.annotate(
            f"{text} {texts.number(target)}" if colour == TARGET else text, xy=(1, place / room),
            xycoords="axes fraction", xytext=(6, 0), textcoords="offset points", va="center", color=colour,
            fontsize=size, fontweight=weight, annotation_clip=False,
        )  # fmt: skip
    _marks(axes, texts, size)


def _marks(axes: Axes, texts: LeaderTexts, size: float) -> None:
    """Draw what happened as upright lines, each a row higher than the one before, its words left of its top."""
    step = _room(axes) / len(texts.weeks)
    high = axes.bbox.height * POINTS_PER_INCH / axes.figure.dpi
    for row, mark in enumerate(texts.marks):
        text = shortened(mark.text, MARK_ROOM * _room(axes), size)
        top = 1 + (row + 1) * MARK_ROW * size / high
        axes.plot(
            [mark.place - 0.5] * 2, [0, top], transform=axes.get_xaxis_transform(), color=QUIET, linewidth=1,
            linestyle=(0, (2, 2)), clip_on=False,
        )  # fmt: skip
        before = width(text, size) < (mark.place + 0.1) * step + EDGE
        axes.annotate(
            text, xy=(mark.place - 0.5, top), xycoords=("data", "axes fraction"), ha="right" if before else "left",
            xytext=(-4 if before else 4, -0.5 * MARK_ROW * size), textcoords="offset points", va="center",
            color=QUIET, fontsize=size, annotation_clip=False,
        )  # fmt: skip


def _units(axes: Axes, texts: LeaderTexts, size: float) -> None:
    units = shown(texts)
    values = [value for line in units for value in (line.before, line.now, line.target) if value is not None]
    top = max(values) * HEADROOM * 1.06
    _scale(axes, top, texts, upright=False)
    axes.grid(axis="x", color=LINE, linewidth=0.6)
    axes.set_ylim(len(units) - 0.45, -0.72)
    axes.set_yticks([])
    for place, line in enumerate(units):
        _unit(axes, place, line, texts, size)
    _name_first(axes, units, texts, size)


def _unit(axes: Axes, place: int, line: UnitLine, texts: LeaderTexts, size: float) -> None:
    """Draw one unit on its row: its name, the target, before and now with their minutes on the outer sides."""
    axes.text(
        0, place - 0.32, shortened(line.name, _room(axes), size), color=INK, fontsize=size, va="center", bbox=BARE
    )
    axes.plot([line.target] * 2, [place - 0.12, place + 0.24], color=TARGET, linewidth=2.2)
    if line.now is None:
        return
    dots = [(line.now, MEAN, MEAN, "bold")]
    if line.before is not None:
        axes.plot([line.before, line.now], [place + 0.06] * 2, color=BAR, linewidth=2.4, zorder=2)
        dots.append((line.before, QUIET, "white", "normal"))
    left = min(value for value, *_ in dots)
    for value, colour, face, weight in dots:
        axes.plot([value], [place + 0.06], "o", color=colour, markerfacecolor=face, markersize=0.8 * size, zorder=3)
        aside = len(dots) > 1 and value == left
        axes.annotate(
            texts.number(value), xy=(value, place + 0.06), ha="right" if aside else "left", va="center",
            xytext=(-0.7 * size if aside else 0.7 * size, 0), textcoords="offset points", color=colour,
            fontsize=size, fontweight=weight,
        )  # fmt: skip


def _name_first(axes: Axes, units: Sequence[UnitLine], texts: LeaderTexts, size: float) -> None:
    """Write the key above the panel: the sign, then its word."""
    key = [("●", MEAN, texts.now), ("|", TARGET, texts.target)]
    if any(line.before is not None for line in units):
        key.insert(0, ("○", QUIET, texts.before))
    axes.annotate(
        "   ".join(f"{sign} {word}" for sign, _colour, word in key), xy=(0, 1), xycoords="axes fraction",
        xytext=(0, 6), textcoords="offset points", color=INK, fontsize=size, annotation_clip=False,
    )  # fmt: skip


def _scale(axes: Axes, top: float, texts: LeaderTexts, *, upright: bool = True) -> None:
    marks = [mark for mark in steps(top, 5) if mark <= top]
    written = [texts.number(mark) for mark in marks]
    if upright:
        axes.set_ylim(0, top)
        axes.set_yticks(marks, written)
    else:
        axes.set_xlim(0, top)
        axes.set_xticks(marks, written)


def _room(axes: Axes) -> float:
    """Return how wide the panel is, in points."""
    return float(axes.bbox.width) * POINTS_PER_INCH / float(axes.figure.dpi)


def _figure(texts: LeaderTexts, wide: float) -> Figure:
    from matplotlib.figure import Figure

    prepare()
    title = lines(texts.chart, wide - 12, TITLE, bold=True)
    line = TITLE * pitch(texts.chart)
    high = height(texts) + line * (len(title) + 1)
    figure = Figure(figsize=(wide / POINTS_PER_INCH, high / POINTS_PER_INCH), dpi=POINTS_PER_INCH, facecolor="white")
    for number, words in enumerate(title):
        figure.text(
            6 / wide, 1 - (4 + TITLE + number * line) / high, words, fontsize=TITLE, fontweight="bold", color=INK
        )
    size = SIZE if wide == WIDE else SIZE - 1
    figure.text(6 / wide, 1 - (4 + TITLE + len(title) * line) / high, texts.scale, fontsize=size, color=QUIET)
    left, right = (34, 96) if texts.weeks else (12, 16)
    panel = (height(texts) - above(texts, SIZE) - BELOW) / high
    box = (left / wide, BELOW / high, (wide - left - right) / wide, panel)
    draw(figure.add_axes(box), texts, size=size)
    if texts.sample:
        figure.text(
            0.5, 0.45, texts.sample, ha="center", va="center", rotation=20, fontsize=wide / 14, fontweight="bold",
            color=INK, alpha=0.13, zorder=9, gid="sample",
        )  # fmt: skip
    return figure
