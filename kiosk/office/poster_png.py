"""A poster's sheet as a PNG, for offices that print from a picture or send it by phone."""

import io
import math
from typing import Final

from PIL import Image, ImageDraw

from kiosk.office.poster_fonts import font, in_fonts, run_width
from kiosk.office.poster_marks import MM_PER_POINT, PAPER, Box, Code, Letters, Sheet, Stroke
from kiosk.office.qr import QUIET_MODULES, picture

_SMOOTH: Final = 3  # shapes are drawn so many times larger and reduced, for Pillow draws jagged curves
_MM_PER_INCH: Final = 25.4


def png(sheet: Sheet, dpi: int) -> bytes:
    """Return *sheet* as a PNG that says its resolution; the same sheet gives the same bytes.

    A module of the code is a whole number of pixels, so that its edges are sharp: the symbol may be up to one pixel
    a module smaller than in the PDF.
    """
    scale = dpi / _MM_PER_INCH
    image = Image.new("RGB", (round(sheet.width * scale), round(sheet.height * scale)), PAPER)
    for mark in sheet.marks:
        if isinstance(mark, Letters):
            _letters(image, mark, sheet.language, scale)
        elif isinstance(mark, Code):
            _code(image, mark, scale)
        elif isinstance(mark, Box):
            _box(image, mark, scale)
        else:
            _stroke(image, mark, scale)
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def _letters(image: Image.Image, mark: Letters, language: str, scale: float) -> None:
    x = mark.x
    for run in in_fonts(language, mark.text):
        drawn = font(run.font.path(bold=mark.bold), mark.size * MM_PER_POINT * scale)
        place = (x * scale, mark.y * scale)
        ImageDraw.Draw(image).text(place, run.text, mark.colour, drawn, anchor="ls", language=language)
        x += run_width(run, language, mark.size, bold=mark.bold)


def _code(image: Image.Image, mark: Code, scale: float) -> None:
    side = len(mark.modules)
    module = max(1, math.floor(mark.side * scale / (side + 2 * QUIET_MODULES)))
    inset = (mark.side * scale - module * side) / 2
    corner = (round(mark.x * scale + inset), round(mark.y * scale + inset))
    image.paste(picture(mark.modules, module), corner)


def _box(image: Image.Image, mark: Box, scale: float) -> None:
    edge = mark.stroke_width / 2
    outer = (mark.x - edge, mark.y - edge, mark.x + mark.width + edge, mark.y + mark.height + edge)
    tile = _Tile(outer, scale)
    if mark.stroke:
        tile.rounded(outer, mark.radius + edge if mark.radius else 0)
        if not mark.fill:
            tile.rounded(_shrunk(outer, 2 * edge), max(0, mark.radius - edge), ink=0)
        tile.paint(image, mark.stroke)
    if mark.fill:
        inner = _shrunk(outer, 2 * edge) if mark.stroke else outer
        tile = _Tile(inner, scale)
        tile.rounded(inner, max(0, mark.radius - edge))
        tile.paint(image, mark.fill)


def _stroke(image: Image.Image, mark: Stroke, scale: float) -> None:
    half = mark.stroke_width / 2
    across, down = zip(*mark.points, strict=True)
    tile = _Tile((min(across) - half, min(down) - half, max(across) + half, max(down) + half), scale)
    tile.line(mark.points, mark.stroke_width)
    tile.paint(image, mark.colour)


def _shrunk(box: tuple[float, float, float, float], by: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    return left + by, top + by, right - by, bottom - by


class _Tile:
    """A mask over a part of the sheet, `_SMOOTH` times as fine as the image, in which one shape is drawn in mm."""

    def __init__(self, box: tuple[float, float, float, float], scale: float) -> None:
        self.left, self.top = (math.floor(value * scale) for value in box[:2])
        self.width = math.ceil(box[2] * scale) - self.left
        self.height = math.ceil(box[3] * scale) - self.top
        self.scale = scale
        self.mask = Image.new("L", (self.width * _SMOOTH, self.height * _SMOOTH))
        self.draw = ImageDraw.Draw(self.mask)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return (x * self.scale - self.left) * _SMOOTH, (y * self.scale - self.top) * _SMOOTH

    def rounded(self, box: tuple[float, float, float, float], radius: float, ink: int = 255) -> None:
        left, top = self._at(box[0], box[1])
        right, bottom = self._at(box[2], box[3])
        corners = (round(left), round(top), max(round(left), round(right) - 1), max(round(top), round(bottom) - 1))
        self.draw.rounded_rectangle(corners, radius * self.scale * _SMOOTH, fill=ink)

    def line(self, points: tuple[tuple[float, float], ...], width: float) -> None:
        placed = [self._at(x, y) for x, y in points]
        half = width * self.scale * _SMOOTH / 2
        self.draw.line(placed, fill=255, width=max(1, round(2 * half)))
        for x, y in placed:
            self.draw.ellipse((x - half, y - half, x + half, y + half), fill=255)

    def paint(self, image: Image.Image, colour: tuple[int, int, int]) -> None:
        """Lay the shape over *image* in *colour*."""
        mask = self.mask.reduce(_SMOOTH)
        image.paste(colour, (self.left, self.top), mask)
