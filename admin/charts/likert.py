"""The five levels as colours that stay apart in grey, and the key that names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from admin.charts.palette import INK
from admin.charts.typeface import SIZE, pitch, width

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FACES: Final = ("#1b1f24", "#6e7781", "#eef2f6", "#86b4de", "#0b5cad")
"""Levels 1 to 5: each neighbour is lighter or darker by a quarter of the way from black to white, but the first."""
ON_FACES: Final = ("white", "white", INK, INK, "white")
BOX: Final = 9.0
GAP: Final = 12.0
LINE: Final = SIZE * 1.45
AIR: Final = 4.0
"""Between the key and what it explains."""


def rows_of(names: Sequence[str], room: float) -> list[list[int]]:
    """Return which levels stand in each line of the key."""
    rows: list[list[int]] = [[]]
    used = 0.0
    for place, name in enumerate(names):
        wide = BOX + 4 + width(name) + GAP
        if rows[-1] and used + wide - GAP > room:
            rows.append([])
            used = 0.0
        rows[-1].append(place)
        used += wide
    return rows


def height(names: Sequence[str], room: float) -> float:
    """Return how many points the key takes."""
    return len(rows_of(names, room)) * LINE * pitch("".join(names)) / 1.3 + AIR


def draw_key(axes: Axes, names: Sequence[str], left: float, room: float) -> None:
    """Write the key above *axes*, from *left* points beside them on, as wide as *room* points."""
    rows = rows_of(names, room)
    step = LINE * pitch("".join(names)) / 1.3
    for number, row in enumerate(rows):
        x, y = left, AIR + axes.bbox.height + (len(rows) - number - 0.5) * step
        for place in row:
            axes.plot(
                [(x + BOX / 2) / axes.bbox.width], [y / axes.bbox.height], transform=axes.transAxes, marker="s",
                markersize=BOX, color=INK, markerfacecolor=FACES[place], markeredgewidth=0.7, linestyle="",
                clip_on=False,
            )  # fmt: skip
            axes.annotate(
                names[place], xy=(0, 0), xycoords="axes fraction", xytext=(x + BOX + 4, y),
                textcoords="offset points", va="center_baseline", color=INK, gid="level",
            )  # fmt: skip
            x += BOX + 4 + width(names[place]) + GAP
