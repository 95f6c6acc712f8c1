"""Every write to a draft: copied from a form, changed freely, thrown away. What is published is never touched here."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.office.entries import Names
from kiosk.office.refusals import Refused
from survey.questionnaires import actions, queries
from survey.questionnaires.default_forms import Asked
from survey.questionnaires.default_forms import Form as ReadyForm
from survey.questionnaires.default_forms import Names as Wording
from survey.questionnaires.faults import MOST_QUESTIONS
from survey.questionnaires.models import Choice, Question, Questionnaire
from survey.questionnaires.queries import AskedQuestion, Form
from survey.questionnaires.stamps import stamp
from survey.questionnaires.typed import Typed

KEY_CHARS = 40


class OvertakenError(Exception):
    """Somebody else changed the draft since it was shown; nothing was written."""


def new_version(session: Session, questionnaire_id: int, *, now: datetime, staff_id: int | None) -> Questionnaire:
    """Return the draft of the next version of a form: the one that is there, or a copy of this version.

    Raises:
        Refused: ``questionnaire`` *unknown*.
    """
    row = _there(session, questionnaire_id)
    waiting = queries.draft_of(session, row.key)
    if waiting is not None:
        return waiting
    version = queries.last_version(session, row.key) + 1
    return _draft(session, ready(queries.load(session, row)), row.key, version, row.unit_id, now=now, staff_id=staff_id)


def copy(
    session: Session, form: ReadyForm, *, unit_id: int | None, place: str, now: datetime, staff_id: int | None
) -> Questionnaire:
    """Draft a form of one's own after *form*, under a new key; a copy that nobody has changed yet is not made twice.

    Args:
        session: A write session.
        form: One of the library, or :func:`ready` of one that is there.
        unit_id: Whose it will be, with the units below; ``None``: for all.
        place: The unit's slug, for the key; may be empty.
        now: When.
        staff_id: By whom.
    """
    stem = "-".join(part for part in (form.key.split("-")[0], place) if part)[: KEY_CHARS - 4]
    for row in queries.of_owner(session, form.role, unit_id, lock=True):
        if row.is_draft and row.key.startswith(stem) and _same(ready(queries.load(session, row)), form):
            return row
    number = 1
    while queries.exists(session, key := stem if number == 1 else f"{stem}-{number}"):
        number += 1
    return _draft(session, form, key, 1, unit_id, now=now, staff_id=staff_id)


def rename(session: Session, questionnaire_id: int, names: Names, *, seen: str) -> None:
    """Give a draft another title; raises as :func:`held` and ``Names.columns``."""
    form = held(session, questionnaire_id, seen=seen)
    for column, text in names.columns().items():
        setattr(form.questionnaire, column, text)
    session.flush()


def save_question(
    session: Session, questionnaire_id: int, question_id: int | None, typed: Typed, *, seen: str
) -> Question:
    """Change a question of a draft, or (``None``) add one; its choices are written anew.

    A new one stands at the end, in front of the free words that close a form.

    Raises:
        Refused: As :meth:`Typed.asked`; ``question`` *unknown* or *out_of_range* (forty at most); ``required`` or
            ``overall`` *taken* by another question.
        OvertakenError: See :func:`held`.
    """
    form = held(session, questionnaire_id, seen=seen)
    if question_id is None:
        asked = typed.asked()
        _refuse_second(form.questions, asked)
        return _append(session, form, asked)
    row = _question(form, question_id).question
    asked = typed.asked(row.meaning)
    if asked.kind != row.kind and asked.meaning == row.meaning:
        asked = typed.asked()
    _refuse_second([one for one in form.questions if one.question is not row], asked)
    for column in ("kind", "required", "overall", "meaning", "factor", "tells_where"):
        setattr(row, column, getattr(asked, column))
    for column, text in actions.columns(asked.wording).items():
        setattr(row, column, text)
    session.execute(delete(Choice).where(Choice.question_id == row.id))
    actions.add_choices(session, row.id, asked.choices)
    return row


def add_ready(session: Session, questionnaire_id: int, asked: Asked, *, seen: str) -> Question:
    """Add a ready-made question to a draft, before the free words that close it.

    Raises:
        Refused: ``ready`` *taken* when the draft asks it already; else as :func:`save_question`.
        OvertakenError: See :func:`held`.
    """
    form = held(session, questionnaire_id, seen=seen)
    if is_asked(form, asked):
        raise Refused("taken", "ready")
    _refuse_second(form.questions, asked)
    return _append(session, form, asked)


def is_asked(form: Form, asked: Asked) -> bool:
    """Whether the form has this question already: the same words, or the same meaning in others."""
    return any(
        one.question.name_vi == asked.wording[0] or (asked.meaning and one.question.meaning == asked.meaning)
        for one in form.questions
    )


def move(session: Session, questionnaire_id: int, question_id: int, *, up: bool, seen: str) -> None:
    """Let a question of a draft change places with its neighbour; at the end nothing happens. Raises as above."""
    form = held(session, questionnaire_id, seen=seen)
    order = [one.question for one in form.questions]
    place = order.index(_question(form, question_id).question)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        _number(session, order)


def remove(session: Session, questionnaire_id: int, question_id: int, *, seen: str) -> None:
    """Take a question out of a draft; raises as :func:`save_question`."""
    form = held(session, questionnaire_id, seen=seen)
    row = _question(form, question_id).question
    session.execute(delete(Choice).where(Choice.question_id == row.id))
    session.delete(row)
    session.flush()
    _number(session, [one.question for one in form.questions if one.question is not row])


def discard(session: Session, questionnaire_id: int, *, seen: str, now: datetime, staff_id: int | None) -> None:
    """Throw a draft away; raises as :func:`held`."""
    form = held(session, questionnaire_id, seen=seen)
    row = form.questionnaire
    for asked in form.questions:
        session.execute(delete(Choice).where(Choice.question_id == asked.question.id))
        session.delete(asked.question)
    record(session, "questionnaire.discard", row, now=now, staff_id=staff_id)
    session.flush()
    session.delete(row)
    session.flush()


def held(session: Session, questionnaire_id: int, *, seen: str) -> Form:
    """Return a draft, locked, as whoever changes it has seen it.

    Raises:
        Refused: ``questionnaire`` *unknown*, or *frozen* because it is published.
        OvertakenError: It is not what *seen* is the stamp of.
    """
    row = _there(session, questionnaire_id, lock=True)
    if not row.is_draft:
        raise Refused("frozen", "questionnaire")
    form = queries.load(session, row)
    if stamp(form) != seen:
        raise OvertakenError
    return form


def ready(form: Form) -> ReadyForm:
    """Return what a stored form asks, without where it is stored: to be copied."""
    row = form.questionnaire
    return ReadyForm(row.key, row.role, _wording(row), tuple(_asked(one) for one in form.questions))


def record(
    session: Session, act: str, row: Questionnaire, *, now: datetime, staff_id: int | None, **details: object
) -> None:
    """Write into the record of changes what was done to a version."""
    events.record(
        session,
        act,
        f"{row.name_vi[:150]} ({row.key}/{row.version})",
        now=now,
        staff_id=staff_id,
        unit_id=row.unit_id,
        details=dict(details),
    )


def _same(one: ReadyForm, other: ReadyForm) -> bool:
    return (one.name, one.questions) == (other.name, other.questions)


def _draft(
    session: Session,
    form: ReadyForm,
    key: str,
    version: int,
    unit_id: int | None,
    *,
    now: datetime,
    staff_id: int | None,
) -> Questionnaire:
    row = actions.draft(session, form, key=key, version=version, unit_id=unit_id)
    record(session, "questionnaire.draft", row, now=now, staff_id=staff_id)
    return row


def _there(session: Session, questionnaire_id: int, *, lock: bool = False) -> Questionnaire:
    row = queries.find(session, questionnaire_id, lock=lock)
    if row is None:
        raise Refused("unknown", "questionnaire")
    return row


def _question(form: Form, question_id: int) -> AskedQuestion:
    for asked in form.questions:
        if asked.question.id == question_id:
            return asked
    raise Refused("unknown", "question")


def _refuse_second(others: Sequence[AskedQuestion], asked: Asked) -> None:
    if asked.required and any(one.question.required for one in others):
        raise Refused("taken", "required")
    if asked.overall and any(one.question.overall for one in others):
        raise Refused("taken", "overall")


def _append(session: Session, form: Form, asked: Asked) -> Question:
    if len(form.questions) >= MOST_QUESTIONS:
        raise Refused("out_of_range", "question")
    row = actions.add_question(session, form.questionnaire.id, len(form.questions) + 1, asked)
    last = form.questions[-1].question if form.questions else None
    if last is not None and last.kind == "text" and row.kind != "text":  # free words close a form
        _number(session, [*(one.question for one in form.questions[:-1]), row, last])
    return row


def _number(session: Session, order: Sequence[Question]) -> None:
    """Number the questions from 1; by way of numbers that nobody has, because no two may share one."""
    for first in (-len(order), 1):
        for place, row in enumerate(order, start=first):
            row.position = place
        session.flush()


def _asked(one: AskedQuestion) -> Asked:
    row = one.question
    return Asked(
        _wording(row),
        row.kind,
        tuple(_wording(choice) for choice in one.choices),
        required=row.required,
        overall=row.overall,
        meaning=row.meaning,
        factor=row.factor,
        tells_where=row.tells_where,
    )


def _wording(row: Questionnaire | Question | Choice) -> Wording:
    return (row.name_vi, row.name_en or "", row.name_km or "", row.name_zh or "")
