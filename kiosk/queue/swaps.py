"""Writing a move into its ticket's row, if the row is as it was read: nothing that somebody else wrote is lost."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from kiosk.ground import db
from kiosk.queue.courses import Course
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Quality, State

TICKET: Final = db.table(Ticket)
MOVED: Final = (*Course.__dataclass_fields__, "counter_id", "group_id", "reason")
"""What a move may change of a ticket."""
SEEN: Final = ("state", "counter_id", "group_id", "last_called_at", "hold_seconds", "held_since")
"""What tells that a ticket was moved since, even if it is in the same state again: a person called and passed on waits
as before, one put on hold and taken up again is served as before."""
SWAP: Final = (  # made once: making it takes several times as long as running it
    update(TICKET)
    .where(TICKET.c.id == bindparam("seen_id"))
    .where(
        *(TICKET.c[name].is_not_distinct_from(bindparam(f"seen_{name}", type_=TICKET.c[name].type)) for name in SEEN)
    )
    .values({name: bindparam(f"new_{name}") for name in MOVED})
)


def swap(session: Session, ticket: Ticket, values: Mapping[str, Any]) -> bool:
    """Write *values* if nobody moved the ticket since it was read, and let the object say what was written.

    Returns:
        ``False``: somebody did, and nothing is written.
    """
    known = {f"new_{name}": values.get(name, getattr(ticket, name)) for name in MOVED}
    seen = {f"seen_{name}": getattr(ticket, name) for name in SEEN} | {"seen_id": ticket.id}
    if session.connection().execute(SWAP, known | seen).rowcount != 1:
        return False
    for name in MOVED:
        set_committed_value(ticket, name, known[f"new_{name}"])
    return True


def course_of(ticket: Ticket) -> Course:
    """Return the state and the instants of a ticket, for the rules of :mod:`kiosk.queue.courses`."""

    def mark(value: str | None) -> Quality | None:
        return Quality(value) if value else None

    return Course(
        state=State(ticket.state),
        arrived_at=ticket.arrived_at,
        arrived_quality=Quality(ticket.arrived_quality),
        first_called_at=ticket.first_called_at,
        last_called_at=ticket.last_called_at,
        called_quality=mark(ticket.called_quality),
        started_at=ticket.started_at,
        started_quality=mark(ticket.started_quality),
        ended_at=ticket.ended_at,
        ended_quality=mark(ticket.ended_quality),
        hold_seconds=ticket.hold_seconds,
        held_since=ticket.held_since,
        came_back=ticket.came_back,
    )


def columns(course: Course) -> dict[str, Any]:
    """Return the course as column values of :class:`Ticket`."""
    return {name: getattr(course, name) for name in Course.__dataclass_fields__}
