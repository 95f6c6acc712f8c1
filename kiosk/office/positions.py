"""The order of a list that an administrator arranges step by step."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Something with a place in a list, from 1."""

    position: int


Row = TypeVar("Row", bound=Placed)


def stepped(listed: Sequence[Row], row: Row, *, up: bool) -> list[Row] | None:
    """Swap *row* with its neighbour and number all anew; ``None`` where there is no neighbour, and nothing changes.

    Args:
        listed: All rows in their order.
        row: One of them.
        up: Towards the beginning.
    """
    after, place = list(listed), listed.index(row)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(after):
        return None
    after[place], after[other] = after[other], after[place]
    for position, each in enumerate(after, start=1):
        each.position = position
    return after
