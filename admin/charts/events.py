"""What was changed and what went wrong, marked on a chart: a dated line with its words, or a small cross."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from admin.charts.palette import INK
from admin.charts.scales import stacked
from admin.charts.sheet import EDGE, Layout
from admin.charts.typeface import shortened, width
from kiosk.ground.calendar import Week

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW: Final = 15.0
UNDER: Final = 5.0
CROSSES: Final = 10.0
WIDEST: Final = 0.62
"""The part of the sheet that the words of one change may take."""
MOST_ROWS: Final = 5
APART: Final = 8.0

Place = Callable[[date], float | None]
"""Where a day stands on the axis below a chart; ``None`` for a day outside it."""


@dataclass(frozen=True, slots=True)
class Event:
    """A change or an incident: from which day on, and what it was in the words of whoever wrote it down."""

    day: date
    what: str
    is_incident: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A change with its place on the axis, its words as they fit, where they begin, in points, and their row."""

    place: float
    words: str
    left: float
    row: int


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands above a panel.

    Attributes:
        changes: In time.
        incidents: Places on the axis.
        height: Points that the panel has to leave free above it; 0 when there is nothing to mark.
    """

    changes: tuple[Marked, ...]
    incidents: tuple[float, ...]
    height: float


def by_week(weeks: Sequence[Week]) -> Place:
    """Return the places of days where weeks stand at 0, 1, 2: a Monday is the left edge of its week."""
    numbers = {week: number for number, week in enumerate(weeks)}

    def place(day: date) -> float | None:
        number = numbers.get(Week.of(day))
        return None if number is None else number - 0.5 + day.weekday() / 7

    return place


def strip(events: Sequence[Event], place: Place, count: int, layout: Layout) -> Strip:
    """Return where the marks of *events* go above a panel with *count* places; those outside it are left out.

    Words of changes that would lie over each other go one above the other, the latest lowest. When that takes more
    than five rows, only the dates are written: the words stand in the table.
    """
    known = sorted(
        ((at, one) for one in events if (at := place(one.day)) is not None), key=lambda pair: (pair[0], pair[1].what)
    )
    changes = [pair for pair in known if not pair[1].is_incident]
    marked = _marked(changes, count, layout, WIDEST * layout.width)
    if any(one.row >= MOST_ROWS for one in marked):
        marked = _marked(changes, count, layout, 0)
    incidents = tuple(at for at, one in known if one.is_incident)
    rows = max((one.row + 1 for one in marked), default=0)
    return Strip(marked, incidents, rows * ROW + (UNDER if rows else 0) + (CROSSES if incidents else 0))


def draw_events(axes: Axes, marks: Strip) -> None:
    """Draw *marks* on *axes* and in the points that its panel left free above them."""
    height = axes.bbox.height
    floor = (CROSSES if marks.incidents else 0) + UNDER
    for one in marks.changes:
        bottom = height + floor + one.row * ROW
        axes.axvline(
            one.place, ymax=(bottom - 1) / height, color=INK, linewidth=1.1, clip_on=False, gid="change", zorder=3
        )
        axes.annotate(
            one.words, xy=(0, 0), xycoords="axes points", xytext=(one.left - axes.bbox.x0, bottom), va="bottom",
            textcoords="axes points", color=INK, annotation_clip=False, gid="change-words",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 2},
        )  # fmt: skip
    if marks.incidents:
        axes.plot(
            marks.incidents, [1 + CROSSES / 2 / height] * len(marks.incidents), transform=axes.get_xaxis_transform(),
            linestyle="", marker="x", markersize=6, markeredgewidth=1.4, color=INK, clip_on=False, gid="incident",
        )  # fmt: skip


def _marked(changes: Sequence[tuple[float, Event]], count: int, layout: Layout, widest: float) -> tuple[Marked, ...]:
    words, spans = [], []
    for place, one in changes:
        day = f"{one.day:%d/%m}"
        said = shortened(f"{day} {one.what}", widest) if widest else day
        wide = width(said)
        line = layout.left + layout.room * (place + 0.6) / (count + 0.2)
        left = max(EDGE, min(line - 2, layout.width - EDGE - wide))
        words.append(said)
        spans.append((left, left + wide + APART))
    rows = stacked(spans)
    return tuple(
        Marked(place, said, span[0], row)
        for (place, _), said, span, row in zip(changes, words, spans, rows, strict=True)
    )
