"""Every write to questionnaires."""

from datetime import date
from itertools import chain

from sqlalchemy.orm import Session

from survey.questionnaires import queries
from survey.questionnaires.default_forms import DEFAULT_FORMS, Form, Names
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
    """Add one version of a questionnaire with its questions and choices."""
    row = Questionnaire(
        key=form.key,
        role=form.role,
        unit_id=unit_id,
        valid_from=valid_from,
        **_columns(form.name),
    )
    session.add(row)
    session.flush()
    for position, asked in enumerate(form.questions, start=1):
        question = Question(
            questionnaire_id=row.id,
            position=position,
            kind=asked.kind,
            required=asked.required,
            overall=asked.overall,
            meaning=asked.meaning,
            **_columns(asked.wording),
        )
        session.add(question)
        session.flush()
        session.add_all(
            Choice(question_id=question.id, value=value, **_columns(names))
            for value, names in enumerate(asked.choices, start=1)
        )
    session.flush()
    return row


def _complete(session: Session, form: Form) -> None:
    wordings = [form.name, *(asked.wording for asked in form.questions)]
    known = {names[0]: names for names in (*wordings, *chain(*(asked.choices for asked in form.questions)))}
    for row in queries.wordings(session, form.key):
        for column, text in _columns(known[row.name_vi]).items() if row.name_vi in known else ():
            if getattr(row, column) is None:
                setattr(row, column, text)
    session.flush()


def _columns(names: Names) -> dict[str, str]:
    return dict(zip(("name_vi", "name_en", "name_km", "name_zh"), names, strict=True))
