"""Every write about days that an order makes free or worked for the whole house."""

from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.office import changes, entries
from kiosk.office.models import HolidayOverride
from kiosk.office.refusals import Refused

NOTE_CHARS: Final = 200
DOCUMENT_CHARS: Final = 100


def add_holiday(
    session: Session,
    day: date,
    *,
    is_working: bool,
    note: str,
    document: str | None,
    now: datetime,
    staff_id: int | None,
) -> None:
    """Say that *day* is worked or free for every unit, by which document; it wins over the holiday table.

    Raises:
        Refused: ``day`` *taken*, ``note`` *missing* or *too_long*, ``document`` *too_long*.
    """
    values = {
        "is_working": is_working,
        "note": entries.required(note, "note", max_chars=NOTE_CHARS),
        "document": entries.optional(document, "document", max_chars=DOCUMENT_CHARS),
    }
    if session.get(HolidayOverride, day) is not None:
        raise Refused("taken", "day")
    session.add(HolidayOverride(day=day, **values))
    session.flush()
    details = changes.from_nothing(values)
    events.record(session, "holiday.add", day.isoformat(), now=now, staff_id=staff_id, details=dict(details))


def remove_holiday(session: Session, day: date, *, now: datetime, staff_id: int | None) -> None:
    """Leave *day* to the holiday table and the weekday again.

    Raises:
        Refused: ``day`` *unknown*.
    """
    row = session.get(HolidayOverride, day)
    if row is None:
        raise Refused("unknown", "day")
    details = changes.to_nothing({"is_working": row.is_working, "note": row.note, "document": row.document})
    session.delete(row)
    session.flush()
    events.record(session, "holiday.remove", day.isoformat(), now=now, staff_id=staff_id, details=dict(details))
