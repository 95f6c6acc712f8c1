"""Every write to the log: entries are appended, what was promised is kept."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from kiosk.ground import db
from survey.ledger.models import CastReceipt, LedgerHead, LedgerLeaf


def append(session: Session, entries: Sequence[str]) -> range:
    """Append *entries* in the caller's transaction; return their positions.

    The head row is held until the transaction ends: entries of two writers never mix and leave no gap.
    """
    first = session.execute(select(LedgerHead.size).with_for_update()).scalar_one()
    positions = range(first, first + len(entries))
    if entries:
        rows = [{"position": place, "entry": entry} for place, entry in zip(positions, entries, strict=True)]
        session.execute(insert(db.table(LedgerLeaf)), rows)
        session.execute(update(LedgerHead).values(size=positions.stop))
    return positions


def promise(session: Session, code_hash: str, *, unit_id: int, week: str, commitment: str, due: date) -> None:
    """Keep that somebody was promised: the log will hold *commitment* by *due*."""
    session.execute(
        insert(db.table(CastReceipt)),
        {"code_hash": code_hash, "unit_id": unit_id, "week": week, "commitment": commitment, "due": due},
    )
