"""What python-docx has no word for: fonts for every script, lines, marks of tables, fields, a clean package."""

from typing import Any, Final

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FONT: Final = "Times New Roman"
LANGUAGE: Final = "vi-VN"
KEPT_STYLES: Final = frozenset(
    {
        *("Normal", "Heading 1", "Heading 2", "Heading 3", "Header", "Footer", "Caption", "Title"),
        *("Default Paragraph Font", "Normal Table", "No List"),
    }
)
UNUSED_PARTS: Final = ("thumbnail", "customXml", "stylesWithEffects", "webSettings")


def element(name: str, **attributes: str | int) -> Any:  # noqa: ANN401 - lxml's elements are of no type
    """Return the element ``w:name``."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def say_font(properties: Any) -> None:  # noqa: ANN401
    """Name the font for Latin, Asian and complex letters in run *properties*, and the language."""
    for old in properties.findall(qn("w:rFonts")) + properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.insert(0, element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))
    properties.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi=LANGUAGE))


def plain_style(style: ParagraphStyle, size: float, *, bold: bool = False, italic: bool = False) -> None:
    """Make *style* black letters of our font, without what Word's own look adds."""
    say_font(style.element.get_or_add_rPr())
    font, layout = style.font, style.paragraph_format
    font.size, font.bold, font.italic, font.all_caps = Pt(size), bold, italic, None
    properties = style.element.get_or_add_rPr()
    for name in ("color", "spacing", "kern", "szCs", "bCs", "iCs"):
        for old in properties.findall(qn(f"w:{name}")):
            properties.remove(old)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.get_or_add_pPr().remove(borders)
    layout.space_before = layout.space_after = Pt(0)


def only_styles_in_use(word: Word) -> None:
    """Drop the hundreds of styles of the template, and name our font as the default of all text."""
    styles = word.styles.element
    for style in list(word.styles):
        if style.name not in KEPT_STYLES:
            styles.remove(style.element)
    for style in styles.findall(qn("w:style")):
        for link in style.findall(qn("w:link")):
            style.remove(link)
    default = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    say_font(default)
    latent = styles.find(qn("w:latentStyles"))
    if latent is not None:
        styles.remove(latent)


def drop_unused_parts(word: Word) -> None:
    """Take the template's picture, its other style sheet and its remains out of the package."""
    for owner in (word.part.package, word.part):
        for key, relation in list(owner.rels.items()):
            if any(unused in relation.reltype for unused in UNUSED_PARTS):
                del owner.rels[key]
            elif relation.reltype.endswith("extended-properties"):
                del owner.rels[key]  # it says that Word for Macintosh made this


def line_above(paragraph: Paragraph, column: float, length: float) -> None:
    """Draw a line *length* mm long in the middle of a *column* mm wide, as the upper border of an empty paragraph."""
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm(max(0.0, (column - length) / 2))
    layout.first_line_indent = Mm(0)
    layout.space_before, layout.space_after = Pt(1), Pt(0)
    layout.line_spacing = Pt(5)
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=6, space=1, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - python-docx has no borders
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def page_number(paragraph: Paragraph) -> Run:
    """Put the field of the page's number into *paragraph*."""
    run = paragraph.add_run()
    for part in (element("fldChar", fldCharType="begin"), None, element("fldChar", fldCharType="end")):
        if part is None:
            part = element("instrText")  # noqa: PLW2901
            part.set(qn("xml:space"), "preserve")
            part.text = "PAGE"
        run._r.append(part)  # noqa: SLF001
    return run


def grid(table: Table, *, lines: bool, widths: list[float], padding: float = 0.0) -> None:
    """Set the borders, the widths of the columns (mm) and the room within the cells of *table*."""
    properties = table._tbl.tblPr  # noqa: SLF001
    for old in properties.findall(qn("w:tblStyle")) + properties.findall(qn("w:tblLook")):
        properties.remove(old)
    table.autofit = False
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single" if lines else "nil", sz=4, space=0, color="000000"))
    properties.append(borders)
    layout = properties.find(qn("w:tblLayout"))
    properties.remove(layout)
    properties.append(layout)
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=Mm(padding).twips, type="dxa"))
    properties.append(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def keep_row(row: _Row, *, head: bool = False) -> None:
    """Never split *row*; a *head* is repeated on each page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(element("cantSplit"))
    if head:
        properties.append(element("tblHeader"))


def describe(run: Run, alt: str, key: int) -> None:
    """Give the picture in *run* its text for whoever does not see it."""
    for properties in run._r.iter(qn("wp:docPr"), qn("pic:cNvPr")):  # noqa: SLF001
        properties.set("descr", alt)
        properties.set("id", str(key))
        properties.set("name", f"Hình {key}")


def first_paragraph(cell: _Cell) -> Paragraph:
    """Return the paragraph that every cell has from the start."""
    first: Paragraph = cell.paragraphs[0]
    return first
