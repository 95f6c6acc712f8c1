"""Where everything on a poster stands: one layout in mm, the same for every backend.

The sheet is composed on A4 and scaled to the other sizes, whose sides have the same ratio. Blocks follow one another
down the page and share the space that is left over, so that a long name pushes and shrinks but never collides. A6 has
larger texts instead of the pictures, and its code is half as wide as that of A4.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kiosk.office.poster_content import PaperSize, Poster
from kiosk.office.poster_icons import icon
from kiosk.office.poster_marks import INK, LINE, MM_PER_POINT, PAPER, QUIET, RED, Box, Code, Mark, Sheet, moved, scaled
from kiosk.office.poster_pictures import HEIGHT as PICTURE_HEIGHT
from kiosk.office.poster_pictures import WIDTH as PICTURE_WIDTH
from kiosk.office.poster_pictures import pictures
from kiosk.office.poster_setting import NOTHING, Block, Setter
from kiosk.office.poster_text import BREAK
from kiosk.office.qr import Modules

PAPER_MM: Final[dict[PaperSize, tuple[float, float]]] = {"A4": (210, 297), "A5": (148, 210), "A6": (105, 148)}

FRAME_SIDE: Final = 110.0
"""Of the frame around the code and its quiet zone, on A4: the symbol is 82 to 95 mm, on A5 58 to 67, on A6 41 to 47."""

_WITHOUT_PICTURES: Final = "A6"
_MARGIN: Final = 14.0
_TOP: Final = 11.0
_WIDTH: Final = 210 - 2 * _MARGIN
_BOTTOM: Final = 297 - _TOP
_LEAST_GAP: Final = 3.5
_LARGEST_GAP: Final = 13.0
_COLUMN_GAP: Final = 8.0
_ICON_SIDE: Final = 24.0
_ICON_MARGIN: Final = 2.5
_NOTE_BOX: Final = 20.0
_NOTE_SIZES: Final = (15.0, 9.0)
_LEAST_NOTE_BESIDE: Final = 13.0
_BADGE_SIDE: Final = 8.6
_EASES: Final = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
_EASES_OF_TIGHT_LINES: Final = (0.9, 0.8, 0.7, 0.6, 0.5)


@dataclass(frozen=True, slots=True)
class Composer:
    """Places one poster's texts, pictures and code."""

    poster: Poster
    modules: Modules
    setter: Setter
    size: PaperSize

    def sheet(self) -> Sheet:
        """Return the poster on its paper.

        Raises:
            ValueError: The texts do not fit on one page even at their smallest size.
        """
        blocks, gap, y = self._fitted()
        marks: list[Mark] = []
        for block in blocks:
            marks.extend(moved(mark, _MARGIN, y) for mark in block.marks)
            y += block.height + gap
        width, height = PAPER_MM[self.size]
        factor = min(width / 210, height / 297)
        title = f"{self.poster.agency} – {self.poster.place}"
        return Sheet(width, height, self.poster.language, title, tuple(scaled(mark, factor) for mark in marks))

    def _fitted(self) -> tuple[list[Block], float, float]:
        """Return the blocks, the gap between them and where the first begins, for the largest texts that fit."""
        first, *others, last = self._setters()
        found = self._placed(first)
        if found is None:
            smallest = self._placed(last)  # tried early: what does not fit at all is refused at once
            if smallest is None:
                raise ValueError("the texts are too long for one sheet")
            found = next(filter(None, map(self._placed, others)), smallest)
        return found

    def _setters(self) -> Iterator[Setter]:
        for ease in _EASES:
            yield replace(self.setter, ease=ease)
        for ease in _EASES_OF_TIGHT_LINES:
            yield replace(self.setter, ease=ease, leading=self.setter.tight_leading)

    def _placed(self, setter: Setter) -> tuple[list[Block], float, float] | None:
        blocks = [block for block in replace(self, setter=setter).blocks() if block.height]
        spare = _BOTTOM - _TOP - sum(block.height for block in blocks)
        gap = min(spare / (len(blocks) - 1), _LARGEST_GAP)
        return (blocks, gap, _TOP + (spare - gap * (len(blocks) - 1)) / 2) if gap >= _LEAST_GAP else None

    def blocks(self) -> Iterable[Block]:
        """Return the blocks from the top of the sheet down; an empty one has no height."""
        beside = self._note_stands_beside()
        return (
            self._bands(),
            self._header(),
            self._invitation(with_note=beside),
            NOTHING if beside else self.setter.text(self.poster.words.note, 0, 0, (_WIDTH, 14), (18, 11), colour=QUIET),
            self._lines_of_steps() if self.size == _WITHOUT_PICTURES else self._steps(),
            self._address(),
            self._anti_fraud(),
        )

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
            largest = min(32.0, height / self.setter.tight_leading(words).pitch / MM_PER_POINT)
            size = self.setter.size(words, (width - 6, height / self.setter.ease), (largest, 10), bold=True)
            text = self.setter.lines(words, x + 3, 0, width - 6, size, bold=True, colour=colour, middle=True)
            marks.extend(moved(mark, 0, (height - text.height) / 2) for mark in text.marks)
        return Block(height, tuple(marks))

    def _header(self) -> Block:
        agency = self.setter.text(self.poster.agency, 0, 0, (_WIDTH, 21), (27, 13), bold=True)
        seal = self.setter.text(self.poster.seal, 0, agency.height + 0.5, (_WIDTH, 9 / self.setter.ease), (15, 10))
        y = agency.height + seal.height + 0.5
        unit = self.setter.text(self.poster.unit, 0, y, (_WIDTH, 11), (17, 11), colour=QUIET)
        y += unit.height + 2.5
        rule = Box(0, y, _WIDTH, 1.4, fill=RED)
        return Block(y + rule.height, (*agency.marks, *seal.marks, *unit.marks, rule))

    def _invitation(self, *, with_note: bool) -> Block:
        """The code, and beside it where one is, what to do, a note and the hotline."""
        words = self.poster.words
        x = FRAME_SIDE + _COLUMN_GAP
        width = _WIDTH - x
        hotline = self._hotline(x, width)
        place = self._place(x, width)
        note_text = words.note if with_note else ""
        note_height = self.setter.text(note_text, x, 0, (width, _NOTE_BOX), _NOTE_SIZES).height
        room = FRAME_SIDE - place.height - note_height - hotline.height - 10
        sizes = (22, 16) if self._is_of_group() else (36, 12)
        headline = self.setter.text(words.headline, x, place.height + 3, (width, room), sizes, bold=True)
        y = place.height + headline.height + 6
        note = self.setter.text(note_text, x, y, (width, _NOTE_BOX), _NOTE_SIZES, colour=QUIET)
        height = max(FRAME_SIDE, y + note.height + 4 + hotline.height)
        frame = Box(0, 0, FRAME_SIDE, FRAME_SIDE, fill=PAPER, stroke=LINE, stroke_width=0.5, radius=2)
        foot = (moved(mark, 0, height - hotline.height) for mark in hotline.marks)
        code = Code(0.5, 0.5, FRAME_SIDE - 1, self.modules)
        return Block(height, (frame, code, *place.marks, *headline.marks, *note.marks, *foot))

    def _note_stands_beside(self) -> bool:
        """Whether the note is legible in the column beside the code; else it gets the width of the sheet."""
        if self._is_of_group():
            return False
        box = _WIDTH - FRAME_SIDE - _COLUMN_GAP, _NOTE_BOX
        size = replace(self.setter, ease=1.0, floor=0.0).size(self.poster.words.note, box, _NOTE_SIZES)
        return size >= max(_LEAST_NOTE_BESIDE, self.setter.floor)

    def _is_of_group(self) -> bool:
        """Whether the name of a service group is the title, larger than what to do."""
        return self.poster.kind in {"group", "look_up"}

    def _place(self, x: float, width: float) -> Block:
        drawing = icon(self.poster.picture, _ICON_SIDE, RED)
        y = _ICON_SIDE + 1 if drawing else 0.0
        box, sizes = ((width, 26), (30, 10)) if self._is_of_group() else ((width, 22), (25, 10))
        name = self.setter.text(self.poster.place, x, y, box, sizes, bold=True, colour=RED)
        return Block(y + name.height, (*(moved(mark, x - _ICON_MARGIN, 0) for mark in drawing), *name.marks))

    def _hotline(self, x: float, width: float) -> Block:
        if not self.poster.hotline:
            return Block(0, ())
        rule = Box(x, 0, width, 0.4, fill=LINE)
        label = self._label(self.poster.words.hotline_label, x, width)
        number = self.setter.text(
            self.poster.hotline, x, 3 + label.height, (width, 11 / self.setter.ease), (24, 11), bold=True
        )
        return Block(3 + label.height + number.height, (rule, *label.marks, *number.marks))

    def _steps(self) -> Block:
        drawn = pictures(self.poster.kind, self.poster.address.replace(BREAK, ""), self.setter.measure)
        between = (_WIDTH - 3 * PICTURE_WIDTH) / 2
        top = PICTURE_HEIGHT + 2.5
        size = min(self.setter.size(step, (PICTURE_WIDTH, 26), (18, 9)) for step in self.poster.steps)
        marks: list[Mark] = []
        height = 0.0
        for place, (picture, step) in enumerate(zip(drawn, self.poster.steps, strict=True)):
            x = place * (PICTURE_WIDTH + between)
            text = self.setter.lines(step, x, top, PICTURE_WIDTH, size)
            badge = (moved(mark, x + 2, 2) for mark in self._badge(place + 1))
            marks += [*(moved(mark, x, 0) for mark in picture), *badge, *text.marks]
            height = max(height, top + text.height)
        return Block(height, tuple(marks))

    def _lines_of_steps(self) -> Block:
        """The steps below one another, without pictures."""
        x = _BADGE_SIDE + 4
        size = min(self.setter.size(step, (_WIDTH - x, 17), (21, 14)) for step in self.poster.steps)
        marks: list[Mark] = []
        y = 0.0
        for place, step in enumerate(self.poster.steps):
            text = self.setter.lines(step, x, 0, _WIDTH - x, size)
            height = max(text.height, _BADGE_SIDE)
            marks += [moved(mark, 0, y + (height - text.height) / 2) for mark in text.marks]
            marks += [moved(mark, 0, y + (height - _BADGE_SIDE) / 2) for mark in self._badge(place + 1)]
            y += height + 2.5
        return Block(y - 2.5, tuple(marks))

    def _badge(self, number: int) -> tuple[Mark, ...]:
        side = _BADGE_SIDE
        digit = self.setter.lines(str(number), 0, 0, side, 17, bold=True, colour=PAPER, middle=True)
        raised = (moved(mark, 0, (side - digit.height) / 2) for mark in digit.marks)
        return (Box(0, 0, side, side, fill=RED, radius=side / 2), *raised)

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
            label = self._label(label_text, x, wide)
            value = self._value(whole, broken, x, 3 + label.height, wide)
            marks += [*label.marks, *value.marks]
            height = max(height, 3 + label.height + value.height + 2)
        frame = Box(0, 0, _WIDTH, height, stroke=INK, stroke_width=0.5, radius=2)
        between = Box(second - inset, 3, 0.4, height - 6, fill=LINE)
        return Block(height, (frame, between, *marks))

    def _label(self, text: str, x: float, width: float) -> Block:
        """One small line that does not shrink on crowded sheets: it is small enough."""
        return self.setter.text(text, x, 2, (width, 8 / self.setter.ease), (13, 8), colour=QUIET)

    def _value(self, whole: str, broken: str, x: float, y: float, width: float) -> Block:
        """One line as long as it can be read easily, else lines that break before dots and after slashes."""
        size = self.setter.size(whole, (width, 12 / self.setter.ease), (24, 13), bold=True)
        if self.setter.measure(whole, True, size) <= width:
            return self.setter.lines(whole, x, y, width, size, bold=True)
        return self.setter.text(broken, x, y, (width, 16), (16, 7), bold=True)

    def _anti_fraud(self) -> Block:
        text = self.setter.text(self.poster.anti_fraud, 6, 1, (_WIDTH - 6, 20), (16, 10))
        height = text.height + 2
        return Block(height, (Box(0, 0, 1.6, height, fill=RED), *text.marks))
