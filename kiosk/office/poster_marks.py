"""The few marks a poster is made of, in mm from the sheet's top left corner, for whoever draws them."""

from dataclasses import dataclass, replace
from typing import Final

from kiosk.office.qr import Modules

Colour = tuple[int, int, int]

INK: Final[Colour] = (0x1B, 0x1F, 0x24)
QUIET: Final[Colour] = (0x57, 0x60, 0x6A)
LINE: Final[Colour] = (0xD0, 0xD7, 0xDE)
GROUND: Final[Colour] = (0xF6, 0xF8, 0xFA)
PAPER: Final[Colour] = (0xFF, 0xFF, 0xFF)
RED: Final[Colour] = (0xA4, 0x16, 0x1A)
BLUE: Final[Colour] = (0x0B, 0x5C, 0xAD)

MM_PER_POINT: Final = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; a *radius* of half its side makes it a circle. The stroke is centred on the edge."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour | None = None
    stroke: Colour | None = None
    stroke_width: float = 0
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through *points* with round ends and corners."""

    points: tuple[tuple[float, float], ...]
    stroke_width: float
    colour: Colour = INK


@dataclass(frozen=True, slots=True)
class Letters:
    """One line of text. *x* is its left end, *y* its baseline, *size* in points, *width* its measured width in mm."""

    x: float
    y: float
    text: str
    size: float
    width: float
    bold: bool = False
    colour: Colour = INK


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code in black on white; *side* is the width of the symbol with its quiet zone."""

    x: float
    y: float
    side: float
    modules: Modules


Mark = Box | Stroke | Letters | Code


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its size in mm, its language, its title for a reader's list, and its marks from back to front."""

    width: float
    height: float
    language: str
    title: str
    marks: tuple[Mark, ...]


def moved(mark: Mark, right: float, down: float) -> Mark:
    """Return *mark* shifted by so many mm."""
    if isinstance(mark, Stroke):
        return replace(mark, points=tuple((x + right, y + down) for x, y in mark.points))
    return replace(mark, x=mark.x + right, y=mark.y + down)


def scaled(mark: Mark, factor: float) -> Mark:
    """Return *mark* with all its lengths times *factor*, about the sheet's top left corner."""
    if isinstance(mark, Stroke):
        points = tuple((x * factor, y * factor) for x, y in mark.points)
        return replace(mark, points=points, stroke_width=mark.stroke_width * factor)
    if isinstance(mark, Code):
        return replace(mark, x=mark.x * factor, y=mark.y * factor, side=mark.side * factor)
    if isinstance(mark, Letters):
        return replace(mark, x=mark.x * factor, y=mark.y * factor, size=mark.size * factor, width=mark.width * factor)
    return Box(
        mark.x * factor,
        mark.y * factor,
        mark.width * factor,
        mark.height * factor,
        mark.fill,
        mark.stroke,
        mark.stroke_width * factor,
        mark.radius * factor,
    )
