"""Everything the console shows at one moment, read at once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from admin.counter import queries
from admin.counter.pulse_queries import Pulse
from kiosk.ground.calendar import local_day
from kiosk.ground.web.addresses import digest
from kiosk.office import queries as office
from kiosk.office.models import Counter, ServiceGroup
from kiosk.office.queries import UnitView
from kiosk.queue import queries as queue
from kiosk.queue.courses import UNDO_WITHIN
from kiosk.queue.kinds import Priority
from kiosk.queue.models import Ticket
from kiosk.queue.queries import Desk

MOST_ENDED: Final = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A counter as somebody finds it.

    Attributes:
        desk: Its open session; ``None`` while it is closed.
        mine: The reader sits there.
        clerk: Who sits there; empty while it is closed.
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
    """One line of the queue; *priority* is the class that goes first, empty for everybody else."""

    ticket: Ticket
    service: str
    priority: str
    seconds: int
    over: bool


@dataclass(frozen=True, slots=True)
class Console:
    """An open counter with its queue.

    Attributes:
        person: Who was called or is being served.
        first: The class for which this person goes before others; empty for everybody else.
        seconds: Since the last call, or since the start of service.
        waited: Seconds from arrival to first call.
        queue: Who waits for this counter's groups, next first.
        elsewhere: How many wait for groups that this counter does not serve, by group.
        ended: What can still be taken back here, latest first.
        groups: Services to log a walk-in for.
        hall_code: What to read out to people whose phones ask for it; ``None`` while none does.
        tag: Changes whenever the page would look different.
    """

    place: Place
    person: Ticket | None
    service: str
    first: str
    seconds: int
    waited: int
    queue: list[Waiting]
    elsewhere: list[tuple[str, int]]
    ended: list[Ticket]
    groups: list[ServiceGroup]
    hall_code: str | None
    tag: str

    @property
    def longest(self) -> int | None:
        """Seconds that the first in line has waited; ``None`` when nobody waits."""
        return max((one.seconds for one in self.queue), default=None)


def place(session: Session, counter_id: int, staff_id: int, *, now: datetime) -> Place | None:
    """Return a counter and who sits there; ``None`` when there is no such counter."""
    counter = queries.counter(session, counter_id)
    unit = office.unit_on(session, counter.unit_id, local_day(now)) if counter else None
    if counter is None or unit is None:
        return None
    found = queue.desk_of(session, counter_id)
    forgotten = found if found and found.forgotten(local_day(now)) else None
    desk = None if forgotten else found
    clerk = queries.names(session, [desk.session.staff_id]).get(desk.session.staff_id, "") if desk else ""
    mine = desk is not None and desk.session.staff_id == staff_id
    since = queue.called_since(unit.unit, local_day(now))
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
    names = {key: group.name(language) for key, group in queue.group_names(session, where.unit.id).items()}
    person = queue.at_counter(session, where.counter.id)
    waiting = queue.waiting(session, where.unit.id, None, since=where.since)
    target = where.unit.version.target_seconds
    others = [one.group_id for one in waiting if one.group_id not in desk.group_ids]
    return Console(
        place=where,
        person=person,
        service=names[person.group_id] if person else "",
        first=priority_of(person) if person else "",
        seconds=_seconds(person.started_at or person.last_called_at, now) if person else 0,
        waited=_seconds(person.arrived_at, person.first_called_at) if person else 0,
        queue=[_line(one, names, target, now) for one in waiting if one.group_id in desk.group_ids],
        elsewhere=[(names[group_id], others.count(group_id)) for group_id in sorted(set(others))],
        ended=_ended(session, where, now),
        groups=office.groups_of(session, where.unit.id),
        hall_code=hall_code,
        tag=tag,
    )


def priority_of(ticket: Ticket) -> str:
    """Return the class that goes first, as it is stored; empty for everybody else."""
    return "" if ticket.priority_class == Priority.NORMAL else ticket.priority_class


def _line(ticket: Ticket, names: dict[int, str], target: int, now: datetime) -> Waiting:
    seconds = _seconds(ticket.arrived_at, now)
    return Waiting(ticket, names[ticket.group_id], priority_of(ticket), seconds, seconds > target)


def _ended(session: Session, where: Place, now: datetime) -> list[Ticket]:
    """Return what ended here, or in the queue, so lately that it can be taken back."""
    recent = queue.recently_ended(session, where.unit.id, since=now - UNDO_WITHIN, limit=100)
    return [one for one in recent if one.counter_id in {None, where.counter.id}][:MOST_ENDED]


def _seconds(start: datetime | None, end: datetime | None) -> int:
    return max((end - start) // timedelta(seconds=1), 0) if start and end else 0
