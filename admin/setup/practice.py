"""Emptying a unit for practice: its line, its counters, and what was voted there."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office
from kiosk.office.models import Unit
from kiosk.office.opening import Hours
from kiosk.office.refusals import Refused
from kiosk.queue import night_actions, night_queries
from kiosk.queue.actions import OvertakenError
from survey.ballots import actions as ballots


def clear(unit_id: int, *, now: datetime) -> str:
    """Close what is open in a unit for practice and forget its ballots; return a sentence that says so.

    Raises:
        Refused: ``unit`` *unknown*: it is none for practice.
    """
    today = local_day(now)
    with db.read() as session:
        if not session.get_one(Unit, unit_id).is_practice:
            raise Refused("unknown", "unit")
        open_now = [(one.id, one.day) for one in night_queries.open_tickets_before(session, unit_id, today)]
        hours = {day: office.hours_of(session, unit_id, day) for day in {day for _id, day in open_now}}
    closed = sum(_close(ticket_id, hours[day], now=now) for ticket_id, day in open_now)

    def rest(session: Session) -> None:
        night_actions.close_sessions(session, unit_id, today, now=now)
        ballots.forget_practice(session, unit_id)

    db.write(rest)
    return str(_("Đã xóa hàng chờ tập dùng: %(count)s số, các quầy đã đóng.", count=closed))


def _close(ticket_id: int, hours: Hours, *, now: datetime) -> bool:
    """Close one number; say whether it was still open, and nobody moved it in that very moment."""
    try:
        return db.write(lambda session: night_actions.close_ticket(session, ticket_id, hours=hours, now=now))
    except OvertakenError:
        return False
