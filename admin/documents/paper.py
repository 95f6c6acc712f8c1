"""An official document as a PDF: the layout of the Word file, in letters of the same widths."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace, TTFFont

from admin.documents import content, layout, letters
from admin.documents.content import (
    Block,
    Document,
    Foot,
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

SINGLE: Final = 1.149
"""Height of a line over the size of its letters, as Word sets Times New Roman."""
OTHER_FONTS: Final = {"NotoSansKhmer": range(0x1780, 0x1A00), "NotoSansSC": range(0x2E80, 0xFF00)}
"""Which letters are drawn from which other font of ours; what neither has is drawn as an empty box."""


class Paper(FPDF):
    """Sheets of A4 with the page's number in the upper margin from the second one on."""

    def __init__(self, document: Document) -> None:
        """Set up sheets for *document*."""
        super().__init__(unit="mm", format="A4")
        self._sample = document.sample
        for style in letters.WEIGHTS:
            self.add_font(letters.FAMILY, style, letters.path(style))
        self._others(document)
        self.set_margins(layout.LEFT, layout.TOP, layout.RIGHT)
        self.set_auto_page_break(True, layout.BOTTOM)
        self.c_margin = 0
        self.set_title(printable(f"{content.TITLE} {document.subject}"))
        self.set_lang("vi-VN")
        self.set_creation_date(document.made_at)
        self.letters("", layout.BODY)

    def _others(self, document: Document) -> None:
        """Load other fonts only where a text has letters of other scripts; they weigh megabytes."""
        foreign = {ord(char) for text in content.every_text(document) for char in text if not letters.has(char)}
        needed = [name for name, has in OTHER_FONTS.items() if any(char in has for char in foreign)]
        for name in needed:
            self.add_font(name, "", letters.FOLDER / f"{name}-Regular.ttf")
        self.set_fallback_fonts(needed, exact_match=False)

    def close(self) -> None:
        """Close the files of the fonts, which are read bit by bit."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def letters(self, style: str, points: float) -> None:
        """Write in *style* at *points* from now on."""
        self.set_font(letters.FAMILY, style, points)

    def header(self) -> None:
        """Number the page, and say on each one that its figures are made up."""
        if self.page > 1:
            self._mark(str(self.page), layout.NUMBER, layout.NUMBER_FROM_TOP)
        if self._sample:
            self._mark(content.SAMPLE, layout.MARK, layout.PAGE_HEIGHT - layout.NUMBER_FROM_TOP - 4)
        self.set_xy(layout.LEFT, layout.TOP)

    def _mark(self, text: str, points: float, y: float) -> None:
        self.set_auto_page_break(False)
        self.letters("", points)
        self.set_xy(layout.LEFT, y)
        self.cell(layout.WIDTH, 5, text, align="C")
        self.set_auto_page_break(True, layout.BOTTOM)


def pdf(document: Document) -> bytes:
    """Return *document* as a PDF; the same document gives the same bytes."""
    paper = Paper(document)
    try:
        _write(paper, document)
        return bytes(paper.output())
    finally:
        paper.close()


def _write(paper: Paper, document: Document) -> None:
    paper.add_page()
    _head(paper, document)
    _title(paper, document)
    _blocks(paper, document.blocks[:-1])
    _ending(paper, document)
    if document.appendix:
        _blocks(paper, (NewPage(), *document.appendix))


def _line(paper: Paper, text: str, style: str, points: float, *, x: float, width: float, align: str = "C") -> None:
    """Write *text* in a column, over several lines where it is too long, and go below it."""
    paper.letters(style, points)
    paper.set_x(x)
    paper.multi_cell(width, height(points), printable(text), align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def height(points: float, spacing: float = 1.0) -> float:
    """Return the height of a line in millimetres."""
    return points * letters.MM_PER_POINT * SINGLE * spacing


def _rule(paper: Paper, centre: float, length: float) -> None:
    paper.set_line_width(0.26)
    y = paper.get_y() + 0.7
    paper.line(centre - length / 2, y, centre + length / 2, y)
    paper.set_y(y + 0.9)


def _head(paper: Paper, document: Document) -> None:
    head, left, right = document.head, layout.LEFT, layout.LEFT + layout.HEAD_LEFT
    for text in head.superior:
        _line(paper, text.upper(), "", layout.CAPS, x=left, width=layout.HEAD_LEFT)
    for text in head.issuing:
        _line(paper, text.upper(), "B", layout.CAPS, x=left, width=layout.HEAD_LEFT)
    last = head.issuing[-1] if head.issuing else ""
    shown = min(letters.width(printable(last).upper(), layout.CAPS, "B"), layout.HEAD_LEFT)
    _rule(paper, left + layout.HEAD_LEFT / 2, shown * layout.LINE_SHARE)
    below = paper.get_y()
    paper.set_y(layout.TOP)
    _line(paper, content.COUNTRY, "B", layout.CAPS, x=right, width=layout.HEAD_RIGHT)
    _line(paper, content.MOTTO, "B", layout.MOTTO, x=right, width=layout.HEAD_RIGHT)
    _rule(paper, right + layout.HEAD_RIGHT / 2, letters.width(content.MOTTO, layout.MOTTO, "B"))
    below = max(below, paper.get_y())
    paper.set_y(below)
    _line(paper, head.number, "", layout.NUMBER, x=left, width=layout.HEAD_LEFT)
    for mark in (content.DRAFT, content.SAMPLE)[: 2 if document.sample else 1]:
        _line(paper, mark, "B", layout.MARK, x=left, width=layout.HEAD_LEFT)
    under = paper.get_y()
    paper.set_y(below)
    _line(paper, head.dated, "I", layout.DATED, x=right, width=layout.HEAD_RIGHT)
    paper.set_y(max(under, paper.get_y()))


def _title(paper: Paper, document: Document) -> None:
    paper.ln(layout.TITLE_GAP * letters.MM_PER_POINT)
    for text in (content.TITLE, document.subject):
        _line(paper, text, "B", layout.TITLE, x=layout.LEFT, width=layout.WIDTH)
    shown = min(letters.width(printable(document.subject), layout.TITLE, "B"), layout.WIDTH)
    _rule(paper, layout.LEFT + layout.WIDTH / 2, shown * layout.LINE_SHARE)
    paper.ln(layout.BETWEEN * letters.MM_PER_POINT)


def _ending(paper: Paper, document: Document) -> None:
    """Set the last paragraph on the page of the signature: a signature never stands alone."""
    last = document.blocks[-1:]
    _keep_together(paper, sum(_room(block) for block in last) + _foot_height(document.foot))
    _blocks(paper, last)
    _foot(paper, document.foot)


def _blocks(paper: Paper, blocks: tuple[Block, ...]) -> None:
    for place, block in enumerate(blocks, 1):
        if isinstance(block, NewPage):
            paper.add_page()
        elif isinstance(block, Heading):
            _heading(paper, block, _room_of(blocks[place:]))
        elif isinstance(block, Paragraph):
            _body(paper, block.text, "I" if block.note else "B" if block.strong else "")
        elif isinstance(block, Verdicts):
            _verdicts(paper, block)
        elif isinstance(block, Items):
            for item in block.items:
                _body(paper, f"- {item}", "")
        elif isinstance(block, Table):
            _table(paper, block)
        else:
            _picture(paper, block)


def _room_of(following: Sequence[Block]) -> float:
    """Return how much of what follows a heading has to stand on its page, in millimetres: other headings as well."""
    room = 0.0
    for block in following:
        room += _room(block)
        if not isinstance(block, Heading):
            break
    return room


def _room(block: Block) -> float:
    if isinstance(block, Table):
        return 8 * height(layout.TABLE)
    if isinstance(block, Picture):
        return size(block.draw(), layout.PICTURE_WIDTH, layout.PICTURE_HEIGHT)[1] + 3 * height(layout.CAPTION)
    if isinstance(block, Paragraph):
        lines = 1 + letters.width(printable(block.text), layout.BODY) // layout.WIDTH
        return min(lines + 1, 8) * height(layout.BODY, layout.LINE)
    return 2 * height(layout.BODY, layout.LINE)


def _heading(paper: Paper, block: Heading, room: float) -> None:
    between = layout.BETWEEN * letters.MM_PER_POINT
    _keep_together(paper, height(layout.BODY, layout.LINE) + 2 * between + room)
    if paper.get_y() > layout.TOP:
        paper.ln(between)
    if block.level < 3:
        paper.start_section(printable(block.text), level=block.level - 1, strict=False)
    _body(paper, block.text, "B" if block.level < 3 else "", justified=False)


def _body(paper: Paper, text: str, style: str, *, justified: bool = True) -> None:
    paper.letters(style, layout.BODY)
    with paper.text_columns(text_align="J" if justified else "L", line_height=SINGLE * layout.LINE) as columns:
        paragraph = columns.paragraph(
            bottom_margin=layout.BETWEEN * letters.MM_PER_POINT, first_line_indent=layout.INDENT
        )
        paragraph.write(printable(text))
        columns.end_paragraph()


def _verdicts(paper: Paper, block: Verdicts) -> None:
    """Draw each sign as a shape: our letters have none."""
    side, inside = layout.SIGN, layout.INDENT + 1.5 * layout.SIGN
    for level, text in block.words:
        x, y = layout.LEFT + layout.INDENT, paper.get_y() + (height(layout.BODY) - side) / 2
        with paper.local_context(fill_color=f"#{layout.COLOURS[level]}"):  # or the tables below it would be filled, too
            if level == "near":
                paper.polygon([(x, y + side), (x + side, y + side), (x + side / 2, y)], style="F")
            elif level == "over":
                paper.rect(x, y, side, side, style="F")
            else:
                paper.ellipse(x, y, side, side, style="F" if level == "within" else "D")
        paper.set_text_color(f"#{layout.COLOURS[level]}")
        _line(paper, text, "B", layout.BODY, x=layout.LEFT + inside, width=layout.WIDTH - inside, align="L")
        paper.set_text_color(0)
        paper.ln(layout.BETWEEN * letters.MM_PER_POINT)


def _table(paper: Paper, block: Table) -> None:
    points = layout.table_size(len(block.head))
    _keep_together(paper, 6 * height(points))
    _line(paper, block.caption, "B", layout.CAPTION, x=layout.LEFT, width=layout.WIDTH)
    paper.ln(1.2)
    paper.letters("", points)
    words = {0, *block.words}
    align = ["LEFT" if place in words else "RIGHT" for place in range(len(block.head))]
    with paper.table(
        width=layout.WIDTH,
        align="LEFT",
        col_widths=[share * layout.WIDTH for share in block.shares()],
        text_align=align,
        line_height=height(points),
        headings_style=FontFace(emphasis="BOLD"),
        padding=(0.3, layout.CELL_PADDING),
    ) as table:
        for place, texts in enumerate((block.head, *block.rows)):
            row = table.row()
            for text in texts:
                row.cell(content.cell(text), align="CENTER" if place == 0 else None)
    paper.ln(layout.BETWEEN * letters.MM_PER_POINT)


def _picture(paper: Paper, block: Picture) -> None:
    png = block.draw()
    wide, high = size(png, layout.PICTURE_WIDTH, layout.PICTURE_HEIGHT)
    _keep_together(paper, high + 3 * height(layout.CAPTION))
    paper.image(BytesIO(png), x=layout.LEFT + (layout.WIDTH - wide) / 2, w=wide, h=high, alt_text=printable(block.alt))
    paper.ln(1)
    _line(paper, block.caption, "B", layout.CAPTION, x=layout.LEFT, width=layout.WIDTH)
    paper.ln(layout.BETWEEN * letters.MM_PER_POINT)


def _foot_height(foot: Foot) -> float:
    return max(len(foot.recipients) + 1, len(foot.signer)) * height(layout.SIGNER) + layout.SIGNATURE_ROOM


def _foot(paper: Paper, foot: Foot) -> None:
    _keep_together(paper, _foot_height(foot))
    paper.ln(layout.BETWEEN * letters.MM_PER_POINT)
    top = paper.get_y()
    right = layout.LEFT + layout.FOOT_LEFT
    _line(paper, content.RECIPIENTS, "BI", layout.RECIPIENTS, x=layout.LEFT, width=layout.FOOT_LEFT, align="L")
    for text in foot.recipients:
        _line(paper, text, "", layout.RECIPIENT, x=layout.LEFT, width=layout.FOOT_LEFT, align="L")
    below = paper.get_y()
    paper.set_y(top)
    for text in foot.signer:
        _line(paper, text.upper(), "B", layout.SIGNER, x=right, width=layout.WIDTH - layout.FOOT_LEFT)
    paper.set_y(max(below, paper.get_y() + layout.SIGNATURE_ROOM))


def _keep_together(paper: Paper, room: float) -> None:
    """Begin a page where less than *room* is left on this one."""
    if paper.will_page_break(min(room, layout.PAGE_HEIGHT - layout.TOP - layout.BOTTOM - 1)):
        paper.add_page()
