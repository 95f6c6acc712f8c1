"""Units side by side: how long people waited before the pilot and now, how sure that is, and the target of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from admin.charts.palette import BAR, INK, MEAN, QUIET, TARGET
from admin.charts.scales import steps
from admin.charts.sheet import EDGE, HEADROOM, PAGE, Layout, Panel, Shape, heading, saved, say, sheet
from admin.charts.typeface import HARD_SPACE, SIZE, lines, pitch
from admin.charts.units_texts import Level, UnitLevels, UnitsTexts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW: Final = 26.0
BETWEEN: Final = 8.0
NAME_LINE: Final = SIZE
UNDER: Final = 24.0
EMPTY: Final = 60.0
APART: Final = 0.22
"""The point before and the point now stand so far above and below the middle of their row, in rows."""


def units_chart(units: Sequence[UnitLevels], *, texts: UnitsTexts, sample: bool, shape: Shape = PAGE) -> bytes:
    """Return the chart, the same bytes for the same figures.

    Args:
        units: From the top; as many as wanted.
        texts: Words in the reader's language.
        sample: Whether “DỮ LIỆU MẪU” stands across it.
        shape: SVG for a page or PNG to send on.
    """
    layout = shape.layout._replace(left=EDGE * 2)
    names = [lines(unit.name, layout.width - 3 * EDGE, bold=True) for unit in units]
    heights = [
        ROW + BETWEEN + len(name) * NAME_LINE * pitch(unit.name) for unit, name in zip(units, names, strict=True)
    ]
    panel = Panel(_heading(units, texts), sum(heights) or EMPTY)
    figure, (axes,) = sheet([panel], layout, title=texts.title, sample=texts.sample if sample else None, below=UNDER)
    axes.set_yticks([])
    if units:
        draw_units(axes, units, names, heights, texts, layout)
    else:
        axes.set_xticks([])
        say(axes, texts.no_data)
    return saved(figure, shape)


def draw_units(
    axes: Axes,
    units: Sequence[UnitLevels],
    names: Sequence[Sequence[str]],
    heights: Sequence[float],
    texts: UnitsTexts,
    layout: Layout,
) -> None:
    """Draw *units* from the top; the axes are as high as *heights* together, in points."""
    highest = max(highest_of(unit) for unit in units) * HEADROOM
    marks = [mark for mark in steps(highest, 5 if layout.room > SIZE * 20 else 3) if mark <= highest]
    axes.set_xlim(0, highest)
    axes.set_xticks(marks, [texts.number(mark) for mark in marks])
    axes.tick_params(labelbottom=True)
    axes.set_ylim(0, sum(heights))
    top = sum(heights)
    for unit, name, height in zip(units, names, heights, strict=True):
        axes.text(
            0, top - 2, "\n".join(name), va="top", color=INK, fontweight="bold", linespacing=pitch(unit.name),
            gid="unit", clip_on=False, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )  # fmt: skip
        _unit(axes, unit, top - height + (ROW + BETWEEN) / 2, texts)
        top -= height


def highest_of(unit: UnitLevels) -> float:
    """Return the longest wait that is drawn of *unit*, in minutes, at least its target."""
    levels = [level for level in (unit.before, unit.now) if level is not None]
    return max([unit.target_minutes, *(level.high or level.minutes for level in levels)])


def said(unit: UnitLevels, texts: UnitsTexts) -> str:
    """Return the numbers written beside a unit: “13,7 → 9,6”."""
    if unit.now is None:
        return texts.too_few
    now = texts.number(round(unit.now.minutes, 1))
    return now if unit.before is None else f"{texts.number(round(unit.before.minutes, 1))} → {now}"


def _heading(units: Sequence[UnitLevels], texts: UnitsTexts) -> str:
    levels = [level for unit in units for level in (unit.before, unit.now) if level is not None]
    signs = [("○", texts.before), ("●", texts.now), ("┃", texts.target)]
    if any(level.low is not None for level in levels):
        signs.append(("─", texts.interval))
    return heading(texts.waits, *(f"{sign}{HARD_SPACE}{words}" for sign, words in signs))


def _unit(axes: Axes, unit: UnitLevels, middle: float, texts: UnitsTexts) -> None:
    axes.plot(
        (unit.target_minutes,) * 2,
        (middle - ROW / 2 + 2, middle + ROW / 2 - 2),
        color=TARGET,
        linewidth=2,
        gid="target",
    )
    if unit.before is not None:
        _level(axes, unit.before, middle + APART * ROW, QUIET, "white", "before")
    if unit.now is not None:
        _level(axes, unit.now, middle - APART * ROW, MEAN, MEAN, "now")
    axes.annotate(
        said(unit, texts), xy=(1, middle), xycoords=("axes fraction", "data"), xytext=(8, 0), va="center",
        textcoords="offset points", color=INK if unit.now else QUIET, annotation_clip=False, gid="numbers",
    )  # fmt: skip


def _level(axes: Axes, level: Level, y: float, colour: str, face: str, gid: str) -> None:
    axes.plot((0, level.minutes), (y, y), color=BAR, linewidth=0.8, linestyle=(0, (1, 2)))
    if level.low is not None and level.high is not None:
        axes.plot((level.low, level.high), (y, y), color=colour, linewidth=1.6, gid="interval")
    axes.plot((level.minutes,), (y,), marker="o", markersize=7, color=colour, markerfacecolor=face, gid=gid)
