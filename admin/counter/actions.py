"""Every write of the console: each press is one transaction, decided by what the clerk saw when pressing.

A press carries a one-time key. Sent twice, it is looked up first and answers with what it did the first time; a key
that did something else is refused with :class:`kiosk.queue.actions.KeyReusedError`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from admin.counter import queries
from admin.counter.seats import Seat
from kiosk.ground.web.addresses import digest
from kiosk.queue import actions, desk_actions, moved_clocks
from kiosk.queue import queries as queue
from kiosk.queue.actions import DeskBusyError, NobodyWaitsError, OvertakenError
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move, State

DOUBLE_PRESS: Final = timedelta(seconds=1)
"""Nobody is served in a second: a second press so soon was meant for the button that stood there before."""

CALLED_BY_MISTAKE: Final = timedelta(minutes=1)
"""Where calling is starting, whoever was called longer ago is being served, and is not sent back into the line."""

AT_DESK: Final = frozenset({State.CALLED, State.SERVING})


class UnknownTicketError(Exception):
    """The unit has no such ticket."""


class DoublePressError(Exception):
    """The person was called or begun with less than a second ago."""


class OtherCounterError(Exception):
    """The ticket was ended at another counter, which alone can take that back."""


@dataclass(frozen=True, slots=True)
class Advance:
    """What one press of the main button did: who was finished with, and who was called. ``None``: nobody."""

    finished: Ticket | None
    called: Ticket | None


def advance(session: Session, seat: Seat, seen_id: int | None, *, key: str) -> Advance:
    """Finish with the person at the desk, if the clerk saw one, and call the next; finishing stands alone if need be.

    A person who has checked out by phone meanwhile is finished already: then the next one is called all the same.

    Args:
        session: A write session.
        seat: Who presses where. Calling ends a pause.
        seen_id: The ticket that stood on the page; ``None`` when the desk was free.
        key: One-time key of the finishing; the call's is derived from it.

    Raises:
        UnknownTicketError, DoublePressError: as named.
        OvertakenError: somebody else than the person seen is at the desk.
        DeskBusyError: the desk was free on the page and is not.
        MoveRefused: the table says no.
    """
    call_key = digest("call-after", key)
    done = [actions.done_before(session, kind, one) for kind, one in ((Move.FINISH, key), (Move.CALL, call_key))]
    if any(done):
        finished, called = (session.get_one(Ticket, event.ticket_id) if event else None for event in done)
        return Advance(finished, called)
    finished = None
    if seen_id is not None:
        finished = _finish_seen(session, seat, of_unit(session, seat, seen_id), key=key)
    end_pause(session, seat)
    return Advance(finished, _call_next(session, seat, key=call_key))


def call(session: Session, seat: Seat, ticket_id: int, *, key: str) -> Ticket:
    """Call one person out of turn to the free desk; calling ends a pause.

    Raises:
        UnknownTicketError: as named.
        DeskBusyError: somebody is at the desk.
        OvertakenError: another counter was faster.
        MoveRefused: the person does not wait.
    """
    ticket = of_unit(session, seat, ticket_id)
    if actions.already_done(session, ticket, Move.CALL, key):
        return ticket
    if queue.at_counter(session, seat.counter_id) is not None:
        raise DeskBusyError
    end_pause(session, seat)
    return actions.call(session, ticket, seat.mover, at=seat.now, start=False, key=key)


def move(session: Session, seat: Seat, ticket_id: int, kind: Move, *, key: str) -> Ticket:
    """Recall, start, finish with or miss the person at this desk.

    Finishing with somebody who has checked out by phone meanwhile changes nothing.

    Raises:
        UnknownTicketError, DoublePressError: as named.
        OvertakenError: the person is not at this desk (any more).
        MoveRefused: the table says no.
    """
    ticket = of_unit(session, seat, ticket_id)
    if actions.already_done(session, ticket, kind, key):
        return ticket
    if kind is Move.FINISH and ticket.state == State.DONE:
        return ticket
    must_be_here(seat, ticket)
    if kind is Move.START:
        _refuse_double_press(ticket, seat.now)
    if kind is Move.FINISH:
        return _finish(session, seat, ticket, key=key)
    return actions.move(session, ticket, kind, seat.mover, at=seat.now, key=key)


def remove(session: Session, seat: Seat, ticket_id: int, *, reason: str, key: str) -> Ticket:
    """Take somebody who waits out of the queue, or the person who was called to this desk.

    Raises:
        UnknownTicketError: as named.
        OvertakenError: the person was called to another counter.
        MoveRefused: the table says no, such as during service.
    """
    ticket = of_unit(session, seat, ticket_id)
    if actions.already_done(session, ticket, Move.REMOVE, key):
        return ticket
    if ticket.state == State.CALLED:
        must_be_here(seat, ticket)
    return actions.move(session, ticket, Move.REMOVE, seat.mover, at=seat.now, key=key, reason=reason)


def undo(session: Session, seat: Seat, ticket_id: int, *, key: str) -> Ticket:
    """Take back how a ticket ended. If the same press called somebody who has not begun, they wait again.

    Raises:
        UnknownTicketError: as named.
        OtherCounterError: it ended at another counter.
        DeskBusyError: it would return to a desk where somebody else is by now.
        MoveRefused: it has not ended, or too long ago.
    """
    ticket = of_unit(session, seat, ticket_id)
    if actions.already_done(session, ticket, Move.UNDO, key):
        return ticket
    if ticket.counter_id not in {None, seat.counter_id}:
        raise OtherCounterError
    ending = queue.last_event(session, ticket.id)
    here = queue.at_counter(session, seat.counter_id)
    if here is not None and ending is not None and ending.from_state in AT_DESK:
        if here.last_called_at != ticket.ended_at or _has_begun(seat, here):
            raise DeskBusyError
        actions.move(session, here, Move.RETURN, seat.mover, at=seat.now)
    return actions.move(session, ticket, Move.UNDO, seat.mover, at=seat.now, key=key)


def _finish_seen(session: Session, seat: Seat, ticket: Ticket, *, key: str) -> Ticket | None:
    """Finish with the person seen at the desk; ``None`` when the visit ended without the clerk."""
    if ticket.ended_at is not None:
        return None
    must_be_here(seat, ticket)
    _refuse_double_press(ticket, seat.now)
    return _finish(session, seat, ticket, key=key)


def _finish(session: Session, seat: Seat, ticket: Ticket, *, key: str) -> Ticket:
    actions.start_if_called(session, ticket, start_with_call=seat.start_with_call, mover=seat.mover)
    return actions.move(session, ticket, Move.FINISH, seat.mover, at=seat.now, key=key)


def end_pause(session: Session, seat: Seat) -> None:
    """Let the counter work again, if it pauses."""
    if seat.desk.pause is not None:  # as read under the lock of the desk
        desk_actions.resume_desk(session, seat.counter_id, now=seat.now)


def _call_next(session: Session, seat: Seat, *, key: str) -> Ticket | None:
    try:
        return actions.call_next(
            session,
            seat.unit_id,
            seat.desk.group_ids,
            seat.mover,
            at=seat.now,
            since=seat.since,
            start=False,
            key=key,
        )
    except NobodyWaitsError:
        return None


def of_unit(session: Session, seat: Seat, ticket_id: int) -> Ticket:
    """Return a ticket of the seat's own unit.

    Raises:
        UnknownTicketError: There is none.
    """
    ticket = queries.ticket(session, seat.unit_id, ticket_id)
    if ticket is None:
        raise UnknownTicketError
    return ticket


def must_be_here(seat: Seat, ticket: Ticket) -> None:
    """Check that the person stands at the desk.

    Raises:
        OvertakenError: They do not (any more).
    """
    if ticket.counter_id != seat.counter_id or ticket.state not in AT_DESK:
        raise OvertakenError


def _has_begun(seat: Seat, ticket: Ticket) -> bool:
    """Whether the person at the desk is being served, as far as can be told."""
    called_at = ticket.last_called_at
    if ticket.state != State.CALLED or called_at is None:
        return True
    return seat.start_with_call and seat.now - called_at > CALLED_BY_MISTAKE


def _refuse_double_press(ticket: Ticket, now: datetime) -> None:
    latest = max(at for at in (ticket.arrived_at, ticket.last_called_at, ticket.started_at) if at)
    if -moved_clocks.SKEW < now - latest < DOUBLE_PRESS:  # further back, the clock was set back
        raise DoublePressError
