"""Where everything on a poster stands: one layout in mm, the same for every backend and both paper sizes.

The sheet is composed on A4 and scaled to A5, whose sides have the same ratio. Blocks follow one another down the page
and share the space that is left over, so that a long name pushes and shrinks but never collides.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from kiosk.office.poster_content import PaperSize, Poster
from kiosk.office.poster_marks import (
    INK,
    LINE,
    MM_PER_POINT,
    PAPER,
    QUIET,
    RED,
    Box,
    Code,
    Colour,
    Letters,
    Mark,
    Sheet,
    moved,
    scaled,
)
from kiosk.office.poster_pictures import HEIGHT as PICTURE_HEIGHT
from kiosk.office.poster_pictures import WIDTH as PICTURE_WIDTH
from kiosk.office.poster_pictures import pictures
from kiosk.office.poster_text import BREAK, Measure, fit
from kiosk.office.qr import Modules

PAPER_MM: Final[dict[PaperSize, tuple[float, float]]] = {"A4": (210, 297), "A5": (148, 210)}

FRAME_SIDE: Final = 110.0
"""Of the frame around the code and its quiet zone, on A4: the symbol alone is 82 to 95 mm, on A5 58 to 67 mm."""

_MARGIN: Final = 14.0
_TOP: Final = 11.0
_WIDTH: Final = 210 - 2 * _MARGIN
_BOTTOM: Final = 297 - _TOP
_LEAST_GAP: Final = 3.5
_LARGEST_GAP: Final = 13.0
_COLUMN_GAP: Final = 8.0
_ASCENT: Final = 0.75
_EASES: Final = (1.0, 0.9, 0.8, 0.7, 0.6)


@dataclass(frozen=True, slots=True)
class Block:
    """Marks from their own top left corner, and the height they take, in mm."""

    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Composer:
    """Sets one poster's texts with one typeface; *ease* is the share of their usual height that texts may take."""

    poster: Poster
    modules: Modules
    measure: Measure
    pitch: float
    ease: float = 1.0

    def sheet(self, size: PaperSize) -> Sheet:
        """Return the poster on paper of *size*.

        Raises:
            ValueError: The texts do not fit on one page even at their smallest size.
        """
        blocks, gap, y = self._fitted()
        marks: list[Mark] = []
        for block in blocks:
            marks.extend(moved(mark, _MARGIN, y) for mark in block.marks)
            y += block.height + gap
        width, height = PAPER_MM[size]
        factor = min(width / 210, height / 297)
        title = f"{self.poster.agency} – {self.poster.place}"
        return Sheet(width, height, self.poster.language, title, tuple(scaled(mark, factor) for mark in marks))

    def _fitted(self) -> tuple[list[Block], float, float]:
        """Return the blocks, the gap between them and where the first begins, for the largest texts that fit."""
        for ease in _EASES:
            blocks = [block for block in replace(self, ease=ease).blocks() if block.height]
            spare = _BOTTOM - _TOP - sum(block.height for block in blocks)
            gap = min(spare / (len(blocks) - 1), _LARGEST_GAP)
            if gap >= _LEAST_GAP:
                return blocks, gap, _TOP + (spare - gap * (len(blocks) - 1)) / 2
        raise ValueError("the texts are too long for one sheet")

    def blocks(self) -> Iterable[Block]:
        """Return the blocks from the top of the sheet down; an empty one has no height."""
        return (self._bands(), self._header(), self._invitation(), self._steps(), self._address(), self._anti_fraud())

    def _text(
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
        width, height = box
        setting = fit(
            text,
            width,
            height * self.ease,
            self.measure,
            largest=sizes[0],
            smallest=sizes[1],
            pitch=self.pitch,
            bold=bold,
        )
        pitch = setting.size * self.pitch * MM_PER_POINT
        first = y + pitch / 2 + setting.size * MM_PER_POINT * (_ASCENT / 2)
        marks = []
        for number, line in enumerate(setting.lines):
            long = self.measure(line, bold, setting.size)
            left = x + (width - long) / 2 if middle else x
            marks.append(Letters(left, first + number * pitch, line, setting.size, long, bold, colour))
        return Block(len(setting.lines) * pitch, tuple(marks))

    def _bands(self) -> Block:
        """“BẢN THỬ” white on red, “DỮ LIỆU MẪU” in a frame: told apart without colour too."""
        shown = []
        if self.poster.trial:
            shown.append((self.poster.words.trial_mark, RED, PAPER))
        if self.poster.sample:
            shown.append((self.poster.words.sample_mark, PAPER, INK))
        if not shown:
            return Block(0, ())
        height, gap, edge = 18.0, 4.0, 0.8
        width = (_WIDTH - gap * (len(shown) - 1)) / len(shown)
        marks: list[Mark] = []
        for place, (words, fill, colour) in enumerate(shown):
            x = place * (width + gap)
            frame = Box(x, 0, width, height, fill=colour if fill == PAPER else fill)
            marks += [frame, Box(x + edge, edge, width - 2 * edge, height - 2 * edge, fill=fill)]
            text = self._text(words, x + 3, 0, (width - 6, 17), (32, 10), bold=True, colour=colour, middle=True)
            marks.extend(moved(mark, 0, (height - text.height) / 2) for mark in text.marks)
        return Block(height, tuple(marks))

    def _header(self) -> Block:
        agency = self._text(self.poster.agency, 0, 0, (_WIDTH, 21), (27, 13), bold=True)
        unit = self._text(self.poster.unit, 0, agency.height + 0.5, (_WIDTH, 11), (17, 11), colour=QUIET)
        y = agency.height + unit.height + 3
        rule = Box(0, y, _WIDTH, 1.4, fill=RED)
        return Block(y + rule.height, (*agency.marks, *unit.marks, rule))

    def _invitation(self) -> Block:
        """The code, and beside it where one is, what to do, a note and the hotline."""
        words = self.poster.words
        x = FRAME_SIDE + _COLUMN_GAP
        width = _WIDTH - x
        hotline = self._hotline(x, width)
        place = self._text(self.poster.place, x, 0, (width, 22), (25, 10), bold=True, colour=RED)
        note_height = self._text(words.note, x, 0, (width, 20), (15, 9)).height
        room = FRAME_SIDE - place.height - note_height - hotline.height - 10
        headline = self._text(words.headline, x, place.height + 3, (width, room), (36, 12), bold=True)
        y = place.height + headline.height + 6
        note = self._text(words.note, x, y, (width, 20), (15, 9), colour=QUIET)
        height = max(FRAME_SIDE, y + note.height + 4 + hotline.height)
        frame = Box(0, 0, FRAME_SIDE, FRAME_SIDE, fill=PAPER, stroke=LINE, stroke_width=0.5, radius=2)
        foot = (moved(mark, 0, height - hotline.height) for mark in hotline.marks)
        code = Code(0.5, 0.5, FRAME_SIDE - 1, self.modules)
        return Block(height, (frame, code, *place.marks, *headline.marks, *note.marks, *foot))

    def _hotline(self, x: float, width: float) -> Block:
        if not self.poster.hotline:
            return Block(0, ())
        rule = Box(x, 0, width, 0.4, fill=LINE)
        label = self._text(self.poster.words.hotline_label, x, 2, (width, 7), (13, 9), colour=QUIET)
        number = self._text(self.poster.hotline, x, 3 + label.height, (width, 11), (24, 11), bold=True)
        return Block(3 + label.height + number.height, (rule, *label.marks, *number.marks))

    def _steps(self) -> Block:
        drawn = pictures(self.poster.kind, self.poster.address.replace(BREAK, ""), self.measure)
        between = (_WIDTH - 3 * PICTURE_WIDTH) / 2
        top = PICTURE_HEIGHT + 2.5
        size = min(self._step_size(step) for step in self.poster.steps)
        marks: list[Mark] = []
        height = 0.0
        for place, (picture, step) in enumerate(zip(drawn, self.poster.steps, strict=True)):
            x = place * (PICTURE_WIDTH + between)
            text = self._text(step, x, top, (PICTURE_WIDTH, 26), (size, size))
            marks += [*(moved(mark, x, 0) for mark in picture), *self._badge(place + 1, x), *text.marks]
            height = max(height, top + text.height)
        return Block(height, tuple(marks))

    def _step_size(self, step: str) -> float:
        return fit(step, PICTURE_WIDTH, 26 * self.ease, self.measure, largest=18, smallest=9, pitch=self.pitch).size

    def _badge(self, number: int, x: float) -> tuple[Mark, ...]:
        side = 8.6
        digit = self._text(str(number), x + 2, 2, (side, side), (17, 17), bold=True, colour=PAPER, middle=True)
        raised = (moved(mark, 0, (side - digit.height) / 2) for mark in digit.marks)
        return (Box(x + 2, 2, side, side, fill=RED, radius=side / 2), *raised)

    def _address(self) -> Block:
        """The address to type and the site code, for those whose phone does not scan."""
        words = self.poster.words
        inset, code_width = 5.0, 50.0
        second = _WIDTH - code_width - inset
        width = second - 3 * inset
        breakable = self.poster.address.replace(".", f"{BREAK}.").replace("/", f"/{BREAK}")
        cells = (
            (inset, width, words.address_label, self.poster.address.replace(BREAK, ""), breakable),
            (second, code_width, words.code_label, self.poster.site_code, self.poster.site_code),
        )
        marks: list[Mark] = []
        height = 0.0
        for x, wide, label_text, whole, broken in cells:
            label = self._text(label_text, x, 2, (wide, 7), (13, 8), colour=QUIET)
            value = self._value(whole, broken, x, 3 + label.height, wide)
            marks += [*label.marks, *value.marks]
            height = max(height, 3 + label.height + value.height + 2)
        frame = Box(0, 0, _WIDTH, height, stroke=INK, stroke_width=0.5, radius=2)
        between = Box(second - inset, 3, 0.4, height - 6, fill=LINE)
        return Block(height, (frame, between, *marks))

    def _value(self, whole: str, broken: str, x: float, y: float, width: float) -> Block:
        """One line as long as it can be read easily, else lines that break before dots and after slashes."""
        size = fit(whole, width, 12, self.measure, largest=24, smallest=13, pitch=self.pitch, bold=True).size
        if self.measure(whole, True, size) <= width:
            return self._text(whole, x, y, (width, 12), (size, size), bold=True)
        return self._text(broken, x, y, (width, 16), (16, 7), bold=True)

    def _anti_fraud(self) -> Block:
        text = self._text(self.poster.anti_fraud, 6, 1, (_WIDTH - 6, 20), (16, 10))
        height = text.height + 2
        return Block(height, (Box(0, 0, 1.6, height, fill=RED), *text.marks))
