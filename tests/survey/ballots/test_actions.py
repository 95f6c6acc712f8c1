"""Casting promises each ballot to the log and counts it, in the one transaction that burns its token."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from kiosk.office.models import Unit
from kiosk.queue.models import Ticket
from survey.ballots import actions, canonical
from survey.ballots.actions import FilledIn, Voter
from survey.ballots.answers import Answers
from survey.ballots.models import BallotChannel, CastTally, PendingBallot, PendingComment, SpentToken
from survey.ballots.sealing import Cell
from survey.ballots.tokens import VotingToken
from survey.ledger import entries
from survey.ledger.models import CastReceipt
from survey.questionnaires import actions as questionnaires
from survey.questionnaires import queries as asked
from survey.questionnaires.queries import Form
from tests import factories

WEEK = Week(2026, 47)
TOKEN = VotingToken("t" * 26)


@pytest.fixture
def unit(session: Session) -> Unit:
    """An office with the usual forms."""
    questionnaires.add_default_forms(session)
    return factories.unit(session, slug="ninh-kieu")


def form_of(session: Session, unit: Unit) -> Form:
    form = asked.form_for(session, unit.id, "visit", WEEK.monday)
    assert form is not None
    return form


def voter(unit: Unit, token: VotingToken = TOKEN, **values: object) -> Voter:
    known = Voter(token.spent_hash, unit.id, BallotChannel.VISIT, WEEK, served=True, receipt_hash=token.receipt_hash)
    return replace(known, **values)  # type: ignore[arg-type]


def tallies(session: Session) -> dict[tuple[str, str], int]:
    return {(row.week, row.sign): row.ballots for row in session.scalars(select(CastTally))}


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def cell_of(row: PendingBallot) -> Cell:
    return Cell(row.counter_id, row.group_id, row.wait_band, row.respondent)


def test_the_promise_opens_to_the_ballot_and_to_no_other(session: Session, unit: Unit) -> None:
    form = form_of(session, unit)
    said = Answers({form.questions[0].question.id: (4,)})
    assert actions.cast(session, voter(unit), form.questionnaire.id, said)
    row, receipt = session.scalars(select(PendingBallot)).one(), session.scalars(select(CastReceipt)).one()
    name = f"{form.questionnaire.key}/{form.questionnaire.version}"
    ballot = canonical.cast_ballot("ninh-kieu", "2026-W47", "visit", True, name, row.answers, cell=cell_of(row))
    assert row.nonce is not None
    assert entries.commitment(row.nonce, ballot) == row.commitment == receipt.commitment
    assert entries.commitment(row.nonce, ballot | {"served": False}) != row.commitment


def test_the_receipt_says_unit_week_and_a_monday_two_weeks_on(session: Session, unit: Unit) -> None:
    actions.cast(session, voter(unit), form_of(session, unit).questionnaire.id, Answers())
    receipt = session.scalars(select(CastReceipt)).one()
    kept = (receipt.code_hash, receipt.unit_id, receipt.week, receipt.due, receipt.position)
    assert kept == (TOKEN.receipt_hash, unit.id, "2026-W47", date(2026, 11, 30), None)


def test_a_second_post_with_the_same_token_changes_nothing(session: Session, unit: Unit) -> None:
    form = form_of(session, unit)
    question = form.questions[0].question.id
    assert actions.cast(session, voter(unit), form.questionnaire.id, Answers({question: (5,)}, ("Tốt",)))
    before = session.scalars(select(PendingBallot)).one().commitment
    assert not actions.cast(session, voter(unit), form.questionnaire.id, Answers({question: (1,)}, ("Tệ",)))
    assert [count(session, each) for each in (SpentToken, PendingBallot, PendingComment, CastReceipt)] == [1, 1, 1, 1]
    assert session.scalars(select(CastReceipt.commitment)).one() == before
    assert tallies(session) == {("2026-W47", "cast"): 1}


def test_equal_ballots_have_nothing_in_common(session: Session, unit: Unit) -> None:
    form = form_of(session, unit)
    for letter in "ab":
        actions.cast(session, voter(unit, VotingToken(letter * 26)), form.questionnaire.id, Answers())
    rows = session.execute(select(PendingBallot.id, PendingBallot.nonce, PendingBallot.commitment)).all()
    assert len({value for row in rows for value in row}) == 6


def test_tallies_count_every_ballot_and_the_signs_it_bore(session: Session, unit: Unit) -> None:
    form = form_of(session, unit).questionnaire.id
    for letter, signs in (("a", {"fast", "timed"}), ("b", {"timed"}), ("c", set())):
        actions.cast(session, voter(unit, VotingToken(letter * 26), signs=frozenset(signs)), form, Answers())
    actions.cast(session, voter(unit, week=WEEK.shift(1)), form, Answers())
    told = {("2026-W47", "cast"): 3, ("2026-W47", "timed"): 2, ("2026-W47", "fast"): 1, ("2026-W48", "cast"): 1}
    assert tallies(session) == told


def test_many_ballots_at_once_are_promised_and_counted_as_one_is(session: Session, unit: Unit) -> None:
    form = form_of(session, unit)
    question = form.questions[0].question.id
    said = Answers({question: (5,)}, ("Tốt",))
    some = [(voter(unit, VotingToken(f"{n:026}"), receipt_hash=None), form.questionnaire.id, said) for n in range(12)]
    actions.cast_all(session, some)
    actions.cast_all(session, [])
    rows = {row.commitment: row for row in session.scalars(select(PendingBallot))}
    assert {receipt.commitment for receipt in session.scalars(select(CastReceipt))} == set(rows)
    name = f"{form.questionnaire.key}/{form.questionnaire.version}"
    for committed, row in rows.items():
        told = (row.week, row.channel, row.served, name, row.answers)
        ballot = canonical.cast_ballot("ninh-kieu", *told, cell=cell_of(row))
        assert entries.commitment(row.nonce or "", ballot) == committed
    assert [count(session, each) for each in (SpentToken, PendingBallot, PendingComment)] == [12, 12, 12]
    assert tallies(session) == {("2026-W47", "cast"): 12}


def test_many_ballots_with_a_token_of_before_are_refused_whole(session: Session, unit: Unit) -> None:
    form = form_of(session, unit).questionnaire.id
    actions.cast(session, voter(unit), form, Answers())
    with pytest.raises(IntegrityError), session.begin_nested():
        actions.cast_all(
            session, [(voter(unit, VotingToken("z" * 26)), form, Answers()), (voter(unit), form, Answers())]
        )
    assert (count(session, PendingBallot), tallies(session)) == (1, {("2026-W47", "cast"): 1})


def test_a_visit_s_ballot_keeps_for_whom_people_came(session: Session, unit: Unit) -> None:
    group = factories.group(session, unit)
    phone = factories.phone_ticket(session, group, respondent="business")
    ticket = session.get_one(Ticket, phone.ticket.id)
    ticket.state, ticket.ended_at, ticket.ended_quality = "left", factories.MONDAY, "exact"
    session.flush()
    form = form_of(session, unit)
    actions.cast_visit(
        session,
        VotingToken(phone.vote),
        WEEK,
        fill_in=lambda _visit: FilledIn(form.questionnaire.id, Answers(), frozenset({"fast"})),
    )
    row = session.scalars(select(PendingBallot)).one()
    assert Cell(row.counter_id, row.group_id, row.wait_band, row.respondent) == Cell(None, group.id, "none", "business")
    assert session.scalars(select(CastReceipt.code_hash)).one() == VotingToken(phone.vote).receipt_hash
    assert tallies(session) == {("2026-W47", "cast"): 1, ("2026-W47", "fast"): 1}


def test_what_is_voted_for_practice_goes_with_its_promises(session: Session) -> None:
    questionnaires.add_default_forms(session)
    practice, real = factories.unit(session, is_practice=True), factories.unit(session)
    form = form_of(session, real).questionnaire.id
    actions.cast(session, voter(practice, VotingToken("a" * 26)), form, Answers())
    actions.cast(session, voter(real, VotingToken("b" * 26)), form, Answers())
    for unit in (practice, real):
        actions.forget_practice(session, unit.id)
    assert session.scalars(select(CastReceipt.unit_id)).all() == [real.id]
