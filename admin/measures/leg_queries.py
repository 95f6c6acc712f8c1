"""The few visits that were in the queue of more than one group, with their legs."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, func, select, type_coerce
from sqlalchemy.orm import Session

from admin.measures.slices import Leg, Transferred
from admin.measures.visits import Visit
from kiosk.ground import db
from kiosk.queue.kinds import Channel
from kiosk.queue.models import SEVERAL_LEGS, Ticket, TicketLeg
from kiosk.queue.past_queries import stands
from kiosk.queue.tickets import Quality

BY_STAFF: Final = (Channel.CLERK, Channel.TALLY)
TICKET, LEG = (db.table(model).c for model in (Ticket, TicketLeg))
LATER: Final = timedelta(days=7)
"""How long after the end of a period a transfer of one of its visits is looked for: queues may be kept over night."""


def transferred(
    session: Session, unit_ids: Collection[int], since: datetime, until: datetime
) -> tuple[Transferred, ...]:
    """Return the visits of *unit_ids* that arrived from *since* up to *until* and had more than one leg.

    Found by the index of further legs, in its own words, so that the many with one leg cost nothing.
    """
    several = select(LEG.ticket_id).where(SEVERAL_LEGS, LEG.queued_at >= since, LEG.queued_at < until + LATER)
    rows = session.execute(
        select(TICKET.id, *_visit(), *_leg())
        .join_from(db.table(Ticket), db.table(TicketLeg), LEG.ticket_id == TICKET.id)
        .where(TICKET.id.in_(several), TICKET.unit_id.in_(unit_ids), stands())
        .where(TICKET.arrived_at >= since, TICKET.arrived_at < until)
        .order_by(TICKET.id, LEG.seq)
    )
    return tuple(_transferred(list(legs)) for _, legs in groupby(rows, key=lambda row: row[0]))


def _transferred(rows: list[Any]) -> Transferred:
    width = 1 + len(Visit._fields)
    return Transferred(Visit._make(rows[0][1:width]), tuple(Leg._make(row[width:]) for row in rows))


def _visit() -> Iterable[ColumnElement[Any]]:
    """Return what a `Visit` holds, in its order."""
    return (
        *(_raw(at) for at in (TICKET.arrived_at, TICKET.opened_at, TICKET.first_called_at)),
        *(_raw(at) for at in (TICKET.started_at, TICKET.ended_at)),
        TICKET.state,
        _inexact(TICKET.arrived_quality) | _inexact(TICKET.called_quality),
        TICKET.unit_id,
        TICKET.channel.in_(BY_STAFF),
        TICKET.channel == Channel.TALLY,
        _raw(TICKET.last_called_at),
        TICKET.hold_seconds,
        _inexact(TICKET.started_quality),
        _inexact(TICKET.ended_quality),
        *(TICKET.group_id, TICKET.counter_id, TICKET.priority_class, TICKET.channel, TICKET.respondent),
        *(TICKET.estimate_low_seconds, TICKET.estimate_high_seconds),
    )


def _leg() -> Iterable[ColumnElement[Any]]:
    """Return what a `Leg` holds, in its order."""
    instants = (LEG.queued_at, LEG.first_called_at, LEG.started_at, LEG.ended_at)
    return (LEG.group_id, LEG.counter_id, *(_raw(at) for at in instants), LEG.outcome)


def _inexact(quality: ColumnElement[Any]) -> ColumnElement[bool]:
    return func.coalesce(quality, Quality.EXACT) != Quality.EXACT


def _raw(column: ColumnElement[Any]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger())
