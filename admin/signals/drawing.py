"""A quarter of one signal as a small line: whether it rose at once, slowly, or was always so. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

STEP: Final = 12
HEIGHT: Final = 36
MARGIN: Final = 5
LEAST: Final = 0.02
"""A share that fills the height at least: what is next to nothing stays next to the ground."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line in a box of *width* × *height*.

    Attributes:
        points: As an SVG polyline takes them; weeks without a share are left out.
        last: Where the latest share stands, x and y.
        first_share, last_share: The shares 0–1 at both ends.
    """

    width: int
    height: int
    points: str
    last: tuple[float, float]
    first_share: float
    last_share: float


def line(shares: Sequence[float | None]) -> Line | None:
    """Return the line of *shares* 0–1, the oldest first; ``None`` with fewer than two of them."""
    known = [(place, share) for place, share in enumerate(shares) if share is not None]
    if len(known) < 2:
        return None
    most = max(LEAST, *(share for _place, share in known))
    tall = HEIGHT - 2 * MARGIN
    at = [(MARGIN + place * STEP, round(MARGIN + tall * (1 - share / most), 1)) for place, share in known]
    return Line(
        width=2 * MARGIN + STEP * (len(shares) - 1),
        height=HEIGHT,
        points=" ".join(f"{x},{y}" for x, y in at),
        last=at[-1],
        first_share=known[0][1],
        last_share=known[-1][1],
    )
