"""After sealing, nothing tells ballots of one cell apart, and nothing is lost."""

from collections import Counter as Tally
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from kiosk.ground.web.addresses import digest
from kiosk.queue import actions as queue
from kiosk.queue.tickets import Move
from survey.ballots import actions, casting_queries, queries, seal_actions
from survey.ballots.actions import Voter
from survey.ballots.answers import Answers
from survey.ballots.models import Ballot, BallotBatch, BallotChannel, Comment, PendingBallot, SpentToken
from survey.ballots.queries import Heap
from survey.questionnaires import actions as questionnaires
from survey.questionnaires import queries as asked
from survey.questionnaires.default_forms import AFTER_A_VISIT
from tests import factories
from tests.factories import MONDAY

WEEK = Week(2026, 47)


def visits(session: Session, count: int, *, comments: bool = False) -> int:
    """Serve *count* people at one counter, let each cast a ballot, and return the unit."""
    questionnaires.add_default_forms(session)
    unit = factories.unit(session)
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", group)
    form = asked.form_for(session, unit.id, "visit", WEEK.monday)
    assert form is not None
    overall = next(row.question.id for row in form.questions if row.question.overall)
    for index in range(count):
        phone = factories.phone_ticket(session, group)
        for minutes, kind in ((10 + index, Move.CALL), (10 + index, Move.START), (11 + index, Move.FINISH)):
            at = MONDAY + timedelta(minutes=minutes)
            queue.move(session, phone.ticket, kind, factories.clerk(counter), at=at)
        ticket = phone.ticket
        cell = queries.cell_of(ticket.counter_id, ticket.group_id, ticket.arrived_at, ticket.first_called_at)
        voter = Voter(digest("spent", phone.vote), unit.id, BallotChannel.VISIT, WEEK, cell, served=True)
        answers = Answers({overall: (1 + index % 5,)}, (f"Ý kiến {index}",) if comments else ())
        assert actions.cast(session, voter, form.questionnaire.id, answers)
    return unit.id


def form_id(session: Session, unit_id: int) -> int:
    form = asked.form_for(session, unit_id, "visit", WEEK.monday)
    assert form is not None
    return form.questionnaire.id


def heap(session: Session, unit_id: int) -> Heap:
    return Heap(unit_id, BallotChannel.VISIT, served=True, questionnaire_id=form_id(session, unit_id))


def cast_other_wording(session: Session, unit_id: int, count: int) -> int:
    """Cast *count* ballots on a form with other words, all at level 1, and return the questionnaire."""
    form = asked.load(session, questionnaires.add(session, replace(AFTER_A_VISIT, key="other"), valid_from=date.max))
    overall = next(row.question.id for row in form.questions if row.question.overall)
    for index in range(count):
        voter = Voter(digest("spent", f"other {index}"), unit_id, BallotChannel.VISIT, WEEK, served=True)
        assert actions.cast(session, voter, form.questionnaire.id, Answers({overall: (1,)}))
    return form.questionnaire.id


def seal(session: Session, unit_id: int, *, before: Week | None = None) -> BallotBatch | None:
    chance = Random(5)
    return seal_actions.seal(session, heap(session, unit_id), before=before or WEEK.shift(1), now=MONDAY, chance=chance)


def test_fewer_than_ten_ballots_wait_for_the_next_week(session: Session) -> None:
    unit_id = visits(session, 9)
    assert seal(session, unit_id) is None
    assert session.scalar(select(func.count()).select_from(PendingBallot)) == 9


def test_the_present_week_is_not_sealed(session: Session) -> None:
    unit_id = visits(session, 12)
    assert queries.heaps(session, before=WEEK) == []
    assert seal(session, unit_id, before=WEEK) is None


def test_sealing_keeps_every_answer_under_a_new_name(session: Session) -> None:
    unit_id = visits(session, 20)
    before = set(session.scalars(select(PendingBallot.id)))
    batch = seal(session, unit_id)
    assert batch is not None
    assert batch.ballots == 20
    assert not before & set(session.scalars(select(Ballot.id)))
    assert session.scalar(select(func.count()).select_from(PendingBallot)) == 0
    counts = queries.overall_counts(session, [unit_id])
    assert [(row.until_week, row.counts) for row in counts] == [(WEEK, (4, 4, 4, 4, 4))]


def test_every_stored_cell_covers_five_arrivals(session: Session) -> None:
    unit_id = visits(session, 24)  # waits from 10 to 33 minutes: only three were over 30
    seal(session, unit_id)
    rows = session.execute(select(Ballot.counter_id, Ballot.group_id, Ballot.wait_band))
    cells = Tally(tuple(row) for row in rows)
    assert sum(cells.values()) == 24
    assert min(cells.values()) >= 5


def test_comments_are_stored_apart_and_in_another_order(session: Session) -> None:
    unit_id = visits(session, 15, comments=True)
    seal(session, unit_id)
    texts = [row.text for row in queries.comments(session, [unit_id])]
    assert sorted(texts) == sorted(f"Ý kiến {index}" for index in range(15))
    assert texts != [f"Ý kiến {index}" for index in range(15)]
    assert not set(session.scalars(select(Comment.id))) & set(session.scalars(select(Ballot.id)))


def test_spent_tokens_are_rewritten_in_the_order_of_their_digests_and_stay_spent(session: Session) -> None:
    unit_id = visits(session, 12)
    hashes = set(session.scalars(select(SpentToken.token_hash)))
    assert seal_actions.rewrite_spent_tokens(session, unit_id) == 12
    assert set(session.scalars(select(SpentToken.token_hash))) == hashes
    assert all(casting_queries.is_spent(session, spent) for spent in hashes)


def test_the_same_ballots_are_not_sealed_twice(session: Session) -> None:
    unit_id = visits(session, 12)
    seal(session, unit_id)
    assert seal(session, unit_id) is None
    assert session.scalar(select(func.count()).select_from(BallotBatch)) == 1


def test_ballots_on_different_wordings_are_never_pooled(session: Session) -> None:
    unit_id = visits(session, 10)
    other = cast_other_wording(session, unit_id, 11)
    first = heap(session, unit_id)
    heaps = queries.heaps(session, WEEK.shift(1))
    assert heaps == [first, replace(first, questionnaire_id=other)]
    for each in heaps:
        assert seal_actions.seal(session, each, before=WEEK.shift(1), now=MONDAY, chance=Random(5)) is not None
    counts = [(row.questionnaire_id, row.counts) for row in queries.overall_counts(session, [unit_id])]
    assert counts == [(first.questionnaire_id, (2, 2, 2, 2, 2)), (other, (11, 0, 0, 0, 0))]


def test_two_wordings_do_not_make_ten_together(session: Session) -> None:
    unit_id = visits(session, 9)
    cast_other_wording(session, unit_id, 9)
    assert seal(session, unit_id) is None
    assert session.scalar(select(func.count()).select_from(PendingBallot)) == 18
