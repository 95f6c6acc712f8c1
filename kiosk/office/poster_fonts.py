"""The typefaces of printed sheets, one for each language, and the widths of their lines.

A typeface is a row of fonts: each letter is taken from the first that has it, so that a Vietnamese name shows on a
Khmer poster, and digits look alike in every language.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont
from PIL import ImageFont

from kiosk.office.poster_marks import MM_PER_POINT
from kiosk.office.poster_text import USUAL_PITCH, Leading

_FOLDER: Final = Path(__file__).resolve().parents[2] / "static" / "fonts"
_RULER_PIXELS: Final = 1000
_LINES: Final = Leading(pitch=USUAL_PITCH, baseline=1.025)
_KHMER_LINES: Final = Leading(pitch=1.8, baseline=1.15)
"""Room for consonants below consonants, and air."""
_TIGHT_KHMER_LINES: Final = Leading(pitch=1.55, baseline=1.0)
"""So that no stack of consonants touches the line below."""


class LettersMissingError(ValueError):
    """A text has letters that no font of ours draws."""


@dataclass(frozen=True, slots=True)
class Font:
    """Two weights of one family.

    Attributes:
        name: The family's name inside a PDF.
        file: Name of its files in ``static/fonts/``, without “-Regular.ttf”, “-Bold.ttf”.
        script: ISO 15924 code of the script, for shaping.
    """

    name: str
    file: str
    script: str

    def path(self, *, bold: bool) -> Path:
        """Return the TrueType file of one weight."""
        return _FOLDER / f"{self.file}-{'Bold' if bold else 'Regular'}.ttf"


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a line in one font."""

    font: Font
    text: str


LATIN: Final = Font("NotoSans", "NotoSans", "Latn")
KHMER: Final = Font("NotoSansKhmer", "NotoSansKhmer", "Khmr")
CHINESE: Final = Font("NotoSansSC", "NotoSansSC", "Hani")

Typeface = tuple[Font, ...]

# In Chinese, quotation marks are as wide as characters; letters and digits are in the Latin font only.
TYPEFACES: Final[dict[str, Typeface]] = {
    "vi": (LATIN, KHMER, CHINESE),
    "en": (LATIN, KHMER, CHINESE),
    "km": (LATIN, KHMER, CHINESE),
    "zh": (CHINESE, LATIN, KHMER),
}


def typeface(language: str) -> Typeface:
    """Return the typeface for *language*.

    Raises:
        ValueError: No typeface was chosen for it yet.
    """
    try:
        return TYPEFACES[language]
    except KeyError:
        raise ValueError(f"no typeface for {language!r}") from None


@lru_cache(maxsize=4096)
def in_fonts(language: str, text: str) -> tuple[Run, ...]:
    """Return one line of *text* in parts of one font each, from left to right.

    Raises:
        LettersMissingError: No font has some of the letters; the error's text is these letters.
        ValueError: As `typeface`.
    """
    chosen = list(_fonts(typeface(language), text))
    missing = "".join(dict.fromkeys(letter for letter, font in zip(text, chosen, strict=True) if font is None))
    if missing:
        raise LettersMissingError(missing)
    grouped = groupby(zip(text, chosen, strict=True), key=lambda pair: pair[1])
    return tuple(Run(font, "".join(letter for letter, _ in pairs)) for font, pairs in grouped if font)


def _fonts(face: Typeface, text: str) -> Iterator[Font | None]:
    """Yield the font of each letter; a mark stays in the font of the letter that it stands on."""
    font: Font | None = None
    for letter in text:
        leans = font and unicodedata.category(letter) in {"Mn", "Mc", "Cf"} and ord(letter) in letters_of(font)
        if not leans:
            font = next((font for font in face if ord(letter) in letters_of(font)), None)
        yield font


@lru_cache
def letters_of(font: Font) -> frozenset[int]:
    """Return the code points that *font* draws; both weights have the same."""
    with TTFont(font.path(bold=False), lazy=True) as opened:
        return frozenset(opened.getBestCmap())


def leading(text: str, *, tight: bool = False) -> Leading:
    """Return how the lines of *text* stand: what its tallest script needs; *tight* for a crowded sheet."""
    if any("\u1780" <= letter <= "\u17ff" for letter in text):
        return _TIGHT_KHMER_LINES if tight else _KHMER_LINES
    return _LINES


@lru_cache(maxsize=64)
def font(file: Path, pixels: float) -> ImageFont.FreeTypeFont:
    """Return the font at so many pixels an em, shaped by libraqm."""
    return ImageFont.truetype(str(file), pixels, layout_engine=ImageFont.Layout.RAQM)


def width_mm(language: str, text: str, size: float, *, bold: bool) -> float:
    """Return the width in mm of *text* set in one line at *size* points.

    Raises:
        LettersMissingError, ValueError: As `in_fonts`.
    """
    return sum(run_width(run, language, size, bold=bold) for run in in_fonts(language, text))


def run_width(run: Run, language: str, size: float, *, bold: bool) -> float:
    """Return the width in mm of one run at *size* points."""
    return _width_in_ems(run.font.path(bold=bold), language, run.text) * size * MM_PER_POINT


@lru_cache(maxsize=8192)
def _width_in_ems(file: Path, language: str, text: str) -> float:
    return font(file, _RULER_PIXELS).getlength(text, language=language) / _RULER_PIXELS
