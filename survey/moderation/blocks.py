"""Which ballots that were set aside stop counting, and when: never fewer than five of one cell at a time. Pure.

A figure is published with and without what was set aside, and anew after each decision. If one ballot could come or go
alone, the difference of two such figures would be that ballot. So ballots leave only in blocks of five or more of the
same batch and stored cell; a block is made once, is never changed and comes back only whole. Any two published states
then differ by whole blocks.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Final

ENOUGH: Final = 5
"""Ballots that may leave or come back together; as many as a stored cell covers arrivals."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A sealed ballot as far as its coming and going is concerned.

    Attributes:
        cell: Batch, stored cell and questionnaire: ballots are counted by these and by nothing finer.
        block: The block it belongs to for good; ``None``: to none yet.
        aside: Whether it is left out of the figures now.
        unwanted: Whether the latest decision about it says that it be set aside.
    """

    ballot_id: str
    cell: Hashable
    block: int | None
    aside: bool
    unwanted: bool


@dataclass(frozen=True, slots=True)
class Change:
    """Ballots that leave the figures (*aside*) or come back, all together, as the block of this number."""

    block: int
    aside: bool
    ballot_ids: tuple[str, ...]


def changes(ballots: Iterable[Placed], first_number: int) -> list[Change]:
    """Return what a run changes.

    Args:
        ballots: Those of one batch that were ever decided about, in any order.
        first_number: The number of the first new block; larger than any in use.

    Returns:
        Blocks that leave, new ones first, then old ones that leave again or come back; empty when nothing is due.
    """
    loose: dict[Hashable, list[str]] = defaultdict(list)
    blocks: dict[int, list[Placed]] = defaultdict(list)
    for ballot in sorted(ballots, key=lambda one: one.ballot_id):
        if ballot.block is not None:
            blocks[ballot.block].append(ballot)
        elif ballot.unwanted:
            loose[ballot.cell].append(ballot.ballot_id)
    full = [tuple(ids) for ids in loose.values() if len(ids) >= ENOUGH]
    made = [Change(number, aside=True, ballot_ids=ids) for number, ids in enumerate(sorted(full), first_number)]
    return made + [change for number, members in sorted(blocks.items()) for change in _of_block(number, members)]


def _of_block(number: int, members: list[Placed]) -> Iterable[Change]:
    """Yield the change of a block about which all decisions agree, and which does not stand so yet."""
    wanted = {member.unwanted for member in members}
    if len(wanted) == 1 and {member.aside for member in members} != wanted:
        yield Change(number, aside=wanted.pop(), ballot_ids=tuple(member.ballot_id for member in members))
