"""The units of a province with all their counters open: people wait, and at each sits somebody who is signed in."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from sqlalchemy.orm import Session

from admin.accounts import actions as accounts
from admin.accounts.models import RoleGrant, Staff
from admin.accounts.roles import Role
from bench.offices import GROUPS, NO_PASSWORD
from kiosk.office.models import Unit
from tests import factories
from tests.factories import MONDAY

COUNTERS = 8
WAITING_EACH = 40
"""People in front of a unit's counters: more than eight clerks call in a minute or two."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An open counter, and the session token of whoever sits there."""

    counter_id: int
    token: str


def seats(session: Session, top: Unit, clerks: int) -> list[Seat]:
    """Open counters for so many *clerks* below *top*, eight in each unit."""
    numbers = count(1)
    found: list[Seat] = []
    while len(found) < clerks:
        number = next(numbers)
        unit = factories.unit(session, f"Xã số {number}", parent=top, slug=f"xa-{number}", start_with_call=True)
        factories.hours(session, unit)
        groups = [factories.group(session, unit, prefix, name) for prefix, name in GROUPS.items()]
        for waiting in range(WAITING_EACH):
            factories.ticket(session, groups[waiting % len(groups)])
        for label in range(1, min(COUNTERS, clerks - len(found)) + 1):
            counter = factories.counter(session, unit, str(label), *groups)
            staff_id = _clerk(session, unit, f"clerk-{number}-{label}")
            factories.desk(session, counter, *groups, staff_id=staff_id)
            found.append(Seat(counter.id, _token(session, staff_id)))
    return found


def _clerk(session: Session, unit: Unit, login: str) -> int:
    row = Staff(login=login, name=f"Cán bộ {login}", password_hash=NO_PASSWORD, created_at=MONDAY)
    session.add(row)
    session.flush()
    session.add(RoleGrant(staff_id=row.id, role=Role.CLERK, unit_id=unit.id))
    session.flush()
    return row.id


def _token(session: Session, staff_id: int) -> str:
    lasts = timedelta(hours=12)
    return accounts.open_session(session, staff_id, password_hash=NO_PASSWORD, lasts=lasts, now=MONDAY) or ""
