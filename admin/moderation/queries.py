"""What a moderator's pages read beside the decisions: answers, names of places and people."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from kiosk.office.models import Counter, ServiceGroup
from survey.ballots.models import Ballot, BallotAnswer, BallotBatch, Comment
from survey.moderation.models import Moderation, Subject
from survey.questionnaires import queries as questionnaires
from survey.questionnaires.models import Questionnaire
from survey.questionnaires.queries import Form


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one form: about how many ballots or comments, and who made it."""

    row: Moderation
    subjects: int
    by: str


def batch_of(session: Session, unit_id: int, batch_id: int) -> BallotBatch | None:
    """Return a sealed batch of the unit; ``None`` when it has no such batch."""
    return session.scalar(select(BallotBatch).where(BallotBatch.id == batch_id, BallotBatch.unit_id == unit_id))


def comment_of(session: Session, unit_id: int, comment_id: str) -> Comment | None:
    """Return a sealed comment of the unit; ``None`` when it has no such comment."""
    return session.scalar(select(Comment).where(Comment.id == comment_id, Comment.unit_id == unit_id))


def answers(session: Session, ballot_ids: Collection[str]) -> dict[str, dict[int, list[int]]]:
    """Return the values picked, by ballot and question."""
    asked = select(BallotAnswer).where(BallotAnswer.ballot_id.in_(ballot_ids))
    found: dict[str, dict[int, list[int]]] = {one: {} for one in ballot_ids}
    for row in session.scalars(asked.order_by(BallotAnswer.ballot_id, BallotAnswer.question_id, BallotAnswer.value)):
        found[row.ballot_id].setdefault(row.question_id, []).append(row.value)
    return found


def forms(session: Session, batch_id: int) -> list[Form]:
    """Return the questionnaires that the ballots of a batch answered; more than one only in old batches."""
    used = select(Ballot.questionnaire_id).where(Ballot.batch_id == batch_id).distinct()
    rows = session.scalars(select(Questionnaire).where(Questionnaire.id.in_(used)).order_by(Questionnaire.id))
    return [questionnaires.load(session, row) for row in rows]


def places(session: Session, unit_id: int, language: str) -> tuple[Mapping[int, str], Mapping[int, str]]:
    """Return the names of the unit's counters and service groups, by id."""
    counters = session.scalars(select(Counter).where(Counter.unit_id == unit_id))
    groups = session.scalars(select(ServiceGroup).where(ServiceGroup.unit_id == unit_id))
    return {row.id: row.name(language) for row in counters}, {row.id: row.name(language) for row in groups}


def decisions(session: Session, unit_id: int, *, limit: int = 200) -> list[Decision]:
    """Return the latest decisions about ballots and comments of a unit, those of one form as one."""
    last = (
        select(func.max(Moderation.id).label("id"), func.count().label("subjects"))
        .where(Moderation.unit_id == unit_id)
        .group_by(Moderation.issue_key, Moderation.position)
        .order_by(func.max(Moderation.id).desc())
        .limit(limit)
        .subquery()
    )
    rows = session.execute(
        select(Moderation, last.c.subjects, Staff.name)
        .join(last, last.c.id == Moderation.id)
        .outerjoin(Staff, Staff.id == Moderation.staff_id)
        .order_by(Moderation.id.desc())
    )
    return [Decision(row[0], row.subjects, row.name or "–") for row in rows]


def about_ballots(found: Collection[Decision]) -> list[str]:
    """Return the ballots that decisions are about: one for each decision, its batch is that of all."""
    return [one.row.subject_id for one in found if one.row.subject == Subject.BALLOT]
