"""A draft is changed freely, by one person at a time."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground.events import AuditEvent
from kiosk.office.entries import Names
from kiosk.office.refusals import Refused
from survey.questionnaires import draft_actions, library, queries
from survey.questionnaires.default_forms import AFTER_A_VISIT
from survey.questionnaires.draft_actions import OvertakenError
from survey.questionnaires.models import Question, Questionnaire
from survey.questionnaires.typed import Answering, Typed
from tests import factories
from tests.survey.questionnaires.drafts import HOW, draft, next_version, publish, seen

ONE = Typed(
    Names("Ông/Bà đến bằng gì?"),
    Answering.ONE,
    factor="access",
    choices=(Names("Xe máy", "Motorbike"), Names(""), Names("Đi bộ")),
)


def wordings(session: Session, row: Questionnaire) -> list[str]:
    return [asked.question.name_vi for asked in queries.load(session, row).questions]


def add(session: Session, row: Questionnaire, typed: Typed) -> Question:
    return draft_actions.save_question(session, row.id, None, typed, seen=seen(session, row))


def test_a_copy_asks_the_same_under_a_key_of_its_own(session: Session) -> None:
    unit = factories.unit(session)
    first = draft(session, unit.id)
    assert draft(session, unit.id) is first, "a double tap makes one draft"
    draft_actions.rename(session, first.id, Names("Phiếu riêng"), seen=seen(session, first))
    second = draft(session, unit.id)
    assert (first.key, second.key, second.version) == ("waiting-unit", "waiting-unit-2", 1)
    assert draft_actions.ready(queries.load(session, second)).questions == AFTER_A_VISIT.questions
    assert session.scalars(select(AuditEvent.act)).all() == ["questionnaire.draft"] * 2


def test_the_next_version_is_drafted_once(session: Session) -> None:
    row = publish(session, draft(session, factories.unit(session).id))
    drafted = next_version(session, row)
    assert (drafted.key, drafted.version, drafted.unit_id) == (row.key, 2, row.unit_id)
    assert next_version(session, row) is drafted


def test_a_question_is_added_changed_moved_and_taken_out(session: Session) -> None:
    row = draft(session, factories.unit(session).id)
    before = wordings(session, row)
    question = add(session, row, ONE)
    assert wordings(session, row) == [*before[:-1], "Ông/Bà đến bằng gì?", before[-1]], "free words close the form"
    draft_actions.move(session, row.id, question.id, up=True, seen=seen(session, row))
    assert wordings(session, row) == [*before[:-2], "Ông/Bà đến bằng gì?", *before[-2:]]
    draft_actions.save_question(session, row.id, question.id, HOW, seen=seen(session, row))
    asked = queries.load(session, row).questions[-3]
    assert (asked.question.kind, asked.question.name_en, len(asked.choices)) == ("levels", "And the chairs?", 5)
    draft_actions.remove(session, row.id, question.id, seen=seen(session, row))
    assert wordings(session, row) == before
    assert [one.question.position for one in queries.load(session, row).questions] == [1, 2, 3, 4, 5, 6]


def test_choices_left_empty_are_passed_over_and_values_count_from_one(session: Session) -> None:
    row = draft(session, factories.unit(session).id)
    add(session, row, ONE)
    choices = queries.load(session, row).questions[-2].choices
    assert [(choice.value, choice.name_vi) for choice in choices] == [(1, "Xe máy"), (2, "Đi bộ")]


def test_at_the_ends_of_a_form_a_question_stays(session: Session) -> None:
    row = draft(session, factories.unit(session).id)
    before = queries.load(session, row).questions
    for question, up in ((before[0].question, True), (before[-1].question, False)):
        draft_actions.move(session, row.id, question.id, up=up, seen=seen(session, row))
    assert wordings(session, row) == [one.question.name_vi for one in before]


def test_what_is_compared_with_the_measured_wait_keeps_its_choices_and_its_meaning(session: Session) -> None:
    row = draft(session, factories.unit(session).id)
    first = queries.load(session, row).questions[0].question
    typed = Typed(Names("Chờ bao lâu?"), Answering.WAITED, choices=(Names("Lâu"), Names("Mau")))
    draft_actions.save_question(session, row.id, first.id, typed, seen=seen(session, row))
    asked = queries.load(session, row).questions[0]
    assert (asked.question.meaning, len(asked.choices)) == ("reported_wait", 6)
    draft_actions.save_question(session, row.id, first.id, ONE, seen=seen(session, row))
    assert queries.load(session, row).questions[0].question.meaning is None


def test_a_question_on_the_wait_keeps_its_meaning_when_reworded_and_loses_it_with_its_kind(session: Session) -> None:
    row = draft(session, factories.unit(session).id)
    second = queries.load(session, row).questions[1].question
    draft_actions.save_question(session, row.id, second.id, HOW, seen=seen(session, row))
    assert second.meaning == "wait_level"
    draft_actions.save_question(session, row.id, second.id, ONE, seen=seen(session, row))
    assert second.meaning is None


def test_whoever_saves_what_somebody_else_changed_meanwhile_is_told_and_nothing_is_written(session: Session) -> None:
    row = draft(session, factories.unit(session).id)
    old = seen(session, row)
    draft_actions.rename(session, row.id, Names("Tên mới"), seen=old)
    for act in (
        lambda: draft_actions.rename(session, row.id, Names("Tên khác"), seen=old),
        lambda: draft_actions.save_question(session, row.id, None, HOW, seen=old),
        lambda: draft_actions.discard(session, row.id, seen=old, now=factories.MONDAY, staff_id=None),
    ):
        with pytest.raises(OvertakenError):
            act()
    assert (row.name_vi, len(wordings(session, row))) == ("Tên mới", 6)


@pytest.mark.parametrize("mark", ["required", "overall"])
def test_only_one_question_holds_people_up_and_only_one_gives_the_score(session: Session, mark: str) -> None:
    row = draft(session, factories.unit(session).id)
    with pytest.raises(Refused) as refused:
        add(session, row, replace(HOW, required=mark == "required", overall=mark == "overall"))
    assert (refused.value.reason, refused.value.field) == ("taken", mark)


def test_a_published_version_is_never_changed(session: Session) -> None:
    row = publish(session, draft(session, factories.unit(session).id))
    with pytest.raises(Refused) as refused:
        add(session, row, HOW)
    assert refused.value.reason == "frozen"


def test_a_draft_holds_forty_questions(session: Session) -> None:
    row = draft(session, factories.unit(session).id, library.FORMS["open"])
    for _ in range(38):
        add(session, row, HOW)
    with pytest.raises(Refused) as refused:
        add(session, row, HOW)
    assert (refused.value.reason, refused.value.field) == ("out_of_range", "question")


@pytest.mark.parametrize("name", ["money", "visits", "remark"])
def test_a_ready_question_is_added_once(session: Session, name: str) -> None:
    row = draft(session, factories.unit(session).id)
    if name == "money":
        draft_actions.add_ready(session, row.id, library.QUESTIONS[name], seen=seen(session, row))
    before = wordings(session, row)
    with pytest.raises(Refused) as refused:
        draft_actions.add_ready(session, row.id, library.QUESTIONS[name], seen=seen(session, row))
    assert (refused.value.reason, refused.value.field, wordings(session, row)) == ("taken", "ready", before)


def test_a_draft_that_is_thrown_away_is_gone(session: Session) -> None:
    row = draft(session, factories.unit(session).id)
    draft_actions.discard(session, row.id, seen=seen(session, row), now=factories.MONDAY, staff_id=None)
    assert queries.find(session, row.id) is None
    assert session.scalar(select(Question.id).limit(1)) is None
