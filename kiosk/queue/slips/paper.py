"""Where everything stands on a slip, in mm: one column, black on white, as a thermal printer draws it."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from kiosk.office import poster_pdf, posters, qr
from kiosk.office.poster_marks import MM_PER_POINT, Box, Code, Colour, Mark, Sheet, Stroke
from kiosk.queue.slips.content import Slip, SlipSize

DOTS_PER_MM: Final = 8
"""203 dpi: a code whose modules are whole dots is drawn sharp by a thermal printer."""
BLACK: Final[Colour] = (0, 0, 0)
_AIR: Final = 0.2
"""Above and below digits, in sizes: room for marks that no number has."""
_SHARES: Final = (0.94, 0.88, 0.82, 0.76, 0.7)
_LEAST_CODE: Final = 0.8
LEVEL: Final[qr.Level] = "Q"


@dataclass(frozen=True, slots=True)
class _Format:
    """Lengths in mm, sizes in points; *height* ``None``: as long as what stands on it."""

    width: float
    height: float | None
    margin: float
    number: float
    text: float
    code: float
    gap: float


_FORMATS: Final = {
    SlipSize.ROLL: _Format(width=80, height=None, margin=5, number=76, text=10, code=40, gap=1.6),
    SlipSize.A6: _Format(width=105, height=148, margin=8, number=84, text=10.5, code=42, gap=1.8),
}


def slip_as_pdf(slip: Slip, size: SlipSize) -> bytes:
    """Return *slip* as a one-page vector PDF; the same slip gives the same bytes.

    Raises:
        LettersMissingError: Our fonts lack letters of a name; the error's text is these letters.
        ValueError: The address is too long for a code (151 bytes).
    """
    return poster_pdf.pdf([slip_sheet(slip, size)], slip.number)


def slip_sheet(slip: Slip, size: SlipSize) -> Sheet:
    """Return where every mark of *slip* stands; the roll's sheet is as long as it has to be.

    Raises:
        LettersMissingError, ValueError: As `slip_as_pdf`.
    """
    form = _FORMATS[size]
    column = _Column(slip, form)
    for share in _SHARES if form.height else ():
        if column.y + form.margin / 2 <= (form.height or column.y):
            break
        small = replace(form, number=form.number * share, text=form.text * share, gap=form.gap * share)
        column = _Column(slip, replace(small, code=form.code * max(share, _LEAST_CODE)))
    height = form.height or column.y + form.margin
    return Sheet(form.width, height, slip.language, slip.number, tuple(column.marks))


def code_module_mm(url: str, size: SlipSize) -> float:
    """Return how wide a module of the code for *url* is printed.

    Raises:
        ValueError: The address is too long for a code.
    """
    return module_mm(len(qr.modules(url, level=LEVEL)), _FORMATS[size].code)


def module_mm(modules: int, room: float) -> float:
    """Return the width of one module, a whole number of a thermal printer's dots, so that a code fits into *room* mm.

    Args:
        modules: Modules of one side without the quiet zone.
        room: For the code with its quiet zone.
    """
    return int(room * DOTS_PER_MM / (modules + 2 * qr.QUIET_MODULES)) / DOTS_PER_MM


class _Column:
    """Sets one part of a slip below the other."""

    def __init__(self, slip: Slip, form: _Format) -> None:
        self.slip, self.form = slip, form
        self.setter = posters.setter(slip.language)
        self.inner = form.width - 2 * form.margin
        self.y = form.margin
        self.marks: list[Mark] = []
        self._set = partial(self.setter.lines, colour=BLACK, middle=True)
        for part in (self.head, self.number, self.told, self.code, self.foot):
            part()

    def head(self) -> None:
        """The unit, and what the paper is not."""
        self._line(self.slip.unit, 1.1, bold=True)
        for words in self.slip.marks:
            top = self.y
            self._line(words, 1.1, bold=True)
            frame = Box(self.form.margin, top, self.inner, self.y - top - self.form.gap, None, BLACK, 0.4)
            self.marks.append(frame)
        self._rule()

    def number(self) -> None:
        """What is called out, as large as the paper is wide."""
        self._line(self.slip.heading, 1.0)
        room = (self.inner, self.form.number * 0.5)
        size = self.setter.size(self.slip.number, room, (self.form.number, 30), bold=True)
        air = _AIR * size * MM_PER_POINT
        block = self._set(self.slip.number, self.form.margin, self.y - air, self.inner, size, bold=True)
        self.marks.extend(block.marks)
        self.y += block.height - 1.6 * air

    def told(self) -> None:
        """The service, the time, and who was in front."""
        self._line(self.slip.service, 1.35, bold=True)
        self._line(self.slip.arrived, 1.0)
        if self.slip.waiting:
            self._line(self.slip.waiting, 1.0, bold=True)

    def code(self) -> None:
        """The code to scan and the one to type."""
        rows = qr.modules(self.slip.url, level=LEVEL)
        side = module_mm(len(rows), self.form.code) * (len(rows) + 2 * qr.QUIET_MODULES)
        self.marks.append(Code((self.form.width - side) / 2, self.y, side, rows))
        self.y += side
        self._line(self.slip.aim, 0.9)
        if self.slip.code:
            self._line(f"{self.slip.code_label}: {self.slip.code}", 1.6, bold=True)
            self._line(self.slip.code_use, 0.9)

    def foot(self) -> None:
        """What nobody asks for."""
        self._rule()
        self._line(self.slip.anti_fraud, 0.8)
        self.y -= self.form.gap

    def _line(self, text: str, share: float, *, bold: bool = False) -> None:
        size = self.form.text * share
        block = self._set(text, self.form.margin, self.y, self.inner, size, bold=bold)
        self.marks.extend(block.marks)
        self.y += block.height + self.form.gap

    def _rule(self) -> None:
        ends = ((self.form.margin, self.y), (self.form.width - self.form.margin, self.y))
        self.marks.append(Stroke(ends, 0.3, BLACK))
        self.y += self.form.gap
