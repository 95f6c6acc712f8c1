"""Who stood at the counters of a unit, read only for whoever may know."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.measures.desks import SECOND, Rest, Stand
from kiosk.ground.calendar import local_day, start_of_day
from kiosk.queue.models import CounterPause, CounterSession


def stands(
    session: Session,
    unit_ids: Collection[int],
    since: datetime,
    until: datetime,
    *,
    now: datetime,
    staff_id: int | None = None,
) -> list[Stand]:
    """Return the counters that were opened from *since* up to, not including, *until*, in that order.

    One that nobody closed lasts until the end of its day, or until *now* when that is earlier; so does its pause.

    Args:
        session: Any.
        unit_ids: Whose counters.
        since: The first instant.
        until: The first instant after.
        now: The present.
        staff_id: Only those of this person; of everybody when left out.
    """
    wanted = (
        select(CounterSession)
        .where(CounterSession.unit_id.in_(unit_ids))
        .where(CounterSession.opened_at >= since, CounterSession.opened_at < until)
    )
    if staff_id is not None:
        wanted = wanted.where(CounterSession.staff_id == staff_id)
    rows = session.scalars(wanted.order_by(CounterSession.opened_at, CounterSession.id)).all()
    ids = wanted.with_only_columns(CounterSession.id).order_by(None)
    pauses: dict[int, list[CounterPause]] = defaultdict(list)
    for pause in session.scalars(
        select(CounterPause).where(CounterPause.session_id.in_(ids)).order_by(CounterPause.id)
    ):
        pauses[pause.session_id].append(pause)
    return [_stand(row, pauses[row.id], now) for row in rows]


def _stand(row: CounterSession, pauses: Collection[CounterPause], now: datetime) -> Stand:
    midnight = start_of_day(local_day(row.opened_at) + timedelta(days=1))
    until = max(row.opened_at, min(row.closed_at or now, midnight))
    rests = tuple(Rest(pause.reason, _rested(pause, row.opened_at, until)) for pause in pauses)
    return Stand(row.counter_id, _us(row.opened_at), _us(until), rests)


def _rested(pause: CounterPause, since: datetime, until: datetime) -> int:
    begun, over = max(pause.paused_at, since), min(pause.resumed_at or until, until)
    return max(over - begun, timedelta()) // timedelta(seconds=1)


def _us(instant: datetime) -> int:
    return round(instant.timestamp() * SECOND)
