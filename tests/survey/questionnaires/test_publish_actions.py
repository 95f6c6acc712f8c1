"""What is published stays for ever as it is; the next version begins on a day, and the former ends on it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.office.refusals import Refused
from survey.ballots.models import PendingBallot
from survey.questionnaires import actions, draft_actions, publish_actions, queries
from survey.questionnaires.default_forms import AFTER_A_VISIT, Form
from survey.questionnaires.draft_actions import OvertakenError
from survey.questionnaires.models import Choice, Question, Questionnaire
from tests import factories
from tests.survey.questionnaires.drafts import HOW, TODAY, draft, next_version, publish, seen

TOMORROW = TODAY + timedelta(days=1)


def holds(session: Session, unit_id: int, day: date = TODAY) -> Questionnaire | None:
    form = queries.form_for(session, unit_id, "visit", day)
    return form.questionnaire if form else None


def refusal(session: Session, row: Questionnaire, since: date, *, last_day: date | None = None) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        publish(session, row, since, last_day=last_day)
    return refused.value.reason, refused.value.field


def test_a_draft_asks_nobody_until_it_is_published(session: Session) -> None:
    unit = factories.unit(session)
    row = draft(session, unit.id)
    assert holds(session, unit.id) is None
    publish(session, row)
    assert holds(session, unit.id) is row


def test_the_next_version_ends_the_former_on_its_first_day(session: Session) -> None:
    unit = factories.unit(session)
    first = publish(session, draft(session, unit.id))
    second = publish(session, next_version(session, first), TOMORROW)
    assert (first.valid_until, second.version) == (TOMORROW, 2)
    assert [holds(session, unit.id, day) for day in (TODAY, TOMORROW)] == [first, second]


def test_one_owner_asks_one_form_at_a_time_whatever_its_key(session: Session) -> None:
    unit = factories.unit(session)
    first = publish(session, draft(session, unit.id))
    other = publish(session, draft(session, unit.id), TOMORROW)
    assert first.key != other.key
    assert (first.valid_until, holds(session, unit.id, TOMORROW)) == (TOMORROW, other)


def test_its_own_form_goes_before_that_of_the_nearest_unit_above_and_that_before_the_one_for_all(
    session: Session,
) -> None:
    tree = factories.tree(session)
    actions.add_default_forms(session)
    assert (found := holds(session, tree.ninh_kieu.id)) is not None
    assert found.unit_id is None
    above = publish(session, draft(session, tree.province.id))
    assert holds(session, tree.ninh_kieu.id) is above
    own = publish(session, draft(session, tree.ninh_kieu.id))
    assert [holds(session, unit.id) for unit in (tree.ninh_kieu, tree.cai_rang)] == [own, above]


def test_after_its_last_day_a_units_own_form_gives_way(session: Session) -> None:
    unit = factories.unit(session)
    actions.add_default_forms(session)
    own = publish(session, draft(session, unit.id), last_day=TOMORROW)
    after = holds(session, unit.id, TOMORROW + timedelta(days=1))
    assert (holds(session, unit.id, TOMORROW), after and after.key) == (own, "waiting")
    early = publish_actions.end(
        session, own.id, seen=seen(session, own), last_day=TODAY, today=TODAY, now=factories.MONDAY, staff_id=None
    )
    assert early.valid_until == TOMORROW


def test_days_that_cannot_be_are_refused(session: Session) -> None:
    unit = factories.unit(session)
    row = draft(session, unit.id)
    assert refusal(session, row, TODAY - timedelta(days=1)) == ("backwards", "since")
    assert refusal(session, row, TOMORROW, last_day=TODAY) == ("backwards", "last_day")
    assert refusal(session, draft(session, None), TODAY, last_day=TOMORROW) == ("foreign", "last_day")
    publish(session, row, TOMORROW)
    assert refusal(session, draft(session, unit.id), TOMORROW) == ("later_change", "since")


def test_a_form_that_is_not_sound_is_not_published(session: Session) -> None:
    row = draft(session, factories.unit(session).id, Form("empty", "visit", ("Trống", "", "", ""), ()))
    assert refusal(session, row, TODAY) == ("malformed", "form")


def test_only_what_was_looked_at_is_published(session: Session) -> None:
    row = draft(session, factories.unit(session).id)
    old = seen(session, row)
    draft_actions.save_question(session, row.id, None, HOW, seen=old)
    with pytest.raises(OvertakenError):
        publish_actions.publish(
            session, row.id, seen=old, since=TODAY, today=TODAY, now=factories.MONDAY, staff_id=None
        )


def test_a_version_that_has_not_begun_is_a_draft_again_and_the_former_goes_on(session: Session) -> None:
    unit = factories.unit(session)
    first = publish(session, draft(session, unit.id))
    second = publish(session, next_version(session, first), TOMORROW)
    publish_actions.withdraw(
        session, second.id, seen=seen(session, second), today=TODAY, now=factories.MONDAY, staff_id=None
    )
    assert (second.is_draft, first.valid_until, holds(session, unit.id, TOMORROW)) == (True, None, first)


@pytest.mark.parametrize("days", [1, 9])
def test_a_planned_last_day_is_put_back_when_the_next_version_is_taken_back(session: Session, days: int) -> None:
    unit = factories.unit(session)
    last_day = TODAY + timedelta(days=days - 1)
    first = publish(session, draft(session, unit.id), last_day=last_day)
    second = publish(session, next_version(session, first), TOMORROW)
    assert first.valid_until == TOMORROW
    publish_actions.withdraw(
        session, second.id, seen=seen(session, second), today=TODAY, now=factories.MONDAY, staff_id=None
    )
    assert (first.valid_until, first.planned_until) == (last_day + timedelta(days=1), None)


def test_a_form_after_a_visit_gives_a_score_or_is_not_published(session: Session) -> None:
    questions = tuple(one for one in AFTER_A_VISIT.questions if not one.overall)
    row = draft(session, factories.unit(session).id, replace(AFTER_A_VISIT, questions=questions))
    assert refusal(session, row, TODAY) == ("malformed", "form")


def test_a_version_that_has_begun_is_not_taken_back(session: Session) -> None:
    row = publish(session, draft(session, factories.unit(session).id))
    with pytest.raises(Refused) as refused:
        publish_actions.withdraw(
            session, row.id, seen=seen(session, row), today=TODAY, now=factories.MONDAY, staff_id=None
        )
    assert refused.value.reason == "frozen"


def test_a_form_that_was_open_when_another_began_is_still_taken_for_a_while(session: Session) -> None:
    unit, week = factories.unit(session), timedelta(days=8)
    first = publish(session, draft(session, unit.id))
    second = publish(session, next_version(session, first), TOMORROW)

    def taken(row: Questionnaire, day: date, unit_id: int = unit.id, role: str = "visit") -> bool:
        return queries.still_taken(session, row.id, unit_id, role, day=day, since=day - week) is not None

    assert [taken(first, TOMORROW + timedelta(days=days)) for days in (0, 7, 8)] == [True, True, False]
    assert not taken(second, TODAY), "nobody can have seen what has not begun"
    assert not taken(first, TODAY, unit_id=factories.unit(session).id)
    assert not taken(first, TODAY, role="open")
    assert not taken(draft(session, unit.id), TODAY)


@pytest.mark.parametrize("table", [Questionnaire, Question, Choice])
@pytest.mark.parametrize("act", [update, delete])
def test_the_database_itself_refuses_to_change_what_is_published(session: Session, table: type, act: object) -> None:
    publish(session, draft(session, factories.unit(session).id))
    statement = update(table).values(name_vi="Khác") if act is update else delete(table)
    with pytest.raises(DBAPIError, match="frozen"), session.begin_nested():
        session.execute(statement)


def test_the_database_takes_no_further_question_once_somebody_answered(session: Session) -> None:
    unit = factories.unit(session)
    row = publish(session, draft(session, unit.id))
    values = {"id": "0" * 32, "unit_id": unit.id, "week": "2026-W47", "channel": "visit", "answers": {}}
    session.execute(insert(db.table(PendingBallot)).values(questionnaire_id=row.id, **values))
    question = {"questionnaire_id": row.id, "position": 9, "kind": "text", "name_vi": "Thêm"}
    with pytest.raises(DBAPIError, match="frozen"), session.begin_nested():
        session.execute(insert(db.table(Question)).values(required=False, overall=False, **question))
    with pytest.raises(DBAPIError, match="frozen"), session.begin_nested():
        session.execute(update(Questionnaire).values(is_draft=True))
