"""Every SELECT about sealed ballots as published figures count them; each row is of a whole batch."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week, start_of_day
from kiosk.queue.models import Ticket
from kiosk.queue.past_queries import stands
from kiosk.queue.tickets import State
from survey.ballots.models import Ballot, BallotAnswer, BallotBatch
from survey.ballots.queries import served_condition
from survey.moderation.models import Act, Moderation, Subject
from survey.opinions import counted as rows
from survey.opinions.counted import Asked, Batch, Counted, FormAsked, Visits
from survey.opinions.coverage import Span
from survey.opinions.figures import SATISFIED_FROM, empty
from survey.questionnaires import queries as questionnaires
from survey.questionnaires.models import Question, QuestionKind, Questionnaire

SPANS_AT_ONCE: Final = 100
KEPT: Final = Ballot.aside_block.is_(None)


def counted(session: Session, unit_ids: Collection[int], since: Week, until: Week) -> Counted:
    """Return everything that was counted of the batches of *unit_ids* whose last week lies from *since* to *until*."""
    which = and_(
        BallotBatch.unit_id.in_(unit_ids),
        BallotBatch.until_week >= str(since),
        BallotBatch.until_week <= str(until),
    )
    rated_low = select(BallotAnswer.ballot_id).join(Question, Question.id == BallotAnswer.question_id)
    low = Ballot.id.in_(rated_low.where(Question.overall, BallotAnswer.value < SATISFIED_FROM))
    return Counted(
        batches=_batches(session, which),
        sealed=_sealed(session, which),
        chosen=(*_chosen(session, which), *_chosen(session, which & low, low=True)),
        answered=(*_answered(session, which), *_answered(session, which & low, low=True)),
        factors=_factors(session, which),
        cells=_cells(session, which),
    )


def every_level(session: Session, unit_id: int, since: Week, until: Week) -> dict[tuple[int, int], list[int]]:
    """Return, by batch and form, how many of all sealed ballots, set aside or not, chose levels 1 to 5 of the whole."""
    key = (Ballot.batch_id, Ballot.questionnaire_id, BallotAnswer.value)
    asked = _of_ballots(select(*key, func.count()), BallotBatch.unit_id == unit_id)
    asked = asked.join(BallotAnswer, BallotAnswer.ballot_id == Ballot.id)
    asked = asked.join(Question, Question.id == BallotAnswer.question_id).where(Question.overall)
    asked = asked.where(BallotBatch.until_week >= str(since), BallotBatch.until_week <= str(until))
    found: dict[tuple[int, int], list[int]] = {}
    for batch_id, form_id, value, n in session.execute(asked.group_by(*key).order_by(*key)):
        found.setdefault((batch_id, form_id), empty())[value - 1] = n
    return found


def forms(session: Session, form_ids: Iterable[int], language: str) -> dict[int, FormAsked]:
    """Return the questionnaires by their key, worded in *language*, without questions of free text."""
    wanted = select(Questionnaire).where(Questionnaire.id.in_(sorted({*form_ids}))).order_by(Questionnaire.id)
    return {row.id: _form(questionnaires.load(session, row), language) for row in session.scalars(wanted)}


def visits(session: Session, spans: Mapping[int, Sequence[Span]], *, kept_since: datetime) -> Visits:
    """Return the served visits of some units in some weeks, by the week of arrival.

    Args:
        session: Any.
        spans: Of each unit the weeks, first and last inside, none twice.
        kept_since: Addresses of visits before it have been blanked: where any of them counts, nobody knows how many
            had one.
    """
    within = [
        and_(
            Ticket.unit_id == unit_id,
            Ticket.arrived_at >= start_of_day(first.monday),
            Ticket.arrived_at < start_of_day(last.shift(1).monday),
        )
        for unit_id, some in spans.items()
        for first, last in some
    ]
    served = offered = 0
    for place in range(0, len(within), SPANS_AT_ONCE):
        found = session.execute(
            select(func.count(), func.count(Ticket.vote_hash))
            .where(or_(*within[place : place + SPANS_AT_ONCE]), served_condition(), stands())
            .where(Ticket.first_called_at.is_not(None), Ticket.state != State.SERVING)
        ).one()
        served, offered = served + found[0], offered + found[1]
    begun = min((start_of_day(first.monday) for some in spans.values() for first, _last in some), default=kept_since)
    return Visits(served, offered if begun >= kept_since else None)


def _batches(session: Session, which: ColumnElement[bool]) -> tuple[Batch, ...]:
    found = session.scalars(select(BallotBatch).where(which).order_by(BallotBatch.until_week, BallotBatch.id))
    return tuple(
        Batch(
            row.id,
            row.unit_id,
            row.channel,
            row.served,
            Week.parse(row.from_week),
            Week.parse(row.until_week),
            row.ballots,
            row.position,
        )
        for row in found
    )


def _sealed(session: Session, which: ColumnElement[bool]) -> tuple[rows.Sealed, ...]:
    """Return how the ballots stand by the latest decision about each, and whether figures count them."""
    last = select(func.max(Moderation.id)).where(Moderation.subject == Subject.BALLOT).group_by(Moderation.subject_id)
    unwanted = (
        select(Moderation.subject_id, Moderation.reason)
        .where(Moderation.id.in_(last), Moderation.act == Act.ASIDE)
        .subquery()
    )
    left_out = Ballot.aside_block.is_not(None)
    key = (Ballot.batch_id, Ballot.questionnaire_id, unwanted.c.reason, left_out)
    found = _of_ballots(select(*key, func.count()), which).outerjoin(unwanted, unwanted.c.subject_id == Ballot.id)
    return tuple(rows.Sealed(*row) for row in session.execute(found.group_by(*key).order_by(*key)))


def _chosen(session: Session, which: ColumnElement[bool], *, low: bool = False) -> Iterable[rows.Chosen]:
    key = (Ballot.batch_id, BallotAnswer.question_id, BallotAnswer.value)
    found = _of_answers(select(*key, func.count()), which).group_by(*key).order_by(*key)
    return (rows.Chosen(row[0], row[1], row[2], row[3], low) for row in session.execute(found))


def _answered(session: Session, which: ColumnElement[bool], *, low: bool = False) -> Iterable[rows.Answered]:
    key = (Ballot.batch_id, BallotAnswer.question_id)
    distinct = func.count(BallotAnswer.ballot_id.distinct())
    found = _of_answers(select(*key, distinct), which).group_by(*key).order_by(*key)
    return (rows.Answered(row[0], row[1], row[2], low) for row in session.execute(found))


def _factors(session: Session, which: ColumnElement[bool]) -> tuple[rows.FactorBallots, ...]:
    key = (Ballot.batch_id, Ballot.questionnaire_id, Question.factor)
    distinct = func.count(BallotAnswer.ballot_id.distinct())
    found = _of_answers(select(*key, distinct), which).join(Question, Question.id == BallotAnswer.question_id)
    found = found.where(Question.factor.is_not(None), Question.kind == QuestionKind.LEVELS)
    return tuple(rows.FactorBallots(*row) for row in session.execute(found.group_by(*key).order_by(*key)))


def _cells(session: Session, which: ColumnElement[bool]) -> tuple[rows.CellLevel, ...]:
    key = (
        *(Ballot.batch_id, Ballot.questionnaire_id, Ballot.counter_id, Ballot.group_id, Ballot.wait_band),
        *(Ballot.respondent, BallotAnswer.value),
    )
    found = _of_answers(select(*key, func.count()), which).join(Question, Question.id == BallotAnswer.question_id)
    found = found.where(Question.overall).group_by(*key).order_by(*key)
    return tuple(rows.CellLevel(*row) for row in session.execute(found))


def _of_ballots(what: Select[*tuple[Any, ...]], which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return what.select_from(Ballot).join(BallotBatch, BallotBatch.id == Ballot.batch_id).where(which)


def _of_answers(what: Select[*tuple[Any, ...]], which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return _of_ballots(what, which).join(BallotAnswer, BallotAnswer.ballot_id == Ballot.id).where(KEPT)


def _form(form: questionnaires.Form, language: str) -> FormAsked:
    asked = (
        Asked(
            one.question.id,
            one.question.name(language),
            one.question.kind,
            one.question.overall,
            one.question.meaning,
            one.question.factor,
            tuple(rows.Choice(choice.value, choice.name(language)) for choice in one.choices),
        )
        for one in form.questions
        if one.question.kind != QuestionKind.TEXT
    )
    own = form.questionnaire
    return FormAsked(own.id, own.key, own.version, own.name(language), tuple(asked))
