"""What the auditor reads of the log, in pieces that fit into memory.

Whatever stands in the log below a given size was committed together with what it speaks of. So nothing that happens
during a check looks like a fault.
"""

import json
from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from kiosk.office.models import Unit
from survey.audit.models import LedgerCheck
from survey.ledger.models import CastReceipt, LedgerHead, LedgerLeaf, LedgerTile

CHUNK: Final = 4096
RECEIPTS: Final = 1024
"""Receipts read at a time for one unit: an organisation may have hundreds of units."""


class Ends(NamedTuple):
    """How many leaves the head says there are, how many there are, and the last position."""

    head: int
    leaves: int
    last: int | None


class Promised(NamedTuple):
    """A receipt as the log should know it."""

    position: int
    week: str
    commitment: str


def ends(session: Session) -> Ends:
    """Return how long the log is, by its head and by its leaves."""
    head = select(LedgerHead.size).scalar_subquery()
    return Ends(*session.execute(select(head, func.count(), func.max(LedgerLeaf.position))).one())


def starts(session: Session) -> dict[str, int]:
    """Return how many tokens each unit, by slug, had spent before there was a log."""
    found = select(LedgerLeaf.entry).where(LedgerLeaf.position < CHUNK, LedgerLeaf.entry.startswith('{"kind":"start"'))
    told = [json.loads(entry) for entry in session.scalars(found.order_by(LedgerLeaf.position))]
    return {one["unit"]: one["spent"] for one in told}


def last_check(session: Session) -> LedgerCheck | None:
    """Return what the last full check found; ``None`` before the first."""
    return session.scalars(select(LedgerCheck).order_by(LedgerCheck.id.desc()).limit(1)).first()


def leaves(session: Session, size: int) -> Iterator[Row[int, str]]:
    """Yield position and entry of every leaf below *size*, in order."""
    for first in range(0, size, CHUNK):
        at = LedgerLeaf.position
        rows = select(at, LedgerLeaf.entry).where(at >= first, at < min(first + CHUNK, size)).order_by(at)
        yield from session.execute(rows)


def tiles(session: Session) -> Iterator[Row[int, int, bytes]]:
    """Yield level, number and hashes of every tile, level by level."""
    level, number = -1, -1
    while True:
        after = (LedgerTile.level > level) | ((LedgerTile.level == level) & (LedgerTile.number > number))
        rows = session.execute(
            select(LedgerTile.level, LedgerTile.number, LedgerTile.hashes)
            .where(after)
            .order_by(LedgerTile.level, LedgerTile.number)
            .limit(CHUNK // 16)
        ).all()
        if not rows:
            return
        yield from rows
        level, number = rows[-1].level, rows[-1].number


def receipts(session: Session, unit_id: int, size: int) -> Iterator[Promised]:
    """Yield the receipts of a unit that have a position below *size*, by position."""
    last = -1
    while True:
        rows = session.execute(
            select(CastReceipt.position, CastReceipt.week, CastReceipt.commitment)
            .where(CastReceipt.unit_id == unit_id, CastReceipt.position > last, CastReceipt.position < size)
            .order_by(CastReceipt.position, CastReceipt.code_hash)
            .limit(RECEIPTS)
        ).all()
        # Two at one position must not be parted by the limit: the second would never be read.
        full = len(rows) == RECEIPTS
        whole = [row for row in rows if not full or row.position != rows[-1].position]
        yield from (Promised(row.position, row.week, row.commitment) for row in whole)
        if not full or not whole:
            return
        last = whole[-1].position


def units(session: Session) -> dict[int, tuple[str, bool]]:
    """Return slug and whether it is for practice of every unit, by id."""
    return {
        row.id: (row.slug, row.is_practice) for row in session.execute(select(Unit.id, Unit.slug, Unit.is_practice))
    }
