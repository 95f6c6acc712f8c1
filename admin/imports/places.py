"""Which letters and signs the services and counters of a log get in the unit. Pure."""

from collections.abc import Collection, Iterator
from itertools import chain, count, product
from string import ascii_letters, ascii_uppercase
from typing import Final

from kiosk.office.refusals import Refused

PREFIX_CHARS: Final = 3
LABEL_CHARS: Final = 12


def free_prefix(code: str, taken: Collection[str]) -> str:
    """Return letters for the service *code*: its own if they can stand before a number, else the first free ones.

    Raises:
        Refused: ``prefix`` *out_of_range*: the unit has used up all 18,278.
    """
    own = [code.upper()] if len(code) <= PREFIX_CHARS and set(code) <= set(ascii_letters) else []
    found = next((prefix for prefix in chain(own, _all_prefixes()) if prefix not in taken), None)
    if found is None:
        raise Refused("out_of_range", "prefix")
    return found


def free_label(name: str, taken: Collection[str]) -> str:
    """Return a sign for the counter *name*: the name itself, cut to what a sign holds, with a number if need be."""
    candidates = (name[: LABEL_CHARS - len(ending)] + ending for ending in _endings())
    return next(label for label in candidates if label not in taken)


def _all_prefixes() -> Iterator[str]:
    for length in range(1, PREFIX_CHARS + 1):
        yield from map("".join, product(ascii_uppercase, repeat=length))


def _endings() -> Iterator[str]:
    yield ""
    yield from (f" {number}" for number in count(2))
