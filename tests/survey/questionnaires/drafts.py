"""Drafts for tests."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from kiosk.office.entries import Names
from survey.questionnaires import draft_actions, publish_actions, queries
from survey.questionnaires.default_forms import AFTER_A_VISIT, Form
from survey.questionnaires.models import Questionnaire
from survey.questionnaires.stamps import stamp
from survey.questionnaires.typed import Answering, Typed
from tests.factories import MONDAY

TODAY = date(2026, 11, 16)
HOW = Typed(Names("Bàn ghế thế nào?", "And the chairs?"), Answering.LEVELS)


def seen(session: Session, row: Questionnaire) -> str:
    """The stamp of a form as it is now."""
    return stamp(queries.load(session, row))


def draft(session: Session, unit_id: int | None, form: Form = AFTER_A_VISIT) -> Questionnaire:
    """A draft of one's own after a form of the library."""
    return draft_actions.copy(session, form, unit_id=unit_id, place="unit", now=MONDAY, staff_id=None)


def publish(
    session: Session, row: Questionnaire, since: date = TODAY, *, last_day: date | None = None, now: datetime = MONDAY
) -> Questionnaire:
    """Publish a draft as it is now."""
    return publish_actions.publish(
        session,
        row.id,
        seen=seen(session, row),
        since=since,
        last_day=last_day,
        today=TODAY,
        now=now,
        staff_id=None,
    )


def next_version(session: Session, row: Questionnaire) -> Questionnaire:
    """The draft of the next version."""
    return draft_actions.new_version(session, row.id, now=MONDAY, staff_id=None)
