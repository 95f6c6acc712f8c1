"""What a questionnaire says in one word: it changes with every change, so nobody overwrites what they have not seen."""

import hashlib
import json

from survey.questionnaires.models import Choice, Question, Questionnaire
from survey.questionnaires.queries import Form

Row = Questionnaire | Question | Choice


def stamp(form: Form) -> str:
    """Return SHA-256 over all columns of the form's rows in their order; 64 hex digits."""
    rows: list[Row] = [form.questionnaire]
    for asked in form.questions:
        rows += [asked.question, *asked.choices]
    told = [[str(getattr(row, column.key)) for column in row.__table__.columns] for row in rows]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
