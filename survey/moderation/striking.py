"""Striking personal data out of a comment: what is struck out becomes “•••”, nothing else changes. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kiosk.ground.text import MASK

MOST_STRUCK: Final = 0.5
"""The share of a comment's characters that may be struck out; more would be hiding it."""


class NotInTextError(ValueError):
    """A piece that is to be struck out does not stand in the text, or nothing is to be struck out."""


class TooMuchError(ValueError):
    """More than half of the text would be struck out."""


def pieces_of(lines: str) -> list[str]:
    """Return what is to be struck out, one piece for each line that is not empty."""
    return [piece for piece in (line.strip() for line in lines.splitlines()) if piece]


def struck(text: str, pieces: Sequence[str]) -> str:
    """Return *text* with every occurrence of each of *pieces* struck out.

    Raises:
        NotInTextError: As named; the error's text is the first such piece.
        TooMuchError: As named.
    """
    missing = [piece for piece in pieces if piece not in text or not piece.strip(MASK + " ")]
    if missing or not pieces:
        raise NotInTextError("".join(missing[:1]))
    left = re.sub("|".join(map(re.escape, _longest_first(pieces))), MASK, text)
    kept = len(left.replace(MASK, ""))
    if kept < (1 - MOST_STRUCK) * len(text.replace(MASK, "")):
        raise TooMuchError
    return left


def _longest_first(pieces: Iterable[str]) -> list[str]:
    """Return the pieces so that none is torn apart by a shorter one that lies within it."""
    return sorted(dict.fromkeys(pieces), key=len, reverse=True)
