"""Every write about what offices do about bad ratings: texts are added, the latest stands, none is ever changed."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from admin.accounts.queries import Person
from admin.opinions import queries
from admin.opinions.models import Remedy
from kiosk.ground import events
from kiosk.ground.calendar import Week
from kiosk.office import tree


class Written(NamedTuple):
    """What somebody writes about the ratings of some weeks, first and last inside."""

    unit_id: int
    from_week: Week
    until_week: Week
    text: str


def write(session: Session, written: Written, *, key: str, by: Person, now: datetime) -> Remedy:
    """Write it down, signed, and return it; the same form again writes nothing more and returns what it wrote."""
    tree.locked_unit(session, written.unit_id)  # a double tap comes one after the other
    done = queries.of_key(session, key)
    if done is not None:
        return done
    row = Remedy(
        unit_id=written.unit_id,
        from_week=str(written.from_week),
        until_week=str(written.until_week),
        text=written.text,
        staff_id=by.id,
        staff_name=by.name,
        written_at=now,
        issue_key=key,
    )
    session.add(row)
    weeks = f"{row.from_week} – {row.until_week}"
    events.record(session, "remedy.write", weeks, now=now, staff_id=by.id, unit_id=row.unit_id)
    session.flush()
    return row
