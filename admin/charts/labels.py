"""Names beside the ends of lines, apart from each other, instead of a legend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from admin.charts.scales import spread
from admin.charts.typeface import HARD_SPACE, SIZE, lines, pitch

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_GAP: Final = 15.0
HAIR: Final = 10.0
"""How far from the axes a name begins; a hair line leads there."""
HAIR_LINE: Final = {"arrowstyle": "-", "linewidth": 0.5, "shrinkA": 1, "shrinkB": 0, "relpos": (0, 0.5)}


class Label(NamedTuple):
    """A name beside the end of what it names, at the height *y* of the axes."""

    y: float
    text: str
    colour: str
    bold: bool = False


def beside(axes: Axes, labels: Sequence[Label]) -> None:
    """Write *labels* to the right of the axes, each with a hair line to its own height.

    Args:
        axes: With their final scale.
        labels: In any order; as many as find place beside the axes. One wider than the margin takes two lines.
    """
    height = axes.bbox.height
    room = axes.figure.bbox.width - axes.bbox.x1
    texts = [_broken(label, room - HAIR - 2) for label in labels]
    gaps = [LABEL_GAP + text.count("\n") * SIZE * pitch(text) for text in texts]
    wanted = [float(axes.transData.transform((0, label.y))[1] - axes.bbox.y0) for label in labels]
    for label, text, place in zip(labels, texts, spread(wanted, gaps, height), strict=True):
        axes.annotate(
            text,
            xy=(1, label.y),
            xycoords=("axes fraction", "data"),
            xytext=(axes.bbox.width + HAIR, place),
            textcoords="axes points",
            va="center",
            linespacing=pitch(text),
            color=label.colour,
            fontweight="bold" if label.bold else "normal",
            arrowprops={**HAIR_LINE, "color": label.colour},
            annotation_clip=False,
            gid="label",
        )


def _broken(label: Label, room: float) -> str:
    """Return the name in lines; its number stays with the word or sign before it."""
    name, _space, number = label.text.rpartition(" ")
    kept = f"{name}{HARD_SPACE}{number}" if name else number
    return "\n".join(lines(kept, room, bold=label.bold)).replace(HARD_SPACE, " ")
