"""Everything the console shows at one moment, read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from admin.counter import aside_queries, queries
from admin.counter.aside_queries import Note
from admin.counter.pulse_queries import Pulse
from admin.counter.surroundings import AT_DESK, Held, Neighbour, held_here, neighbours, passed
from kiosk.ground import recent
from kiosk.ground.calendar import local_day, start_of_day
from kiosk.ground.web.addresses import digest
from kiosk.office import priority_queries
from kiosk.office import queries as office
from kiosk.office.models import Counter, ServiceGroup
from kiosk.office.queries import UnitView
from kiosk.queue import queries as queue
from kiosk.queue.courses import UNDO_WITHIN
from kiosk.queue.kinds import NORMAL
from kiosk.queue.models import Ticket
from kiosk.queue.order import InLine, Policy, Why, in_order, why_next
from kiosk.queue.queries import Desk
from kiosk.queue.tickets import State

MOST_ENDED: Final = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A counter as somebody finds it.

    Attributes:
        desk: Its open session; ``None`` while it is closed.
        mine: The reader sits there.
        clerk: Who sits there; empty while it is closed, and for the reader.
        since: Whoever came on days before is not called any more; ``None`` where the queue is kept over night.
        forgotten: Since when a day before left it open: nobody sits there; ``None`` where nothing was forgotten.
    """

    unit: UnitView
    counter: Counter
    desk: Desk | None
    mine: bool
    clerk: str
    since: date | None
    forgotten: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue.

    Attributes:
        goes_first: The person belongs to a class that goes first; *priority* is its name, where it is known.
        sent: How somebody came back into the line who was called before; ``None`` for all others.
    """

    ticket: Ticket
    service: str
    goes_first: bool
    priority: str
    seconds: int
    over: bool
    sent: Note | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What codes and keys are called: services by key, classes by code; and the notes of tickets by key."""

    services: Mapping[int, str]
    classes: Mapping[str, str]
    notes: Mapping[int, Note]


@dataclass(frozen=True, slots=True)
class Console:
    """An open counter with its queue.

    Attributes:
        person: Who was called or is being served.
        goes_first, first: As for a line of the queue.
        note: How this person was sent here; ``None`` for most.
        seconds: Since the last call, or since the start of service.
        waited: Seconds from arrival to first call.
        queue: Who waits for this counter's groups, in the order in which this counter will call them.
        waiting: Who waits anywhere in the unit.
        why: Why the first of them is next; ``None`` when nobody waits.
        elsewhere: How many wait for groups that this counter does not serve, by group.
        held: Who was put aside here, or at a counter that is closed by now; the longest first.
        neighbours: The other open counters of the unit.
        closed: The signs of its counters that are closed.
        ended: What can still be taken back here, latest first.
        last: That of them which was the latest act at this counter, for a single press; ``None`` when it was another.
        missed: Who may still come back after a missed call, latest first.
        groups: Services to log a walk-in for, or to send somebody to.
        unserved: Those of them for which no counter is open.
        hall_code: What to read out to people whose phones ask for it; ``None`` while none does.
        tag: Changes whenever the page would look different.
    """

    place: Place
    person: Ticket | None
    service: str
    goes_first: bool
    first: str
    note: Note | None
    seconds: int
    waited: int
    queue: list[Waiting]
    waiting: list[Ticket]
    why: Why | None
    elsewhere: list[tuple[str, int]]
    held: list[Held]
    neighbours: list[Neighbour]
    closed: list[str]
    ended: list[Ticket]
    last: Ticket | None
    missed: list[Ticket]
    groups: list[ServiceGroup]
    unserved: frozenset[int]
    hall_code: str | None
    tag: str

    @property
    def longest(self) -> int | None:
        """Seconds that the first in line has waited; ``None`` when nobody waits."""
        return max((one.seconds for one in self.queue), default=None)

    @property
    def late(self) -> int:
        """How many in line have waited longer than the unit's target."""
        return sum(one.over for one in self.queue)

    def removable(self, ticket_id: int | None) -> Ticket | None:
        """Return the ticket of this key if it can be taken out of the queue here; ``None`` otherwise."""
        called = [self.person] if self.person and self.person.state == State.CALLED else []
        return next((one for one in (*self.waiting, *called) if one.id == ticket_id), None)


def place(session: Session, counter_id: int, staff_id: int, *, now: datetime) -> Place | None:
    """Return a counter and who sits there; ``None`` when there is no such counter."""
    today = local_day(now)
    found = queue.desk_of(session, counter_id)
    counter = found.counter if found else queries.counter(session, counter_id)
    unit = recent.read(now, office.unit_on, counter.unit_id, today) if counter else None
    if counter is None or unit is None:
        return None
    forgotten = found if found and found.forgotten(today) else None
    desk = None if forgotten else found
    mine = desk is not None and desk.session.staff_id == staff_id
    clerk = queries.names(session, [desk.session.staff_id]).get(desk.session.staff_id, "") if desk and not mine else ""
    since = queue.called_since(unit.unit, today)
    return Place(unit, counter, desk, mine, clerk, since, forgotten.session.opened_at if forgotten else None)


