"""Sealed batches for tests, made at once: ten ballots at one counter, twelve at another, some comments."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.models import Unit
from survey.ballots.models import Ballot, BallotAnswer, BallotBatch, BallotChannel, Comment
from survey.questionnaires import actions as questionnaires
from survey.questionnaires import queries as asked
from tests import factories
from tests.factories import MONDAY

WEEK = "2026-W46"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A batch and the names of its ballots: of the first counter, of the second."""

    unit: Unit
    batch: BallotBatch
    first: list[str]
    second: list[str]


def batch(session: Session, unit: Unit | None = None, *, until_week: str = WEEK) -> Sealed:
    """A batch of 22 ballots, each at the level that its place gives."""
    questionnaires.add_default_forms(session)
    unit = unit or factories.unit(session)
    form = asked.form_for(session, unit.id, "visit", MONDAY.date())
    assert form is not None
    overall = next(row.question.id for row in form.questions if row.question.overall)
    counters = [factories.counter(session, unit, f"{label}/{until_week}") for label in "12"]
    row = BallotBatch(
        unit_id=unit.id,
        channel=BallotChannel.VISIT,
        served=True,
        from_week=until_week,
        until_week=until_week,
        sealed_at=MONDAY,
        ballots=22,
    )
    session.add(row)
    session.flush()
    names = [f"{row.id:08x}{place:024x}" for place in range(22)]
    for place, name in enumerate(names):
        counter = counters[0] if place < 10 else counters[1]
        session.add(Ballot(id=name, batch_id=row.id, counter_id=counter.id, questionnaire_id=form.questionnaire.id))
    session.flush()
    session.add_all(
        BallotAnswer(ballot_id=name, question_id=overall, value=1 + place % 5) for place, name in enumerate(names)
    )
    session.flush()
    return Sealed(unit, row, names[:10], names[10:])


def comment(session: Session, unit: Unit, text: str, *, week: str = WEEK, channel: str = "visit") -> Comment:
    """A sealed comment as they were before they told their batch."""
    place = len(session.scalars(select(Comment.id)).all())
    row = Comment(id=f"{place:032x}", unit_id=unit.id, until_week=week, channel=channel, text=text)
    session.add(row)
    session.flush()
    return row
