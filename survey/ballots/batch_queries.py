"""What the log says of a sealed batch, read from its rows as they are: by whoever seals it, and whoever checks it."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.ballots import canonical, sealing
from survey.ballots.models import Ballot, BallotAnswer, BallotBatch, Comment
from survey.ballots.sealing import Cell
from survey.questionnaires import queries as questionnaires
from survey.questionnaires.models import Questionnaire
from survey.questionnaires.queries import Form

LEVELS = range(1, 6)


def content(session: Session, batch: BallotBatch) -> dict[str, Any]:
    """Return what :func:`survey.ledger.entries.batch` says of a batch besides its unit and number.

    What is set aside later changes nothing of it, nor does a comment whose text is struck out.
    """
    ballots = session.scalars(select(Ballot).where(Ballot.batch_id == batch.id)).all()
    answers = _answers(session, batch.id)
    forms = _forms(session, {ballot.questionnaire_id for ballot in ballots})
    names = {form.questionnaire.id: _name(form) for form in forms}
    lines = [
        canonical.sealed_ballot(
            row.id,
            Cell(row.counter_id, row.group_id, row.wait_band, row.respondent),
            names[row.questionnaire_id],
            answers[row.id],
        )
        for row in ballots
    ]
    said = session.scalars(select(Comment.text_hash).where(Comment.batch_id == batch.id)).all()
    return {
        "channel": batch.channel,
        "served": batch.served,
        "from_week": batch.from_week,
        "until_week": batch.until_week,
        "ballots": len(ballots),
        "form": " ".join(sorted(names.values())),
        "form_sha256": canonical.digest_of(_line(form) for form in forms),
        "levels": _levels(forms, answers),
        "ballots_sha256": canonical.digest_of(lines),
        "comments": len(said),
        "comments_sha256": canonical.digest_of(kept or "" for kept in said),
    }


def _answers(session: Session, batch_id: int) -> dict[str, list[tuple[int, int]]]:
    rows = session.execute(
        select(BallotAnswer.ballot_id, BallotAnswer.question_id, BallotAnswer.value)
        .join(Ballot, Ballot.id == BallotAnswer.ballot_id)
        .where(Ballot.batch_id == batch_id)
    )
    answers: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        answers[row.ballot_id].append((row.question_id, row.value))
    return answers


def _forms(session: Session, questionnaire_ids: set[int]) -> list[Form]:
    """Return the forms that were answered: one, but for batches of before wordings were kept apart."""
    asked = select(Questionnaire).where(Questionnaire.id.in_(questionnaire_ids)).order_by(Questionnaire.id)
    return [questionnaires.load(session, row) for row in session.scalars(asked)]


def _name(form: Form) -> str:
    return f"{form.questionnaire.key}/{form.questionnaire.version}"


def _line(form: Form) -> str:
    asked = [
        (row.question.id, row.question.kind, row.question.name_vi, [(one.value, one.name_vi) for one in row.choices])
        for row in form.questions
    ]
    return canonical.form_line(_name(form), form.questionnaire.name_vi, asked)


def _levels(forms: list[Form], answers: dict[str, list[tuple[int, int]]]) -> list[int] | None:
    """Return how many chose each level of the overall question.

    ``None`` without one, where there are several, and where so few answered that it would point at somebody.
    """
    overall = {row.question.id for form in forms for row in form.questions if row.question.overall}
    if len(overall) != 1:
        return None
    chosen = [value for given in answers.values() for question, value in given if question in overall]
    return [chosen.count(level) for level in LEVELS] if sealing.enough(chosen) else None
