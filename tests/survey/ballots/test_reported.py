"""Reported waits come from sealed batches only, each whole, in its channel and its wording."""

from dataclasses import replace
from datetime import date
from random import Random

from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from kiosk.office.models import Unit
from survey.ballots import actions, queries, seal_actions
from survey.ballots.actions import Voter
from survey.ballots.answers import Answers
from survey.ballots.models import BallotChannel
from survey.questionnaires import actions as questionnaires
from survey.questionnaires import queries as asked
from survey.questionnaires.default_forms import AFTER_A_VISIT
from survey.questionnaires.models import Meaning
from survey.questionnaires.queries import Form
from tests import factories
from tests.factories import MONDAY

W46, W47 = Week(2026, 46), Week(2026, 47)


def cast(session: Session, unit: Unit, form: Form, picked: list[int], *, week: Week = W47, served: bool = True) -> None:
    """Let each of *picked* be an answer to the question how long one waited."""
    question = next(row.question.id for row in form.questions if row.question.meaning == Meaning.REPORTED_WAIT)
    for place, value in enumerate(picked):
        spent = f"{form.questionnaire.id}-{week}-{served}-{place}"
        voter = Voter(spent, unit.id, BallotChannel.VISIT, week, served=served)
        assert actions.cast(session, voter, form.questionnaire.id, Answers({question: (value,)}))


def usual(session: Session) -> Form:
    questionnaires.add_default_forms(session)
    form = asked.form_for(session, 0, "visit", W47.monday)
    assert form is not None
    return form


def seal(session: Session, week: Week = W47) -> None:
    chance = Random(5)
    for heap in queries.heaps(session, week.shift(1)):
        seal_actions.seal(session, heap, before=week.shift(1), now=MONDAY, chance=chance)


def said(session: Session, unit: Unit, weeks: tuple[Week, Week] = (W47, W47)) -> list[tuple[tuple[int, ...], int]]:
    return [(one.counts, one.forgotten) for one in queries.reported_waits(session, [unit.id], weeks)]


def test_five_bands_and_whoever_does_not_remember_are_counted_once_sealed(session: Session) -> None:
    unit, form = factories.unit(session), usual(session)
    cast(session, unit, form, [1, 1, 2, 2, 2, 3, 4, 5, 6, 6])
    assert said(session, unit) == []
    seal(session)
    assert said(session, unit) == [((2, 3, 1, 1, 1), 2)]


def test_a_batch_that_reaches_beyond_the_weeks_is_left_out_whole(session: Session) -> None:
    unit, form = factories.unit(session), usual(session)
    cast(session, unit, form, [1] * 5, week=W46)
    cast(session, unit, form, [2] * 5)
    seal(session)
    assert said(session, unit) == []
    assert said(session, unit, (W46, W47)) == [((5, 5, 0, 0, 0), 0)]


def test_other_words_are_another_line_and_whoever_was_not_served_is_in_none(session: Session) -> None:
    unit, form = factories.unit(session), usual(session)
    other = questionnaires.add(session, replace(AFTER_A_VISIT, key="other"), valid_from=date.max)
    cast(session, unit, form, [1] * 10)
    cast(session, unit, asked.load(session, other), [5] * 10)
    cast(session, unit, form, [3] * 10, served=False)
    seal(session)
    assert sorted(said(session, unit)) == [((0, 0, 0, 0, 10), 0), ((10, 0, 0, 0, 0), 0)]
