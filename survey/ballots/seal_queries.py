"""What a seal run has to know: what is not in the log yet, and what was promised."""

import json
from collections import Counter as TallyOf

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from kiosk.office.models import Unit
from survey.ballots.models import Ballot, BallotBatch, Comment, PendingBallot, SpentToken
from survey.ballots.queries import PRACTICE, Heap
from survey.ballots.sealing import ENOUGH_BALLOTS
from survey.ledger.models import CastReceipt, LedgerLeaf
from survey.ledger.queries import AT_ONCE, START
from survey.questionnaires.models import Question


def spent_before_log(session: Session) -> dict[str, int]:
    """Return, by the slug of each real unit, how many voting tokens were spent of which nothing was promised."""
    spent, promised = (
        select(func.count()).select_from(table).where(table.unit_id == Unit.id).correlate(Unit).scalar_subquery()
        for table in (SpentToken, CastReceipt)
    )
    # One statement is one picture: a ballot that is cast meanwhile has both rows or none.
    rows = session.execute(select(Unit.slug, (spent - promised).label("unpromised")).where(~Unit.is_practice))
    return {row.slug: row.unpromised for row in rows if row.unpromised}


def unlogged_batches(session: Session) -> list[int]:
    """Return the batches that were sealed before there was a log, oldest first."""
    return list(session.scalars(select(BallotBatch.id).where(BallotBatch.position.is_(None)).order_by(BallotBatch.id)))


def unnamed_comments(session: Session) -> list[Comment]:
    """Return the sealed comments that have no digest yet."""
    return list(session.scalars(select(Comment).where(Comment.text_hash.is_(None)).order_by(Comment.id)))


def promising_units(session: Session, before: Week) -> dict[int, str]:
    """Return the real units, slug by id, whose promises of weeks before *before* are to be kept now."""
    waiting = (CastReceipt.unit_id == Unit.id, CastReceipt.position.is_(None), CastReceipt.week < str(before))
    # Asked unit by unit: the index holds the few without a place side by side, and receipts are kept for ever.
    asked = select(Unit.id, Unit.slug).where(~Unit.is_practice, exists().where(*waiting))
    rows = session.execute(asked.order_by(Unit.id))
    return {row.id: row.slug for row in rows}


def ripe_units(session: Session, before: Week) -> list[int]:
    """Return the units in which some heap has enough ballots of weeks before *before* to be sealed."""
    parts = (PendingBallot.unit_id, PendingBallot.channel, PendingBallot.served, PendingBallot.questionnaire_id)
    counted = select(PendingBallot.unit_id).where(
        PendingBallot.week < str(before), PendingBallot.unit_id.not_in(PRACTICE)
    )
    heaps = counted.group_by(*parts).having(func.count() >= ENOUGH_BALLOTS)
    return sorted(set(session.scalars(heaps)))


def promised(session: Session, heap: Heap, weeks: tuple[str, str]) -> TallyOf[str]:
    """Return the commitments that were promised at the heap's unit from one week to another; each should be one."""
    asked = select(CastReceipt.commitment).where(CastReceipt.unit_id == heap.unit_id)
    return TallyOf(session.scalars(asked.where(CastReceipt.week.between(*weeks))))


def first_promise(session: Session, unit_id: int) -> str | None:
    """Return the week in which something was first promised at a unit; ``None``: nothing was."""
    return session.scalar(select(func.min(CastReceipt.week)).where(CastReceipt.unit_id == unit_id))


def sealed_until(session: Session, heap: Heap) -> str | None:
    """Return the last week of which ballots of the heap were sealed; ``None``: none were."""
    of_form = (Ballot.batch_id == BallotBatch.id, Ballot.questionnaire_id == heap.questionnaire_id)
    return session.scalar(
        select(BallotBatch.until_week)
        .where(BallotBatch.unit_id == heap.unit_id, BallotBatch.channel == heap.channel)
        .where(BallotBatch.served.is_not_distinct_from(heap.served), exists().where(*of_form))
        .order_by(BallotBatch.until_week.desc())
        .limit(1)
    )


def uncommitted(session: Session, unit_id: int) -> int:
    """Return how many ballots of a unit, pending or sealed, were never committed to, as the rows and the log say."""
    bare = (PendingBallot.nonce.is_(None), PendingBallot.commitment.is_(None))
    waiting = session.scalar(select(func.count()).where(PendingBallot.unit_id == unit_id, *bare)) or 0
    told = select(LedgerLeaf.entry).join(BallotBatch, BallotBatch.position == LedgerLeaf.position)
    sealed = session.scalars(told.where(BallotBatch.unit_id == unit_id))
    return waiting + sum(int(json.loads(entry).get("uncommitted", 0)) for entry in sealed)


def at_start(session: Session, slug: str) -> int:
    """Return how many ballots a unit had when the log began: so many were never committed to, and not one more."""
    at = LedgerLeaf.position
    entries = select(LedgerLeaf.entry).where(at < AT_ONCE, LedgerLeaf.entry.startswith(START)).order_by(at)
    told = [json.loads(entry) for entry in session.scalars(entries)]
    return next((int(one["spent"]) for one in told if one["unit"] == slug), 0)


def question_ids(session: Session, questionnaire_id: int) -> frozenset[int]:
    """Return the questions of a questionnaire."""
    return frozenset(session.scalars(select(Question.id).where(Question.questionnaire_id == questionnaire_id)))
