"""Ways to falsify ballots, one function each, from the clumsy to the thorough; each says by what it has to be found."""

from collections.abc import Callable
from typing import Final

from survey.audit.report import Kind
from tests.survey.audit.hand import Hand

Way = Callable[[Hand], None]
WAYS: Final[dict[str, tuple[Way, frozenset[Kind]]]] = {}


def found_by(*kinds: Kind) -> Callable[[Way], Way]:
    """Mark a way to falsify, and the problems of which at least one has to be reported."""

    def keep(way: Way) -> Way:
        WAYS[way.__name__.replace("_", " ")] = way, frozenset(kinds)
        return way

    return keep
