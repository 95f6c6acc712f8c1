"""The end of the day: what is still open is closed and marked as closed by the system."""

from datetime import date, datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day, start_of_day
from kiosk.office import queries as office
from kiosk.office.models import Unit
from kiosk.office.opening import Hours, closing_instant
from kiosk.queue import actions, night_queries
from kiosk.queue.actions import Mover
from kiosk.queue.kinds import Channel
from kiosk.queue.models import CopiedAddress, CounterSession, MovedAddress, Ticket
from kiosk.queue.tickets import Actor, Move

KEEP_TOKENS = timedelta(days=730)
KEEP_BOXES = timedelta(days=31)
"""A ticket moves on its own day, and its survey answers for some days more: then nothing needs the box."""
BLANKED = (Ticket.token_hash, Ticket.vote_hash, Ticket.claim_box, Ticket.former_box, Ticket.device_hash)
NIGHT = Mover(actor=Actor.SYSTEM, channel=Channel.SYSTEM)


def close_ticket(session: Session, ticket_id: int, *, hours: Hours, now: datetime) -> bool:
    """Close one open ticket as of the end of its day; say whether it was still open.

    Whoever waited is censored at closing time (later only if they came or were called later). Whoever was being
    served keeps their wait; only the end is the system's. Where calling is starting, whoever was called was being
    served.

    Raises:
        OvertakenError: a counter moved the ticket in that very moment.
        MoveRefused: the table says no.
    """
    ticket = session.get_one(Ticket, ticket_id)
    if ticket.ended_at is not None:
        return False
    actions.start_if_called(session, ticket, start_with_call=session.get_one(Unit, ticket.unit_id).start_with_call)
    at = max(end_of(ticket.day, hours, now), actions.latest_at(session, ticket))
    actions.move(session, ticket, Move.CLOSE, NIGHT, at=at)
    return True


def close_sessions(session: Session, unit_id: int, last: date, *, now: datetime) -> list[CounterSession]:
    """Close the counters that were left open on *last* or before, each by the closing time of its own day.

    Where somebody was still served after that, the counter closes with its last press. Returned are those that closed.
    """
    left_open = night_queries.sessions_left_open(session, unit_id, before=start_of_day(last + timedelta(days=1)))
    for desk in left_open:
        day = local_day(desk.opened_at)
        _close_at(session, desk, end_of(day, office.hours_of(session, unit_id, day), now))
    return left_open


def leave_yesterday(session: Session, unit_id: int, *, now: datetime) -> list[CounterSession]:
    """Do before a day's first work what the night before should have done, so far as it stands in somebody's way.

    Counters that days before left open close; where the queue does not go on, whoever was left at a counter or on hold
    is closed, too. Whoever still waits since then is in nobody's way, and left to the night. Returned are the counters.
    """
    yesterday = local_day(now) - timedelta(days=1)
    closed = close_sessions(session, unit_id, yesterday, now=now)
    if session.get_one(Unit, unit_id).close_at_night:
        for ticket in night_queries.begun_before(session, unit_id, yesterday):
            hours = office.hours_of(session, unit_id, ticket.day)
            try:
                close_ticket(session, ticket.id, hours=hours, now=now)
            except actions.OvertakenError:
                continue  # another counter opened in the very same moment
    return closed


def forget_tokens(session: Session, *, now: datetime) -> int:
    """Blank the tokens and device marks of tickets older than 24 months; the rows stay, so every figure stays exact.

    What lets a ticket move to another phone goes after 31 days. Returned is how many lost their tokens.
    """
    boxes = update(Ticket).where(Ticket.arrived_at < now - KEEP_BOXES, Ticket.claim_box.is_not(None))
    session.execute(boxes.values(claim_box=None, former_box=None))
    old = session.execute(
        update(Ticket)
        .where(Ticket.arrived_at < now - KEEP_TOKENS)
        .where(or_(*(column.is_not(None) for column in BLANKED)))
        .values(dict.fromkeys(BLANKED))
    )
    too_old = select(Ticket.id).where(Ticket.arrived_at < now - KEEP_TOKENS)
    for address in (MovedAddress, CopiedAddress):
        session.execute(delete(address).where(address.ticket_id.in_(too_old)))
    return int(old.rowcount)  # type: ignore[attr-defined]


def end_of(day: date, hours: Hours, now: datetime) -> datetime:
    """Return when *day* ended: its closing time, or now when that is earlier or the office was shut."""
    closing = closing_instant(day, hours)
    next_midnight = start_of_day(day + timedelta(days=1))
    return min(closing or next_midnight, now)


def _close_at(session: Session, desk: CounterSession, end: datetime) -> None:
    at = max(end, desk.opened_at, night_queries.last_press(session, desk) or end)
    for pause in night_queries.running_pauses(session, desk.id):
        pause.resumed_at = max(at, pause.paused_at)
        at = max(at, pause.paused_at)
    desk.closed_at, desk.closed_by_system = at, True
    session.flush()
