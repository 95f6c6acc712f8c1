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
from kiosk.queue import night_actions, night_queries
from kiosk.queue.actions import OvertakenError
from kiosk.queue.tickets import MoveRefused

log = structlog.get_logger("night")


@dataclass(frozen=True, slots=True)
class Closed:
    """What one unit had left open, and how much of it was closed; *keeps_queue*: no ticket of it ever is."""

    slug: str
    tickets: int
    counters: int
    keeps_queue: bool


def close_days(
    now: datetime,
    *,
    unit_ids: Collection[int] | None = None,
    until: date | None = None,
    after_closing: timedelta = timedelta(0),
) -> list[Closed]:
    """Close what past days left open and, when today's closing time is over, what today did.

    Where the queue is never cleared at night only counters close. Running it again changes nothing.

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
        units = office.units_ever(session)  # one that has been merged may have left something open
    chosen = [unit for unit in units if unit_ids is None or unit.id in unit_ids]
    return [_close_unit(unit, min(until or today, today), now, after_closing) for unit in chosen]


def _close_unit(unit: Unit, until: date, now: datetime, after_closing: timedelta) -> Closed:
    with db.read() as session:
        last = until if _is_over(session, unit.id, until, now, after_closing) else until - timedelta(days=1)
        tickets = night_queries.open_tickets_before(session, unit.id, last) if unit.close_at_night else []
        left = [(ticket.id, ticket.day) for ticket in tickets]
        hours = {day: office.hours_of(session, unit.id, day) for day in {day for _, day in left}}
    closed = sum(_close_ticket(ticket_id, hours[day], now) for ticket_id, day in left)
    counters = db.write(lambda s: len(night_actions.close_sessions(s, unit.id, last, now=now)))
    return Closed(unit.slug, closed, counters, not unit.close_at_night)


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
