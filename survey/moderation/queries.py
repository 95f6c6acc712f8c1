"""Every SELECT about what moderators decided."""

from collections import Counter as TallyOf
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week, start_of_day
from survey.ballots.models import Ballot, BallotBatch, Comment
from survey.moderation.alarms import BatchAside, Watch
from survey.moderation.blocks import Placed
from survey.moderation.models import Act, Moderation, Reason, Subject
from survey.moderation.standings import ALARM_WEEKS, NONE, Standing, total

SHOWN = (Act.PUBLISHED, Act.MASKED)
"""What has to be decided about a comment for everybody to read it."""


@dataclass(frozen=True, slots=True)
class JudgedComment:
    """A sealed comment with the latest decision about it; *act* is ``None`` while nobody has decided."""

    comment: Comment
    act: Act | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class JudgedBallot:
    """A sealed ballot with the latest decision about it; *act* is ``None`` when nobody has decided anything."""

    ballot: Ballot
    act: Act | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Made:
    """One line of the log about decisions: about how many ballots or comments; *batch* is ``None`` for comments."""

    row: Moderation
    subjects: int
    batch: BallotBatch | None


def by_batch(
    session: Session, unit_ids: Collection[int], *, batch_ids: Collection[int] | None = None
) -> dict[int, Standing]:
    """Return how the ballots of each sealed batch of the units stand; *batch_ids*: only of these."""
    latest = _latest(Subject.BALLOT)
    left_out = Ballot.aside_block.is_not(None).label("left_out")
    each = (
        select(Ballot.batch_id, latest.c.act, latest.c.reason, left_out)
        .join(BallotBatch, BallotBatch.id == Ballot.batch_id)
        .outerjoin(latest, latest.c.subject_id == Ballot.id)
        .where(BallotBatch.unit_id.in_(unit_ids))
    )
    if batch_ids is not None:
        each = each.where(BallotBatch.id.in_(batch_ids))
    parts = each.subquery().c
    found: dict[int, list[Standing]] = {}
    for row in session.execute(select(*parts, func.count().label("ballots")).group_by(*parts)):
        number, left = row.ballots, row.left_out
        decided = {row.reason: number} if row.act == Act.ASIDE else {}
        waiting = number if decided and not left else 0
        found.setdefault(row.batch_id, []).append(Standing(number, number if left else 0, decided, waiting))
    return {batch_id: total(parts) for batch_id, parts in found.items()}


def standing(session: Session, unit_ids: Collection[int], *, batch_ids: Collection[int] | None = None) -> Standing:
    """Return how the sealed ballots of the units stand in all; *batch_ids*: only of these batches."""
    return total(by_batch(session, unit_ids, batch_ids=batch_ids).values())


def lately(session: Session, unit_ids: Collection[int], until: Week) -> dict[int, Watch]:
    """Return how much is set aside at each unit, of the thirteen weeks up to *until* and of all that was before.

    A batch belongs to its last week; a decision to the day it was made, those after *until* count, too. Each of
    *unit_ids* is there.
    """
    first = until.shift(1 - ALARM_WEEKS)
    rows = session.execute(
        select(BallotBatch.id, BallotBatch.unit_id)
        .where(BallotBatch.unit_id.in_(unit_ids))
        .where(BallotBatch.until_week >= str(first), BallotBatch.until_week <= str(until))
    ).all()
    standings = by_batch(session, unit_ids, batch_ids=[row.id for row in rows])
    decided = _set_aside(session, unit_ids, start_of_day(first.monday))
    return {
        one: Watch(
            total(standings.get(row.id, NONE) for row in rows if row.unit_id == one),
            sum(late for unit_id, late, _batch in decided if unit_id == one),
            [batch for unit_id, _late, batch in decided if unit_id == one],
        )
        for one in unit_ids
    }


def batches(session: Session, unit_id: int) -> list[BallotBatch]:
    """Return the sealed batches of a unit, the latest first."""
    asked = select(BallotBatch).where(BallotBatch.unit_id == unit_id)
    return list(session.scalars(asked.order_by(BallotBatch.until_week.desc(), BallotBatch.id.desc())))


def ballots(session: Session, batch_id: int) -> list[JudgedBallot]:
    """Return the ballots of a batch by their random names, which says nothing of when they came."""
    latest = _latest(Subject.BALLOT)
    asked = select(Ballot, latest.c.act, latest.c.reason).outerjoin(latest, latest.c.subject_id == Ballot.id)
    rows = session.execute(asked.where(Ballot.batch_id == batch_id).order_by(Ballot.id))
    return [JudgedBallot(row[0], *_decision(row.act, row.reason)) for row in rows]


def decided_batches(session: Session) -> list[int]:
    """Return the batches of which any ballot was ever decided about."""
    asked = select(Ballot.batch_id).join(
        Moderation, and_(Moderation.subject_id == Ballot.id, Moderation.subject == Subject.BALLOT)
    )
    return list(session.scalars(asked.distinct().order_by(Ballot.batch_id)))


def placed(session: Session, batch_id: int) -> list[Placed]:
    """Return the ballots of a batch that were ever decided about, as their coming and going needs it."""
    return [
        Placed(
            ballot_id=row.ballot.id,
            cell=_cell(row.ballot),
            block=row.ballot.block,
            aside=row.ballot.aside_block is not None,
            unwanted=row.act == Act.ASIDE,
        )
        for row in ballots(session, batch_id)
        if row.act is not None
    ]


