"""What a citizen may do with the own ticket: leave the queue, and check out at the counter."""

from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.office.models import Unit
from kiosk.queue import actions, queries
from kiosk.queue.actions import Mover
from kiosk.queue.kinds import Channel, LeaveReason
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Actor, Move, State

CITIZEN = Mover(actor=Actor.CITIZEN, channel=Channel.PHONE)


class UnknownTicketError(Exception):
    """No ticket has this address (any more)."""


def leave(session: Session, token_hash: str, reason: LeaveReason | None, *, key: str, now: datetime) -> Ticket:
    """Give the number back; somebody who has left already stays where they are.

    Raises:
        UnknownTicketError: there is no such ticket.
        MoveRefused: the person is being served, or the visit has ended otherwise.
        OvertakenError: a counter was faster.
    """
    return _move(session, token_hash, Move.LEAVE, State.LEFT, key=key, now=now, reason=reason)


def check_out(session: Session, token_hash: str, *, key: str, now: datetime) -> Ticket:
    """End the service from the phone; where the clerk was faster, nothing changes.

    Raises:
        UnknownTicketError: there is no such ticket.
        MoveRefused: the person still waits, or the visit has ended otherwise.
        OvertakenError: a counter was faster.
    """
    ticket = queries.by_token_hash(session, token_hash)
    if ticket is not None and ticket.state == State.CALLED:
        start_with_call = session.get_one(Unit, ticket.unit_id).start_with_call
        actions.start_if_called(session, ticket, start_with_call=start_with_call)
    return _move(session, token_hash, Move.FINISH, State.DONE, key=key, now=now)


def _move(
    session: Session,
    token_hash: str,
    kind: Move,
    already: State,
    *,
    key: str,
    now: datetime,
    reason: LeaveReason | None = None,
) -> Ticket:
    ticket = queries.by_token_hash(session, token_hash)
    if ticket is None:
        raise UnknownTicketError
    if ticket.state == already:
        return ticket
    return actions.move(session, ticket, kind, CITIZEN, at=now, key=key, reason=reason)
