"""Every SELECT about questionnaires."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from kiosk.office import queries as office
from survey.questionnaires.models import Choice, Factor, Question, Questionnaire

SHORT: Final = 10
"""Questions that stand one below the other; a longer form folds those of one factor together."""
FOLDED: Final = frozenset(set(Factor) - {Factor.CONDUCT})


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
class Section:
    """Questions that follow each other on a page.

    Attributes:
        factor: What they are all about, where they are folded together; ``None``: they stand openly.
        place: Its place among the folded ones, from 1; 0 for one that is not.
        questions: In order, each with its place in the whole form.
    """

    factor: Factor | None
    place: int
    questions: tuple[tuple[int, AskedQuestion], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A questionnaire with all its questions in order."""

    questionnaire: Questionnaire
    questions: tuple[AskedQuestion, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The questions as a page shows them; a short form is one open section."""
        found: list[Section] = []
        folded = 0
        for factor, group in groupby(enumerate(self.questions, start=1), key=lambda pair: self._folds(pair[1])):
            folded += factor is not None
            found.append(Section(factor, folded if factor else 0, tuple(group)))
        return tuple(found)

    @property
    def folded(self) -> int:
        """How many sections are folded."""
        return sum(1 for section in self.sections if section.factor)

    @property
    def tells_where(self) -> bool:
        """Whether some question is followed by where denunciations are taken."""
        return any(asked.question.tells_where for asked in self.questions)

    def _folds(self, asked: AskedQuestion) -> Factor | None:
        known = asked.question.factor in FOLDED and len(self.questions) > SHORT
        return Factor(asked.question.factor) if known and asked.question.factor else None


def form_for(session: Session, unit_id: int, role: str, day: date) -> Form | None:
    """Return the questionnaire of *role* that holds for the unit on *day*.

    Its own goes before that of the nearest unit above, and that before the one for all.
    """
    chain = office.ancestor_ids(session, unit_id, day)
    found = session.scalars(
        select(Questionnaire)
        .where(*_published(role, chain), Questionnaire.valid_from <= day, _not_over(day))
        .order_by(Questionnaire.valid_from.desc(), Questionnaire.id.desc())
    ).all()
    places = {owner: place for place, owner in enumerate(chain)}
    nearest = min(found, key=lambda row: places.get(row.unit_id or 0, len(chain)), default=None)
    return None if nearest is None else load(session, nearest)


def still_taken(
    session: Session, questionnaire_id: int, unit_id: int, role: str, *, day: date, since: date
) -> Form | None:
    """Return the form that somebody at the unit opened on a day from *since* to *day*; ``None`` if nobody can have.

    What it asked is what is answered, although another version holds by now.
    """
    found = session.scalars(
        select(Questionnaire)
        .where(*_published(role, office.ancestor_ids(session, unit_id, day)))
        .where(Questionnaire.id == questionnaire_id, Questionnaire.valid_from <= day, _not_over(since))
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


def find(session: Session, questionnaire_id: int, *, lock: bool = False) -> Questionnaire | None:
    """Return one version, drafts too; with *lock*, whoever else would change it waits."""
    return session.get(Questionnaire, questionnaire_id, with_for_update=lock or None, populate_existing=lock)


def exists(session: Session, key: str) -> bool:
    """Whether any version of the questionnaire named *key* is there."""
    return session.scalar(select(Questionnaire.id).where(Questionnaire.key == key).limit(1)) is not None


def draft_of(session: Session, key: str) -> Questionnaire | None:
    """Return the draft of the questionnaire named *key*; ``None`` when all its versions are published."""
    return session.scalars(select(Questionnaire).where(Questionnaire.key == key, Questionnaire.is_draft)).first()


def last_version(session: Session, key: str) -> int:
    """Return the highest version of the questionnaire named *key*, drafts too; 0 when there is none."""
    return session.scalar(select(func.max(Questionnaire.version)).where(Questionnaire.key == key)) or 0


def of_owner(session: Session, role: str, unit_id: int | None, *, lock: bool = False) -> list[Questionnaire]:
    """Return every version of *role* that belongs to the unit, or (``None``) is for all, drafts too, oldest first.

    With *lock* they are held: of two who publish at once the second sees what the first did.
    """
    query = select(Questionnaire).where(Questionnaire.role == role, Questionnaire.unit_id.is_not_distinct_from(unit_id))
    query = query.order_by(Questionnaire.id)
    return list(session.scalars(query.with_for_update() if lock else query))


def listed(session: Session, unit_ids: Collection[int]) -> list[Questionnaire]:
    """Return every version for all units and of the units given: those that hold longest first, drafts in front."""
    return list(
        session.scalars(
            select(Questionnaire)
            .where(Questionnaire.unit_id.is_(None) | Questionnaire.unit_id.in_(unit_ids))
            .order_by(Questionnaire.is_draft.desc(), Questionnaire.valid_from.desc(), Questionnaire.id.desc())
        )
    )


def wordings(session: Session, key: str, *, version: int | None = None) -> list[Questionnaire | Question | Choice]:
    """Return what is worded in all versions of the questionnaire *key*, or in one: names, questions and choices."""
    found: list[Questionnaire | Question | Choice] = []
    versions = select(Questionnaire).where(Questionnaire.key == key).order_by(Questionnaire.id)
    for row in session.scalars(versions if version is None else versions.where(Questionnaire.version == version)):
        asked = load(session, row).questions
        found += [row, *(one.question for one in asked), *(choice for one in asked for choice in one.choices)]
    return found


def _published(role: str, chain: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    mine = Questionnaire.unit_id.is_(None) | Questionnaire.unit_id.in_(chain)
    return (Questionnaire.role == role, ~Questionnaire.is_draft, mine)


def _not_over(day: date) -> ColumnElement[bool]:
    return Questionnaire.valid_until.is_(None) | (Questionnaire.valid_until > day)
