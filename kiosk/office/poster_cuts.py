"""Dashed lines to cut along, over a whole sheet of cards."""

from collections.abc import Iterator
from typing import Final

from kiosk.office.poster_marks import QUIET, Stroke

_DASH: Final = 3.0


def cuts(width: float, height: float, margin: float, columns: int, rows: int) -> Iterator[Stroke]:
    """Yield the lines between *columns* × *rows* cards of one size, and around them; lengths in mm."""
    for row in range(rows + 1):
        yield from dashed(margin + row * (height - 2 * margin) / rows, width, down=False)
    for column in range(columns + 1):
        yield from dashed(margin + column * (width - 2 * margin) / columns, height, down=True)


def dashed(at: float, length: float, *, down: bool) -> Iterator[Stroke]:
    """Yield one line across (or *down*) a sheet, *at* so many mm from its edge and *length* mm long."""
    for number in range(int(length / _DASH / 2) + 1):
        start, end = number * 2 * _DASH, min(length, number * 2 * _DASH + _DASH)
        yield Stroke(((at, start), (at, end)) if down else ((start, at), (end, at)), 0.15, QUIET)
