"""Every SELECT about what was changed in the pilot and what went wrong."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.pilot.models import EventKind, PilotEvent

ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """An intervention or an incident that stands, as a chart or a report marks it.

    Attributes:
        id: Of its record.
        unit_id: Whose it is.
        kind: Intervention or incident.
        day: From which it held.
        last_day: Until when, inside; ``None`` where it is one day's or still holds.
        what: In the words of whoever wrote it down, at most 300 characters.
        by: How that person was called then.
    """

    id: int
    unit_id: int
    kind: EventKind
    day: date
    last_day: date | None
    what: str
    by: str

    @property
    def until(self) -> date:
        """The last day it is known to have touched."""
        return self.last_day or self.day

    @property
    def turns(self) -> tuple[date, ...]:
        """The days from which it was otherwise than before: its first, and the one after its last if that is known."""
        return (self.day,) if self.last_day is None else (self.day, self.last_day + ONE_DAY)


def events(session: Session, unit_ids: Collection[int], since: date, until: date) -> list[Mark]:
    """Return what touches a day from *since* to *until*, both inside, at *unit_ids*; oldest first, none withdrawn."""
    last = func.coalesce(PilotEvent.last_day, PilotEvent.first_day)
    rows = session.scalars(
        select(PilotEvent)
        .where(PilotEvent.unit_id.in_(unit_ids), PilotEvent.withdrawn_at.is_(None))
        .where(PilotEvent.first_day <= until, last >= since)
        .order_by(PilotEvent.first_day, PilotEvent.id)
    )
    return [_mark(row) for row in rows]


def recorded(session: Session, unit_ids: Collection[int]) -> list[PilotEvent]:
    """Return everything ever recorded of these units, the latest day first, withdrawn ones as well."""
    rows = session.scalars(
        select(PilotEvent)
        .where(PilotEvent.unit_id.in_(unit_ids))
        .order_by(PilotEvent.first_day.desc(), PilotEvent.id.desc())
    )
    return list(rows)


def event_of(session: Session, unit_id: int, event_id: int) -> PilotEvent | None:
    """Return the event of that number if it is this unit's."""
    return session.scalar(select(PilotEvent).where(PilotEvent.id == event_id, PilotEvent.unit_id == unit_id))


def by_key(session: Session, issue_key: str) -> PilotEvent | None:
    """Return what was recorded with the one-time key."""
    return session.scalar(select(PilotEvent).where(PilotEvent.issue_key == issue_key))


def _mark(row: PilotEvent) -> Mark:
    return Mark(row.id, row.unit_id, EventKind(row.kind), row.first_day, row.last_day, row.what, row.staff_name)
