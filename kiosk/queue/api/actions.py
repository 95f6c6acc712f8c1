"""Carrying out the requests of machines: each once, in one transaction, by the same moves as the pages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from kiosk.ground import db, limits
from kiosk.office.models import Unit
from kiosk.queue import actions, desk_actions
from kiosk.queue import queries as queue
from kiosk.queue.actions import KeyReusedError, Mover
from kiosk.queue.api import queries
from kiosk.queue.api.models import ApiRequest
from kiosk.queue.api.requests import Asked
from kiosk.queue.api.stations import UnknownError, counter_of, station_at
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Actor, Move, MoveRefused, Refusal, State

WINDOW: Final = timedelta(minutes=1)
MOST_WRITES: Final = 600
"""Ten acts a second: more than a machine that was cut off for hours needs to tell what it did meanwhile."""
VISITOR: Final = Mover(Actor.CITIZEN, Channel.API)
"""Who checks out at a machine: the person ends the own visit, and no machine's counter does."""
MACHINE: Final = Mover(Actor.API, Channel.API)
CLAIM: Final = db.upserts(
    ApiRequest,
    lambda insert: insert.on_conflict_do_nothing(index_elements=["key_hash"]).returning(insert.table.c.key_hash),
)


class TooManyError(Exception):
    """The machine has changed too much within the last minute."""


def once(session: Session, asked: Asked, act: Callable[[Session], object]) -> bool:
    """Run *act* unless this very request was carried out before; say whether it was.

    Its key is taken first: a twin waits there until this transaction ends, and then finds it.

    Raises:
        KeyReusedError: the key was used for another request.
        TooManyError: as named.
    """
    uses = f"api:{asked.key_id}"
    if not limits.use(session, uses, limit=MOST_WRITES, window=WINDOW, now=asked.now):
        raise TooManyError
    row = {"key_hash": asked.one_time_key, "request_hash": asked.digest, "at": asked.now}
    if session.execute(CLAIM[db.dialect(session)], row).scalar() is not None:
        act(session)
        return False
    if queries.request_hash_of(session, asked.one_time_key) != asked.digest:
        raise KeyReusedError
    return True


def forget(session: Session, before: datetime) -> int:
    """Delete what keeps requests of earlier than *before* from being carried out twice; return how many."""
    return int(session.execute(delete(ApiRequest).where(ApiRequest.at < before)).rowcount)  # type: ignore[attr-defined]


def call_next(session: Session, asked: Asked, label: str) -> Ticket:
    """Call the person whose turn it is to a counter; calling ends a pause.

    Raises:
        NobodyWaitsError, DeskBusyError, OvertakenError: as the counter's page does.
        UnknownError, CounterClosedError, CounterTakenError: as in :mod:`kiosk.queue.api.stations`.
    """
    here = station_at(session, counter_of(session, asked.unit_id, label).id, now=asked.now)
    desk_actions.resume_desk(session, here.counter_id, now=asked.now)
    return actions.call_next(
        session,
        asked.unit_id,
        here.desk.group_ids,
        here.mover,
        at=asked.now,
        since=here.since,
        start=False,
        key=asked.one_time_key,
    )


def call(session: Session, asked: Asked, ticket_id: int, label: str) -> Ticket:
    """Call one person out of turn; raises as :func:`call_next`, and MoveRefused for somebody who does not wait."""
    ticket = known(session, asked, ticket_id)
    here = station_at(session, counter_of(session, asked.unit_id, label).id, now=asked.now)
    if queue.at_counter(session, here.counter_id) is not None:
        raise actions.DeskBusyError
    desk_actions.resume_desk(session, here.counter_id, now=asked.now)
    return actions.call(session, ticket, here.mover, at=asked.now, start=False, key=asked.one_time_key)


def move(session: Session, asked: Asked, ticket_id: int, kind: Move) -> Ticket:
    """Recall, start, finish with or miss the person at a counter of the machine.

    Finishing with somebody who has checked out meanwhile changes nothing.

    Raises:
        UnknownError: the unit has no such ticket.
        MoveRefused, OvertakenError: as :func:`kiosk.queue.actions.move`.
        CounterClosedError, CounterTakenError: nobody, or a person, has opened the counter the ticket is at.
    """
    ticket = known(session, asked, ticket_id)
    if kind is Move.FINISH and ticket.state == State.DONE:
        return ticket
    if ticket.state not in queries.AT_DESK or ticket.counter_id is None:
        raise MoveRefused(kind, State(ticket.state), Refusal.WRONG_STATE)
    here = station_at(session, ticket.counter_id, now=asked.now)
    if kind is Move.FINISH:
        actions.start_if_called(session, ticket, start_with_call=here.start_with_call, mover=here.mover)
    return actions.move(session, ticket, kind, here.mover, at=asked.now, key=asked.one_time_key)


def check_out(session: Session, asked: Asked, ticket_id: int) -> Ticket:
    """End the visit for the person who says so at a machine; where the counter was faster, nothing changes.

    Raises:
        UnknownError, MoveRefused, OvertakenError: as :func:`move`.
    """
    ticket = known(session, asked, ticket_id)
    if ticket.state == State.DONE:
        return ticket
    start_with_call = session.get_one(Unit, asked.unit_id).start_with_call
    actions.start_if_called(session, ticket, start_with_call=start_with_call)
    return actions.move(session, ticket, Move.FINISH, VISITOR, at=asked.now, key=asked.one_time_key)


def leave(session: Session, asked: Asked, ticket_id: int, reason: str | None) -> Ticket:
    """Give the number back for the person; somebody who has left already stays where they are.

    Raises:
        UnknownError, MoveRefused, OvertakenError: as :func:`move`.
    """
    ticket = known(session, asked, ticket_id)
    if ticket.state == State.LEFT:
        return ticket
    return actions.move(session, ticket, Move.LEAVE, MACHINE, at=asked.now, key=asked.one_time_key, reason=reason)


def known(session: Session, asked: Asked, ticket_id: int) -> Ticket:
    """Return a ticket of the key's own unit.

    Raises:
        UnknownError: as named; one of another unit is as unknown as one that never was.
    """
    ticket = queries.ticket(session, asked.unit_id, ticket_id)
    if ticket is None:
        raise UnknownError
    return ticket
