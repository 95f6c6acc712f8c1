"""An official document as a Word file, in the layout of Nghị định 30/2020/NĐ-CP, annex I."""

from datetime import UTC
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx as word_files
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from admin.documents import content, layout, letters
from admin.documents import word_parts as parts
from admin.documents.content import (
    Block,
    Document,
    Foot,
    Head,
    Heading,
    Items,
    NewPage,
    Paragraph,
    Picture,
    Table,
    Verdicts,
    printable,
)
from admin.documents.pictures import size

CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER
LEFT: Final = WD_ALIGN_PARAGRAPH.LEFT
ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)


def docx(document: Document) -> bytes:
    """Return *document* as a ``.docx``; the same document gives the same bytes."""
    word = word_files.Document()
    _set_up(word, document)
    _head(word, document)
    _title(word, document)
    _blocks(word, document.blocks, first_picture=1)
    _foot(word, document.foot)
    if document.appendix:
        _blocks(word, (NewPage(), *document.appendix), first_picture=len(document.pictures()) + 1)
    parts.drop_unused_parts(word)
    file = BytesIO()
    word.save(file)
    return _without_clock(file.getvalue())


def _set_up(word: Word, document: Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(layout.PAGE_WIDTH), Mm(layout.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.LEFT), Mm(layout.RIGHT)
    section.header_distance = section.footer_distance = Mm(layout.NUMBER_FROM_TOP - 2)
    section.gutter = Mm(0)
    section.different_first_page_header_footer = True
    _styles(word)
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    parts.page_number(number)
    if document.sample:
        for footer in (section.first_page_footer, section.footer):
            footer.paragraphs[0].alignment = CENTRE
            footer.paragraphs[0].add_run(content.SAMPLE)
    properties = word.core_properties
    properties.title = printable(f"{content.TITLE} {document.subject}")[:255]
    properties.author, properties.comments, properties.language = "", "", parts.LANGUAGE
    made = document.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.created = properties.modified = made


def _styles(word: Word) -> None:
    parts.only_styles_in_use(word)
    for name, points, bold in (
        ("Normal", layout.BODY, False),
        ("Heading 1", layout.BODY, True),
        ("Heading 2", layout.BODY, True),
        ("Heading 3", layout.BODY, False),
        ("Header", layout.NUMBER, False),
        ("Footer", layout.MARK, False),
        ("Caption", layout.CAPTION, True),
        ("Title", layout.TITLE, True),
    ):
        parts.plain_style(word.styles[name], points, bold=bold)
    for level in (1, 2, 3):
        spacing = word.styles[f"Heading {level}"].paragraph_format
        spacing.keep_with_next = True
        spacing.space_before = spacing.space_after = Pt(layout.BETWEEN)
        spacing.first_line_indent = Mm(layout.INDENT)


def _head(word: Word, document: Document) -> None:
    head = document.head
    table = word.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    parts.grid(table, lines=False, widths=[layout.HEAD_LEFT, layout.HEAD_RIGHT])
    (left, right), (number, dated) = (row.cells for row in table.rows)
    _issuer(left, head)
    _line(parts.first_paragraph(right), content.COUNTRY, layout.CAPS, bold=True)
    _line(right.add_paragraph(), content.MOTTO, layout.MOTTO, bold=True)
    parts.line_above(right.add_paragraph(), layout.HEAD_RIGHT, letters.width(content.MOTTO, layout.MOTTO, "B"))
    _line(parts.first_paragraph(number), head.number, layout.NUMBER)
    _line(number.add_paragraph(), content.DRAFT, layout.MARK, bold=True)
    if document.sample:
        _line(number.add_paragraph(), content.SAMPLE, layout.MARK, bold=True)
    _line(parts.first_paragraph(dated), head.dated, layout.DATED, italic=True)


def _issuer(cell: _Cell, head: Head) -> None:
    paragraph = parts.first_paragraph(cell)
    for text in head.superior:
        _line(paragraph, text.upper(), layout.CAPS)
        paragraph = cell.add_paragraph()
    for text in head.issuing:
        _line(paragraph, text.upper(), layout.CAPS, bold=True)
        paragraph = cell.add_paragraph()
    last = head.issuing[-1] if head.issuing else ""
    shown = min(letters.width(printable(last).upper(), layout.CAPS, "B"), layout.HEAD_LEFT)
    parts.line_above(paragraph, layout.HEAD_LEFT, shown * layout.LINE_SHARE)


def _title(word: Word, document: Document) -> None:
    gap = word.add_paragraph()
    gap.paragraph_format.line_spacing = Pt(layout.TITLE_GAP)
    title = word.add_paragraph(style="Title")
    _line(title, content.TITLE, layout.TITLE, bold=True)
    _line(word.add_paragraph(), document.subject, layout.TITLE, bold=True)
    shown = min(letters.width(printable(document.subject), layout.TITLE, "B"), layout.WIDTH)
    parts.line_above(word.add_paragraph(), layout.WIDTH, shown * layout.LINE_SHARE)


def _blocks(word: Word, blocks: tuple[Block, ...], *, first_picture: int) -> None:
    key = first_picture
    fresh = False
    for block in blocks:
        if isinstance(block, NewPage):
            fresh = True
            continue
        before = len(word.element.body)
        if isinstance(block, Heading):
            word.add_paragraph(printable(block.text), style=f"Heading {block.level}")
        elif isinstance(block, Paragraph):
            _body(word, block.text, italic=block.note, bold=block.strong)
        elif isinstance(block, Verdicts):
            _verdicts(word, block)
        elif isinstance(block, Items):
            for item in block.items:
                _body(word, f"- {item}")
        elif isinstance(block, Table):
            _table(word, block)
        else:
            _picture(word, block, key)
            key += 1
        if fresh and len(word.element.body) > before:
            fresh = False
            _break_before(word, before)


def _break_before(word: Word, place: int) -> None:
    """Let the paragraph at *place* of the body begin a page; the body's last child is its section."""
    first = word.element.body[place - 1]
    if first.tag.endswith("}p"):
        WordParagraph(first, word).paragraph_format.page_break_before = True


def _body(word: Word, text: str, *, italic: bool = False, bold: bool = False) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    spacing = paragraph.paragraph_format
    spacing.first_line_indent = Mm(layout.INDENT)
    spacing.space_after = Pt(layout.BETWEEN)
    spacing.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    spacing.line_spacing = layout.LINE
    run = paragraph.add_run(printable(text))
    run.italic, run.bold = italic or None, bold or None


def _verdicts(word: Word, block: Verdicts) -> None:
    for level, text in block.words:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Mm(layout.INDENT)
        paragraph.paragraph_format.space_after = Pt(layout.BETWEEN)
        run = paragraph.add_run(f"{layout.SIGNS[level]} {printable(text)}")
        run.bold, run.font.color.rgb = True, RGBColor.from_string(layout.COLOURS[level])


def _table(word: Word, block: Table) -> None:
    caption = word.add_paragraph(style="Caption")
    _line(caption, block.caption, layout.CAPTION, bold=True)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = caption.paragraph_format.space_after = Pt(4)
    table = word.add_table(rows=0, cols=len(block.head))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    points = layout.table_size(len(block.head))
    for place, texts in enumerate((block.head, *block.rows)):
        row = table.add_row()
        parts.keep_row(row, head=place == 0)
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            paragraph = parts.first_paragraph(cell)
            _line(paragraph, content.cell(text), points, bold=place == 0)
            if place:
                words = column == 0 or column in block.words
                paragraph.alignment = LEFT if words else WD_ALIGN_PARAGRAPH.RIGHT
            if place < min(len(block.rows), 2):
                paragraph.paragraph_format.keep_with_next = True
    widths = [share * layout.WIDTH for share in block.shares()]
    parts.grid(table, lines=True, widths=widths, padding=layout.CELL_PADDING)
    word.add_paragraph().paragraph_format.line_spacing = Pt(layout.BETWEEN)


def _picture(word: Word, block: Picture, key: int) -> None:
    png = block.draw()
    paragraph = word.add_paragraph()
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run()
    wide, high = size(png, layout.PICTURE_WIDTH, layout.PICTURE_HEIGHT)
    run.add_picture(BytesIO(png), width=Mm(wide), height=Mm(high))
    parts.describe(run, printable(block.alt), key)
    caption = word.add_paragraph(style="Caption")
    _line(caption, block.caption, layout.CAPTION, bold=True)
    caption.paragraph_format.space_after = Pt(layout.BETWEEN)


def _foot(word: Word, foot: Foot) -> None:
    gap = word.add_paragraph()
    gap.paragraph_format.line_spacing = Pt(layout.BETWEEN)
    for paragraph in word.paragraphs[-2:]:  # a signature never stands alone on a page
        paragraph.paragraph_format.keep_with_next = True
    table = word.add_table(rows=1, cols=2)
    parts.grid(table, lines=False, widths=[layout.FOOT_LEFT, layout.WIDTH - layout.FOOT_LEFT])
    parts.keep_row(table.rows[0])
    left, right = table.rows[0].cells
    _line(parts.first_paragraph(left), content.RECIPIENTS, layout.RECIPIENTS, bold=True, italic=True, at=LEFT)
    for text in foot.recipients:
        _line(left.add_paragraph(), text, layout.RECIPIENT, at=LEFT)
    paragraph = parts.first_paragraph(right)
    for text in foot.signer:
        _line(paragraph, text.upper(), layout.SIGNER, bold=True)
        paragraph = right.add_paragraph()
    paragraph.paragraph_format.space_after = Mm(layout.SIGNATURE_ROOM)


def _line(
    paragraph: WordParagraph,
    text: str,
    points: float,
    *,
    bold: bool = False,
    italic: bool = False,
    at: WD_ALIGN_PARAGRAPH = CENTRE,
) -> None:
    paragraph.alignment = at
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold, run.italic = Pt(points), bold or None, italic or None


def _without_clock(file: bytes) -> bytes:
    """Return the package with one date for all its parts: a digest of it tells whether its content changed."""
    answer = BytesIO()
    with ZipFile(BytesIO(file)) as read, ZipFile(answer, "w", ZIP_DEFLATED) as written:
        for part in read.infolist():
            written.writestr(ZipInfo(part.filename, ZIP_DAY), read.read(part), ZIP_DEFLATED)
    return answer.getvalue()
