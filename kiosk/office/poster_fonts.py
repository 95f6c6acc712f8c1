"""The typefaces of printed sheets, one for each language, and the widths of their lines."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

from kiosk.office.poster_marks import MM_PER_POINT

_FOLDER: Final = Path(__file__).resolve().parents[2] / "static" / "fonts"
_RULER_PIXELS: Final = 1000


@dataclass(frozen=True, slots=True)
class Typeface:
    """Two font files and how far apart their lines stand.

    Attributes:
        name: The family's name inside a PDF.
        regular: Path of a TrueType file.
        bold: Path of a TrueType file.
        pitch: Distance of two baselines, in sizes; room for two marks over a letter and one under the line above.
        script: OpenType tag of the script, for shaping.
    """

    name: str
    regular: Path
    bold: Path
    pitch: float
    script: str

    def file(self, *, bold: bool) -> Path:
        return self.bold if bold else self.regular


_LATIN: Final = Typeface(
    "NotoSans", _FOLDER / "NotoSans-Regular.ttf", _FOLDER / "NotoSans-Bold.ttf", pitch=1.3, script="Latn"
)

TYPEFACES: Final = {"vi": _LATIN, "en": _LATIN}


def typeface(language: str) -> Typeface:
    """Return the typeface for *language*.

    Raises:
        ValueError: No typeface was chosen for it yet.
    """
    try:
        return TYPEFACES[language]
    except KeyError:
        raise ValueError(f"no typeface for {language!r}") from None


@lru_cache(maxsize=64)
def font(file: Path, pixels: float) -> ImageFont.FreeTypeFont:
    """Return the font at so many pixels an em, shaped by libraqm."""
    return ImageFont.truetype(str(file), pixels, layout_engine=ImageFont.Layout.RAQM)


def width_mm(face: Typeface, language: str, text: str, size: float, *, bold: bool) -> float:
    """Return the width in mm of *text* set in one line at *size* points."""
    return _width_in_ems(face.file(bold=bold), language, text) * size * MM_PER_POINT


@lru_cache(maxsize=8192)
def _width_in_ems(file: Path, language: str, text: str) -> float:
    return font(file, _RULER_PIXELS).getlength(text, language=language) / _RULER_PIXELS
