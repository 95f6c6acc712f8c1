"""What a clerk sees beside the own desk and line: people put aside, what was noted about them, the other counters."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from admin.counter import aside_queries, queries
from admin.counter.aside_queries import LastMoves, Note
from kiosk.office.models import Counter
from kiosk.queue.models import Ticket
from kiosk.queue.queries import Desk
from kiosk.queue.tickets import State

AT_DESK = frozenset({State.CALLED, State.SERVING})


class Doing(StrEnum):
    """What an open counter does."""

    SERVING = "serving"
    FREE = "free"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody put aside; *counter* is where, when that is another counter, closed by now."""

    ticket: Ticket
    service: str
    seconds: int
    note: str
    counter: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another open counter of the unit.

    Attributes:
        number: Who stands there; empty when nobody does.
        reason: Why it pauses, as it is stored; empty while it works.
        seconds: For how long that has been so.
    """

    label: str
    clerk: str
    doing: Doing
    number: str
    reason: str
    seconds: int


def held_here(
    held: Collection[Ticket],
    counter: Counter,
    desks: Collection[Desk],
    labels: Mapping[int, str],
    services: Mapping[int, str],
    notes: Mapping[int, Note],
    *,
    now: datetime,
) -> list[Held]:
    """Return who may be asked back to *counter*: its own people on hold, and those whose counter was closed."""
    at_work = {desk.counter.id for desk in desks} - {counter.id}
    mine = [one for one in held if one.counter_id not in at_work]
    return [
        Held(
            ticket=one,
            service=services[one.group_id],
            seconds=passed(one.held_since, now),
            note=notes[one.id].text if one.id in notes else "",
            counter="" if one.counter_id in {None, counter.id} else labels.get(one.counter_id or 0, ""),
        )
        for one in mine
    ]


def neighbours(
    session: Session, unit_id: int, desks: Collection[Desk], at_desks: Collection[Ticket], *, now: datetime
) -> list[Neighbour]:
    """Return what *desks*, the other open counters of the unit, do; *at_desks* are the people before them."""
    if not desks:
        return []
    clerks = queries.names(session, {desk.session.staff_id for desk in desks})
    people = {one.counter_id: one for one in at_desks}
    idle = any(desk.counter.id not in people and desk.pause is None for desk in desks)
    moved = aside_queries.last_moves(session, unit_id) if idle else LastMoves({}, None)
    return [
        _neighbour(desk, clerks.get(desk.session.staff_id, ""), people.get(desk.counter.id), moved, now)
        for desk in desks
    ]


def passed(since: datetime | None, now: datetime | None) -> int:
    """Return the whole seconds between two instants; 0 where one is missing or the clock was behind."""
    return max((now - since) // timedelta(seconds=1), 0) if since and now else 0


def _neighbour(desk: Desk, clerk: str, person: Ticket | None, moved: LastMoves, now: datetime) -> Neighbour:
    if person is not None:
        since = person.started_at or person.last_called_at
        return Neighbour(desk.counter.label, clerk, Doing.SERVING, person.label, "", passed(since, now))
    if desk.pause is not None:
        paused = passed(desk.pause.paused_at, now)
        return Neighbour(desk.counter.label, clerk, Doing.PAUSED, "", desk.pause.reason, paused)
    last = moved.at_counter.get(desk.counter.id, moved.since)
    since = max(desk.session.opened_at, last or desk.session.opened_at)
    return Neighbour(desk.counter.label, clerk, Doing.FREE, "", "", passed(since, now))
