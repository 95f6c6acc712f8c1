"""Breaking a text into lines and choosing its size, for a printed sheet. Lengths in mm, sizes in points."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kiosk.office.poster_marks import MM_PER_POINT

Measure = Callable[[str, bool, float], float]
"""(text, bold, size in points) → width in mm."""

BREAK: Final = "\u200b"
"""Zero-width space: a line may end here without a hyphen, as between Khmer words or before a dot of an address."""

USUAL_PITCH: Final = 1.3
"""Distance of two baselines of Latin text, in sizes: room for two marks over a letter and one under the line above."""

_PIECE: Final = re.compile(f"[^ {BREAK}]*[ {BREAK}]?")
_LEANING: Final = frozenset({"Mn", "Mc", "Me"})
_COENG: Final = "\u17d2"
_STEP: Final = 0.5
_HALVINGS: Final = 10


@dataclass(frozen=True, slots=True)
class Leading:
    """How lines of a script stand: distance of two baselines, and of the first from the top; both in sizes."""

    pitch: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: its size in points and its lines from the top."""

    size: float
    lines: tuple[str, ...]


def wrap(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """Return *text* in lines no wider than *width*, filled from the first.

    Lines end at spaces and at `BREAK`, never at a no-break space; a word wider than a line is cut between letters,
    but never before a mark or within a stack of Khmer consonants. A text without letters has no lines.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, width, measure):
        if line and measure(_shown(line + piece)) > width:
            lines.append(_shown(line))
            line = piece
        else:
            line += piece
    return tuple(filter(None, (*lines, _shown(line))))


def balanced(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """Return *text* in as few lines as `wrap` makes, but of about equal width, so that no syllable stands alone."""
    best = wrap(text, width, measure)
    low, high = min(width, _widest_word(text, measure)), width
    for _ in range(_HALVINGS if len(best) > 1 else 0):
        middle = (low + high) / 2
        lines = wrap(text, middle, measure)
        if len(lines) > len(best):
            low = middle
        else:
            best, high = lines, middle
    return best


@lru_cache(maxsize=4096)
def fit(
    text: str,
    width: float,
    height: float,
    measure: Measure,
    *,
    largest: float,
    smallest: float,
    pitch: float,
    bold: bool = False,
) -> Setting:
    """Return the largest setting of *text* that stays within *width* and *height* and cuts no word.

    Args:
        text: One paragraph.
        width: In mm.
        height: In mm.
        measure: Widths of the typeface.
        largest: The size to begin with, in points.
        smallest: The size below which the text is no longer shrunk, even if it is then higher than *height*.
        pitch: Distance of two baselines, in sizes.
        bold: Which face.

    Returns:
        The size and the lines; no lines for an empty text.
    """
    size = largest
    while size > smallest:
        width_of = _at(measure, size, bold=bold)
        line = size * pitch * MM_PER_POINT
        least = width_of(_shown(text)) / width * line  # as if no line were left half empty: much cheaper than wrapping
        if least <= height and _widest_word(text, width_of) <= width:
            lines = wrap(text, width, width_of)
            if len(lines) * line <= height:
                return Setting(size, balanced(text, width, width_of))
        size -= _STEP
    return Setting(smallest, balanced(text, width, _at(measure, smallest, bold=bold)))


def _at(measure: Measure, size: float, *, bold: bool) -> Callable[[str], float]:
    return lambda text: measure(text, bold, size)


def _widest_word(text: str, measure: Callable[[str], float]) -> float:
    return max(measure(_shown(word)) for word in _PIECE.findall(text))


def _pieces(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for word in _PIECE.findall(text):
        if measure(_shown(word)) <= width:
            yield word
        else:
            yield from _clusters(word)


def _clusters(word: str) -> Iterator[str]:
    cluster = ""
    for letter in word:
        if cluster and unicodedata.category(letter) not in _LEANING and not cluster.endswith(_COENG):
            yield cluster
            cluster = ""
        cluster += letter
    yield cluster


def _shown(line: str) -> str:
    return line.replace(BREAK, "").strip(" ")
