"""The forms every office starts with: there from the first day, and in every language that came later."""

from datetime import date
from itertools import chain

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.i18n import LANGUAGES
from survey.questionnaires import actions, queries
from survey.questionnaires.default_forms import DEFAULT_FORMS, LEVELS
from tests import factories

DAY = date(2026, 11, 16)


def said(session: Session, language: str) -> list[str]:
    return [row.name(language) for form in DEFAULT_FORMS for row in queries.wordings(session, form.key)]


def test_the_forms_are_added_once(session: Session) -> None:
    assert actions.add_default_forms(session) == len(DEFAULT_FORMS)
    assert actions.add_default_forms(session) == 0


def test_every_question_and_choice_is_asked_in_every_language(session: Session) -> None:
    actions.add_default_forms(session)
    form = queries.form_for(session, factories.unit(session).id, "visit", DAY)
    assert form is not None
    for position, language in enumerate(LANGUAGES):
        levels = [choice.name(language) for choice in form.questions[1].choices]
        assert levels == [names[position] for names in LEVELS]
    everything = [set(said(session, language)) for language in LANGUAGES]
    assert not everything[0] & set(chain(*everything[1:])), "nothing falls back to Vietnamese"


@pytest.mark.parametrize("language", ["km", "zh"])
def test_forms_from_before_a_language_came_are_told_in_it_and_otherwise_stay_as_they_are(
    session: Session, language: str
) -> None:
    actions.add_default_forms(session)
    fresh = said(session, language)
    for form in DEFAULT_FORMS:
        for row in queries.wordings(session, form.key):
            row.name_km = row.name_zh = None
    own = queries.wordings(session, "waiting")[0]
    own.name_vi, own.name_en = "Phiếu của phường", "The ward's own form"
    assert actions.add_default_forms(session) == 0
    assert said(session, language) == ["Phiếu của phường", *fresh[1:]]
    assert own.name_en == "The ward's own form"
