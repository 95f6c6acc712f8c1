"""Keys of rows as they come in addresses and forms. Pure."""

from typing import Final

LARGEST: Final = 2**63 - 1
"""A larger one ends in a fault on SQLite."""


def key(number: int) -> int:
    """Return *number*, or 0, which is nobody's key, when it is larger than a key can be."""
    return number if number <= LARGEST else 0
