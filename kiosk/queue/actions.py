"""Every write to a ticket: one path for pages, tablets, machines and the night job.

Each move is a compare-and-swap on what it was decided on, with its append-only event, in one transaction.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.ground.calendar import local_day
from kiosk.queue import courses, leg_actions, legs, moved_clocks, order_queries, queries, swaps, turn_actions, turns
from kiosk.queue.cards import actions as card_actions
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket, TicketEvent
from kiosk.queue.queries import Done
from kiosk.queue.tickets import Actor, Move, Quality, State
from kiosk.queue.turns import By, Turn

REOPENS = frozenset({Move.UNDO, Move.COME_BACK})
ADD_EVENT = insert(db.table(TicketEvent))


class KeyReusedError(Exception):
    """The one-time key was already used for something else."""


class OvertakenError(Exception):
    """Somebody changed the ticket first; look again."""


class NobodyWaitsError(Exception):
    """There is nobody to call."""


class DeskBusyError(Exception):
    """The counter still has a person; finish there first."""


@dataclass(frozen=True, slots=True)
class Mover:
    """Who moves a ticket, and from where. *staff_id* is opaque here."""

    actor: Actor
    channel: Channel
    staff_id: int | None = None
    counter_id: int | None = None


def move(
    session: Session,
    ticket: Ticket,
    kind: Move,
    mover: Mover,
    *,
    at: datetime,
    key: str | None = None,
    reason: str | None = None,
    quality: Quality = Quality.EXACT,
    group_id: int | None = None,
) -> Ticket:
    """Make one move on *ticket*, write its event and keep its leg in step.

    Args:
        session: A write session.
        ticket: As just read in this session.
        kind: Any move but ``issue``.
        mover: Who, through what, at which counter.
        at: When; before the ticket's latest instant it is settled by :mod:`kiosk.queue.moved_clocks`.
        key: The form's one-time key; the same key again returns the ticket unchanged.
        reason: Why somebody left, was removed or put on hold; of a call in which turn (:mod:`kiosk.queue.turns`).
        quality: How far *at* can be trusted.
        group_id: The new group of a transfer.

    Raises:
        MoveRefused: the table of moves says no.
        OvertakenError: the ticket changed in between.
        KeyReusedError: the key belongs to another move.
    """
    if key is not None and already_done(session, ticket, kind, key):
        return ticket
    course, stay = swaps.course_of(ticket), leg_actions.last(session, ticket.id)
    before = queries.last_event(session, ticket.id) if kind is Move.UNDO else None
    previous = State(before.from_state) if before and before.from_state else None
    latest = max(course.latest_at, legs.latest_at(stay.leg))
    if at < latest:
        at, quality = moved_clocks.settled(at, quality, latest=latest, actor=mover.actor)
    after = courses.moved(course, kind, mover.actor, at, previous_state=previous, quality=quality, reason=reason)
    values = swaps.columns(after) | _side_values(ticket, kind, mover, reason, group_id)
    if kind in REOPENS:
        card_actions.let_go_if_taken(session, ticket)
    turn_actions.count(session, kind, ticket.counter_id or mover.counter_id, ticket.priority_rank)
    if not swaps.swap(session, ticket, values):
        raise OvertakenError
    leg_actions.follow(session, ticket, stay, kind, at)
    add_event(session, ticket, kind, at, course.state, mover, key=key, note=reason)
    session.flush()
    return ticket


def call_next(
    session: Session,
    unit_id: int,
    group_ids: frozenset[int],
    mover: Mover,
    *,
    at: datetime,
    since: date | None,
    start: bool,
    key: str | None = None,
) -> Ticket:
    """Call who is next of *group_ids* by the unit's policy to the mover's counter; with *start* service begins at once.

    Raises:
        NobodyWaitsError: nobody waits there.
        DeskBusyError: somebody is still at the counter.
        KeyReusedError: the key belongs to another kind of move.
    """
    if key is not None and (done := done_before(session, Move.CALL, key)) is not None:
        return session.get_one(Ticket, done.ticket_id)
    if mover.counter_id is not None and queries.is_taken(session, mover.counter_id):
        raise DeskBusyError
    found = order_queries.next_in_line(session, unit_id, group_ids, mover.counter_id, since=since)
    if found is None:
        raise NobodyWaitsError
    ticket, turn = session.get_one(Ticket, found.ticket_id), Turn(By.ORDER, found.policy)
    return call(session, ticket, mover, at=at, start=start, key=key, turn=turn)


def call(
    session: Session,
    ticket: Ticket,
    mover: Mover,
    *,
    at: datetime,
    start: bool,
    key: str | None = None,
    turn: Turn | None = None,
) -> Ticket:
    """Call one waiting person to the mover's counter; with *start* service begins at once.

    The call keeps its *turn*; without one it is looked up whether somebody else would have been next.
    """
    turn = turn or order_queries.turn_of(session, ticket, mover.counter_id, day=local_day(at))
    ticket = move(session, ticket, Move.CALL, mover, at=at, key=key, reason=turns.written(turn))
    if start and ticket.state == State.CALLED:
        ticket = move(session, ticket, Move.START, mover, at=at)
    return ticket


def start_if_called(session: Session, ticket: Ticket, *, start_with_call: bool, mover: Mover | None = None) -> None:
    """Where calling is starting, begin the service of somebody at the desk as of their last call; else do nothing.

    It is written only before an end, by whoever ends the visit: until then the person may turn out to be missing.

    Args:
        session: A write session.
        ticket: As just read in this session.
        start_with_call: The unit's rule.
        mover: The clerk at the desk; ``None`` when somebody else ends the visit: then the system writes it for them.
    """
    if start_with_call and ticket.state == State.CALLED and ticket.last_called_at is not None:
        clerk = mover or Mover(actor=Actor.CLERK, channel=Channel.SYSTEM, counter_id=ticket.counter_id)
        move(session, ticket, Move.START, clerk, at=ticket.last_called_at)


def latest_at(session: Session, ticket: Ticket) -> datetime:
    """Return the instant that no later move of *ticket* may precede, by its course and by its last leg."""
    return max(swaps.course_of(ticket).latest_at, legs.latest_at(leg_actions.last(session, ticket.id).leg))


def done_before(session: Session, kind: Move, key: str) -> Done | None:
    """Return the move of this *kind* that the form with this one-time key already made.

    That a key is new is asked once in a transaction: a twin who is faster runs into the UNIQUE key.

    Raises:
        KeyReusedError: the key made a move of another kind.
    """
    if key in _fresh_keys(session):
        return None
    done = queries.event_by_key(session, key)
    if done is None:
        _fresh_keys(session).add(key)
    elif done.kind != kind:
        raise KeyReusedError
    return done


def _fresh_keys(session: Session) -> set[str | None]:
    """The one-time keys that have made no move, as this transaction has read; the one that writes takes its key out."""
    fresh: set[str | None] = session.info.setdefault("fresh keys", set())
    return fresh


def already_done(session: Session, ticket: Ticket, kind: Move, key: str) -> bool:
    """Tell whether the form with this one-time key already made this move on *ticket*.

    Raises:
        KeyReusedError: the key made another move, or moved another ticket.
    """
    done = done_before(session, kind, key)
    if done is not None and done.ticket_id != ticket.id:
        raise KeyReusedError
    return done is not None


def _side_values(ticket: Ticket, kind: Move, mover: Mover, reason: str | None, group_id: int | None) -> dict[str, Any]:
    """Return what a move changes beside the course: the counter, the reason, the group."""
    values: dict[str, Any] = {}
    if kind in {Move.CALL, Move.RECALL, Move.START, Move.RESUME} and mover.counter_id is not None:
        values["counter_id"] = mover.counter_id
    if kind in {Move.RETURN, Move.TRANSFER, Move.COME_BACK}:
        values["counter_id"] = None
    if kind is Move.TRANSFER:
        values["group_id"] = group_id or ticket.group_id
    if kind in {Move.LEAVE, Move.REMOVE}:
        values["reason"] = reason
    if kind is Move.UNDO:
        values["reason"] = None
    return values


def add_event(
    session: Session,
    ticket: Ticket,
    kind: str,
    at: datetime,
    from_state: State | None,
    mover: Mover,
    *,
    key: str | None,
    note: str | None,
) -> None:
    """Add the append-only record of one move, or of a change of phone."""
    record = {
        "unit_id": ticket.unit_id,
        "ticket_id": ticket.id,
        "kind": kind,
        "at": at,
        "from_state": from_state,
        "to_state": ticket.state,
        "counter_id": mover.counter_id or ticket.counter_id,
        "staff_id": mover.staff_id,
        "channel": mover.channel,
        "note": note,
        "key": key,
    }
    session.connection().execute(ADD_EVENT, record)
    _fresh_keys(session).discard(key)
