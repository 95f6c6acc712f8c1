"""What only the record knows and the visits do not: who was sent back to the queue, why people left, which mark."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, case, func, literal, select
from sqlalchemy.orm import Session

from admin.measures.figures import Figures
from admin.measures.periods import Period
from admin.measures.reading import Reading
from kiosk.ground import db
from kiosk.queue.kinds import LeaveReason
from kiosk.queue.models import Ticket, TicketEvent
from kiosk.queue.past_queries import stands
from kiosk.queue.tickets import Move, Quality, State

TICKET, EVENT = (db.table(model).c for model in (Ticket, TicketEvent))


def beside(session: Session, reading: Reading, figures: Sequence[Figures]) -> list[Figures]:
    """Return *figures*, those of the periods of *reading*, with `returned`, `reasons` and `marks`.

    Three small statements for all periods together; none without periods.

    Raises:
        ValueError: Not as many figures as periods.
    """
    if not reading.periods:
        return []
    returned = _counted(session, reading, _returned(reading))
    reasons = _counted(session, reading, _reasons())
    marks = _counted(session, reading, _marks())
    found = zip(figures, returned, reasons, marks, strict=True)
    return [replace(one, returned=back.total(), reasons=why, marks=how) for one, back, why, how in found]


def returned_by_unit(session: Session, unit_ids: Collection[int], period: Period) -> Counter[int]:
    """Return how many visits of *period* were ever called and sent back, by the unit; each visit counts once."""
    rows = session.execute(
        select(TICKET.unit_id, func.count(TICKET.id.distinct()))
        .join(db.table(TicketEvent), EVENT.ticket_id == TICKET.id)
        .where(EVENT.unit_id.in_(unit_ids), EVENT.kind == Move.RETURN, stands())
        .where(TICKET.arrived_at >= period.since, TICKET.arrived_at < period.until)
        .group_by(TICKET.unit_id)
    )
    return Counter(dict(rows.all()))


def _counted(session: Session, reading: Reading, query: Select[Any]) -> list[Counter[str]]:
    """Return, for each period, how often the *query* says what, of the visits that belong to it."""
    since, until = min(one.since for one in reading.periods), max(one.until for one in reading.periods)
    rows = session.execute(
        query.where(TICKET.unit_id.in_(frozenset().union(*reading.below)), stands()).where(
            TICKET.arrived_at >= since, TICKET.arrived_at < until
        )
    ).all()
    return [Counter(_of(rows, place, reading)) for place in range(len(reading.periods))]


def _of(rows: Sequence[Any], place: int, reading: Reading) -> Iterable[str]:
    since, until, below = reading.periods[place].since, reading.periods[place].until, reading.below[place]
    return (said for unit_id, at, said in rows if unit_id in below and since <= at < until)


def _returned(reading: Reading) -> Select[Any]:
    """Return each visit that was ever called and sent back, once; its events lie at the same unit."""
    sent_back = select(EVENT.ticket_id).where(
        EVENT.unit_id.in_(frozenset().union(*reading.below)), EVENT.kind == Move.RETURN
    )
    return select(TICKET.unit_id, TICKET.arrived_at, literal("")).where(TICKET.id.in_(sent_back))


def _reasons() -> Select[Any]:
    known = TICKET.reason.in_([*map(str, LeaveReason)])
    why = case((known, TICKET.reason), else_="")
    return select(TICKET.unit_id, TICKET.arrived_at, why).where(TICKET.state == State.LEFT)


def _marks() -> Select[Any]:
    """Return the mark of each visit whose arrival, or else whose first call, is not exact."""
    called = func.coalesce(TICKET.called_quality, Quality.EXACT)
    mark = case((TICKET.arrived_quality != Quality.EXACT, TICKET.arrived_quality), else_=called)
    return select(TICKET.unit_id, TICKET.arrived_at, mark).where(mark != Quality.EXACT)
