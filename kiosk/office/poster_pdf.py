"""Sheets as the pages of a vector PDF."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final

from fpdf import FPDF
from fpdf.drawing import PaintedPath
from fpdf.drawing_primitives import DeviceRGB
from fpdf.enums import StrokeCapStyle, StrokeJoinStyle

from kiosk.office.poster_fonts import KHMER, Font, Run, in_fonts, run_width
from kiosk.office.poster_marks import MM_PER_POINT, Box, Code, Colour, Letters, Sheet, Stroke
from kiosk.office.qr import QUIET_MODULES, runs

_CREATED: Final = datetime(2026, 1, 1, tzinfo=UTC)
_CELL_BASELINE: Final = 0.8  # fpdf2 sets a cell as high as its font on a baseline this many sizes down


def pdf(sheets: Sequence[Sheet], title: str) -> bytes:
    """Return *sheets* as a PDF with a page for each and text that can be searched; the same give the same bytes."""
    document = FPDF(unit="mm")
    document.set_creation_date(_CREATED)
    document.set_title(title)
    document.set_lang(sheets[0].language)
    document.set_auto_page_break(auto=False)
    document.c_margin = 0
    for sheet in sheets:
        document.add_page(format=(sheet.width, sheet.height))
        for mark in sheet.marks:
            if isinstance(mark, Letters):
                _letters(document, mark, sheet.language)
            else:
                with document.drawing_context() as drawing:
                    drawing.add_item(_path(mark), clone=False)
    return bytes(document.output())


def _letters(document: FPDF, mark: Letters, language: str) -> None:
    height = mark.size * MM_PER_POINT
    document.set_text_color(*mark.colour)
    x = mark.x
    for run in in_fonts(language, mark.text):
        _choose(document, run.font, bold=mark.bold, size=mark.size, language=language)
        document.set_xy(x, mark.y - _CELL_BASELINE * height)
        width = run_width(run, language, mark.size, bold=mark.bold)
        with _said(document, run):
            document.cell(w=width, h=height, text=run.text, align="L")
        x += width


@contextmanager
def _said(document: FPDF, run: Run) -> Iterator[None]:
    """Keep the letters of a run beside its shapes: Khmer is not drawn in the order in which it is written."""
    if run.font != KHMER:
        yield
        return
    letters = run.text.encode("utf-16-be").hex().upper()
    document._out(f"/Span <</ActualText <FEFF{letters}>>> BDC")  # noqa: SLF001 - fpdf2 offers no other way
    yield
    document._out("EMC")  # noqa: SLF001


def _choose(document: FPDF, font: Font, *, bold: bool, size: float, language: str) -> None:
    """Write in *font* from now on; a font that no text needs is never loaded."""
    style = "B" if bold else ""
    if f"{font.name.lower()}{style}" not in document.fonts:
        document.add_font(font.name, style=style, fname=font.path(bold=bold))
    document.set_font(font.name, style=style, size=size)
    document.set_text_shaping(use_shaping_engine=True, script=font.script, language=language)


def _path(mark: Box | Stroke | Code) -> PaintedPath:
    if isinstance(mark, Code):
        return _code(mark)
    if isinstance(mark, Stroke):
        return _stroke(mark)
    path = PaintedPath()
    path.rectangle(mark.x, mark.y, mark.width, mark.height, mark.radius, mark.radius)
    path.style.fill_color = _rgb(mark.fill) if mark.fill else None
    path.style.stroke_color = _rgb(mark.stroke) if mark.stroke else None
    path.style.stroke_width = mark.stroke_width
    return path


def _stroke(mark: Stroke) -> PaintedPath:
    path = PaintedPath(*mark.points[0])
    for point in mark.points[1:]:
        path.line_to(*point)
    path.style.auto_close = False
    path.style.fill_color = None
    path.style.stroke_color = _rgb(mark.colour)
    path.style.stroke_width = mark.stroke_width
    path.style.stroke_cap_style = StrokeCapStyle.ROUND
    path.style.stroke_join_style = StrokeJoinStyle.ROUND
    return path


def _code(mark: Code) -> PaintedPath:
    """One path for all modules: neighbours drawn one by one would show hairlines on screens."""
    module = mark.side / (len(mark.modules) + 2 * QUIET_MODULES)
    path = PaintedPath()
    for column, row, length in runs(mark.modules):
        x, y = mark.x + (column + QUIET_MODULES) * module, mark.y + (row + QUIET_MODULES) * module
        path.rectangle(x, y, length * module, module)
    path.style.fill_color = DeviceRGB(0, 0, 0)
    path.style.stroke_color = None
    return path


def _rgb(colour: Colour) -> DeviceRGB:
    red, green, blue = colour
    return DeviceRGB(red / 255, green / 255, blue / 255)
