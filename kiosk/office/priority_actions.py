"""Every write about the classes of people who go first. A class is never deleted: its tickets keep its code."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.office import changes, entries, positions, priority_queries
from kiosk.office.models import PriorityClass
from kiosk.office.priority_classes import DEFAULT_CLASSES
from kiosk.office.refusals import Refused

OWN: Final = "own_"
"""Before the number of a class that an office added itself."""


def add_default_classes(session: Session) -> int:
    """Add the classes every office starts with, where they are missing; return how many were added."""
    known = priority_queries.every(session)
    missing = {code: names for code, names in DEFAULT_CLASSES.items() if code not in {one.code for one in known}}
    last = max((one.position for one in known), default=0)
    for position, (code, names) in enumerate(missing.items(), start=last + 1):
        session.add(PriorityClass(code=code, position=position, active=True, **names.columns()))
    session.flush()
    return len(missing)


def add_class(session: Session, names: entries.Names, *, now: datetime, staff_id: int | None) -> PriorityClass:
    """Add a class that goes after all others.

    Raises:
        Refused: as :meth:`Names.columns`.
    """
    values = names.columns()
    known = priority_queries.every(session)
    number = 1 + sum(one.code.startswith(OWN) for one in known)
    row = PriorityClass(code=f"{OWN}{number}", position=max((one.position for one in known), default=0) + 1, **values)
    session.add(row)
    session.flush()
    _record(session, "priority.add", row, changes.from_nothing(values), now=now, staff_id=staff_id)
    return row


def change_class(
    session: Session, code: str, names: entries.Names, *, active: bool, now: datetime, staff_id: int | None
) -> None:
    """Give a class other names, take it out of use or put it back. Tickets that wait keep the rank they came with.

    Raises:
        Refused: as :meth:`Names.columns`; ``class`` *unknown*.
    """
    row = _known(session, code)
    details = changes.apply(row, names.columns() | {"active": active})
    session.flush()
    _record(session, "priority.change", row, details, now=now, staff_id=staff_id)


def move_class(session: Session, code: str, *, up: bool, now: datetime, staff_id: int | None) -> None:
    """Swap a class with its neighbour; the first cannot go up, nor the last down.

    Raises:
        Refused: ``class`` *unknown*.
    """
    row = _known(session, code)
    listed = priority_queries.every(session)
    after = positions.stepped(listed, row, up=up)
    if after is None:
        return
    session.flush()
    details: changes.Change = {
        "order": {"old": [each.name_vi for each in listed], "new": [each.name_vi for each in after]}
    }
    _record(session, "priority.move", row, details, now=now, staff_id=staff_id)


def _known(session: Session, code: str) -> PriorityClass:
    row = session.get(PriorityClass, code)
    if row is None:
        raise Refused("unknown", "class")
    return row


def _record(
    session: Session, act: str, row: PriorityClass, details: changes.Change, *, now: datetime, staff_id: int | None
) -> None:
    if details:
        events.record(session, act, row.name_vi, now=now, staff_id=staff_id, details=dict(details))
