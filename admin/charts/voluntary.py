"""The line under every chart of satisfaction: what such a result is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from admin.charts.palette import QUIET
from admin.charts.sheet import EDGE, Layout
from admin.charts.typeface import SIZE, even_lines, pitch

if TYPE_CHECKING:
    from matplotlib.figure import Figure

AIR: Final = 6.0


def room(words: str, layout: Layout) -> float:
    """Return how many points the line takes under the last panel."""
    return AIR + len(_lines(words, layout)) * SIZE * pitch(words)


def write(figure: Figure, words: str, layout: Layout) -> None:
    """Write the line at the foot of the sheet."""
    figure.text(
        EDGE / layout.width, AIR / 2 / figure.bbox.height, "\n".join(_lines(words, layout)), va="bottom",
        color=QUIET, linespacing=pitch(words), gid="foot",
    )  # fmt: skip


def _lines(words: str, layout: Layout) -> tuple[str, ...]:
    return even_lines(words, layout.width - 2 * EDGE, SIZE)
