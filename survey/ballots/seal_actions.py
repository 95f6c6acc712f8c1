"""Sealing: pending ballots are coarsened, shuffled and stored; then the spent tokens are rewritten.

Two transactions, so that no row of one table shares its moment with a row of the other.
"""

from datetime import datetime
from random import Random

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from survey.ballots import queries, sealing
from survey.ballots.models import (
    Ballot,
    BallotAnswer,
    BallotBatch,
    Comment,
    PendingBallot,
    PendingComment,
    SpentToken,
)
from survey.ballots.queries import Heap


def seal(session: Session, heap: Heap, *, before: Week, now: datetime, chance: Random) -> BallotBatch | None:
    """Seal the heap's ballots of weeks before *before*; ``None`` while there are fewer than ten.

    Args:
        session: A write session.
        heap: One unit, channel, outcome and questionnaire.
        before: The first week that stays pending, usually the present one.
        now: When, for the batch.
        chance: ``random.SystemRandom()``; tests pass a seeded one.
    """
    ballots = queries.pending(session, heap, before)
    if not sealing.enough(ballots):
        return None
    weeks = min(row.week for row in ballots), max(row.week for row in ballots)
    batch = BallotBatch(
        unit_id=heap.unit_id,
        channel=heap.channel,
        served=heap.served,
        from_week=weeks[0],
        until_week=weeks[1],
        sealed_at=now,
        ballots=len(ballots),
    )
    session.add(batch)
    session.flush()
    _store(session, batch, ballots, heap, chance)
    _seal_comments(session, heap, before, weeks[1], chance)
    session.flush()
    return batch


def rewrite_spent_tokens(session: Session, unit_id: int) -> int:
    """Write the unit's spent tokens anew in the order of their digests; return how many were.

    Only what the DELETE itself took is written again: a token burnt meanwhile stays where it is.
    """
    taken = delete(SpentToken).where(SpentToken.unit_id == unit_id).returning(SpentToken.token_hash)
    hashes = sorted(session.scalars(taken))
    if hashes:
        session.execute(insert(SpentToken), [{"token_hash": digest, "unit_id": unit_id} for digest in hashes])
    return len(hashes)


def _store(session: Session, batch: BallotBatch, pending: list[PendingBallot], heap: Heap, chance: Random) -> None:
    cells = {row.id: sealing.Cell(row.counter_id, row.group_id, row.wait_band, row.respondent) for row in pending}
    arrivals = queries.arrivals(session, heap, (Week.parse(batch.from_week), Week.parse(batch.until_week)))
    coarse = sealing.coarsen(cells, arrivals)
    # A new identifier: nobody who saw the pending ballot can find it again.
    renamed = [(f"{chance.getrandbits(128):032x}", row) for row in sealing.shuffled(pending, chance)]
    session.execute(
        insert(Ballot),
        [
            {"id": name, "batch_id": batch.id, "questionnaire_id": row.questionnaire_id} | coarse[row.id]._asdict()
            for name, row in renamed
        ],
    )
    answers = [
        {"ballot_id": name, "question_id": int(question), "value": value}
        for name, row in renamed
        for question, values in row.answers.items()
        for value in values
    ]
    if answers:
        session.execute(insert(BallotAnswer), answers)
    session.execute(delete(PendingBallot).where(PendingBallot.id.in_([row.id for row in pending])))


def _seal_comments(session: Session, heap: Heap, before: Week, until_week: str, chance: Random) -> None:
    pending = queries.pending_comments(session, heap, before)
    if not pending:
        return
    session.execute(
        insert(Comment),
        [
            {
                "id": f"{chance.getrandbits(128):032x}",
                "unit_id": row.unit_id,
                "until_week": until_week,
                "channel": row.channel,
                "text": row.text,
            }
            for row in sealing.shuffled(pending, chance)
        ],
    )
    session.execute(delete(PendingComment).where(PendingComment.id.in_([row.id for row in pending])))
