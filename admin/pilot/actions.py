"""Every write about what was changed in the pilot and what went wrong: added and taken back, never edited."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from admin.accounts.queries import Person
from admin.pilot import queries
from admin.pilot.models import EventKind, PilotEvent
from kiosk.ground import events
from kiosk.office import tree


class NotThereError(Exception):
    """There is no such event at this unit."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What somebody writes down.

    Attributes:
        unit_id: Where.
        kind: A change to shorten the wait, or something that went wrong.
        day: From which it held.
        last_day: Until when, inside; ``None`` where it was one day's or still holds.
        what: Cleaned, 1 to 300 characters.
    """

    unit_id: int
    kind: EventKind
    day: date
    last_day: date | None
    what: str


def record(session: Session, happening: Happening, *, key: str, by: Person, now: datetime) -> PilotEvent:
    """Write it down, signed, and return it; the same form again writes nothing more and returns what it wrote."""
    tree.locked_unit(session, happening.unit_id)  # a double tap comes one after the other
    done = queries.by_key(session, key)
    if done is not None:
        return done
    row = PilotEvent(
        unit_id=happening.unit_id,
        kind=happening.kind,
        first_day=happening.day,
        last_day=happening.last_day,
        what=happening.what,
        staff_id=by.id,
        staff_name=by.name,
        recorded_at=now,
        issue_key=key,
    )
    session.add(row)
    _tell(session, "pilot.record", row, {"kind": row.kind}, by=by, now=now)
    session.flush()
    return row


def happening_of(row: PilotEvent) -> Happening:
    """Return what was written down."""
    return Happening(row.unit_id, EventKind(row.kind), row.first_day, row.last_day, row.what)


def withdraw(session: Session, unit_id: int, event_id: int, reason: str, *, by: Person, now: datetime) -> PilotEvent:
    """Take it back with a reason; it stays on record. Twice changes nothing.

    Raises:
        NotThereError: as named.
    """
    tree.locked_unit(session, unit_id)
    row = queries.event_of(session, unit_id, event_id)
    if row is None:
        raise NotThereError
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = now, by.name, reason
        _tell(session, "pilot.withdraw", row, {"kind": row.kind, "note": reason}, by=by, now=now)
        session.flush()
    return row


def _tell(session: Session, act: str, row: PilotEvent, details: dict[str, str], *, by: Person, now: datetime) -> None:
    subject = f"{row.first_day.isoformat()} – {row.what}"
    events.record(session, act, subject, now=now, staff_id=by.id, unit_id=row.unit_id, details=details)
