"""A sheet of A4 on which arrivals are tallied by hand: for the weeks before the start, power cuts, broken networks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.office import poster_pdf, posters
from kiosk.office.poster_marks import GROUND, INK, QUIET, Box, Mark, Sheet, Stroke

LINES: Final = 25
MOST_TICKED: Final = 9
"""Groups with a column of their own to tick; a unit with more writes the letter."""

_WIDTH: Final = 210.0
_HEIGHT: Final = 297.0
_MARGIN: Final = 10.0
_INNER: Final = _WIDTH - 2 * _MARGIN
_PLACE: Final = 10.0
_TICK: Final = 7.5
_LETTER: Final = 22.0
_RESULT: Final = 25.0
_HEAD: Final = 9.0
_TABLE_END: Final = _HEIGHT - 14.0


@dataclass(frozen=True, slots=True)
class TallyWords:
    """The texts of a sheet, in its language.

    Attributes:
        title: “Phiếu ghi tay lượt đến”.
        day, page: Stand before a line to write on, or before what was filled in.
        instruction: One line above the table.
        legend: One line under the groups: what the letters of the result mean.
        place, group, result: Heads of the first, the group's and the last column.
        times: Heads of the columns for times.
    """

    title: str
    day: str
    page: str
    instruction: str
    legend: str
    place: str
    group: str
    result: str
    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """One sheet.

    Attributes:
        unit: The unit's name.
        groups: Letters and name of each service group.
        results: The letters of the results, to put a ring around.
        date: The day, or empty to be written by hand.
        marks: What the sheet is not: a sample, for practice; usually none.
    """

    unit: str
    groups: tuple[tuple[str, str], ...]
    results: str
    date: str
    marks: tuple[str, ...]
    words: TallyWords
    language: str


def tally_as_pdf(tally: Tally, pages: int) -> bytes:
    """Return so many numbered sheets, at least one, as a PDF.

    Raises:
        LettersMissingError: Our fonts lack letters of a name; the error's text is these letters.
    """
    return poster_pdf.pdf([_sheet(tally, page) for page in range(1, pages + 1)], tally.words.title)


def _sheet(tally: Tally, page: int) -> Sheet:
    marks: list[Mark] = []
    top = _head(tally, page, marks)
    columns = _columns(tally)
    _table(tally, columns, top, marks)
    return Sheet(_WIDTH, _HEIGHT, tally.language, tally.words.title, tuple(marks))


def _head(tally: Tally, page: int, marks: list[Mark]) -> float:
    """Draw what stands above the table and return where it ends."""
    setter, words = posters.setter(tally.language), tally.words
    day = f"{words.day} {tally.date or '…… / …… / ………'}"
    right = setter.lines(f"{day}     {words.page} {page}", _MARGIN + 105, 9, 85, 11, bold=True)
    unit = setter.text(tally.unit, _MARGIN, 9, (100, 10), (11, 7))
    title = setter.lines(" · ".join((words.title, *tally.marks)), _MARGIN, 10 + unit.height, _INNER, 15, bold=True)
    y = 10 + unit.height + title.height
    marks.extend((*unit.marks, *right.marks, *title.marks))
    named = "  ·  ".join(f"{letters} = {name}" for letters, name in tally.groups)
    for text, box in ((words.instruction, 10.0), (named, 12.0), (words.legend, 5.0)):
        block = setter.text(text, _MARGIN, y, (_INNER, box), (9.5, 6))
        marks.extend(block.marks)
        y += block.height + 0.8
    return y + 1


def _columns(tally: Tally) -> list[tuple[str, float]]:
    """Return the head and width in mm of each column."""
    letters = [prefix for prefix, _name in tally.groups]
    ticked = len(letters) <= MOST_TICKED
    groups = [(prefix, _TICK) for prefix in letters] if ticked else [(tally.words.group, _LETTER)]
    rest = _INNER - _PLACE - sum(width for _, width in groups) - _RESULT
    times = [(head, rest / len(tally.words.times)) for head in tally.words.times]
    return [(tally.words.place, _PLACE), *groups, *times, (tally.words.result, _RESULT)]


def _table(tally: Tally, columns: Sequence[tuple[str, float]], top: float, marks: list[Mark]) -> None:
    setter = posters.setter(tally.language)
    pitch = (_TABLE_END - top - _HEAD) / LINES
    marks.append(Box(_MARGIN, top, _INNER, _HEAD, GROUND))
    x = _MARGIN
    for head, width in columns:
        block = setter.text(head, x + 0.5, top + 1, (width - 1, _HEAD - 2), (10, 6), bold=True, middle=True)
        marks.extend(block.marks)
        marks.append(Stroke(((x, top), (x, _TABLE_END)), 0.2, INK))
        x += width
    marks.append(Stroke(((x, top), (x, _TABLE_END)), 0.2, INK))
    for line in range(LINES + 1):
        y = top + _HEAD + line * pitch
        marks.append(Stroke(((_MARGIN, y), (_MARGIN + _INNER, y)), 0.2, INK))
        if line < LINES:
            place = setter.lines(str(line + 1), _MARGIN, y + pitch / 2 - 2.6, _PLACE, 10, colour=QUIET, middle=True)
            rings = "   ".join(tally.results)
            at = x - _RESULT
            result = setter.lines(rings, at, y + pitch / 2 - 2.8, _RESULT, 11, colour=QUIET, middle=True)
            marks.extend((*place.marks, *result.marks))
    marks.append(Stroke(((_MARGIN, top), (_MARGIN + _INNER, top)), 0.2, INK))
