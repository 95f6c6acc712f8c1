"""Names at the tops of upright lines, on as many levels as it takes so that none lies over another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from admin.charts.typeface import SIZE, width

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Dashes = tuple[int, tuple[float, ...]] | str

LEVEL: Final = 16.0
BESIDE: Final = 4.0


class Flag(NamedTuple):
    """An upright line at *x* of the axes and its name."""

    x: float
    text: str
    colour: str
    dashes: Dashes = "-"
    bold: bool = False


class Place(NamedTuple):
    """Where the name of a flag stands: from *left* points on, on a level counted from the axes upwards."""

    left: float
    level: int


def levels(spans: Sequence[tuple[float, float]], room: float) -> list[Place]:
    """Return where names go.

    Args:
        spans: For each name where its line is and how wide it is, in points.
        room: How wide the axes are.

    Returns:
        One place for each, right of its line, or left of it where it would leave the axes; on the lowest level on
        which it meets neither another name nor the line of a higher one.
    """
    placed: list[tuple[float, float, float, int]] = []
    found: dict[int, Place] = {}
    # From the right: a line runs up to its own level only, so what stands left of it may lie above its name.
    for index in sorted(range(len(spans)), key=lambda index: -spans[index][0]):
        x, wide = spans[index]
        left = x + BESIDE if x + BESIDE + wide <= room else max(0.0, x - BESIDE - wide)
        right = left + wide
        level = 0
        for other_left, other_right, other_x, other_level in sorted(placed, key=lambda one: one[3]):
            apart = right + BESIDE <= other_left or other_right + BESIDE <= left
            crossed = left <= other_x <= right
            if other_level >= level and (not apart or crossed):
                level = other_level + 1
        placed.append((left, right, x, level))
        found[index] = Place(left, level)
    return [found[index] for index in range(len(spans))]


def height_of(flags: Sequence[Flag], room: float, highest_x: float) -> float:
    """Return how much room the names of *flags* need above axes that are *room* points wide up to *highest_x*."""
    places = levels(_spans(flags, room / highest_x), room)
    return LEVEL * (1 + max((place.level for place in places), default=-1))


def fly(axes: Axes, flags: Sequence[Flag]) -> None:
    """Draw *flags* over axes whose scale is final and begins at 0."""
    room, height = axes.bbox.width, axes.bbox.height
    highest = axes.get_xlim()[1]
    for flag, place in zip(flags, levels(_spans(flags, room / highest), room), strict=True):
        top = 1 + (place.level + 0.75) * LEVEL / height
        axes.plot(
            [flag.x, flag.x], [0, top], transform=axes.get_xaxis_transform(), color=flag.colour, linewidth=1.5,
            linestyle=flag.dashes, clip_on=False, gid="flag",
        )  # fmt: skip
        axes.annotate(
            flag.text, xy=(0, 1), xycoords="axes fraction", xytext=(place.left, place.level * LEVEL + LEVEL / 2),
            textcoords="offset points", va="center", color=flag.colour,
            fontweight="bold" if flag.bold else "normal", gid="label",
        )  # fmt: skip


def _spans(flags: Sequence[Flag], scale: float) -> list[tuple[float, float]]:
    return [(flag.x * scale, width(flag.text, SIZE, bold=flag.bold)) for flag in flags]
