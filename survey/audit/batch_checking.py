"""Sealed batches and their comments against what the log says of them."""

from collections import Counter as TallyOf
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from survey.audit import leaf_queries
from survey.audit import sealed_queries as queries
from survey.audit.report import Findings, Kind
from survey.ballots import batch_queries, canonical
from survey.ballots.models import BallotBatch
from survey.ledger import queries as ledger

NAMED: Final = frozenset({"kind", "unit", "batch", "differing", "uncommitted"})
"""Parts of an entry that do not follow from the batch's rows."""


def check_batches(
    session: Session, leaves: Mapping[int, Mapping[str, Any]], size: int, findings: Findings
) -> dict[int, str]:
    """Check that each batch has exactly one leaf, which says what its rows say; return batch to its unit's slug.

    Args:
        session: Where to read.
        leaves: Position to entry of the batches' leaves.
        size: Leaves that were read; what was sealed since then waits for the next check.
        findings: Takes what is wrong.
    """
    units = leaf_queries.units(session)
    found: dict[int, str] = {}
    unclaimed = dict(leaves)
    for batch in queries.batches(session):
        slug = found[batch.id] = units[batch.unit_id][0]
        told = unclaimed.pop(batch.position, None) if batch.position is not None else None
        if told is None or told["batch"] != batch.id:
            if not _is_new(session, batch, size):
                findings.add(Kind.BATCH_UNLOGGED, slug, batch=batch.id)
            continue
        differing = _differing(session, batch, told, slug)
        if differing:
            findings.add(Kind.BATCH_DIFFERS, slug, batch=batch.id, what=", ".join(differing))
        if told.get("differing"):
            findings.add(Kind.BATCH_SUSPECT, slug, batch=batch.id, ballots=told["differing"])
        session.expunge(batch)
    for position, told in sorted(unclaimed.items()):
        findings.add(Kind.BATCH_GONE, told["unit"], position=position, batch=told["batch"])
    return found


def check_comments(session: Session, size: int, findings: Findings) -> None:
    """Check that sealed comments say what was sealed, and that none was slipped in.

    Args:
        session: Where to read.
        size: Leaves that were read; before the first, comments of old have no digest.
        findings: Takes what is wrong.
    """
    if not size:
        return
    units = leaf_queries.units(session)
    changed: TallyOf[str] = TallyOf()
    for row in queries.comments(session):
        moved = row.batch_id is not None and (row.unit_id, row.until_week) != (row.batch_unit_id, row.batch_until)
        words = row.masked or canonical.comment_hash(row.id, row.channel, row.text) == row.text_hash
        if moved or not words:
            changed[units[row.unit_id][0]] += 1
    for slug, comments in sorted(changed.items()):
        findings.add(Kind.COMMENT_CHANGED, slug, comments=comments)
    for stray in queries.stray_comments(session):
        findings.add(Kind.COMMENT_STRAY, units[stray.unit_id][0], comments=stray.comments)


def _differing(session: Session, batch: BallotBatch, told: Mapping[str, Any], slug: str) -> list[str]:
    """Return the parts of a batch's entry that its rows no longer say."""
    said = batch_queries.content(session, batch)
    parts = [part for part in sorted(said.keys() | (told.keys() - NAMED)) if said.get(part, ...) != told.get(part, ...)]
    if batch.ballots != told.get("ballots") and "ballots" not in parts:
        parts.append("ballots")
    return parts if told["unit"] == slug else ["unit", *parts]


def _is_new(session: Session, batch: BallotBatch, size: int) -> bool:
    """Whether a batch has no leaf among those read because it was sealed since then, or before there was a log."""
    if batch.position is None:
        return size == 0
    return size <= batch.position < ledger.size(session)
