"""Every SELECT about questionnaires."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.questionnaires.models import Choice, Question, Questionnaire


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its choices in order."""

    question: Question
    choices: tuple[Choice, ...]

    @property
    def field(self) -> str:
        """The name of its form field."""
        return f"q{self.question.id}"


@dataclass(frozen=True, slots=True)
class Form:
    """A questionnaire with all its questions in order."""

    questionnaire: Questionnaire
    questions: tuple[AskedQuestion, ...]


def form_for(session: Session, unit_id: int, role: str, day: date) -> Form | None:
    """Return the questionnaire of *role* that holds for the unit on *day*: its own before the general one."""
    valid = (Questionnaire.valid_from <= day) & (
        Questionnaire.valid_until.is_(None) | (Questionnaire.valid_until > day)
    )
    mine = Questionnaire.unit_id.is_(None) | (Questionnaire.unit_id == unit_id)
    found = session.scalars(
        select(Questionnaire)
        .where(Questionnaire.role == role, valid, mine)
        .order_by(Questionnaire.unit_id.is_(None), Questionnaire.version.desc(), Questionnaire.id.desc())
        .limit(1)
    ).first()
    return None if found is None else load(session, found)


def load(session: Session, questionnaire: Questionnaire) -> Form:
    """Return the questionnaire with its questions and choices."""
    choices: dict[int, list[Choice]] = {}
    for choice in session.scalars(
        select(Choice)
        .join(Question, Question.id == Choice.question_id)
        .where(Question.questionnaire_id == questionnaire.id)
        .order_by(Choice.question_id, Choice.value)
    ):
        choices.setdefault(choice.question_id, []).append(choice)
    questions = session.scalars(
        select(Question).where(Question.questionnaire_id == questionnaire.id).order_by(Question.position)
    )
    return Form(
        questionnaire, tuple(AskedQuestion(question, tuple(choices.get(question.id, ()))) for question in questions)
    )


def exists(session: Session, key: str) -> bool:
    """Whether any version of the questionnaire named *key* is there."""
    return session.scalar(select(Questionnaire.id).where(Questionnaire.key == key).limit(1)) is not None


def wordings(session: Session, key: str) -> list[Questionnaire | Question | Choice]:
    """Return whatever is worded in all versions of the questionnaire named *key*: its names, questions and choices."""
    found: list[Questionnaire | Question | Choice] = []
    for row in session.scalars(select(Questionnaire).where(Questionnaire.key == key).order_by(Questionnaire.id)):
        asked = load(session, row).questions
        found += [row, *(one.question for one in asked), *(choice for one in asked for choice in one.choices)]
    return found
