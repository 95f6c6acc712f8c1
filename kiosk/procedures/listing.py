"""What stands on one page of a list of procedures: thirty lines, or all by service group. Pure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

PER_PAGE: Final = 30
_MOST_DIGITS: Final = 6


class Grouped(Protocol):
    """Something that stands in a service group, or in none."""

    @property
    def group_id(self) -> int | None:
        """The group's key."""


T = TypeVar("T")
G = TypeVar("G", bound=Grouped)


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One page of a list; pages are counted from 1."""

    lines: Sequence[T]
    number: int
    of: int
    total: int


def leaf(lines: Sequence[T], asked: str) -> Leaf[T]:
    """Return the page that the text *asked* names; the first for anything that is no number, the last for too large."""
    of = max(1, math.ceil(len(lines) / PER_PAGE))
    typed = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= _MOST_DIGITS else 1
    number = min(max(typed, 1), of)
    return Leaf(lines[(number - 1) * PER_PAGE : number * PER_PAGE], number, of, len(lines))


def by_group(lines: Sequence[G], group_ids: Sequence[int]) -> Mapping[int | None, list[G]]:
    """Return the lines of each group that has any, in the order of *group_ids*; last, under ``None``, all others."""
    found: dict[int | None, list[G]] = {group_id: [] for group_id in (*group_ids, None)}
    for line in lines:
        found[line.group_id if line.group_id in found else None].append(line)
    return {group_id: of_group for group_id, of_group in found.items() if of_group}
