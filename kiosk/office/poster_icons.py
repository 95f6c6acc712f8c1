"""The drawings of service groups, the same as on the pages, as strokes on a sheet."""

from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import SVGPath

from kiosk.office.kinds import PICTURES
from kiosk.office.poster_marks import INK, Colour, Mark, Stroke

_FOLDER: Final = Path(__file__).resolve().parents[2] / "static" / "img"
_SIDE: Final = 48.0
_STROKE: Final = 2.5
_STEPS: Final = 12

Point = tuple[float, float]


def icon(name: str, side: float, colour: Colour = INK) -> tuple[Mark, ...]:
    """Return the drawing *name* in a square of *side* mm from its top left corner; nothing for an unknown name."""
    if name not in PICTURES:
        return ()
    scale = side / _SIDE
    return tuple(
        Stroke(tuple((x * scale, y * scale) for x, y in line), _STROKE * scale, colour) for line in _lines(name)
    )


@lru_cache
def _lines(name: str) -> tuple[tuple[Point, ...], ...]:
    """Return the lines of a drawing in its own units; curves become short straight pieces."""
    pen = RecordingPen()
    SVGPath(str(_FOLDER / f"{name}.svg")).draw(pen)
    lines: list[list[Point]] = []
    for move, points in pen.value:
        if move == "moveTo":
            lines.append([points[0]])
        elif move == "closePath":
            lines[-1].append(lines[-1][0])
        elif move == "lineTo":
            lines[-1].append(points[0])
        elif move in {"curveTo", "qCurveTo"}:
            lines[-1] += _curve((lines[-1][-1], *points))
    return tuple(tuple(line) for line in lines)


def _curve(points: tuple[Point, ...]) -> list[Point]:
    """Return points on a Bézier curve after its first (de Casteljau)."""
    found = []
    for step in range(1, _STEPS + 1):
        share = step / _STEPS
        left = list(points)
        while len(left) > 1:
            left = [(x + (u - x) * share, y + (v - y) * share) for (x, y), (u, v) in pairwise(left)]
        found.append(left[0])
    return found
