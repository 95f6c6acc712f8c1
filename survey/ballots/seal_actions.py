"""Sealing: promises are kept, pending ballots are opened, coarsened, shuffled and stored; spent tokens are rewritten.

Each in a transaction of its own, so that no row of one table shares its moment with a row of another. A run that dies
between two of them leaves nothing that the next one does not mend.
"""

from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import Final

import structlog
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from kiosk.office.models import Unit
from survey.ballots import batch_queries, canonical, queries, seal_queries, sealing
from survey.ballots.models import (
    Ballot,
    BallotAnswer,
    BallotBatch,
    Comment,
    PendingBallot,
    PendingComment,
    SpentToken,
)
from survey.ballots.opening import Opened, opened
from survey.ballots.queries import Heap
from survey.ledger import actions as ledger
from survey.ledger import entries
from survey.ledger import queries as log_queries

log: Final = structlog.get_logger("ballots")


def begin_log(session: Session) -> int:
    """Let the log begin with what was cast and sealed before there was one; return how many entries that took.

    Running it again changes nothing. A batch without an entry that turns up later was slipped in: it gets none, and
    the alarm is raised.
    """
    old = seal_queries.unlogged_batches(session)
    if not _begins(session):
        if old:
            log.error("batches without an entry", alarm="ballots", batches=old)
        return 0
    begun = len(ledger.begin(session, seal_queries.spent_before_log(session)))
    for comment in seal_queries.unnamed_comments(session):
        comment.text_hash = canonical.comment_hash(comment.id, comment.channel, comment.text)
    session.flush()
    for number in old:
        batch = session.get_one(BallotBatch, number)
        _log(session, batch, Opened(uncommitted=batch.ballots))
    return begun + len(old)


def log_casts(session: Session, before: Week, *, units: Mapping[int, str] | None = None) -> int:
    """Keep what was promised in weeks before *before*, also of ballots that cannot be sealed yet; return how many.

    Args:
        session: A write session.
        before: The first week that waits.
        units: Slugs by id of the units whose promises are kept; ``None``: of all that have any.
    """
    units = seal_queries.promising_units(session, before) if units is None else units
    return sum(ledger.log_casts(session, unit_id, slug, before) for unit_id, slug in units.items())


def seal(
    session: Session,
    heap: Heap,
    *,
    before: Week,
    now: datetime,
    chance: Random,
    survey_days: int = queries.SURVEY_DAYS,
) -> BallotBatch | None:
    """Seal the heap's ballots of weeks before *before*; ``None`` while there are fewer than ten.

    Batches of a heap never share a week. A ballot that was being cast in the very moment in which its week was sealed
    is sealed with those of the next week, under their weeks, and waits for them.

    A ballot that is no longer what was committed to when it was cast is sealed as it is; the alarm and the batch's
    entry in the log say how many there were.

    Args:
        session: A write session.
        heap: One unit, channel, outcome and questionnaire.
        before: The first week that stays pending, usually the present one.
        now: When, for the batch.
        chance: ``random.SystemRandom()``; tests pass a seeded one.
        survey_days: How long a visit's survey stays open.
    """
    ballots = queries.pending(session, heap, before)
    if not sealing.enough(ballots):
        return None
    weeks = min(row.week for row in ballots), max(row.week for row in ballots)
    last = seal_queries.sealed_until(session, heap)
    since = weeks[0] if last is None else max(weeks[0], str(Week.parse(last).shift(1)))
    if since > weeks[1]:
        return None
    found = opened(session, heap, ballots, weeks)
    batch = BallotBatch(
        unit_id=heap.unit_id,
        channel=heap.channel,
        served=heap.served,
        from_week=since,
        until_week=weeks[1],
        sealed_at=now,
        ballots=len(ballots),
    )
    session.add(batch)
    session.flush()
    _store(session, batch, ballots, heap, chance, survey_days)
    _seal_comments(session, batch, heap, before, chance)
    _log(session, batch, found)  # last: whoever else appends waits for it
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


def _begins(session: Session) -> bool:
    """Whether nothing stands in the log yet but decisions, and so old ballots may still be counted into it."""
    if log_queries.size(session) >= ledger.AT_FIRST or ledger.held_size(session) >= ledger.AT_FIRST:
        return False
    return all(line.startswith(ledger.DECISIONS) for line in log_queries.entries(session, 0, ledger.AT_FIRST))


def _store(
    session: Session,
    batch: BallotBatch,
    pending: list[PendingBallot],
    heap: Heap,
    chance: Random,
    survey_days: int,
) -> None:
    cells = {row.id: sealing.Cell(row.counter_id, row.group_id, row.wait_band, row.respondent) for row in pending}
    weeks = Week.parse(batch.from_week), Week.parse(batch.until_week)
    arrivals = queries.arrivals(session, heap, weeks, survey_days=survey_days)
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
    asked = seal_queries.question_ids(session, heap.questionnaire_id)
    answers = [
        {"ballot_id": name, "question_id": question, "value": value}
        for name, row in renamed
        for question, value in sorted(canonical.pairs(row.answers, asked))
    ]
    if answers:
        session.execute(insert(BallotAnswer), answers)
    session.execute(delete(PendingBallot).where(PendingBallot.id.in_([row.id for row in pending])))


def _seal_comments(session: Session, batch: BallotBatch, heap: Heap, before: Week, chance: Random) -> None:
    pending = queries.pending_comments(session, heap, before)
    if not pending:
        return
    named = [(f"{chance.getrandbits(128):032x}", row) for row in sealing.shuffled(pending, chance)]
    session.execute(
        insert(Comment),
        [
            {
                "id": name,
                "unit_id": row.unit_id,
                "until_week": batch.until_week,
                "channel": row.channel,
                "text": row.text,
                "batch_id": batch.id,
                "text_hash": canonical.comment_hash(name, row.channel, row.text),
            }
            for name, row in named
        ],
    )
    session.execute(delete(PendingComment).where(PendingComment.id.in_([row.id for row in pending])))


def _log(session: Session, batch: BallotBatch, opened: Opened) -> None:
    told = batch_queries.content(session, batch) | opened.told()
    slug = session.get_one(Unit, batch.unit_id).slug
    [batch.position] = ledger.append(session, [entries.batch(slug, batch.id, told)])
    session.flush()
