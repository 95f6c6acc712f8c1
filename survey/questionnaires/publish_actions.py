"""Publishing, taking back and ending versions. A published version never changes; only its last day may come."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from kiosk.office.refusals import Refused
from survey.questionnaires import queries
from survey.questionnaires.draft_actions import OvertakenError, held, record
from survey.questionnaires.faults import Drafted, faults
from survey.questionnaires.models import Questionnaire
from survey.questionnaires.queries import Form
from survey.questionnaires.stamps import stamp


def publish(
    session: Session,
    questionnaire_id: int,
    *,
    seen: str,
    since: date,
    last_day: date | None = None,
    today: date,
    now: datetime,
    staff_id: int | None,
) -> Questionnaire:
    """Let a draft be asked from the day *since* on, for ever as it is; what its owner asked before ends on that day.

    Args:
        session: A write session.
        questionnaire_id: Which draft.
        seen: The stamp of what is published: exactly what was looked at.
        since: The first day.
        last_day: The last day, included, after which the form of the unit above holds again; ``None``: no end.
        today: The office's day.
        now: When.
        staff_id: By whom.

    Raises:
        Refused: ``form`` *malformed* (see ``faults``); ``since`` *backwards* before today, *later_change* where
            another version begins on that day or later; ``last_day`` *backwards* before the first, or *foreign* for
            a form that is for all, which always needs one; ``questionnaire`` *frozen*, *unknown*.
        OvertakenError: Somebody changed the draft meanwhile.
    """
    form = held(session, questionnaire_id, seen=seen)
    row = form.questionnaire
    if faults(drafted(form), row.role):
        raise Refused("malformed", "form")
    if since < today:
        raise Refused("backwards", "since")
    if last_day is not None and row.unit_id is None:
        raise Refused("foreign", "last_day")
    if last_day is not None and last_day < since:
        raise Refused("backwards", "last_day")
    for other in queries.of_owner(session, row.role, row.unit_id, lock=True):
        if not other.is_draft:
            _end_before(other, since)
    row.valid_from, row.valid_until = since, last_day + timedelta(days=1) if last_day else None
    row.is_draft = False
    session.flush()
    record(session, "questionnaire.publish", row, now=now, staff_id=staff_id, valid_from=since.isoformat())
    return row


def withdraw(
    session: Session, questionnaire_id: int, *, seen: str, today: date, now: datetime, staff_id: int | None
) -> Questionnaire:
    """Make a version that has not begun a draft again; what it would have ended goes on as planned before.

    Raises:
        Refused: ``questionnaire`` *unknown*, or *frozen* because it has begun; ``draft`` *taken* because the next
            version is being drafted already.
        OvertakenError: It is not what was looked at.
    """
    row = _published(session, questionnaire_id, seen=seen)
    if row.valid_from <= today:
        raise Refused("frozen", "questionnaire")
    if queries.draft_of(session, row.key) is not None:
        raise Refused("taken", "draft")
    for other in queries.of_owner(session, row.role, row.unit_id, lock=True):
        if not other.is_draft and other.valid_until == row.valid_from:
            other.valid_until, other.planned_until = other.planned_until, None
    row.is_draft, row.valid_until = True, None
    session.flush()
    record(session, "questionnaire.withdraw", row, now=now, staff_id=staff_id)
    return row


def end(
    session: Session,
    questionnaire_id: int,
    *,
    seen: str,
    last_day: date,
    today: date,
    now: datetime,
    staff_id: int | None,
) -> Questionnaire:
    """Ask a unit's own form until *last_day*, included; then that of the unit above holds, or the one for all.

    Raises:
        Refused: ``last_day`` *foreign* for a form that is for all, *backwards* before today, or before it begins,
            *later_change* where another version follows anyway; ``questionnaire`` *unknown* or *frozen*.
        OvertakenError: It is not what was looked at.
    """
    row = _published(session, questionnaire_id, seen=seen)
    if row.unit_id is None:
        raise Refused("foreign", "last_day")
    if row.valid_until is not None and row.valid_until <= today:
        raise Refused("frozen", "questionnaire")
    if last_day < max(today, row.valid_from):
        raise Refused("backwards", "last_day")
    others = queries.of_owner(session, row.role, row.unit_id, lock=True)
    if any(not one.is_draft and one.valid_from > row.valid_from for one in others):
        raise Refused("later_change", "last_day")
    row.valid_until = last_day + timedelta(days=1)
    session.flush()
    record(session, "questionnaire.end", row, now=now, staff_id=staff_id, valid_until=row.valid_until.isoformat())
    return row


def drafted(form: Form) -> list[Drafted]:
    """Return what the rules of publishing look at."""
    return [
        Drafted(one.question.kind, one.question.required, one.question.overall, len(one.choices))
        for one in form.questions
    ]


def _end_before(other: Questionnaire, since: date) -> None:
    if other.valid_from >= since:
        raise Refused("later_change", "since")
    if other.valid_until is None or other.valid_until >= since:
        other.planned_until, other.valid_until = other.valid_until, since


def _published(session: Session, questionnaire_id: int, *, seen: str) -> Questionnaire:
    row = queries.find(session, questionnaire_id, lock=True)
    if row is None:
        raise Refused("unknown", "questionnaire")
    if row.is_draft:
        raise Refused("frozen", "questionnaire")
    if stamp(queries.load(session, row)) != seen:
        raise OvertakenError
    return row
