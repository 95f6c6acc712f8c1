"""What the auditor reads of sealed batches, comments and decisions, in pieces that fit into memory."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from survey.ballots.models import Ballot, BallotBatch, Comment
from survey.ledger.models import CastReceipt
from survey.moderation.models import Act, Moderation, Subject

CHUNK: Final = 1024


class Said(NamedTuple):
    """A sealed comment, its batch's unit and last week, and whether a decision ever struck something out."""

    id: str
    unit_id: int
    until_week: str
    channel: str
    text: str
    text_hash: str | None
    batch_id: int | None
    batch_unit_id: int | None
    batch_until: str | None
    masked: bool


class Decided(NamedTuple):
    """A decision and the position of its leaf."""

    position: int | None
    unit_id: int
    subject: str
    subject_id: str
    act: str
    reason: str | None


def batches(session: Session) -> Iterator[BallotBatch]:
    """Yield every sealed batch."""
    last = -1
    while True:
        rows = session.scalars(
            select(BallotBatch).where(BallotBatch.id > last).order_by(BallotBatch.id).limit(CHUNK)
        ).all()
        if not rows:
            return
        last = rows[-1].id
        yield from rows


def comments(session: Session) -> Iterator[Said]:
    """Yield every sealed comment."""
    struck = (Moderation.subject_id == Comment.id) & (Moderation.subject == Subject.COMMENT)
    masked = select(Moderation.id).where(struck, Moderation.act == Act.MASKED).exists()
    last = ""
    while True:
        rows = session.execute(
            select(
                *(Comment.id, Comment.unit_id, Comment.until_week, Comment.channel),
                *(Comment.text, Comment.text_hash, Comment.batch_id),
                *(BallotBatch.unit_id.label("batch_unit_id"), BallotBatch.until_week.label("batch_until")),
                masked.label("masked"),
            )
            .outerjoin(BallotBatch, BallotBatch.id == Comment.batch_id)
            .where(Comment.id > last)
            .order_by(Comment.id)
            .limit(CHUNK)
        ).all()
        if not rows:
            return
        yield from (Said(**row._asdict()) for row in rows)
        last = rows[-1].id


def stray_comments(session: Session) -> list[Row[int, int]]:
    """Return unit and number of comments in no batch although their unit's log had begun when they were sealed."""
    begun = (
        select(CastReceipt.unit_id, func.min(CastReceipt.week).label("week")).group_by(CastReceipt.unit_id).subquery()
    )
    rows = (
        select(Comment.unit_id, func.count().label("comments"))
        .join(begun, (begun.c.unit_id == Comment.unit_id) & (Comment.until_week >= begun.c.week))
        .where(Comment.batch_id.is_(None))
        .group_by(Comment.unit_id)
        .order_by(Comment.unit_id)
    )
    return list(session.execute(rows))


def decisions(session: Session, size: int) -> dict[int, list[Decided]]:
    """Return the decisions whose leaf stands below *size*, or nowhere, by that position (−1: nowhere)."""
    found: dict[int, list[Decided]] = {}
    rows = select(
        Moderation.position,
        Moderation.unit_id,
        Moderation.subject,
        Moderation.subject_id,
        Moderation.act,
        Moderation.reason,
    ).where(or_(Moderation.position.is_(None), Moderation.position < size))
    for row in session.execute(rows.order_by(Moderation.id)):
        found.setdefault(-1 if row.position is None else row.position, []).append(Decided(*row))
    return found


def blocks(session: Session, batch_ids: Collection[int]) -> dict[int, list[Ballot]]:
    """Return, by batch, the ballots of some batches that are or were set aside together with others."""
    found: dict[int, list[Ballot]] = {batch_id: [] for batch_id in batch_ids}
    moved = or_(Ballot.block.is_not(None), Ballot.aside_block.is_not(None))
    for ballot in session.scalars(select(Ballot).where(moved).order_by(Ballot.batch_id, Ballot.id)):
        found.setdefault(ballot.batch_id, []).append(ballot)
    return found


def last_decisions(session: Session, batch_id: int) -> dict[str, tuple[int | None, datetime]]:
    """Return position and instant of the latest decision about each ballot of a batch that has any."""
    last = select(func.max(Moderation.id)).where(Moderation.subject == Subject.BALLOT).group_by(Moderation.subject_id)
    rows = (
        select(Moderation.subject_id, Moderation.position, Moderation.at)
        .join(Ballot, Ballot.id == Moderation.subject_id)
        .where(Ballot.batch_id == batch_id, Moderation.id.in_(last))
    )
    return {row.subject_id: (row.position, row.at) for row in session.execute(rows)}