def comments(
    session: Session,
    unit_ids: Collection[int],
    *,
    acts: Collection[Act] | None = None,
    undecided: bool = False,
    limit: int = 200,
    skip: int = 0,
) -> list[JudgedComment]:
    """Return sealed comments of the units with what was decided, those of the latest weeks first.

    Args:
        session: Where to read.
        unit_ids: Whose.
        acts: Only those about which the latest decision is one of these.
        undecided: Only those about which nobody has decided.
        limit: How many at most.
        skip: How many of the first are left out.
    """
    latest = _latest(Subject.COMMENT)
    asked = (
        select(Comment, latest.c.act, latest.c.reason)
        .outerjoin(latest, latest.c.subject_id == Comment.id)
        .where(Comment.unit_id.in_(unit_ids))
    )
    if undecided:
        asked = asked.where(latest.c.act.is_(None))
    elif acts is not None:
        asked = asked.where(latest.c.act.in_(acts))
    rows = session.execute(asked.order_by(Comment.until_week.desc(), Comment.id).limit(limit).offset(skip))
    return [JudgedComment(row[0], *_decision(row.act, row.reason)) for row in rows]


def public_comments(session: Session, unit_ids: Collection[int], *, limit: int = 50) -> list[Comment]:
    """Return the comments that everybody may read, those of the latest weeks first."""
    return [row.comment for row in comments(session, unit_ids, acts=SHOWN, limit=limit)]


def comment_counts(session: Session, unit_ids: Collection[int]) -> TallyOf[tuple[Act | None, Reason | None]]:
    """Return how many sealed comments of the units there are by latest decision and reason."""
    latest = _latest(Subject.COMMENT)
    asked = (
        select(latest.c.act, latest.c.reason, func.count().label("comments"))
        .select_from(Comment)
        .outerjoin(latest, latest.c.subject_id == Comment.id)
        .where(Comment.unit_id.in_(unit_ids))
        .group_by(latest.c.act, latest.c.reason)
    )
    return TallyOf({_decision(row.act, row.reason): row.comments for row in session.execute(asked)})


def history(session: Session, unit_ids: Collection[int], *, limit: int = 200) -> list[Moderation]:
    """Return the decisions about ballots and comments of the units, the latest first; none is ever taken off."""
    asked = select(Moderation).where(Moderation.unit_id.in_(unit_ids))
    return list(session.scalars(asked.order_by(Moderation.id.desc()).limit(limit)))


def made(session: Session, unit_id: int, *, limit: int = 200) -> list[Made]:
    """Return the latest decisions about so many ballots and comments of a unit, those of one line of the log as one."""
    lines: dict[tuple[str, int | None], list[Moderation]] = {}
    for row in history(session, [unit_id], limit=limit):
        lines.setdefault((row.issue_key, row.position), []).append(row)
    batches = batches_of(session, [rows[0].subject_id for rows in lines.values() if rows[0].subject == Subject.BALLOT])
    return [Made(rows[0], len(rows), batches.get(rows[0].subject_id)) for rows in lines.values()]


def batches_of(session: Session, ballot_ids: Collection[str]) -> dict[str, BallotBatch]:
    """Return the batch of each ballot."""
    asked = select(Ballot.id, BallotBatch).join(BallotBatch, BallotBatch.id == Ballot.batch_id)
    return {row.id: row.BallotBatch for row in session.execute(asked.where(Ballot.id.in_(ballot_ids)))}


def latest_acts(session: Session, subject: Subject, ids: Sequence[str]) -> dict[str, tuple[Act | None, Reason | None]]:
    """Return the latest decision about each of the ballots or comments; those without any are left out."""
    latest = _latest(subject)
    rows = session.execute(_of_latest(latest).where(latest.c.subject_id.in_(ids)))
    return {row.subject_id: _decision(row.act, row.reason) for row in rows}


def was_done(session: Session, key: str) -> bool:
    """Whether the form with this one-time key decided something before."""
    return session.scalar(select(Moderation.id).where(Moderation.issue_key == key).limit(1)) is not None


def _set_aside(session: Session, unit_ids: Collection[int], since: datetime) -> list[tuple[int, int, BatchAside]]:
    """Return each batch with ballots set aside: its unit, how many of them were decided about since, the batch."""
    latest = _latest(Subject.BALLOT)
    rows = session.execute(
        select(
            BallotBatch, func.count().label("aside"), func.sum(case((latest.c.at >= since, 1), else_=0)).label("late")
        )
        .join(Ballot, Ballot.batch_id == BallotBatch.id)
        .join(latest, latest.c.subject_id == Ballot.id)
        .where(BallotBatch.unit_id.in_(unit_ids), latest.c.act == Act.ASIDE)
        .group_by(BallotBatch.id)
        .order_by(BallotBatch.until_week.desc(), BallotBatch.id.desc())
    )
    return [
        (
            row.BallotBatch.unit_id,
            row.late,
            BatchAside(
                Week.parse(row.BallotBatch.from_week),
                Week.parse(row.BallotBatch.until_week),
                row.BallotBatch.ballots,
                row.aside,
            ),
        )
        for row in rows
    ]


def _latest(subject: Subject) -> Subquery:
    """Return the latest decision about each ballot or comment."""
    last = select(func.max(Moderation.id)).where(Moderation.subject == subject).group_by(Moderation.subject_id)
    chosen: ColumnElement[bool] = Moderation.id.in_(last)
    return select(Moderation.subject_id, Moderation.act, Moderation.reason, Moderation.at).where(chosen).subquery()


def _of_latest(latest: Subquery) -> Select[str, str, str | None]:
    return select(latest.c.subject_id, latest.c.act, latest.c.reason)


def _decision(act: str | None, reason: str | None) -> tuple[Act | None, Reason | None]:
    return None if act is None else Act(act), None if reason is None else Reason(reason)


def _cell(ballot: Ballot) -> tuple[object, ...]:
    return ballot.counter_id, ballot.group_id, ballot.wait_band, ballot.respondent, ballot.questionnaire_id
