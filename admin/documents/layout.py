"""Measures of an official document on paper: Nghị định 30/2020/NĐ-CP, annex I. Millimetres and points. Pure.

Where the decree leaves a choice, the one that gives tables the most room is taken.
"""

from typing import Final

PAGE_WIDTH: Final = 210.0
PAGE_HEIGHT: Final = 297.0
TOP: Final = 20.0
BOTTOM: Final = 20.0
LEFT: Final = 30.0
RIGHT: Final = 15.0
WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT
NUMBER_FROM_TOP: Final = 10.0
"""Of the page's number, in the middle of the upper margin."""

HEAD_LEFT: Final = 72.0
HEAD_RIGHT: Final = WIDTH - HEAD_LEFT
FOOT_LEFT: Final = 82.5
LINE_SHARE: Final = 0.4
"""The line below the issuing body and the subject is between a third and a half as long as the text."""
SIGNATURE_ROOM: Final = 28.0

BODY: Final = 14
TITLE: Final = 14
CAPS: Final = 12
MOTTO: Final = 13
NUMBER: Final = 13
DATED: Final = 13
TABLE: Final = 12
WIDE_TABLE: Final = 10
WIDE_COLUMNS: Final = 7
"""From so many columns on a table is set smaller."""
CAPTION: Final = 13
RECIPIENTS: Final = 12
RECIPIENT: Final = 11
SIGNER: Final = 14
MARK: Final = 12

INDENT: Final = 10.0
BETWEEN: Final = 6.0
"""Points between paragraphs."""
TITLE_GAP: Final = 12.0
"""Points between the letterhead and the title."""
LINE: Final = 1.1
"""Line spacing; the decree allows single to one and a half."""
PICTURE_WIDTH: Final = 165.0
PICTURE_HEIGHT: Final = 118.0
"""At most so high, so that it stands with its heading."""
CELL_PADDING: Final = 1.2
SIGNS: Final = {"within": "●", "near": "▲", "over": "■", "info": "○"}
"""A shape of its own for each word that judges, for grey paper and for whoever sees no colours."""
COLOURS: Final = {"within": "1A7F37", "near": "8A5D00", "over": "B42318", "info": "0B5CAD"}
SIGN: Final = 3.2
"""Width of such a shape."""


def table_size(columns: int) -> int:
    """Return the points of letters in a table of so many columns."""
    return WIDE_TABLE if columns >= WIDE_COLUMNS else TABLE
