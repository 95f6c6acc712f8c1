"""Closing the day in every unit: nobody waits over night, and no counter stays open by mistake."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office
from kiosk.office.models import Unit
from kiosk.office.opening import Hours, closing_instant
from kiosk.queue import night_actions, queries
from kiosk.queue.actions import OvertakenError
from kiosk.queue.tickets import MoveRefused

log = structlog.get_logger("night")


@dataclass(frozen=True, slots=True)
class Closed:
    """What one unit had left open, and how much of it was closed."""

    slug: str
    tickets: int
    counters: int


def close_days(
    now: datetime,
    *,
    unit_ids: Collection[int] | None = None,
    until: date | None = None,
    after_closing: timedelta = timedelta(0),
) -> list[Closed]:
    """Close what past days left open and, when today's closing time is over, what today did.

    Units that never clear their queue at night are left out. Running it again changes nothing.

    Args:
        now: The present; nothing is closed as of a later instant.
        unit_ids: Only these units; ``None`` for all.
        until: The last local day to close; ``None`` for today.
        after_closing: How long after closing time today's queue is left alone: people who came in time are still
            being served then.

    Returns:
        One line a unit, in the order of their keys, also where nothing was open.
    """
    today = local_day(now)
    with db.read() as session:
        units = [view.unit for view in office.all_units(session, today) if view.unit.close_at_night]
    chosen = [unit for unit in units if unit_ids is None or unit.id in unit_ids]
    return [_close_unit(unit, min(until or today, today), now, after_closing) for unit in chosen]


def _close_unit(unit: Unit, until: date, now: datetime, after_closing: timedelta) -> Closed:
    with db.read() as session:
        last = until if _is_over(session, unit.id, until, now, after_closing) else until - timedelta(days=1)
        left = [(ticket.id, ticket.day) for ticket in queries.open_tickets_before(session, unit.id, last)]
        hours = {day: office.hours_of(session, unit.id, day) for day in {day for _, day in left} | {last}}
    closed = sum(_close_ticket(ticket_id, hours[day], now) for ticket_id, day in left)
    counters = db.write(lambda s: _close_counters(s, unit.id, last, now))
    return Closed(unit.slug, closed, counters)


def _is_over(session: Session, unit_id: int, day: date, now: datetime, after_closing: timedelta) -> bool:
    """Tell whether *day* has ended; a day without opening hours ends at midnight."""
    if day < local_day(now):
        return True
    closing = closing_instant(day, office.hours_of(session, unit_id, day))
    return closing is not None and now >= closing + after_closing


def _close_ticket(ticket_id: int, hours: Hours, now: datetime) -> bool:
    """Close one ticket; one that a counter moved in that very moment, or that cannot be closed, stops no other."""
    try:
        return db.write(lambda s: night_actions.close_ticket(s, ticket_id, hours=hours, now=now))
    except OvertakenError:
        return False
    except MoveRefused as error:
        log.error("ticket not closed", ticket=ticket_id, state=error.state, refusal=error.refusal)
        return False


def _close_counters(session: Session, unit_id: int, last: date, now: datetime) -> int:
    """Close counters left open up to *last*; each by the hours of the day it was opened on."""
    opened = {local_day(desk.opened_at) for desk in queries.sessions_left_open(session, unit_id, before=now)}
    days = sorted(day for day in opened if day <= last)
    return sum(
        night_actions.close_sessions(session, unit_id, day, hours=office.hours_of(session, unit_id, day), now=now)
        for day in days
    )
