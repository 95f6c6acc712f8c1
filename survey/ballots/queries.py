"""Every SELECT about ballots."""

from collections import Counter as TallyOf
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week, local_day, start_of_day
from kiosk.office.models import Unit
from kiosk.queue.models import Ticket
from kiosk.queue.past_queries import stands
from kiosk.queue.tickets import State
from kiosk.queue.waiting import wait_band, wait_seconds
from survey.ballots import version_days
from survey.ballots.models import (
    Ballot,
    BallotAnswer,
    BallotBatch,
    BallotChannel,
    Comment,
    PendingBallot,
    PendingComment,
)
from survey.ballots.reported import FORGOTTEN, BatchSaid
from survey.ballots.sealing import Cell
from survey.questionnaires.models import Meaning, Question

PRACTICE: Final = select(Unit.id).where(Unit.is_practice)
SURVEY_DAYS: Final = 7
"""How long the survey of a visit stays open where nobody says otherwise."""
OF_VISITS: Final = (BallotChannel.VISIT, BallotChannel.KIOSK)
"""Channels in which one real visit casts one ballot: on the own phone, or at a tablet of the hall."""


def served_condition(ticket: Any = Ticket) -> ColumnElement[bool]:  # noqa: ANN401 - the model or its plain columns
    """Return whether a ticket's person was served: done, or at the counter now, or when the night closed it.

    The one rule for ballots and arrivals. Where calling is starting, the start is written before the visit ends.
    """
    at_counter = or_(ticket.state == State.SERVING, ticket.state == State.CLOSED) & ticket.started_at.is_not(None)
    return or_(ticket.state == State.DONE, at_counter)


@dataclass(frozen=True, slots=True)
class Heap:
    """Pending ballots that would be sealed together: of one unit, channel, outcome and wording of the questions."""

    unit_id: int
    channel: BallotChannel
    served: bool | None
    questionnaire_id: int


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """A sealed batch with the ballots at levels 1 to 5 of its overall question.

    Counts of different questionnaires answer different words, and those of different channels come from people in
    different places: they are never added.
    """

    unit_id: int
    from_week: Week
    until_week: Week
    counts: tuple[int, int, int, int, int]
    questionnaire_id: int
    channel: BallotChannel


def heaps(session: Session, before: Week) -> list[Heap]:
    """Return the heaps that hold ballots of weeks before *before*; what is voted for practice is never sealed.

    A channel that does not exist makes no heap: the auditor names such a row.
    """
    parts = (PendingBallot.unit_id, PendingBallot.channel, PendingBallot.served, PendingBallot.questionnaire_id)
    counted = select(*parts).where(PendingBallot.week < str(before), PendingBallot.unit_id.not_in(PRACTICE))
    rows = session.execute(counted.distinct().order_by(*parts))
    known = [row for row in rows if row.channel in set(BallotChannel)]
    return [Heap(row.unit_id, BallotChannel(row.channel), row.served, row.questionnaire_id) for row in known]


def oldest_pending(session: Session, before: Week) -> Week | None:
    """Return the week of the oldest pending ballot of weeks before *before*; ``None`` when there is none.

    What is no week, because somebody wrote it by hand, is passed over.
    """
    counted = select(PendingBallot.week).distinct().where(PendingBallot.unit_id.not_in(PRACTICE))
    found = session.scalars(counted.where(PendingBallot.week < str(before)))
    weeks = [week for text in found if (week := _week(text)) is not None]
    return min(weeks, key=str, default=None)


def _week(text: str) -> Week | None:
    try:
        return Week.parse(text)
    except ValueError:
        return None


def pending(session: Session, heap: Heap, before: Week) -> list[PendingBallot]:
    """Return the heap's ballots of weeks before *before*, locked: a second sealer waits, and then finds them gone."""
    return list(
        session.scalars(
            select(PendingBallot)
            .where(PendingBallot.unit_id == heap.unit_id, PendingBallot.channel == heap.channel)
            .where(PendingBallot.served.is_not_distinct_from(heap.served), PendingBallot.week < str(before))
            .where(PendingBallot.questionnaire_id == heap.questionnaire_id)
            .order_by(PendingBallot.id)
            .with_for_update()
        )
    )


def pending_comments(session: Session, heap: Heap, before: Week) -> list[PendingComment]:
    """Return the comments of the heap's unit and channel of weeks before *before*, locked as the ballots are."""
    return list(
        session.scalars(
            select(PendingComment)
            .where(PendingComment.unit_id == heap.unit_id, PendingComment.channel == heap.channel)
            .where(PendingComment.week < str(before))
            .order_by(PendingComment.id)
            .with_for_update()
        )
    )


def arrivals(
    session: Session, heap: Heap, weeks: tuple[Week, Week], *, survey_days: int = SURVEY_DAYS
) -> TallyOf[Cell]:
    """Return how many people of each finest cell may have cast a ballot of the heap.

    Counted are those of the heap's unit and outcome who arrived from one week to another and whose survey, open for so
    many days, was answered on this version on one of them at least. A cell that had only others, or some only before,
    from which a survey may still be answered, is there with 0. By which channel somebody would have answered nobody
    knows before they do: all channels count the same people.
    """
    if heap.served is None:
        return TallyOf()
    first, last = weeks[0].monday, weeks[1].shift(1).monday
    served, window = served_condition(), timedelta(days=survey_days)
    asked = version_days.held(session, heap.questionnaire_id, heap.unit_id, first, last - timedelta(days=1))
    rows = session.execute(
        select(Ticket.counter_id, Ticket.group_id, Ticket.arrived_at, Ticket.first_called_at, Ticket.respondent)
        .where(Ticket.unit_id == heap.unit_id, Ticket.ended_at.is_not(None), stands())
        .where(Ticket.arrived_at >= start_of_day(min(first - window, weeks[0].shift(-1).monday)))
        .where(Ticket.arrived_at < start_of_day(last))
        .where(served if heap.served else ~served)
    )
    counted: TallyOf[Cell] = TallyOf()
    for row in rows:
        day = local_day(row.arrived_at)
        counted[cell_of(*row)] += day >= first and any(day <= shown <= day + window for shown in asked)
    return counted


