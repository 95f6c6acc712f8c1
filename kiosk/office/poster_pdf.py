"""A poster's sheet as a vector PDF."""

from datetime import UTC, datetime
from typing import Final

from fpdf import FPDF
from fpdf.drawing import PaintedPath
from fpdf.drawing_primitives import DeviceRGB
from fpdf.enums import StrokeCapStyle, StrokeJoinStyle

from kiosk.office.poster_fonts import Typeface
from kiosk.office.poster_marks import MM_PER_POINT, Box, Code, Colour, Letters, Sheet, Stroke
from kiosk.office.qr import QUIET_MODULES, runs

_CREATED: Final = datetime(2026, 1, 1, tzinfo=UTC)
_CELL_BASELINE: Final = 0.8  # fpdf2 sets a cell as high as its font on a baseline this many sizes down


def pdf(sheet: Sheet, face: Typeface) -> bytes:
    """Return *sheet* as a PDF of one page whose text can be searched; the same sheet gives the same bytes."""
    page = FPDF(unit="mm", format=(sheet.width, sheet.height))
    page.set_creation_date(_CREATED)
    page.set_title(sheet.title)
    page.set_lang(sheet.language)
    page.set_auto_page_break(auto=False)
    page.c_margin = 0
    page.add_font(face.name, fname=face.regular)
    page.add_font(face.name, style="B", fname=face.bold)
    page.set_text_shaping(use_shaping_engine=True, script=face.script, language=sheet.language)
    page.add_page()
    for mark in sheet.marks:
        if isinstance(mark, Letters):
            _letters(page, mark, face)
        else:
            with page.drawing_context() as drawing:
                drawing.add_item(_path(mark), clone=False)
    return bytes(page.output())


def _letters(page: FPDF, mark: Letters, face: Typeface) -> None:
    height = mark.size * MM_PER_POINT
    page.set_font(face.name, style="B" if mark.bold else "", size=mark.size)
    page.set_text_color(*mark.colour)
    page.set_xy(mark.x, mark.y - _CELL_BASELINE * height)
    page.cell(w=mark.width, h=height, text=mark.text, align="L")


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
