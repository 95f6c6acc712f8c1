"""Moderators' decisions against their leaves, and the blocks of ballots that follow from them."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from survey.audit import leaf_queries
from survey.audit import sealed_queries as queries
from survey.audit.report import Findings, Kind
from survey.ballots.models import Ballot
from survey.moderation import blocks
from survey.moderation import queries as moderation
from survey.moderation.models import Subject

IN_FORCE_WITHIN: Final = timedelta(days=1)
"""Seal runs come every six hours, and each carries out what was decided before it."""


class Due(NamedTuple):
    """By when a decision has to be in force: its leaf stands below *size*, or it was made before *instant*."""

    size: int
    instant: datetime


def check_decisions(session: Session, leaves: Mapping[int, Mapping[str, Any]], size: int, findings: Findings) -> None:
    """Check that each decision has its leaf in the same words, and each such leaf its decisions.

    Args:
        session: Where to read.
        leaves: Position to entry of the decisions' leaves.
        size: Leaves that were read.
        findings: Takes what is wrong.
    """
    units = leaf_queries.units(session)
    kept = queries.decisions(session, size)
    for position, rows in sorted(kept.items()):
        slug = units[rows[0].unit_id][0]
        if position not in leaves:
            findings.add(Kind.DECISION_UNLOGGED, slug, position=position)
        elif any(not _says(leaves[position], row, units[row.unit_id][0]) for row in rows):
            findings.add(Kind.DECISION_DIFFERS, slug, position=position)
    for position, told in sorted(leaves.items()):
        about = {_name(row.subject_id) for row in kept.get(position, ())}
        if set(told["about"]) - about:
            findings.add(Kind.DECISION_GONE, told["unit"], position=position)


def check_blocks(session: Session, units: Mapping[int, str], due: Due, findings: Findings) -> None:
    """Check that ballots are set aside only by decisions, in blocks of five or more of a cell, and in time.

    Args:
        session: Where to read.
        units: Batch to its unit's slug.
        due: By when decisions have to be in force.
        findings: Takes what is wrong.
    """
    decided = set(moderation.decided_batches(session))
    for batch_id, moved in sorted(queries.blocks(session, decided).items()):
        slug = units.get(batch_id)
        placed = moderation.placed(session, batch_id) if batch_id in decided else []
        stray = _stray(moved, {one.ballot_id for one in placed})
        if stray:
            findings.add(Kind.BLOCK_WRONG, slug, batch=batch_id, ballots=len(stray))
        waiting = {one for change in blocks.changes(placed, 1) for one in change.ballot_ids}
        if waiting and all(_is_due(made, due) for made in _made(session, batch_id, waiting)):
            findings.add(Kind.BLOCK_LATE, slug, batch=batch_id, ballots=len(waiting))


def _stray(moved: Collection[Ballot], decided: Collection[str]) -> set[str]:
    """Return the ballots of a batch that no decision put where they are."""
    wrong = {one.id for one in moved if one.id not in decided or one.aside_block not in {None, one.block}}
    members: dict[int, list[Ballot]] = {}
    for one in moved:
        if one.block is not None:
            members.setdefault(one.block, []).append(one)
    for block in members.values():
        cells = {_cell(one) for one in block}
        states = {one.aside_block for one in block}
        if len(block) < blocks.ENOUGH or len(cells) > 1 or len(states) > 1:
            wrong |= {one.id for one in block}
    return wrong


def _cell(ballot: Ballot) -> tuple[object, ...]:
    return ballot.counter_id, ballot.group_id, ballot.wait_band, ballot.respondent, ballot.questionnaire_id


def _made(session: Session, batch_id: int, ballot_ids: Collection[str]) -> list[tuple[int | None, datetime]]:
    last = queries.last_decisions(session, batch_id)
    return [last[one] for one in ballot_ids]


def _is_due(made: tuple[int | None, datetime], due: Due) -> bool:
    position, at = made
    return at < due.instant or (position is not None and position < due.size)


def _says(told: Mapping[str, Any], row: queries.Decided, slug: str) -> bool:
    if row.subject == Subject.BALLOT:
        expected = (row.act, row.reason)
    else:
        expected = ("comment", " ".join(filter(None, (row.act, row.reason))))
    return (told["kind"], told["reason"], told["unit"]) == (*expected, slug) and _name(row.subject_id) in told["about"]


def _name(subject_id: str) -> str:
    """Return what the log calls a ballot or comment."""
    return hashlib.sha256(subject_id.encode()).hexdigest()
