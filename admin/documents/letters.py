"""The letters of official documents and how wide lines of them are."""

from functools import cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

FAMILY: Final = "LangNgheSerif"
WEIGHTS: Final = {"": "Regular", "B": "Bold", "I": "Italic", "BI": "BoldItalic"}
FOLDER: Final = Path(__file__).resolve().parents[2] / "static" / "fonts"
MM_PER_POINT: Final = 25.4 / 72


def path(style: str) -> Path:
    """Return the file of the style ``""``, ``"B"``, ``"I"`` or ``"BI"``."""
    return FOLDER / f"{FAMILY}-{WEIGHTS[style]}.ttf"


def width(text: str, size: float, style: str = "") -> float:
    """Return how wide *text* is, in millimetres, at *size* points; a letter without a drawing counts as a wide one."""
    known, widths, units = _metrics(style)
    return sum(widths.get(known.get(ord(char), ""), units) for char in text) / units * size * MM_PER_POINT


def has(char: str) -> bool:
    """Tell whether the fonts draw *char*."""
    return ord(char) in _metrics("")[0]


@cache
def _metrics(style: str) -> tuple[dict[int, str], dict[str, int], int]:
    with TTFont(path(style)) as font:
        widths = {name: advance for name, (advance, _bearing) in font["hmtx"].metrics.items()}
        return dict(font.getBestCmap()), widths, int(font["head"].unitsPerEm)
