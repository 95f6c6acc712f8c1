"""Reading a PDF as somebody with a ruler would: lines with their places, fonts. Millimetres from the top left."""

import ctypes
import unicodedata
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Sheet:
    width: float
    height: float
    lines: list[Line]
    fonts: frozenset[str]

    @property
    def text(self) -> str:
        return flat(" ".join(line.text for line in self.lines))

    def line(self, text: str) -> Line:
        return next(line for line in self.lines if text in line.text)


def read(pdf: bytes) -> list[Sheet]:
    with_pages = pypdfium2.PdfDocument(pdf)
    sheets = []
    for page in with_pages:
        width, height = page.get_size()
        words = page.get_textpage()
        sheets.append(Sheet(width * MM, height * MM, _lines(words, height), _fonts(words)))
    return sheets


def flat(text: str) -> str:
    """Return *text* without white space: where a line breaks does not matter."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _lines(words: pypdfium2.PdfTextPage, height: float) -> list[Line]:
    """Return the lines of a page from its letters; a column beside another is a line of its own."""
    found, begun = [], 0
    for place in range(words.count_chars() + 1):
        if place == words.count_chars() or words.get_text_range(place, 1) in "\r\n":
            if place > begun:
                found.append(_line(words, begun, place, height))
            begun = place + 1
    return [line for line in found if line.text]


def _line(words: pypdfium2.PdfTextPage, begun: int, end: int, height: float) -> Line:
    text = unicodedata.normalize("NFC", words.get_text_range(begun, end - begun)).strip()
    boxes = [words.get_charbox(place) for place in range(begun, end)]
    boxes = [box for box in boxes if box[2] > box[0] and box[3] > box[1]] or boxes
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return Line(text, left * MM, right * MM, (height - top) * MM, (height - bottom) * MM)


def _fonts(words: pypdfium2.PdfTextPage) -> frozenset[str]:
    found = set()
    flags = ctypes.c_int()
    for place in range(words.count_chars()):
        size = raw.FPDFText_GetFontInfo(words, place, None, 0, flags)
        name = ctypes.create_string_buffer(size)
        raw.FPDFText_GetFontInfo(words, place, name, size, flags)
        found.add(name.value.decode().partition("+")[2] or name.value.decode())
    return frozenset(found - {""})
