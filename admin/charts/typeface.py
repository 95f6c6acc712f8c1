"""The letters of charts: Latin, Khmer and Chinese in one row of fonts, and how wide a text is in them.

Letters are drawn as outlines, because a picture in a page cannot use the page's fonts and must look the same
everywhere. matplotlib shapes them by libraqm, so that Khmer stacks its consonants.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kiosk.office.poster_breaks import breakable
from kiosk.office.poster_fonts import CHINESE, KHMER
from kiosk.office.poster_text import BREAK, balanced, wrap

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

FAMILIES: Final = ("DejaVu Sans", "Noto Sans Khmer", "Noto Sans SC")
SIZE: Final = 11.0
USUAL_PITCH: Final = 1.3
KHMER_PITCH: Final = 1.6
"""Distance of two baselines, in sizes: consonants below consonants must not touch the line below."""
CUT: Final = "…"
BOX: Final = "□"
HARD_SPACE: Final = "\u00a0"


@cache
def prepare() -> None:
    """Give matplotlib the fonts of this house and what makes its drawings the same bytes each time; once a process."""
    from matplotlib import rcParams
    from matplotlib.font_manager import fontManager

    for font in (KHMER, CHINESE):
        for bold in (False, True):
            fontManager.addfont(font.path(bold=bold))
    rcParams.update({"svg.hashsalt": "lang-nghe", "svg.fonttype": "path", "text.parse_math": False})
    rcParams.update({"font.family": list(FAMILIES), "font.size": SIZE})


@lru_cache(maxsize=4096)
def width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Return how wide one line of *text* is, in points."""
    from matplotlib.textpath import text_to_path

    prepare()
    return float(text_to_path.get_text_width_height_descent(text, _properties(size, bold=bold), False)[0])


def drawable(text: str) -> str:
    """Return *text* with a blank for what is no letter, such as a tab, and a box for what no font here can draw."""
    known = _letters()
    return "".join(char if ord(char) in known else BOX if char.isprintable() else " " for char in text)


def lines(text: str, room: float, size: float = SIZE, *, bold: bool = False) -> tuple[str, ...]:
    """Return *text* in lines no wider than *room* points; Khmer and Chinese end where their words do."""
    return wrap(breakable(drawable(text)), room, lambda line: width(line, size, bold=bold))


def even_lines(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return as few lines, of about equal width, so that no word stands alone in the last."""
    return balanced(breakable(drawable(text)), room, lambda line: width(line, size, bold=bold))


def shortened(text: str, room: float, size: float = SIZE) -> str:
    """Return *text*, cut at a word and ended by “…” where it is wider than *room* points."""
    first, *more = lines(text, room, size) or ("",)
    if not more:
        return first
    first = (lines(text, room - width(CUT, size), size) or ("",))[0]
    return f"{first.rstrip(' ,.;:–-')}{CUT}"


def pitch(text: str) -> float:
    """Return the distance of two lines of *text*, in sizes."""
    return KHMER_PITCH if any("\u1780" <= letter <= "\u17ff" for letter in text) else USUAL_PITCH


@cache
def _letters() -> frozenset[int]:
    """Return what the fonts can draw, and the marks that only say where a line may end."""
    from matplotlib.font_manager import fontManager, get_font

    prepare()
    paths: list[object] = [fontManager.findfont(_properties(SIZE, bold=False))]
    paths += [font.path(bold=False) for font in (KHMER, CHINESE)]
    return frozenset().union(*(get_font(str(path)).get_charmap() for path in paths), {ord(BREAK)})


@cache
def _properties(size: float, *, bold: bool) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=list(FAMILIES), size=size, weight="bold" if bold else "normal")
