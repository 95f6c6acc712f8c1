"""Offices with weeks behind them: so many minutes of waiting in each, up to the week before Monday 16/11/2026."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import count
from typing import Final

from sqlalchemy.orm import Session

from admin.pilot.models import EventKind, PilotEvent
from kiosk.ground.calendar import ZONE, Week
from kiosk.office.models import ServiceGroup, Unit
from kiosk.queue import past_actions
from kiosk.queue.kinds import Channel
from kiosk.queue.past import PastVisit
from kiosk.queue.tickets import State
from tests.factories import MONDAY

LAST: Final = Week(2026, 46)
A_DAY: Final = 2
_keys = count(1)


def served(session: Session, group: ServiceGroup, minutes: Sequence[float], *, until: Week = LAST) -> None:
    """Two people on each weekday of the weeks up to *until* wait so many *minutes*."""
    weeks = [until.shift(at - len(minutes) + 1) for at in range(len(minutes))]
    past_actions.add_past(
        session,
        group.unit_id,
        [
            _visit(group, week.monday + timedelta(days=day), at, wait)
            for week, wait in zip(weeks, minutes, strict=True)
            for day in range(5)
            for at in range(A_DAY)
        ],
    )
    session.flush()


def _visit(group: ServiceGroup, day: date, at: int, minutes: float) -> PastVisit:
    arrived = datetime(day.year, day.month, day.day, 8, 10 * at, tzinfo=ZONE)
    called = arrived + timedelta(minutes=minutes)
    return PastVisit(
        key=f"visit {next(_keys)}",
        group_id=group.id,
        prefix="A",
        channel=Channel.IMPORT,
        state=State.DONE,
        arrived_at=arrived,
        first_called_at=called,
        started_at=called,
        ended_at=called + timedelta(minutes=8),
    )


def event(
    session: Session,
    unit: Unit,
    staff_id: int,
    day: date,
    what: str = "mở thêm quầy 4",
    *,
    kind: EventKind = EventKind.INTERVENTION,
    last: date | None = None,
) -> PilotEvent:
    """Something written down about *unit*."""
    row = PilotEvent(
        unit_id=unit.id,
        kind=kind,
        first_day=day,
        last_day=last,
        what=what,
        staff_id=staff_id,
        staff_name="An",
        recorded_at=MONDAY,
        issue_key=f"event {next(_keys)}",
    )
    session.add(row)
    session.flush()
    return row
