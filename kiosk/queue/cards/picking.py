"""Which card is handed out next, and how its number is called."""

from collections.abc import Collection
from typing import Final, Literal

NEXT: Final = "next"
CardWish = int | Literal["next"]
"""The number on a card, or whichever is to be handed out next."""


def next_free(in_use: Collection[int], last: int | None, number_of_cards: int) -> int | None:
    """Return the card to hand out after *last*: the first free one above it, else from 1 again.

    Cards go round instead of the lowest free one being taken: somebody who left without giving the card back still
    holds it, and would hear a number called that is another person's by now.

    Args:
        in_use: Cards of people who are still here.
        last: The card that was handed out last; ``None`` before the first.
        number_of_cards: Cards run from 1 to this.

    Returns:
        ``None`` when none is free.
    """
    after = last or 0
    turns = (*range(after + 1, number_of_cards + 1), *range(1, min(after, number_of_cards) + 1))
    return next((card for card in turns if card not in in_use), None)


def label(prefix: str, number: int, card: int | None, letter: str) -> str:
    """Return what is called out and shown: ``A007``, or ``T037`` for somebody who holds card 37."""
    return f"{prefix}{number:03d}" if card is None else f"{letter}{card:03d}"