def cell_of(
    counter_id: int | None,
    group_id: int,
    arrived_at: datetime,
    first_called_at: datetime | None,
    respondent: str | None = None,
) -> Cell:
    """Return the finest cell of a visit; ballots and arrivals are cut by this one rule."""
    return Cell(counter_id, group_id, wait_band(wait_seconds(arrived_at, first_called_at)), respondent)


def overall_counts(
    session: Session,
    unit_ids: Collection[int],
    *,
    channels: Collection[BallotChannel] = OF_VISITS,
    served: bool | None = True,
) -> list[BatchCounts]:
    """Return, per sealed batch, how many chose each level of the overall question; oldest first.

    Ballots that were set aside are not counted. Each batch is of one channel and one outcome: they are never mixed in
    one figure. A batch sealed when wordings were not yet kept apart gives one row for each of its questionnaires.
    """
    rows = session.execute(
        select(BallotBatch, Question.questionnaire_id, BallotAnswer.value, func.count())
        .join(Ballot, Ballot.batch_id == BallotBatch.id)
        .join(BallotAnswer, BallotAnswer.ballot_id == Ballot.id)
        .join(Question, Question.id == BallotAnswer.question_id)
        .where(BallotBatch.unit_id.in_(unit_ids), BallotBatch.channel.in_(channels), Question.overall)
        .where(BallotBatch.served.is_not_distinct_from(served), Ballot.aside_block.is_(None))
        .group_by(BallotBatch.id, Question.questionnaire_id, BallotAnswer.value)
        .order_by(BallotBatch.until_week, BallotBatch.id, Question.questionnaire_id, BallotAnswer.value)
    )
    batches: dict[tuple[int, int], BallotBatch] = {}
    counts: dict[tuple[int, int], list[int]] = {}
    for batch, questionnaire_id, value, number in rows:
        batches[batch.id, questionnaire_id] = batch
        counts.setdefault((batch.id, questionnaire_id), [0] * 5)[value - 1] = number
    return [
        BatchCounts(
            batch.unit_id,
            Week.parse(batch.from_week),
            Week.parse(batch.until_week),
            (counts[key][0], counts[key][1], counts[key][2], counts[key][3], counts[key][4]),
            questionnaire_id=key[1],
            channel=BallotChannel(batch.channel),
        )
        for key, batch in batches.items()
    ]


def reported_waits(
    session: Session, unit_ids: Collection[int], weeks: tuple[Week, Week], *, channels: Collection[str] = OF_VISITS
) -> list[BatchSaid]:
    """Return what served visitors said they had waited, for each batch wholly within *weeks*, first and last inside.

    A batch gives one row for each wording that its ballots answered; one in which nobody answered gives none.
    """
    key = (BallotBatch.id, BallotAnswer.question_id)
    rows = session.execute(
        select(
            *key,
            *(BallotBatch.unit_id, BallotBatch.channel, BallotBatch.from_week, BallotBatch.until_week),
            *(BallotAnswer.value, func.count().label("number")),
        )
        .join(Ballot, Ballot.batch_id == BallotBatch.id)
        .join(BallotAnswer, BallotAnswer.ballot_id == Ballot.id)
        .join(Question, Question.id == BallotAnswer.question_id)
        .where(BallotBatch.unit_id.in_(unit_ids), BallotBatch.channel.in_(channels))
        .where(BallotBatch.served.is_(True), Ballot.aside_block.is_(None))
        .where(Question.meaning == Meaning.REPORTED_WAIT, BallotAnswer.value.between(1, FORGOTTEN))
        .where(BallotBatch.from_week >= str(weeks[0]), BallotBatch.until_week <= str(weeks[1]))
        .group_by(BallotBatch.id, BallotAnswer.question_id, BallotAnswer.value)
        .order_by(BallotBatch.until_week, *key, BallotAnswer.value)
    ).all()
    counts: dict[tuple[int, int], list[int]] = {}
    for row in rows:
        counts.setdefault((row.id, row.question_id), [0] * FORGOTTEN)[row.value - 1] = row.number
    batches = {(row.id, row.question_id): row for row in rows}
    return [_said(row, counts[found]) for found, row in batches.items()]


def _said(row: Any, counts: list[int]) -> BatchSaid:  # noqa: ANN401 - a row of reported_waits
    weeks = Week.parse(row.from_week), Week.parse(row.until_week)
    one, two, three, four, five, forgotten = counts
    return BatchSaid(row.unit_id, row.channel, row.question_id, *weeks, (one, two, three, four, five), forgotten)


def comments(session: Session, unit_ids: Collection[int], *, limit: int = 200) -> list[Comment]:
    """Return the latest sealed comments of the units."""
    return list(
        session.scalars(
            select(Comment)
            .where(Comment.unit_id.in_(unit_ids))
            .order_by(Comment.until_week.desc(), Comment.id)
            .limit(limit)
        )
    )
