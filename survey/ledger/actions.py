"""Every write to the log: entries are appended, what was promised is kept."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from kiosk.ground import bulk, db
from kiosk.ground.calendar import Week
from survey.ledger import entries, queries, tiles, tree
from survey.ledger.models import CastReceipt, LedgerHead, LedgerLeaf, LedgerTile

DECISIONS: Final = '{"about":'  # how the entry of a moderator's decision begins
AT_FIRST: Final = 1000
MOST_BYTES: Final = 65_535


def append(session: Session, lines: Sequence[str]) -> range:
    """Append entries to the log, its tree and its tiles in the caller's transaction; return their positions.

    The head row is held until the transaction ends: entries of two writers never mix and leave no gap. The work is
    O(entries + log size).

    Raises:
        ValueError: A tile has lost hashes, and nothing is appended to a tree that is not whole; or an entry is no line
            of at most 65,535 bytes, as bundles of entries hold them.
    """
    first = held_size(session)
    raw = [line.encode() for line in lines]
    if any(len(line) > MOST_BYTES or b"\n" in line for line in raw):
        raise ValueError("an entry is one line of at most 65,535 bytes")
    positions = range(first, first + len(lines))
    if lines:
        edge = queries.tiles_at(session, tiles.edge(first))
        grown = tiles.grown(edge, first, [tree.leaf_hash(line) for line in raw])
        rows = [{"position": place, "entry": line} for place, line in zip(positions, lines, strict=True)]
        bulk.add_rows(session, LedgerLeaf, rows)
        _keep_tiles(session, grown)
        session.execute(update(LedgerHead).values(size=positions.stop))
    return positions


def held_size(session: Session) -> int:
    """Return how many leaves there are; nobody else appends until the caller's transaction ends."""
    return session.execute(select(LedgerHead.size).with_for_update()).scalar_one()


def begin(session: Session, spent: Mapping[str, int]) -> range:
    """Append what each unit begins with, once, before any ballot stands in the log; return the positions.

    Args:
        session: A write session.
        spent: Slugs of units and how many voting tokens were spent there without a receipt, before there was a log.
    """
    if held_size(session) >= AT_FIRST or not all(
        line.startswith(DECISIONS) for line in queries.entries(session, 0, AT_FIRST)
    ):
        return range(0)
    return append(session, [entries.start(slug, count) for slug, count in sorted(spent.items()) if count])


def log_casts(session: Session, unit_id: int, slug: str, before: Week) -> int:
    """Append the commitments that were promised at a unit in weeks before *before*; return how many.

    They are sorted, so their places say nothing about who came first; and the receipts are written anew in the order of
    their digests, so that neither do the rows.
    """
    waiting = (CastReceipt.unit_id == unit_id, CastReceipt.position.is_(None), CastReceipt.week < str(before))
    columns = (CastReceipt.code_hash, CastReceipt.week, CastReceipt.commitment, CastReceipt.due)
    taken = session.execute(delete(CastReceipt).where(*waiting).returning(*columns)).all()
    if not taken:
        return 0
    taken = sorted(taken, key=lambda row: (row.commitment, row.code_hash))
    positions = append(session, [entries.cast(slug, row.week, row.commitment) for row in taken])
    rows = [{**row._asdict(), "unit_id": unit_id, "position": at} for row, at in zip(taken, positions, strict=True)]
    bulk.add_rows(session, CastReceipt, sorted(rows, key=lambda row: str(row["code_hash"])))
    return len(taken)


def _keep_tiles(session: Session, changed: Mapping[tiles.Place, bytes]) -> None:
    upsert = db.upsert(session, LedgerTile)
    upsert = upsert.on_conflict_do_update(index_elements=["level", "number"], set_={"hashes": upsert.excluded.hashes})
    rows = [{"level": place.level, "number": place.number, "hashes": kept} for place, kept in changed.items()]
    session.execute(upsert, rows)
