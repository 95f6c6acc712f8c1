"""Slips for ballots on paper: one, two or four on a sheet of A4, each with a stub to tear off.

The part with the questions and the code goes into the box; the stub with the receipt's address stays with the person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.office import poster_pdf, posters, qr
from kiosk.office.poster_cuts import dashed
from kiosk.office.poster_marks import INK, MM_PER_POINT, QUIET, RED, Box, Code, Mark, Sheet, Stroke, moved
from kiosk.office.poster_setting import Block, Setter
from survey.paper.slip_codes import grouped

GRIDS: Final = {1: (1, 1), 2: (1, 2), 4: (2, 2)}
"""Slips of a sheet → columns and rows."""

_WIDTH: Final = 210.0
_HEIGHT: Final = 297.0
_INSET: Final = 7.0
_STUB: Final = 27.0
_CODE: Final = 23.0
_TYPED: Final = 8.5
"""What the two lines at the foot of the stub take, which somebody types who cannot scan."""
_FOOT: Final = 7.0
_NARROW: Final = 120.0
"""A slip below this width has its foot in two lines, and one line to write on."""
_LARGEST: Final = 12.0
_SMALLEST: Final = 7.0
_STEP: Final = 0.5
_WRITING_LINE: Final = 7.0
_WIDEST_GAP: Final = 5.0


class TooManyQuestionsError(ValueError):
    """The questions do not fit on a slip of this size in letters that can be read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is printed: *choices* get a box each; without any there are lines to write on."""

    wording: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlipWords:
    """The sentences of a slip, in its language.

    Attributes:
        notice: Under the title: what is not asked, how to tick.
        into_box: Beside the code: what to do with this part.
        code: Before the code.
        keep: The heading of the stub.
        check: What the stub is good for.
        printed: The day of printing.
    """

    notice: str
    into_box: str
    code: str
    keep: str
    check: str
    printed: str


@dataclass(frozen=True, slots=True)
class SlipForm:
    """What all slips of a run say; *marks* are what they are not: a sample, a trial; usually none."""

    unit: str
    title: str
    marks: tuple[str, ...]
    questions: tuple[Asked, ...]
    words: SlipWords
    language: str


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on one slip only: its code in groups, and the address of its receipt."""

    code: str
    receipt_url: str


def slips_as_pdf(form: SlipForm, slips: Sequence[Slip], per_sheet: int) -> bytes:
    """Return the slips, at least one, as sheets of A4 to cut apart; *per_sheet* is 1, 2 or 4.

    Raises:
        TooManyQuestionsError: As named; fewer on a sheet may do.
        LettersMissingError: Our fonts lack letters of a name; the error's text is these letters.
    """
    columns, rows = GRIDS[per_sheet]
    width, height = _WIDTH / columns, _HEIGHT / rows
    drawn = _drawn_once(form, width, height)
    sheets = []
    for first in range(0, len(slips), per_sheet):
        marks: list[Mark] = [
            *(mark for row in range(1, rows) for mark in dashed(row * height, _WIDTH, down=False)),
            *(mark for column in range(1, columns) for mark in dashed(column * width, _HEIGHT, down=True)),
        ]
        for place, slip in enumerate(slips[first : first + per_sheet]):
            row, column = divmod(place, columns)
            own = (*drawn, *_own_marks(form, slip, width, height))
            marks.extend(moved(mark, column * width, row * height) for mark in own)
        sheets.append(Sheet(_WIDTH, _HEIGHT, form.language, form.title, tuple(marks)))
    return poster_pdf.pdf(sheets, form.title)


def _drawn_once(form: SlipForm, width: float, height: float) -> tuple[Mark, ...]:
    """Return what all slips share: head, questions in the largest letters that fit, words of foot and stub."""
    setter, inner = posters.setter(form.language), width - 2 * _INSET
    head, top = _head(form, setter, inner)
    bottom = height - _STUB - _foot_height(width) - 1
    blocks = _questions(form, setter, inner, bottom - top)
    gap = min(_WIDEST_GAP, (bottom - top - sum(block.height for block in blocks)) / len(blocks))
    marks = [*head]
    for block in blocks:
        marks.extend(moved(mark, _INSET, top) for mark in block.marks)
        top += block.height + gap
    return (*marks, *_foot(form, setter, width, height))


def _head(form: SlipForm, setter: Setter, inner: float) -> tuple[list[Mark], float]:
    y, marks = _INSET - 1, list[Mark]()
    unit = " · ".join((form.unit, *form.marks))
    texts = (
        (unit, (10.0, 7.5), RED if form.marks else INK),
        (form.title, (14.0, 9.0), INK),
        (form.words.notice, (9.0, 7.0), QUIET),
    )
    for text, sizes, colour in texts:
        block = setter.text(text, _INSET, y, (inner, 12), sizes, bold=text == form.title, colour=colour)
        marks.extend(block.marks)
        y += block.height + 0.6
    return marks, y + 1


