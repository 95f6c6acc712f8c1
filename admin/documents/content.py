"""What an official document says, before it becomes Word, PDF or a page: its blocks in order. Pure.

The layout that the writers give to it is that of Nghị định 30/2020/NĐ-CP, annex I.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

COUNTRY: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
TITLE: Final = "BÁO CÁO"
DRAFT: Final = "DỰ THẢO"
SAMPLE: Final = "DỮ LIỆU MẪU"
RECIPIENTS: Final = "Nơi nhận:"
END: Final = "./."
NO_DATA: Final = "–"
MOST_IN_CELL: Final = 200
"""Letters in a cell: a row is never split, so it has to fit a page whatever is in it. No name is longer."""


@dataclass(frozen=True, slots=True)
class Head:
    """The letterhead; *superior* and *issuing* are lines, *symbol* what follows “Số:       /”."""

    superior: tuple[str, ...]
    issuing: tuple[str, ...]
    symbol: str
    place: str
    year: int

    @property
    def number(self) -> str:
        """The line with room for the number, which the clerk of documents gives."""
        return f"Số:         /{self.symbol}"

    @property
    def dated(self) -> str:
        """The place, with room for day and month."""
        return f"{self.place}, ngày       tháng       năm {self.year}"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (“I.”), 2 (“1.”) or 3 (“a)”); its text begins with its number."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; *note* stands in italics, *strong* in bold."""

    text: str
    note: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Words that judge, each with its level: ``within``, ``near``, ``over`` or ``info`` gives it colour and sign."""

    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list with dashes."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption above; the first column and those of *words* stand left, all others right.

    *widths* are parts of the width of the page, one for each column; without them the columns of words get more room.
    A cell without data is ``None``.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    words: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()

    def shares(self) -> list[float]:
        """Return how wide each column is; they add up to 1."""
        told = {0, *self.words}
        parts = self.widths or tuple(3 if place in told else 2 for place in range(len(self.head)))
        return [part / sum(parts) for part in parts]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its caption below; *draw* gives it as PNG, only when a writer asks.

    *name* stands in the address of the picture on the page, *alt* tells what it shows.
    """

    name: str
    alt: str
    caption: str
    draw: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page."""


Block = Heading | Paragraph | Verdicts | Items | Table | Picture | NewPage


@dataclass(frozen=True, slots=True)
class Foot:
    """Who gets it, the last line being “- Lưu”, and the lines above the blank signature."""

    recipients: tuple[str, ...]
    signer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A draft of an official report.

    Attributes:
        subject: What stands below “BÁO CÁO”.
        blocks: The body; its last paragraph ends with “./.”.
        appendix: What follows on pages of its own after the signature; empty without one.
        sample: Whether its figures are made up: then every page says so.
        made_at: Aware; the only instant in the files.
        name: The stem of its files' names.
    """

    head: Head
    subject: str
    blocks: tuple[Block, ...]
    foot: Foot
    appendix: tuple[Block, ...]
    sample: bool
    made_at: datetime
    name: str

    def pictures(self) -> dict[str, Picture]:
        """Return the pictures by name."""
        return {block.name: block for block in (*self.blocks, *self.appendix) if isinstance(block, Picture)}


def numbered(blocks: Sequence[Block], *, after: Sequence[Block] = ()) -> tuple[Block, ...]:
    """Return *blocks* with “Bảng 1.”, “Biểu đồ 1.” before the captions, going on from those of *after*."""
    tables = sum(isinstance(block, Table) for block in after)
    pictures = sum(isinstance(block, Picture) for block in after)
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            found.append(replace(block, caption=f"Bảng {tables}. {block.caption}"))
        elif isinstance(block, Picture):
            pictures += 1
            found.append(replace(block, caption=f"Biểu đồ {pictures}. {block.caption}"))
        else:
            found.append(block)
    return tuple(found)


def printable(text: str) -> str:
    """Return *text* on one line in NFC, without what no XML file may hold and no reader sees."""
    kept = "".join(" " if char in "\n\r\t" else char for char in text if char in "\n\r\t" or _seen(char))
    return unicodedata.normalize("NFC", kept)


def cell(text: str | None) -> str:
    """Return what stands in a cell of a table."""
    told = printable(text or NO_DATA)
    return told if len(told) <= MOST_IN_CELL else f"{told[: MOST_IN_CELL - 1]}…"


def paragraphs(document: Document) -> Iterator[str]:
    """Yield every text of the body and the appendix in the order in which it is read, captions and cells too."""
    for block in (*document.blocks, *document.appendix):
        yield from (printable(text) for text in _texts(block))


def every_text(document: Document) -> Iterator[str]:
    """Yield every text of the files, the letterhead and the foot too, but not what the decree itself says."""
    head, foot = document.head, document.foot
    around = (*head.superior, *head.issuing, head.number, head.dated, document.subject, *foot.recipients, *foot.signer)
    yield from (printable(text) for text in around)
    yield from paragraphs(document)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Verdicts):
        yield from (text for _level, text in block.words)
    elif isinstance(block, Items):
        yield from (f"- {item}" for item in block.items)
    elif isinstance(block, Table):
        yield block.caption
        for row in (block.head, *block.rows):
            yield from map(cell, row)
    elif isinstance(block, Picture):
        yield block.caption
    elif isinstance(block, Heading | Paragraph):
        yield block.text


def _seen(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cs", "Cn", "Co"}
