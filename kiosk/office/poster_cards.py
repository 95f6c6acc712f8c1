"""Codes to cut out: six cards on a sheet of A4, each with its place, its site code and a QR code wider than 40 mm."""

from collections.abc import Sequence
from typing import Final

from kiosk.office.poster_content import Poster
from kiosk.office.poster_cuts import cuts
from kiosk.office.poster_marks import INK, LINE, PAPER, QUIET, RED, Box, Code, Mark, Sheet, moved
from kiosk.office.poster_setting import Setter
from kiosk.office.qr import Modules

PER_SHEET: Final = 6

_WIDTH: Final = 210.0
_HEIGHT: Final = 297.0
_MARGIN: Final = 9.0
_COLUMNS: Final = 2
_CARD_WIDTH: Final = (_WIDTH - 2 * _MARGIN) / _COLUMNS
_CARD_HEIGHT: Final = (_HEIGHT - 2 * _MARGIN) * _COLUMNS / PER_SHEET
_INSET: Final = 5.0
_INNER: Final = _CARD_WIDTH - 2 * _INSET
_CODE_TOP: Final = 24.0
_CODE_SIDE: Final = 55.0
_FOOT: Final = _CODE_TOP + _CODE_SIDE + 1.5

Card = tuple[Poster, Modules, Setter]


def sheets(cards: Sequence[Card]) -> list[Sheet]:
    """Return as many sheets as *cards* need; none for no cards."""
    return [_sheet(cards[first : first + PER_SHEET]) for first in range(0, len(cards), PER_SHEET)]


def _sheet(cards: Sequence[Card]) -> Sheet:
    marks: list[Mark] = [*cuts(_WIDTH, _HEIGHT, _MARGIN, _COLUMNS, PER_SHEET // _COLUMNS)]
    for place, card in enumerate(cards):
        row, column = divmod(place, _COLUMNS)
        x, y = _MARGIN + column * _CARD_WIDTH, _MARGIN + row * _CARD_HEIGHT
        marks.extend(moved(mark, x, y) for mark in _card(*card))
    poster = cards[0][0]
    return Sheet(_WIDTH, _HEIGHT, poster.language, poster.agency, tuple(marks))


def _card(poster: Poster, modules: Modules, setter: Setter) -> tuple[Mark, ...]:
    """Return the marks of one card from its own top left corner."""
    x = _INSET + _CODE_SIDE + 2
    beside = _CARD_WIDTH - _INSET - x
    agency = setter.text(poster.agency, _INSET, 3, (_INNER, 7), (9, 6), colour=QUIET)
    place = setter.text(poster.place, _INSET, 3.5 + agency.height, (_INNER, 20 - agency.height), (18, 8), bold=True)
    headline = setter.text(poster.words.headline, x, _CODE_TOP + 4, (beside, 26), (13, 8), bold=True, colour=RED)
    label = setter.text(poster.words.code_label, x, _CODE_TOP + 34, (beside, 5), (9, 7), colour=QUIET)
    value = setter.text(poster.site_code, x, _CODE_TOP + 34 + label.height, (beside, 8), (15, 8), bold=True)
    address = setter.text(poster.address, _INSET, _FOOT, (_INNER, 9), (13, 6), bold=True)
    return (
        *agency.marks,
        *place.marks,
        Box(_INSET, _CODE_TOP, _CODE_SIDE, _CODE_SIDE, fill=PAPER, stroke=LINE, stroke_width=0.3),
        Code(_INSET, _CODE_TOP, _CODE_SIDE, modules),
        *headline.marks,
        *label.marks,
        *value.marks,
        *_band(poster, setter, x, beside),
        *address.marks,
    )


def _band(poster: Poster, setter: Setter, x: float, width: float) -> tuple[Mark, ...]:
    """Say on every card that it is a trial or a sample: cards are cut apart."""
    words = [
        text
        for text, shown in ((poster.words.trial_mark, poster.trial), (poster.words.sample_mark, poster.sample))
        if shown
    ]
    if not words:
        return ()
    top = _CODE_TOP + 47
    text = setter.text(" · ".join(words), x + 1, top, (width - 2, 8), (11, 6), bold=True, colour=PAPER, middle=True)
    return (Box(x, top - 0.5, width, text.height + 1, fill=RED if poster.trial else INK), *text.marks)
