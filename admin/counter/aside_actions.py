"""Presses that put somebody aside, send them on or take them back into the line; one transaction each, by a key."""

from sqlalchemy.orm import Session

from admin.counter.actions import AT_DESK, end_pause, must_be_here, of_unit
from admin.counter.seats import Seat
from kiosk.ground.calendar import local_day
from kiosk.queue import actions, queries, return_actions
from kiosk.queue.actions import DeskBusyError
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move, State


class HeldElsewhereError(Exception):
    """The person was put aside at another counter, which is open."""


class SameServiceError(Exception):
    """The person waits for this very service already."""


def hold(session: Session, seat: Seat, ticket_id: int, *, reason: str | None, key: str) -> Ticket:
    """Put the person at this desk aside; the desk is free meanwhile.

    Raises:
        UnknownTicketError: the unit has no such ticket.
        OvertakenError: the person is not at this desk (any more).
        MoveRefused: the service has not begun.
    """
    ticket = of_unit(session, seat, ticket_id)
    if actions.already_done(session, ticket, Move.HOLD, key):
        return ticket
    must_be_here(seat, ticket)
    actions.start_if_called(session, ticket, start_with_call=seat.start_with_call, mover=seat.mover)
    return actions.move(session, ticket, Move.HOLD, seat.mover, at=seat.now, key=key, reason=reason)


def resume(session: Session, seat: Seat, ticket_id: int, *, key: str) -> Ticket:
    """Ask somebody who was put aside back to the free desk; it ends a pause.

    Raises:
        UnknownTicketError: the unit has no such ticket.
        HeldElsewhereError: as named.
        DeskBusyError: somebody is at the desk.
        MoveRefused: the person is not on hold (any more).
    """
    ticket = of_unit(session, seat, ticket_id)
    if actions.already_done(session, ticket, Move.RESUME, key):
        return ticket
    _refuse_held_elsewhere(session, seat, ticket)
    if queries.at_counter(session, seat.counter_id) is not None:
        raise DeskBusyError
    end_pause(session, seat)
    return actions.move(session, ticket, Move.RESUME, seat.mover, at=seat.now, key=key)


def transfer(session: Session, seat: Seat, ticket_id: int, group_id: int, *, note: str | None, key: str) -> Ticket:
    """Send the person at this desk, or one put aside here, to the line of another service; the number stays.

    Raises:
        UnknownTicketError: the unit has no such ticket.
        SameServiceError, HeldElsewhereError: as named.
        OvertakenError: the person is not at this desk (any more).
        MoveRefused: the table says no.
    """
    ticket = of_unit(session, seat, ticket_id)
    if actions.already_done(session, ticket, Move.TRANSFER, key):
        return ticket
    if ticket.state == State.ON_HOLD:
        _refuse_held_elsewhere(session, seat, ticket)
    else:
        must_be_here(seat, ticket)
    if ticket.group_id == group_id:
        raise SameServiceError
    actions.start_if_called(session, ticket, start_with_call=seat.start_with_call, mover=seat.mover)
    return actions.move(
        session, ticket, Move.TRANSFER, seat.mover, at=seat.now, key=key, reason=note, group_id=group_id
    )


def give_back(session: Session, seat: Seat, ticket_id: int, *, key: str) -> Ticket:
    """Let the person who was called to this desk wait again, in their old place.

    Raises:
        UnknownTicketError: the unit has no such ticket.
        OvertakenError: the person is not at this desk (any more).
        MoveRefused: the service has begun.
    """
    ticket = of_unit(session, seat, ticket_id)
    if actions.already_done(session, ticket, Move.RETURN, key):
        return ticket
    must_be_here(seat, ticket)
    return actions.move(session, ticket, Move.RETURN, seat.mover, at=seat.now, key=key)


def come_back(session: Session, seat: Seat, ticket_id: int, *, after: int | None, key: str) -> Ticket:
    """Let somebody who missed a call wait again, once, behind *after* people.

    Raises:
        UnknownTicketError: the unit has no such ticket.
        MoveRefused: the person missed no call, came back before, or the unit takes nobody back.
    """
    ticket = of_unit(session, seat, ticket_id)
    return return_actions.come_back(session, ticket, seat.mover, at=seat.now, key=key, after=after)


def _refuse_held_elsewhere(session: Session, seat: Seat, ticket: Ticket) -> None:
    """Let each open counter ask its own people back; those of a closed one belong to everybody."""
    if ticket.counter_id is None or ticket.counter_id == seat.counter_id or ticket.state in AT_DESK:
        return
    desk = queries.desk_of(session, ticket.counter_id)
    if desk is not None and not desk.forgotten(local_day(seat.now)):
        raise HeldElsewhereError
