"""Keeping the legs of a ticket in step with its moves, in plain rows: every press writes one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.queue import legs, queries
from kiosk.queue.kinds import Outcome
from kiosk.queue.legs import Leg
from kiosk.queue.models import Ticket, TicketLeg
from kiosk.queue.tickets import Move

LEG: Final = db.table(TicketLeg)
WRITTEN: Final = (*Leg.__dataclass_fields__, "counter_id")
OPEN: Final = insert(LEG)
CHANGE: Final = (
    update(LEG).where(LEG.c.id == bindparam("leg_id")).values({name: bindparam(f"new_{name}") for name in WRITTEN})
)
REMOVE: Final = update(LEG).where(LEG.c.id == bindparam("leg_id")).values(outcome=Outcome.REMOVED)


@dataclass(frozen=True, slots=True)
class Stay:
    """The leg a ticket is in, or was in last: its row's key, its number, where it was called to, and its instants."""

    id: int
    seq: int
    counter_id: int | None
    leg: Leg


def last(session: Session, ticket_id: int) -> Stay:
    """Return the leg a ticket is in, or was in last."""
    row = queries.last_leg(session, ticket_id)
    outcome = Outcome(row.outcome) if row.outcome else None
    leg = Leg(row.queued_at, row.first_called_at, row.started_at, row.ended_at, outcome)
    return Stay(row.id, row.seq, row.counter_id, leg)


def follow(session: Session, ticket: Ticket, stay: Stay, kind: Move, at: datetime) -> None:
    """Write what a move of *ticket*, which is made already, does to its last leg; a transfer opens the next.

    Raises:
        MoveRefused: *at* is earlier than what the leg holds.
    """
    after, *opened = legs.legs_after((stay.leg,), kind, at)
    counter_id = stay.counter_id if ticket.counter_id is None or kind is Move.UNDO else ticket.counter_id
    if (after, counter_id) != (stay.leg, stay.counter_id):
        values = {name: getattr(after, name) for name in Leg.__dataclass_fields__} | {"counter_id": counter_id}
        _execute(session, CHANGE, {f"new_{name}": values[name] for name in WRITTEN} | {"leg_id": stay.id})
    for leg in opened:
        open_leg(session, ticket, leg.queued_at, seq=stay.seq + 1)


def open_leg(session: Session, ticket: Ticket, queued_at: datetime, *, seq: int = 1) -> None:
    """Let a stay of *ticket* in the queue of its group begin."""
    known = {"ticket_id": ticket.id, "seq": seq, "group_id": ticket.group_id, "queued_at": queued_at}
    _execute(session, OPEN, known)


def mark_removed(session: Session, ticket_id: int) -> None:
    """Let the last leg of a visit that never was say so; its instants stay."""
    _execute(session, REMOVE, {"leg_id": queries.last_leg(session, ticket_id).id})


def _execute(session: Session, statement: Any, values: dict[str, Any]) -> None:  # noqa: ANN401
    session.connection().execute(statement, values)
