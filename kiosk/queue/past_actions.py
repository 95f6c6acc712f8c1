"""Storing visits that are over, many at once: tickets with their numbers, legs and events."""

from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground import bulk, db
from kiosk.ground.calendar import local_day
from kiosk.queue import leg_actions, turns
from kiosk.queue.actions import Mover, add_event
from kiosk.queue.kinds import Channel, Outcome
from kiosk.queue.models import QueueDay, Ticket, TicketEvent, TicketLeg
from kiosk.queue.past import PastVisit, channel_of, moves_of
from kiosk.queue.tickets import Actor, Move, State

BY_CLERK: Final = frozenset({Move.CALL, Move.RECALL, Move.START, Move.FINISH, Move.NO_SHOW, Move.REMOVE})
WITH_REASON: Final = frozenset({Move.LEAVE, Move.REMOVE})

Row = dict[str, Any]
Place = tuple[str, date]
"""A prefix on a day: what numbers are counted in."""


def add_past(session: Session, unit_id: int, visits: Sequence[PastVisit]) -> int:
    """Store finished visits of one unit; return how many were new.

    A visit whose key is stored already changes nothing. The new ones get the next numbers of their day and prefix, in
    the order of their arrival. Some hundred at a time are fast and lock nobody out.
    """
    known = _ids_by_key(session, visits)
    fresh = {visit.key: visit for visit in sorted(visits, key=_arrival) if visit.key not in known}
    if not fresh:
        return 0
    numbers = _numbers(session, unit_id, list(fresh.values()))
    tickets = [_ticket(unit_id, visit, number) for visit, number in zip(fresh.values(), numbers, strict=True)]
    bulk.add_rows(session, Ticket, tickets)
    # Read back by key: COPY returns nothing, and hundreds of rows in one statement cost psycopg twice the time.
    pairs = [(ticket_id, fresh[key]) for key, ticket_id in _ids_by_key(session, list(fresh.values())).items()]
    bulk.add_rows(session, TicketLeg, [_leg(ticket_id, visit) for ticket_id, visit in pairs])
    events = [event for ticket_id, visit in pairs for event in _events(unit_id, ticket_id, visit)]
    bulk.add_rows(session, TicketEvent, events)
    return len(fresh)


def take_back(session: Session, unit_id: int, keys: Sequence[str], reason: str, *, staff_id: int, now: datetime) -> int:
    """Take visits that never were so out of all figures, by their keys; return how many there were.

    They stay on record as removed, with the reason. Only visits of a tally sheet are taken back: together, state and
    channel say so for good (:func:`kiosk.queue.past_queries.stands`).
    """
    wrong = select(Ticket).where(Ticket.unit_id == unit_id, Ticket.issue_key.in_(keys))
    wrong = wrong.where(Ticket.channel == Channel.TALLY, Ticket.state != State.REMOVED).order_by(Ticket.id)
    tickets = session.scalars(wrong.with_for_update()).all()
    clerk = Mover(actor=Actor.CLERK, channel=Channel.TALLY, staff_id=staff_id)
    for ticket in tickets:
        before, ticket.state, ticket.reason = State(ticket.state), State.REMOVED, reason
        leg_actions.mark_removed(session, ticket.id)
        add_event(session, ticket, Move.REMOVE, now, before, clerk, key=None, note=reason)
    session.flush()
    return len(tickets)


def _ids_by_key(session: Session, visits: Sequence[PastVisit]) -> dict[str, int]:
    """Return those of *visits* that are stored, in the order in which they were."""
    keys = [visit.key for visit in visits]
    query = select(Ticket.issue_key, Ticket.id).where(Ticket.issue_key.in_(keys)).order_by(Ticket.id)
    return {row.issue_key: row.id for row in session.execute(query)}


def _arrival(visit: PastVisit) -> tuple[object, str]:
    return visit.arrived_at, visit.key


def _numbers(session: Session, unit_id: int, visits: Sequence[PastVisit]) -> Iterator[int]:
    """Yield a number for each of *visits*; the rows that count them stay locked until the transaction ends."""
    places = [(visit.prefix, local_day(visit.arrived_at)) for visit in visits]
    wanted = Tally(places)
    # In one order everywhere, or two writers could wait for each other.
    following = {place: _reserve(session, unit_id, place, wanted[place]) for place in sorted(wanted)}
    for place in places:
        yield following[place]
        following[place] += 1


def _reserve(session: Session, unit_id: int, place: Place, count: int) -> int:
    """Take the next *count* numbers and return the first of them."""
    prefix, day = place
    statement = (
        db.upsert(session, QueueDay)
        .values(unit_id=unit_id, prefix=prefix, day=day, last_number=count)
        .on_conflict_do_update(
            index_elements=["unit_id", "prefix", "day"], set_={"last_number": QueueDay.last_number + count}
        )
        .returning(QueueDay.last_number)
    )
    return session.execute(statement).scalar_one() - count + 1


def _ticket(unit_id: int, visit: PastVisit, number: int) -> Row:
    called, started = visit.first_called_at, visit.started_at
    return {
        "unit_id": unit_id,
        "group_id": visit.group_id,
        "prefix": visit.prefix,
        "number": number,
        "day": local_day(visit.arrived_at),
        "state": str(visit.state),
        "priority_class": visit.priority_class,
        "priority_rank": visit.priority_rank,
        "channel": str(visit.channel),
        "respondent": visit.respondent,
        "issue_key": visit.key,
        "vote_hash": visit.vote_hash,
        "counter_id": visit.counter_id,
        "arrived_at": visit.arrived_at,
        "opened_at": visit.opened_at,
        "first_called_at": called,
        "last_called_at": visit.last_called_at or called,
        "started_at": started,
        "ended_at": visit.ended_at,
        "called_quality": None if called is None else str(visit.called_quality),
        "started_quality": None if started is None else str(visit.started_quality),
        "ended_quality": str(visit.ended_quality),
        "ahead": visit.ahead,
        "estimate_low_seconds": visit.estimate_low_seconds,
        "estimate_high_seconds": visit.estimate_high_seconds,
        "reason": visit.reason,
    }


def _leg(ticket_id: int, visit: PastVisit) -> Row:
    return {
        "ticket_id": ticket_id,
        "seq": 1,
        "group_id": visit.group_id,
        "counter_id": visit.counter_id,
        "queued_at": visit.arrived_at,
        "first_called_at": visit.first_called_at,
        "started_at": visit.started_at,
        "ended_at": visit.ended_at,
        "outcome": str(Outcome(visit.state)),
    }


def _events(unit_id: int, ticket_id: int, visit: PastVisit) -> Iterator[Row]:
    for move in moves_of(visit):
        yield {
            "unit_id": unit_id,
            "ticket_id": ticket_id,
            "kind": str(move.kind),
            "at": move.at,
            "from_state": None if move.from_state is None else str(move.from_state),
            "to_state": str(move.to_state),
            "counter_id": None if move.kind is Move.ISSUE else visit.counter_id,
            "staff_id": visit.staff_id if move.kind in BY_CLERK else None,
            "channel": str(channel_of(move.kind, visit)),
            "note": _note(move.kind, visit),
        }


def _note(kind: Move, visit: PastVisit) -> str | None:
    if kind is Move.CALL:
        return None if visit.turn is None else turns.written(visit.turn)
    return visit.reason if kind in WITH_REASON else None
