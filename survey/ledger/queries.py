"""Every SELECT of the log: its size, entries, tiles, proofs, checkpoints and receipts."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Final, NamedTuple

from sqlalchemy import exists, func, select, tuple_
from sqlalchemy.orm import Session

from kiosk.office.models import Unit
from survey.ledger import tiles, tree
from survey.ledger.models import CastReceipt, LedgerCheckpoint, LedgerHead, LedgerLeaf, LedgerLetter, LedgerTile
from survey.ledger.tiles import Place
from survey.ledger.tree import Node

AT_ONCE: Final = 8192  # entries read at a time; whole tiles
CAST: Final = '{"commitment":'  # how the entry of a ballot begins
START: Final = '{"kind":"start"'

CHECKPOINT = select(
    LedgerCheckpoint.size, LedgerCheckpoint.root, LedgerCheckpoint.note, LedgerCheckpoint.signed_at
).order_by(LedgerCheckpoint.size)


class Checkpoint(NamedTuple):
    """A signed checkpoint: *root* in hex, *note* the whole signed text."""

    size: int
    root: str
    note: str
    signed_at: datetime


def size(session: Session) -> int:
    """Return how many leaves there are, signed or not."""
    return session.execute(select(LedgerHead.size)).scalar_one()


def latest_checkpoint(session: Session) -> Checkpoint | None:
    """Return the newest signed checkpoint; ``None`` before the first."""
    row = session.execute(CHECKPOINT.order_by(None).order_by(LedgerCheckpoint.size.desc()).limit(1)).first()
    return None if row is None else Checkpoint(*row)


def checkpoints(session: Session) -> list[Checkpoint]:
    """Return all signed checkpoints, oldest first."""
    return [Checkpoint(*row) for row in session.execute(CHECKPOINT)]


def entries(session: Session, first: int, last: int) -> list[str]:
    """Return the entries at the positions from *first* up to but not including *last*."""
    at = LedgerLeaf.position
    return list(session.scalars(select(LedgerLeaf.entry).where(at >= first, at < last).order_by(at)))


def tiles_at(session: Session, places: Iterable[Place]) -> dict[Place, bytes]:
    """Return the tiles at *places* that there are, as wide as they are today."""
    wanted = [tuple(place) for place in places]
    if not wanted:
        return {}
    at = tuple_(LedgerTile.level, LedgerTile.number)
    rows = session.execute(select(LedgerTile.level, LedgerTile.number, LedgerTile.hashes).where(at.in_(wanted)))
    return {Place(level, number): hashes for level, number, hashes in rows}


def root(session: Session, of_size: int) -> bytes:
    """Return the root of the tree as it was when it had *of_size* leaves.

    Raises:
        KeyError, ValueError: The tree has fewer leaves, or a tile is missing or too short.
    """
    return _hashes(session, [range(of_size)])[0]


def inclusion(session: Session, position: int, of_size: int) -> tuple[bytes, ...]:
    """Return the proof that the leaf at *position* stands in the tree of *of_size* leaves; reads O(log size) tiles.

    Raises:
        ValueError: There is no such leaf in that tree.
        KeyError, ValueError: The tree has fewer leaves, or a tile is missing or too short.
    """
    return _hashes(session, tree.inclusion(position, of_size))


def consistency(session: Session, old: int, new: int) -> tuple[bytes, ...]:
    """Return the proof that the tree of *new* leaves begins with the one of *old*; reads O(log size) tiles.

    Raises:
        ValueError: *new* is smaller than *old*.
        KeyError, ValueError: The tree has fewer leaves, or a tile is missing or too short.
    """
    return _hashes(session, tree.consistency(old, new))


def changed_leaf(session: Session, first: int, last: int) -> int | None:
    """Return the first position from *first* up to *last* whose entry the tree was not made of; ``None``: all are true.

    Raises:
        KeyError, ValueError: A tile is missing or too short.
    """
    for start in range(first, last, AT_ONCE):
        places = range(start, min(start + AT_ONCE, last))
        kept = tiles_at(session, {tiles.run(Node(0, place)).tile for place in places})
        lines = entries(session, places.start, places.stop)
        for place, line in zip_longest(places, lines):
            if line is None or tiles.hash_of(range(place, place + 1), kept) != tree.leaf_hash(line.encode()):
                return place
    return None


def unsent(session: Session, address: str, since: datetime) -> list[Checkpoint]:
    """Return the checkpoints signed after *since* that nobody has mailed to *address* yet, oldest first."""
    sent = select(LedgerLetter.size).where(LedgerLetter.address == address, LedgerLetter.size == LedgerCheckpoint.size)
    due = CHECKPOINT.where(LedgerCheckpoint.signed_at > since, ~sent.exists())
    return [Checkpoint(*row) for row in session.execute(due)]


def ballots(session: Session, of_size: int) -> int:
    """Return how many ballots stand among the first *of_size* entries."""
    statement = select(func.count()).where(LedgerLeaf.position < of_size, LedgerLeaf.entry.startswith(CAST))
    return session.execute(statement).scalar_one()


def ballots_before(session: Session, of_size: int) -> int:
    """Return how many ballots had been cast before there was a log, as its first entries say."""
    at = LedgerLeaf.position
    statement = select(LedgerLeaf.entry).where(at < min(of_size, AT_ONCE), LedgerLeaf.entry.startswith(START))
    return sum(json.loads(line)["spent"] for line in session.scalars(statement))


def is_sample(session: Session) -> bool:
    """Say whether ballots of made-up units stand in this log."""
    return session.execute(select(exists().where(Unit.is_demo))).scalar_one()


def receipt(session: Session, code_hash: str) -> CastReceipt | None:
    """Return what was promised under the digest of a receipt's code; ``None`` when nothing was."""
    return session.get(CastReceipt, code_hash)


def _hashes(session: Session, ranges: Sequence[range]) -> tuple[bytes, ...]:
    kept = tiles_at(session, tiles.wanted(ranges))
    return tuple(tiles.hash_of(leaves, kept) for leaves in ranges)
