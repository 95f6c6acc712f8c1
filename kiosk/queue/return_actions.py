"""Coming back after a missed call: once, behind so many people as the unit lets go first."""

from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.office.models import Unit
from kiosk.queue import actions, queries
from kiosk.queue.actions import Mover
from kiosk.queue.models import Ticket
from kiosk.queue.order import place_after
from kiosk.queue.tickets import Move, MoveRefused, Refusal, State


def come_back(
    session: Session, ticket: Ticket, mover: Mover, *, at: datetime, key: str | None, after: int | None
) -> Ticket:
    """Put somebody who missed a call back into the line of their service.

    The wait still counts from arrival, and the first call is kept; a new leg begins.

    Args:
        session: A write session.
        ticket: As just read in this session.
        mover: The person, or the clerk they ask.
        at: When they came back.
        key: The form's one-time key; the same key again returns the ticket unchanged.
        after: How many people who wait go first, :attr:`Unit.come_back_after`; ``None`` where nobody returns.

    Raises:
        MoveRefused: the unit takes nobody back, the person came back before or did not miss a call, or a queue that
            is cleared at night was that of another day.
        OvertakenError: somebody changed the ticket first.
        KeyReusedError: the key belongs to another move.
    """
    if key is not None and actions.already_done(session, ticket, Move.COME_BACK, key):
        return ticket
    if after is None:
        raise MoveRefused(Move.COME_BACK, State(ticket.state), Refusal.NOT_OFFERED)
    since = queries.called_since(session.get_one(Unit, ticket.unit_id), local_day(at))
    if since is not None and ticket.day < since:
        raise MoveRefused(Move.COME_BACK, State(ticket.state), Refusal.TOO_LATE)
    places = queries.places(session, ticket.unit_id, ticket.group_id, since=since)
    actions.move(session, ticket, Move.COME_BACK, mover, at=at, key=key)
    ticket.lined_up_at = place_after(places, after, at)
    session.flush()
    return ticket
