"""Laminated cards with numbers, for an office without a printer: eight on a sheet of A4, to be cut apart.

A digit is 25 mm high: from three metres it looks as large as 8 mm at arm's length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.office import poster_pdf, posters
from kiosk.office.kinds import CARDS
from kiosk.office.poster_cuts import cuts
from kiosk.office.poster_marks import INK, MM_PER_POINT, RED, Box, Mark, Sheet, moved
from kiosk.office.poster_setting import Setter

PER_SHEET: Final = 8

_WIDTH: Final = 210.0
_HEIGHT: Final = 297.0
_MARGIN: Final = 9.0
_COLUMNS: Final = 2
_ROWS: Final = PER_SHEET // _COLUMNS
_CARD_WIDTH: Final = (_WIDTH - 2 * _MARGIN) / _COLUMNS
_CARD_HEIGHT: Final = (_HEIGHT - 2 * _MARGIN) / _ROWS
_INSET: Final = 5.0
_INNER: Final = _CARD_WIDTH - 2 * _INSET
_DIGITS: Final = 100.0
_DIGIT_HEIGHT: Final = 0.714
"""Of a digit in Noto Sans, in sizes."""


@dataclass(frozen=True, slots=True)
class NumberCards:
    """What the cards of one unit say.

    Attributes:
        unit: Its name, on every card.
        marks: What the cards are not: a sample, for practice; usually none.
        front: What to do with the card, in the unit's language.
        back: The same in several languages, for the back; empty: the back stays white.
        language: “vi”, “en”, “km” or “zh”.
    """

    unit: str
    marks: tuple[str, ...]
    front: str
    back: tuple[str, ...]
    language: str


def number_cards_as_pdf(cards: NumberCards, numbers: Sequence[int]) -> bytes:
    """Return the cards with these *numbers*, at least one, each sheet followed by its back where there is one.

    Backs are mirrored, so that they fit when the printer turns the sheet over its long side.

    Raises:
        LettersMissingError: Our fonts lack letters of the name; the error's text is these letters.
    """
    pages = []
    for first in range(0, len(numbers), PER_SHEET):
        chosen = numbers[first : first + PER_SHEET]
        pages.append(_sheet(cards, [_front(cards, number) for number in chosen], mirrored=False))
        if cards.back:
            pages.append(_sheet(cards, [_back(cards)] * len(chosen), mirrored=True))
    return poster_pdf.pdf(pages, cards.unit)


def _sheet(cards: NumberCards, drawn: Sequence[tuple[Mark, ...]], *, mirrored: bool) -> Sheet:
    marks: list[Mark] = [] if mirrored else [*cuts(_WIDTH, _HEIGHT, _MARGIN, _COLUMNS, _ROWS)]
    for place, card in enumerate(drawn):
        row, column = divmod(place, _COLUMNS)
        column = _COLUMNS - 1 - column if mirrored else column
        marks.extend(moved(mark, _MARGIN + column * _CARD_WIDTH, _MARGIN + row * _CARD_HEIGHT) for mark in card)
    return Sheet(_WIDTH, _HEIGHT, cards.language, cards.unit, tuple(marks))


def _front(cards: NumberCards, number: int) -> tuple[Mark, ...]:
    setter = posters.setter(cards.language)
    unit = setter.text(cards.unit, _INSET, 3, (_INNER, 10), (12, 7), bold=True, middle=True)
    foot = setter.text(cards.front, _INSET, 0, (_INNER, 9), (10, 7), middle=True)
    label = f"{CARDS}{number:03d}"
    size = min(_DIGITS, _DIGITS * _INNER / setter.measure(label, True, _DIGITS))
    band, above = _band(cards, setter, 4 + unit.height)
    below = _CARD_HEIGHT - 4 - foot.height
    baseline = (above + below + size * MM_PER_POINT * _DIGIT_HEIGHT) / 2
    digits = setter.lines(label, _INSET, 0, _INNER, size, bold=True, middle=True)
    down = baseline - digits.marks[0].y  # type: ignore[union-attr]  # one line of letters
    return (
        *unit.marks,
        *(moved(mark, 0, down) for mark in digits.marks),
        *band,
        *(moved(mark, 0, below) for mark in foot.marks),
    )


def _band(cards: NumberCards, setter: Setter, y: float) -> tuple[tuple[Mark, ...], float]:
    """Say on every card that it is a sample or for practice, for cards are cut apart; return where the band ends."""
    if not cards.marks:
        return (), y
    words = setter.text(" · ".join(cards.marks), _INSET, y, (_INNER, 5), (10, 6), bold=True, colour=RED, middle=True)
    return (Box(_INSET, y, _INNER, words.height + 0.5, None, RED, 0.3), *words.marks), y + words.height + 0.5


def _back(cards: NumberCards) -> tuple[Mark, ...]:
    setter = posters.setter(cards.language)
    marks: list[Mark] = []
    room = (_CARD_HEIGHT - 2 * _INSET) / len(cards.back)
    for place, words in enumerate(cards.back):
        box = (_INNER, room - 2)
        block = setter.text(words, _INSET, _INSET + place * room, box, (11, 6), colour=INK, middle=True)
        marks.extend(block.marks)
    return tuple(marks)