def tag(counter_id: int, pulse: Pulse, language: str, *, now: datetime) -> str:
    """Return a mark of all that the page depends on, the minute included: the waits are told in minutes."""
    minute = int(now.timestamp() // 60)
    return digest("console", f"{counter_id} {pulse.state} {minute} {language}")[:20]


def load(
    session: Session, where: Place, desk: Desk, language: str, *, tag: str, hall_code: str | None, now: datetime
) -> Console:
    """Return what the console shows. Its *tag* was read before: it may be too old for what follows, never too new.

    The tag does not know the hall's code. A number has just been taken when phones begin to ask for it, so the console
    is drawn anew by then; and the code changes on the minute.
    """
    unit, here = where.unit, where.counter
    names = {key: group.name(language) for key, group in recent.read(now, queue.group_names, unit.id).items()}
    classes = recent.read(now, priority_queries.every)
    busy = aside_queries.under_way(session, unit.id)
    person = next((one for one in busy if one.counter_id == here.id and one.state in AT_DESK), None)
    waiting = queue.waiting(session, unit.id, None, since=where.since)
    line, why = _in_order(waiting, desk, Policy(unit.unit.priority_policy))
    held = [one for one in busy if one.state == State.ON_HOLD]
    noted = [one.id for one in (*waiting, *busy) if one.first_called_at]
    sheet = Sheet(names, {one.code: one.name(language) for one in classes}, aside_queries.notes(session, noted))
    desks = [one for one in queue.open_desks(session, unit.id) if not one.forgotten(local_day(now))]
    labels = {one.id: one.label for one in recent.read(now, office.counters_of, unit.id)}
    groups = recent.read(now, office.groups_of, unit.id)
    others = [one for one in desks if one.counter.id != here.id]
    ended = _ended(session, where, now)
    elsewhere = [one.group_id for one in waiting if one.group_id not in desk.group_ids]
    return Console(
        place=where,
        person=person,
        service=names[person.group_id] if person else "",
        goes_first=person is not None and person.priority_class != NORMAL,
        first=sheet.classes.get(person.priority_class, "") if person else "",
        note=sheet.notes.get(person.id) if person else None,
        seconds=passed(person.started_at or person.last_called_at, now) if person else 0,
        waited=passed(person.arrived_at, person.first_called_at) if person else 0,
        queue=[_line(one, sheet, unit.version.target_seconds, now) for one in line],
        waiting=waiting,
        why=why,
        elsewhere=[(names[group_id], elsewhere.count(group_id)) for group_id in sorted(set(elsewhere))],
        held=held_here(held, here, desks, labels, sheet.services, sheet.notes, now=now),
        neighbours=neighbours(session, unit.id, others, [one for one in busy if one.state in AT_DESK], now=now),
        closed=[label for key, label in labels.items() if key not in {one.counter.id for one in desks}],
        ended=ended,
        last=_last(session, where, ended),
        missed=_missed(session, where, now),
        groups=groups,
        unserved=frozenset(group.id for group in groups) - frozenset().union(*(one.group_ids for one in desks)),
        hall_code=hall_code,
        tag=tag,
    )


def _in_order(waiting: Sequence[Ticket], desk: Desk, policy: Policy) -> tuple[list[Ticket], Why | None]:
    """Return who waits for this counter in the order in which it will call them, and why the first is next."""
    mine = {one.id: one for one in waiting if one.group_id in desk.group_ids}
    places = [InLine(one.priority_rank, one.lined_up_at or one.arrived_at, one.id) for one in mine.values()]
    people = in_order(places, policy, desk.session.others_since_priority)
    return [mine[one.ticket_id] for one in people], why_next(people, policy)


def _line(ticket: Ticket, sheet: Sheet, target: int, now: datetime) -> Waiting:
    seconds = passed(ticket.arrived_at, now)
    return Waiting(
        ticket=ticket,
        service=sheet.services[ticket.group_id],
        goes_first=ticket.priority_class != NORMAL,
        priority=sheet.classes.get(ticket.priority_class, ""),
        seconds=seconds,
        over=seconds > target,
        sent=sheet.notes.get(ticket.id),
    )


def _missed(session: Session, where: Place, now: datetime) -> list[Ticket]:
    if where.unit.unit.come_back_after is None:
        return []
    today = local_day(now)
    return aside_queries.missed(session, where.unit.id, day=today, since=start_of_day(today))


def _ended(session: Session, where: Place, now: datetime) -> list[Ticket]:
    """Return what ended here, or in the queue, so lately that it can be taken back."""
    return queue.recently_ended(session, where.unit.id, where.counter.id, since=now - UNDO_WITHIN, limit=MOST_ENDED)


def _last(session: Session, where: Place, ended: Sequence[Ticket]) -> Ticket | None:
    """Return what a single press takes back: never what the citizen did, nor an end before the latest act here."""
    by_clerk = [one for one in ended if one.state != State.LEFT]
    last = aside_queries.last_ended(session, where.unit.id, where.counter.id) if by_clerk else None
    return next((one for one in by_clerk if one.id == last), None)