def _questions(form: SlipForm, setter: Setter, inner: float, room: float) -> list[Block]:
    size = _LARGEST
    while size >= _SMALLEST:
        blocks = [_question(place, asked, setter, inner, size) for place, asked in enumerate(form.questions, start=1)]
        if sum(block.height for block in blocks) + len(blocks) <= room:
            return blocks
        size -= _STEP
    raise TooManyQuestionsError


def _question(place: int, asked: Asked, setter: Setter, inner: float, size: float) -> Block:
    heading = setter.lines(f"{place}. {asked.wording}", 0, 0, inner, size, bold=True)
    below = _choices(asked.choices, setter, inner, size) if asked.choices else _writing_lines(inner)
    marks = (*heading.marks, *(moved(mark, 0, heading.height) for mark in below.marks))
    return Block(heading.height + below.height, marks)


def _choices(choices: Sequence[str], setter: Setter, inner: float, size: float) -> Block:
    """Set boxes with their words side by side, in as many lines as they need."""
    side = size * MM_PER_POINT
    x, y, pitch, marks = 0.0, 0.8, 0.0, list[Mark]()
    for choice in choices:
        long = side + 1.5 + setter.measure(choice, False, size)
        if x and x + long > inner:
            x, y = 0.0, y + pitch + 0.8
        words = setter.lines(choice, x + side + 1.5, y, inner - x - side - 1.5, size)
        marks += [Box(x, y + 0.15 * side, side, side, None, INK, 0.3, 0.4), *words.marks]
        pitch = max(words.height, side)
        x += long + 5
    return Block(y + pitch, tuple(marks))


def _writing_lines(inner: float) -> Block:
    count = 1 if inner < _NARROW else 2
    lines = [
        Stroke(((0, line * _WRITING_LINE), (inner, line * _WRITING_LINE)), 0.2, QUIET) for line in range(1, count + 1)
    ]
    return Block(count * _WRITING_LINE, tuple(lines))


def _foot(form: SlipForm, setter: Setter, width: float, height: float) -> tuple[Mark, ...]:
    words, inner, y = form.words, width - 2 * _INSET, height - _STUB
    beside = 0.0 if width < _NARROW else inner / 2
    into_box = setter.text(words.into_box, _INSET + beside, y - 6.3, (inner - beside, 5.5), (11, 7), bold=True)
    code = setter.lines(words.code, _INSET, y - _foot_height(width) + 1.2, inner, 9, colour=QUIET)
    left = _INSET + _CODE + 2
    keep = setter.text(words.keep, left, y + 2, (width - left - _INSET, 6), (11, 8), bold=True)
    room = _STUB - 4 - keep.height - _TYPED
    check = setter.text(words.check, left, y + 2.5 + keep.height, (width - left - _INSET, room), (9.5, 6))
    return (*code.marks, *into_box.marks, *keep.marks, *check.marks, *_tear_line(width, y))


def _foot_height(width: float) -> float:
    return _FOOT if width >= _NARROW else 2 * _FOOT - 1


def _tear_line(width: float, y: float) -> list[Stroke]:
    return [Stroke(((x, y), (x + 2, y)), 0.25, INK) for x in range(0, int(width), 4)]


def _own_marks(form: SlipForm, slip: Slip, width: float, height: float) -> tuple[Mark, ...]:
    setter, y = posters.setter(form.language), height - _STUB
    before = setter.measure(form.words.code, False, 9) + 2
    at = y - _foot_height(width) - 0.2
    code = setter.lines(slip.code, _INSET + before, at, width - before - 2 * _INSET, 13, bold=True)
    square = Code(_INSET - 2, y + 1.5, _CODE, qr.modules(slip.receipt_url, level="Q"))
    return (*code.marks, square, *_typed(form, slip, setter, width, height - _TYPED))


def _typed(form: SlipForm, slip: Slip, setter: Setter, width: float, y: float) -> tuple[Mark, ...]:
    """Set what somebody types who cannot scan: the address, the receipt's code in groups; and the day of printing."""
    left = _INSET + _CODE + 2
    address, _, receipt = slip.receipt_url.partition("://")[2].rpartition("/")
    box = (width - left - _INSET, 3.2)
    where = setter.text(f"{address}/ · {form.words.printed}", left, y, box, (8, 5.5), colour=QUIET)
    code = setter.text(grouped(receipt.upper()), left, y + 3.4, (box[0], 4), (10, 6), bold=True)
    return (*where.marks, *code.marks)
