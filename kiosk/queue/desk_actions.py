"""Every write to a counter session: open, pause with a reason, resume, close."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.office.models import Counter
from kiosk.queue import night_actions, queries
from kiosk.queue.actions import DeskBusyError
from kiosk.queue.kinds import PauseReason
from kiosk.queue.models import CounterPause, CounterSession, CounterSessionGroup


def open_desk(
    session: Session, counter: Counter, group_ids: Collection[int], *, staff_id: int, now: datetime
) -> CounterSession:
    """Open *counter* for *staff_id*; whoever was there before is relieved, and the person at the desk stays.

    Opening one's own open counter again changes nothing. What days before left open is closed first.
    """
    night_actions.leave_yesterday(session, counter.unit_id, now=now)
    desk = queries.desk_of(session, counter.id)
    if desk is not None:
        if desk.session.staff_id == staff_id:
            return desk.session
        _close(session, desk, now)
        session.flush()
    opened = CounterSession(unit_id=counter.unit_id, counter_id=counter.id, staff_id=staff_id, opened_at=now)
    session.add(opened)
    session.flush()
    session.add_all(CounterSessionGroup(session_id=opened.id, group_id=group_id) for group_id in sorted(set(group_ids)))
    session.flush()
    return opened


def pause_desk(session: Session, counter_id: int, reason: PauseReason, *, now: datetime) -> None:
    """Pause an open counter; a paused or closed one stays as it is."""
    desk = queries.desk_of(session, counter_id)
    if desk is not None and desk.pause is None:
        session.add(CounterPause(session_id=desk.session.id, paused_at=now, reason=reason))
        session.flush()


def resume_desk(session: Session, counter_id: int, *, now: datetime) -> None:
    """End the pause that runs, if one does."""
    desk = queries.desk_of(session, counter_id)
    if desk is not None and desk.pause is not None:
        _resume(session, desk.pause, now)


def close_desk(session: Session, counter_id: int, *, now: datetime) -> None:
    """Close an open counter.

    Raises:
        DeskBusyError: a person is still at the desk.
    """
    desk = queries.desk_of(session, counter_id)
    if desk is None:
        return
    if queries.at_counter(session, counter_id) is not None:
        raise DeskBusyError
    _close(session, desk, now)


def _close(session: Session, desk: queries.Desk, now: datetime) -> None:
    at = max(now, desk.session.opened_at)
    if desk.pause is not None:
        _resume(session, desk.pause, at)
        at = max(at, desk.pause.paused_at)
    desk.session.closed_at = at
    session.flush()


def _resume(session: Session, pause: CounterPause, now: datetime) -> None:
    """End *pause*; a clock that was set back meanwhile makes it no shorter than nothing."""
    pause.resumed_at = max(now, pause.paused_at)
    session.flush()
