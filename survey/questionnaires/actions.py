"""Every write to questionnaires."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from sqlalchemy.orm import Session

from survey.questionnaires import queries
from survey.questionnaires.default_forms import DEFAULT_FORMS, Asked, Form, Names
from survey.questionnaires.models import Choice, Question, Questionnaire

BEGINNING = date(2000, 1, 1)


def add_default_forms(session: Session) -> int:
    """Add the forms every office starts with, where they are missing; return how many were added.

    Those that are there get the names of languages that came after them; no wording that anybody was asked in changes.
    """
    missing = [form for form in DEFAULT_FORMS if not queries.exists(session, form.key)]
    for form in DEFAULT_FORMS:
        if form in missing:
            add(session, form, valid_from=BEGINNING)
        else:
            _complete(session, form)
    return len(missing)


def add(session: Session, form: Form, *, valid_from: date, unit_id: int | None = None) -> Questionnaire:
    """Add the first version of a questionnaire with its questions and choices, and let it be asked."""
    row = draft(session, form, key=form.key, version=1, unit_id=unit_id)
    row.valid_from, row.is_draft = valid_from, False  # what is published takes no more questions
    session.flush()
    return row


def draft(session: Session, form: Form, *, key: str, version: int, unit_id: int | None) -> Questionnaire:
    """Add a version that nobody is asked in yet; from which day on is said when it is published."""
    row = Questionnaire(
        key=key,
        version=version,
        role=form.role,
        unit_id=unit_id,
        valid_from=BEGINNING,
        is_draft=True,
        **columns(form.name),
    )
    session.add(row)
    session.flush()
    for position, asked in enumerate(form.questions, start=1):
        add_question(session, row.id, position, asked)
    return row


def add_question(session: Session, questionnaire_id: int, position: int, asked: Asked) -> Question:
    """Add one question with its choices, whose values count from 1."""
    question = Question(
        questionnaire_id=questionnaire_id,
        position=position,
        kind=asked.kind,
        required=asked.required,
        overall=asked.overall,
        meaning=asked.meaning,
        factor=asked.factor,
        tells_where=asked.tells_where,
        **columns(asked.wording),
    )
    session.add(question)
    session.flush()
    add_choices(session, question.id, asked.choices)
    return question


def add_choices(session: Session, question_id: int, choices: Iterable[Names]) -> None:
    """Add the choices of a question that has none."""
    session.add_all(
        Choice(question_id=question_id, value=value, **columns(names)) for value, names in enumerate(choices, start=1)
    )
    session.flush()


def _complete(session: Session, form: Form) -> None:
    """Give the house's own first version what it lacks; versions that somebody wrote here stay as they are."""
    wordings = [form.name, *(asked.wording for asked in form.questions)]
    known = {names[0]: names for names in (*wordings, *chain(*(asked.choices for asked in form.questions)))}
    for row in queries.wordings(session, form.key, version=1):
        for column, text in columns(known[row.name_vi]).items() if row.name_vi in known else ():
            if getattr(row, column) is None:
                setattr(row, column, text)
    session.flush()


def columns(names: Names) -> dict[str, str | None]:
    """Return the columns of a name; a language nobody has written yet is empty."""
    return dict(zip(("name_vi", "name_en", "name_km", "name_zh"), (text or None for text in names), strict=True))
