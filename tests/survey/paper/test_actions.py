"""A slip becomes a ballot when two people from outside read the same on it; what they typed is then gone."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from survey.ballots.models import PendingBallot, PendingComment, SpentToken
from survey.ballots.tokens import VotingToken
from survey.ledger.models import CastReceipt
from survey.paper import actions, queries
from survey.paper.actions import (
    DoneBeforeError,
    InsiderError,
    NotThereError,
    OthersError,
    Outcome,
    PrintedBeforeError,
    Run,
    Typist,
    WithdrawnError,
)
from survey.paper.comparing import Typed
from survey.paper.models import PaperEntry, PaperSlip, SlipState
from tests import factories
from tests.factories import MONDAY
from tests.survey.paper.slips import Printed, printed

WEEK = Week(2026, 47)


@pytest.fixture
def run(session: Session) -> Printed:
    return printed(session)


def enter(session: Session, run: Printed, who: int, typed: Typed, code: str = "") -> tuple[Outcome, list[int]]:
    by = Typist(who, frozenset({run.unit.id}))
    return actions.enter(session, code or run.codes[0], run.form, typed, by=by, week=WEEK)


def answered(run: Printed, level: int = 4, text: str = "Chờ lâu") -> Typed:
    return Typed({run.id_of("levels"): (level,)}, {run.id_of("text"): text} if text else {})


def numbers(session: Session, run: Printed) -> tuple[int, int, int, int, int]:
    [row] = queries.counts(session, run.unit.id, WEEK)
    return row.once, row.differing, row.cast, row.spoilt, row.out


def test_two_who_agree_cast_a_ballot_of_its_own_channel(session: Session, run: Printed) -> None:
    assert enter(session, run, 7, answered(run)) == (Outcome.FIRST, [])
    assert numbers(session, run) == (1, 0, 0, 0, 3)
    assert enter(session, run, 8, answered(run, text="chờ  LÂU")) == (Outcome.CAST, [])
    ballot = session.scalars(select(PendingBallot)).one()
    assert (ballot.channel, ballot.week, ballot.served, ballot.counter_id) == ("paper", "2026-W47", None, None)
    assert ballot.answers == {str(run.id_of("levels")): [4]}
    assert session.scalars(select(PendingComment.text)).all() == ["Chờ lâu"]
    assert session.scalars(select(PaperEntry)).all() == []
    assert numbers(session, run) == (0, 0, 1, 0, 3)


def test_the_stub_finds_its_promise_and_no_digest_joins_slip_and_ballot(session: Session, run: Printed) -> None:
    enter(session, run, 7, answered(run))
    enter(session, run, 8, answered(run))
    token = VotingToken(run.codes[0])
    assert session.get(CastReceipt, token.receipt_hash) is not None
    assert session.get(SpentToken, token.spent_hash) is not None
    slips = set(session.scalars(select(PaperSlip.code_hash)))
    assert not slips & {token.receipt_hash, token.spent_hash, run.codes[0]}


def test_the_same_person_twice_is_one_person(session: Session, run: Printed) -> None:
    assert enter(session, run, 7, answered(run)) == (Outcome.FIRST, [])
    assert enter(session, run, 7, answered(run)) == (Outcome.FIRST, [])
    assert session.scalar(select(func.count()).select_from(PendingBallot)) == 0


def test_two_who_differ_are_told_where_and_either_corrects(session: Session, run: Printed) -> None:
    enter(session, run, 7, answered(run, 4))
    assert enter(session, run, 8, answered(run, 5)) == (Outcome.DIFFERING, [run.id_of("levels")])
    assert numbers(session, run) == (0, 1, 0, 0, 3)
    assert enter(session, run, 7, answered(run, 5)) == (Outcome.CAST, [])
    assert session.scalars(select(PendingBallot.answers)).one() == {str(run.id_of("levels")): [5]}


def test_where_two_differ_a_third_decides_with_one_of_them(session: Session, run: Printed) -> None:
    for who, level in ((7, 4), (8, 5)):
        enter(session, run, who, answered(run, level))
    assert enter(session, run, 9, answered(run, 5)) == (Outcome.CAST, [])
    assert session.scalars(select(PendingBallot.answers)).one() == {str(run.id_of("levels")): [5]}
    assert session.scalars(select(PaperEntry)).all() == []
    assert numbers(session, run) == (0, 0, 1, 0, 3)


def test_slips_that_two_read_differently_and_nobody_looks_at_again_are_told(session: Session, run: Printed) -> None:
    for code in run.codes[:2]:
        for who, level in ((7, 4), (8, 5)):
            enter(session, run, who, answered(run, level), code)
    for weeks, old in ((2, 0), (3, 2)):
        [row] = queries.counts(session, run.unit.id, WEEK.shift(weeks))
        assert (row.differing, row.old) == (2, old)
    by = Typist(7, frozenset({run.unit.id}))
    actions.enter(session, run.codes[0], run.form, answered(run, 3), by=by, week=WEEK.shift(3))
    [row] = queries.counts(session, run.unit.id, WEEK.shift(3))
    assert (row.differing, row.old, row.out) == (2, 1, 2)


def test_where_three_differ_each_may_look_again_and_a_fourth_may_not(session: Session, run: Printed) -> None:
    for who, level in ((7, 3), (8, 4)):
        enter(session, run, who, answered(run, level))
    assert enter(session, run, 9, answered(run, 5, "")) == (Outcome.DIFFERING, [run.id_of("levels"), run.id_of("text")])
    assert numbers(session, run) == (0, 1, 0, 0, 3)
    with pytest.raises(OthersError):
        enter(session, run, 10, answered(run, 5))
    assert enter(session, run, 7, answered(run, 4)) == (Outcome.CAST, [])


def test_an_empty_slip_is_spoilt_when_both_say_so(session: Session, run: Printed) -> None:
    assert enter(session, run, 7, Typed())[0] is Outcome.FIRST
    assert enter(session, run, 8, answered(run))[0] is Outcome.DIFFERING
    assert enter(session, run, 8, Typed()) == (Outcome.SPOILT, [])
    assert numbers(session, run) == (0, 0, 0, 1, 3)
    assert session.scalars(select(PendingBallot)).all() == []


def test_a_code_casts_once(session: Session, run: Printed) -> None:
    for who in (7, 8):
        enter(session, run, who, answered(run))
    with pytest.raises(DoneBeforeError) as refused:
        enter(session, run, 9, answered(run))
    assert refused.value.state is SlipState.CAST


def test_whoever_belongs_to_the_unit_and_whoever_guesses_is_refused(session: Session, run: Printed) -> None:
    elsewhere = Typist(7, frozenset({factories.unit(session, "Phường Cái Răng").id}))
    with pytest.raises(InsiderError):
        actions.enter(session, run.codes[0], run.form, answered(run), by=elsewhere, week=WEEK)
    with pytest.raises(InsiderError):
        actions.withdraw(session, run.unit.id, run.run.id, by=elsewhere, now=MONDAY, today=MONDAY.date())
    with pytest.raises(NotThereError):
        enter(session, run, 7, answered(run), "7K3M9P2X04QTH11Z")


def test_slips_of_a_withdrawn_run_are_taken_no_more(session: Session, run: Printed) -> None:
    enter(session, run, 7, answered(run))
    by = Typist(7, frozenset({run.unit.id}))
    for _ in range(2):
        actions.withdraw(session, run.unit.id, run.run.id, by=by, now=MONDAY, today=MONDAY.date())
    assert session.scalars(select(PaperEntry)).all() == []
    with pytest.raises(WithdrawnError):
        enter(session, run, 8, answered(run))


def test_codes_are_stored_once_and_nowhere_in_the_open(session: Session, run: Printed) -> None:
    again = Run(run.unit.id, run.form.questionnaire.id, run.codes, staff_id=1)
    kept = actions.print_run(session, again, key=run.run.issue_key, now=MONDAY, today=MONDAY.date())
    assert kept.id == run.run.id
    other = Run(run.unit.id, run.form.questionnaire.id, ["7K3M9P2X04QTH11Z"], staff_id=1)
    with pytest.raises(PrintedBeforeError):
        actions.print_run(session, other, key=run.run.issue_key, now=MONDAY, today=MONDAY.date())
    assert session.scalar(select(func.count()).select_from(PaperSlip)) == 4
