"""What a citizen may do with the own ticket: leave the queue, and check out at the counter."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from kiosk.office.models import Unit
from kiosk.queue import actions, queries, return_actions
from kiosk.queue.actions import Mover
from kiosk.queue.kinds import Channel, LeaveReason
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Actor, Move, Quality, State

CITIZEN = Mover(actor=Actor.CITIZEN, channel=Channel.PHONE)
NOT_LATE = timedelta()


class UnknownTicketError(Exception):
    """No ticket has this address (any more)."""


def leave(
    session: Session,
    token_hash: str,
    reason: LeaveReason | None,
    *,
    key: str,
    now: datetime,
    late: timedelta = NOT_LATE,
) -> Ticket:
    """Give the number back; somebody who has left already stays where they are.

    Args:
        session: A write session.
        token_hash: What the ticket stores of its address.
        reason: Why, if said.
        key: The form's one-time key.
        now: When the form came.
        late: How long before that the person tapped, by a phone that had no network.

    Raises:
        UnknownTicketError: there is no such ticket.
        MoveRefused: the person is being served, or the visit has ended otherwise.
        OvertakenError: a counter was faster.
    """
    return _move(session, token_hash, Move.LEAVE, State.LEFT, key=key, now=now, late=late, reason=reason)


def check_out(session: Session, token_hash: str, *, key: str, now: datetime, late: timedelta = NOT_LATE) -> Ticket:
    """End the service from the phone, *late* as for :func:`leave`; where the clerk was faster, nothing changes.

    Raises:
        UnknownTicketError: there is no such ticket.
        MoveRefused: the person still waits, or the visit has ended otherwise.
        OvertakenError: a counter was faster.
    """
    ticket = queries.by_token_hash(session, token_hash)
    if ticket is not None and ticket.state == State.CALLED:
        start_with_call = session.get_one(Unit, ticket.unit_id).start_with_call
        actions.start_if_called(session, ticket, start_with_call=start_with_call)
    return _move(session, token_hash, Move.FINISH, State.DONE, key=key, now=now, late=late)


def come_back(session: Session, token_hash: str, *, key: str, now: datetime) -> Ticket:
    """Return to the line after a missed call, once; see :func:`kiosk.queue.return_actions.come_back`.

    Raises:
        UnknownTicketError: there is no such ticket.
        MoveRefused, OvertakenError, KeyReusedError: as there.
    """
    ticket = queries.by_token_hash(session, token_hash)
    if ticket is None:
        raise UnknownTicketError
    after = session.get_one(Unit, ticket.unit_id).come_back_after
    return return_actions.come_back(session, ticket, CITIZEN, at=now, key=key, after=after)


def _move(
    session: Session,
    token_hash: str,
    kind: Move,
    already: State,
    *,
    key: str,
    now: datetime,
    late: timedelta,
    reason: LeaveReason | None = None,
) -> Ticket:
    ticket = queries.by_token_hash(session, token_hash)
    if ticket is None:
        raise UnknownTicketError
    if ticket.state == already:
        return ticket
    if not late:
        return actions.move(session, ticket, kind, CITIZEN, at=now, key=key, reason=reason)
    # The truth lies between what the server last knew of this ticket and now; within that the phone's word is taken.
    at = max(now - late, min(now, actions.latest_at(session, ticket)))
    note = reason if kind is Move.LEAVE else f"sent {late // timedelta(seconds=1)} s after the tap"
    return actions.move(session, ticket, kind, CITIZEN, at=at, key=key, reason=note, quality=Quality.DEVICE)
