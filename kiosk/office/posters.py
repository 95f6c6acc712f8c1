"""Posters of entrances, counters and service groups, A4 to A6, and sheets of codes to cut out, as PDF and PNG."""

from collections.abc import Sequence
from functools import cache, partial
from typing import Final

from kiosk.office import poster_cards, poster_pdf, poster_png, qr
from kiosk.office.poster_content import PaperSize, Poster, PosterKind, PosterWords
from kiosk.office.poster_fonts import LettersMissingError, leading, width_mm
from kiosk.office.poster_layout import Composer
from kiosk.office.poster_marks import Sheet
from kiosk.office.poster_setting import Setter
from kiosk.office.poster_text import Measure

__all__ = [
    "LettersMissingError",
    "PaperSize",
    "Poster",
    "PosterKind",
    "PosterWords",
    "cards_as_pdf",
    "poster_as_pdf",
    "poster_as_png",
    "poster_sheet",
    "posters_as_pdf",
    "setter",
]

PRINT_DPI: Final = 300
_SMALL_PAPER_FLOOR: Final = 17.0
_TIGHT: Final = partial(leading, tight=True)


def poster_as_pdf(poster: Poster, size: PaperSize) -> bytes:
    """Return *poster* as a one-page vector PDF; the same poster gives the same bytes.

    Raises:
        LettersMissingError: Our fonts lack letters of a name; the error's text is these letters.
        ValueError: The address is too long for a code (119 bytes), the language has no typeface, or the texts do not
            fit on one page; names of 120 characters do.
    """
    return posters_as_pdf([poster], size)


def posters_as_pdf(posters: Sequence[Poster], size: PaperSize) -> bytes:
    """Return *posters*, at least one, as a PDF with a page for each, in their order.

    Raises:
        LettersMissingError, ValueError: As `poster_as_pdf`.
    """
    sheets = [poster_sheet(poster, size) for poster in posters]
    return poster_pdf.pdf(sheets, sheets[0].title if len(sheets) == 1 else posters[0].agency)


def cards_as_pdf(posters: Sequence[Poster]) -> bytes:
    """Return the codes of *posters*, at least one, as A4 sheets of six to cut out, each with its place and its code.

    Raises:
        LettersMissingError, ValueError: As `poster_as_pdf`.
    """
    cards = [(poster, qr.modules(poster.url), setter(poster.language)) for poster in posters]
    return poster_pdf.pdf(poster_cards.sheets(cards), posters[0].agency)


def poster_as_png(poster: Poster, size: PaperSize, *, dpi: int = PRINT_DPI) -> bytes:
    """Return *poster* as a PNG at *dpi* dots an inch; the same poster gives the same bytes.

    Raises:
        LettersMissingError, ValueError: As `poster_as_pdf`.
    """
    return poster_png.png(poster_sheet(poster, size), dpi)


def poster_sheet(poster: Poster, size: PaperSize) -> Sheet:
    """Return where every mark of *poster* stands, in mm.

    Raises:
        LettersMissingError, ValueError: As `poster_as_pdf`.
    """
    fitting = setter(poster.language, floor=_SMALL_PAPER_FLOOR if size == "A6" else 0)
    return Composer(poster, qr.modules(poster.url), fitting, size).sheet()


def setter(language: str, floor: float = 0) -> Setter:
    """Return what sets texts of one language; none begins below *floor* points.

    Raises:
        ValueError: The language has no typeface.
    """
    return Setter(_measure(language), leading, _TIGHT, floor=floor)


@cache
def _measure(language: str) -> Measure:
    """Return the same function for the same language, so that what was fitted once can be found again."""

    def measure(text: str, bold: bool, points: float) -> float:
        return width_mm(language, text, points, bold=bold)

    return measure
