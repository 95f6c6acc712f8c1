"""The SELECTs of open counters: when somebody stood at one, and the pauses, as raw numbers."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from admin.measures.presences import Presences
from kiosk.ground.instants import to_microseconds
from kiosk.queue.models import CounterPause, CounterSession


def presences(
    session: Session, unit_ids: Collection[int], since: datetime, until: datetime, *, now: datetime
) -> Presences:
    """Return who stood at counters of *unit_ids* in sessions opened from *since* up to, not including, *until*.

    Both are local midnights, and no session outlasts its day, so none that began before *since* reaches into it.
    """
    opened = (_raw(CounterSession.opened_at), _raw(CounterSession.closed_at))
    sessions = _within(select(CounterSession.unit_id, *opened), unit_ids, since, until)
    breaks = (_raw(CounterPause.paused_at), _raw(CounterPause.resumed_at))
    pauses = select(CounterSession.unit_id, *opened, *breaks).join(
        CounterPause, CounterPause.session_id == CounterSession.id
    )
    return Presences.of(
        [tuple(row) for row in session.execute(sessions)],
        [tuple(row) for row in session.execute(_within(pauses, unit_ids, since, until))],
        to_microseconds(now),
    )


def counters_opened(session: Session, unit_ids: Collection[int], since: datetime, until: datetime) -> int:
    """Return how many counters of *unit_ids* were opened from *since* up to, not including, *until*."""
    counters = select(func.count(CounterSession.counter_id.distinct()))
    return session.scalar(_within(counters, unit_ids, since, until)) or 0


def _within(
    query: Select[*tuple[Any, ...]], unit_ids: Collection[int], since: datetime, until: datetime
) -> Select[*tuple[Any, ...]]:
    return query.where(
        CounterSession.unit_id.in_(unit_ids), CounterSession.opened_at >= since, CounterSession.opened_at < until
    )


def _raw(column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger())
