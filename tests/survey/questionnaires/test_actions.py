"""The forms every office starts with: there from the first day, and in every language that came later."""

from dataclasses import replace
from datetime import date
from itertools import chain

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.i18n import LANGUAGES
from survey.questionnaires import actions, queries
from survey.questionnaires.default_forms import DEFAULT_FORMS, LEVELS, Form, Names
from tests import factories

DAY = date(2026, 11, 16)


def said(session: Session, language: str) -> list[str]:
    return [row.name(language) for form in DEFAULT_FORMS for row in queries.wordings(session, form.key)]


def before(form: Form) -> Form:
    """The form as it was before Khmer and Chinese came."""
    asked = [
        replace(one, wording=_two(one.wording), choices=tuple(_two(choice) for choice in one.choices))
        for one in form.questions
    ]
    return replace(form, name=_two(form.name), questions=tuple(asked))


def _two(names: Names) -> Names:
    return (names[0], names[1], "", "")


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
    own = ("Phiếu của phường", "The ward's own form", "", "")
    for form in DEFAULT_FORMS:
        actions.add(session, replace(before(form), name=own), valid_from=actions.BEGINNING)
    assert said(session, language) == said(session, "vi")
    assert actions.add_default_forms(session) == 0
    place = list(LANGUAGES).index(language)
    for form in DEFAULT_FORMS:
        told = [row.name(language) for row in queries.wordings(session, form.key)]
        assert told[0] == "Phiếu của phường"
        assert told[1] == form.questions[0].wording[place]
        assert queries.wordings(session, form.key)[0].name("en") == "The ward's own form"


def test_what_somebody_wrote_here_is_not_completed_by_the_house(session: Session) -> None:
    actions.add_default_forms(session)
    second = actions.draft(session, before(DEFAULT_FORMS[0]), key="waiting", version=2, unit_id=None)
    actions.add_default_forms(session)
    assert second.name_km is None
