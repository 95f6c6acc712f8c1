"""What one may start from is whole in four languages, and asks what the directives ask."""

from collections import Counter

import pytest

from kiosk.ground.i18n import NAME_CHARS
from survey.questionnaires.default_forms import Asked, Form
from survey.questionnaires.faults import Drafted, faults
from survey.questionnaires.library import FORMS, QUESTIONS
from survey.questionnaires.models import Factor, Meaning
from survey.questionnaires.typed import Answering, answering_of
from tests.vietnamese import vietnamese


def drafted(asked: Asked) -> Drafted:
    return Drafted(asked.kind, asked.required, asked.overall, len(asked.choices))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_is_sound(form: Form) -> None:
    assert faults([drafted(asked) for asked in form.questions], form.role) == []


def test_the_long_form_asks_nineteen_statements_of_five_factors_after_the_one_question_that_counts() -> None:
    overall, *statements, remark = FORMS["factors"].questions
    assert (overall.required, overall.overall, overall.factor) == (True, True, None)
    assert Counter(asked.factor for asked in statements) == {
        Factor.ACCESS: 4,
        Factor.PROCEDURES: 4,
        Factor.OFFICERS: 5,
        Factor.RESULTS: 3,
        Factor.FEEDBACK: 3,
    }
    assert {asked.kind for asked in statements} == {"levels"}
    assert remark.kind == "text"


def test_below_each_question_of_conduct_stands_where_to_turn_to() -> None:
    conduct = [asked for asked in QUESTIONS.values() if asked.factor == Factor.CONDUCT]
    assert len(conduct) == 4
    assert all(asked.tells_where and not asked.required for asked in conduct)


def test_every_word_is_there_in_four_languages_and_fits() -> None:
    asked = [*(one for form in FORMS.values() for one in form.questions), *QUESTIONS.values()]
    names = [form.name for form in FORMS.values()]
    names += [one for each in asked for one in (each.wording, *each.choices)]
    for four in names:
        assert all(0 < len(text) <= NAME_CHARS for text in four), four
        assert not any(vietnamese(text) for text in four[1:]), four


def test_every_ready_question_can_be_changed_in_the_editor() -> None:
    for asked in QUESTIONS.values():
        assert answering_of(asked.kind, asked.meaning) in Answering
        assert asked.meaning is None or asked.meaning in set(Meaning)
