"""Striking personal data out of a comment: what is struck out becomes “•••” as often as it takes to be as long. Pure.

So it can still be seen how much is gone, however many times somebody strikes.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kiosk.ground.text import MASK

MOST_STRUCK: Final = 0.5
"""The share of a comment's characters that may be struck out; more would be hiding it."""


class NotInTextError(ValueError):
    """A piece that is to be struck out does not stand in the text, or nothing is to be struck out."""


class TooMuchError(ValueError):
    """More than half of the text would be gone, with what was struck out or masked before."""


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
    left = re.sub("|".join(map(re.escape, _longest_first(pieces))), lambda found: _gap(found[0]), text)
    if len(MASK) * left.count(MASK) > MOST_STRUCK * len(left):
        raise TooMuchError
    return left


def _gap(piece: str) -> str:
    return MASK * -(-len(piece) // len(MASK))


def _longest_first(pieces: Iterable[str]) -> list[str]:
    """Return the pieces so that none is torn apart by a shorter one that lies within it."""
    return sorted(dict.fromkeys(pieces), key=len, reverse=True)
