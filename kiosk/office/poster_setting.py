"""Texts set into boxes on a sheet that is composed in mm."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kiosk.office.poster_breaks import breakable
from kiosk.office.poster_marks import INK, MM_PER_POINT, Colour, Letters, Mark
from kiosk.office.poster_text import USUAL_PITCH, Leading, Measure, fit

_LEAST_SHARE: Final = 0.7


@dataclass(frozen=True, slots=True)
class Block:
    """Marks from their own top left corner, and the height they take, in mm."""

    height: float
    marks: tuple[Mark, ...]


NOTHING: Final = Block(0, ())


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets texts of one language.

    Attributes:
        measure: Widths of the typeface.
        leading: How the lines of a text stand.
        tight_leading: How they stand on a crowded sheet.
        ease: The share of their usual height that texts may take.
        floor: The size in points below which no text begins; a long one may shrink to seven tenths of it.
    """

    measure: Measure
    leading: Callable[[str], Leading]
    tight_leading: Callable[[str], Leading]
    ease: float = 1.0
    floor: float = 0.0

    def text(
        self,
        text: str,
        x: float,
        y: float,
        box: tuple[float, float],
        sizes: tuple[float, float],
        *,
        bold: bool = False,
        colour: Colour = INK,
        middle: bool = False,
    ) -> Block:
        """Set *text* in a *box* (width, height) at x, y, as large as the *sizes* (largest, smallest) allow."""
        size = self.size(text, box, sizes, bold=bold)
        return self.lines(text, x, y, box[0], size, bold=bold, colour=colour, middle=middle)

    def size(self, text: str, box: tuple[float, float], sizes: tuple[float, float], *, bold: bool = False) -> float:
        """Return the largest of the *sizes* (largest, smallest), in points, at which *text* fits its *box*.

        The box is as high as Latin lines need; a script whose lines stand further apart gets as much more.
        """
        width, height = box
        pitch = self.leading(text).pitch
        return fit(
            breakable(text),
            width,
            height * self.ease * pitch / USUAL_PITCH,
            self.measure,
            largest=max(sizes[0], self.floor),
            smallest=max(sizes[1], self.floor * _LEAST_SHARE),
            pitch=pitch,
            bold=bold,
        ).size

    def lines(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        size: float,
        *,
        bold: bool = False,
        colour: Colour = INK,
        middle: bool = False,
    ) -> Block:
        """Set *text* at *size* points in as many lines of *width* as it needs; only between lines they stand apart."""
        setting = fit(breakable(text), width, 0, self.measure, largest=size, smallest=size, pitch=1, bold=bold)
        pitch, outer = self.leading(text).pitch, self.tight_leading(text)
        em = size * MM_PER_POINT
        marks = []
        for number, line in enumerate(setting.lines):
            long = self.measure(line, bold, size)
            left = x + (width - long) / 2 if middle else x
            baseline = y + (number * pitch + outer.baseline) * em
            marks.append(Letters(left, baseline, line, size, long, bold, colour))
        height = ((len(marks) - 1) * pitch + outer.pitch) * em if marks else 0.0
        return Block(height, tuple(marks))
