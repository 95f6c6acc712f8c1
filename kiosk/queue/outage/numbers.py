"""Which number a tablet without a network goes on from, so that no two people of a day have the same."""

from typing import Final

GAP: Final = 300
"""More than an office gives out in a day: what a wiped tablet may have printed, nobody knows any more."""


def start_of_wiped(known: int | None) -> int:
    """Return the last number to go on from for a tablet that remembers nothing of those its letters stand before.

    Args:
        known: The highest number of its letters on this day that the server has or reserved; ``None``: no such day yet.
    """
    return (known or 0) + GAP
