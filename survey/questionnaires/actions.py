"""Every write to questionnaires."""

from datetime import date

from sqlalchemy.orm import Session

from survey.questionnaires import queries
from survey.questionnaires.default_forms import DEFAULT_FORMS, Form
from survey.questionnaires.models import Choice, Question, Questionnaire

BEGINNING = date(2000, 1, 1)


def add_default_forms(session: Session) -> int:
    """Add the forms every office starts with, where they are missing; return how many were added."""
    missing = [form for form in DEFAULT_FORMS if not queries.exists(session, form.key)]
    for form in missing:
        add(session, form, valid_from=BEGINNING)
    return len(missing)


def add(session: Session, form: Form, *, valid_from: date, unit_id: int | None = None) -> Questionnaire:
    """Add one version of a questionnaire with its questions and choices."""
    row = Questionnaire(
        key=form.key,
        role=form.role,
        unit_id=unit_id,
        valid_from=valid_from,
        name_vi=form.name[0],
        name_en=form.name[1],
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
            name_vi=asked.wording[0],
            name_en=asked.wording[1],
        )
        session.add(question)
        session.flush()
        session.add_all(
            Choice(question_id=question.id, value=value, name_vi=names[0], name_en=names[1])
            for value, names in enumerate(asked.choices, start=1)
        )
    session.flush()
    return row
