"""Posters of entrances and counters, A4 and A5, as PDF and PNG."""

from kiosk.office import poster_pdf, poster_png, qr
from kiosk.office.poster_content import PaperSize, Poster, PosterKind, PosterWords
from kiosk.office.poster_fonts import typeface, width_mm
from kiosk.office.poster_layout import Composer
from kiosk.office.poster_marks import Sheet

__all__ = ["PaperSize", "Poster", "PosterKind", "PosterWords", "poster_as_pdf", "poster_as_png", "poster_sheet"]

PRINT_DPI = 300


def poster_as_pdf(poster: Poster, size: PaperSize) -> bytes:
    """Return *poster* as a one-page vector PDF; the same poster gives the same bytes.

    Raises:
        ValueError: The address is too long for a code (119 bytes), the language has no typeface, or the texts do not
            fit on one page; names of 120 characters do.
    """
    return poster_pdf.pdf(poster_sheet(poster, size), typeface(poster.language))


def poster_as_png(poster: Poster, size: PaperSize, *, dpi: int = PRINT_DPI) -> bytes:
    """Return *poster* as a PNG at *dpi* dots an inch; the same poster gives the same bytes.

    Raises:
        ValueError: As `poster_as_pdf`.
    """
    return poster_png.png(poster_sheet(poster, size), typeface(poster.language), dpi)


def poster_sheet(poster: Poster, size: PaperSize) -> Sheet:
    """Return where every mark of *poster* stands, in mm.

    Raises:
        ValueError: As `poster_as_pdf`.
    """
    face = typeface(poster.language)

    def measure(text: str, bold: bool, points: float) -> float:
        return width_mm(face, poster.language, text, points, bold=bold)

    return Composer(poster, qr.modules(poster.url), measure, face.pitch).sheet(size)
