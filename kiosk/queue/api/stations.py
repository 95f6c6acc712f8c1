"""A machine at a counter that it has opened itself: held for one transaction, and never in a person's seat."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.office.models import Counter, Unit
from kiosk.queue import queries as queue
from kiosk.queue.actions import Mover
from kiosk.queue.api import queries
from kiosk.queue.kinds import Channel
from kiosk.queue.queries import Desk
from kiosk.queue.tickets import Actor

MACHINE_ID: Final = 0
"""Who sits at a counter that a machine has opened: no person of the staff."""


class UnknownError(Exception):
    """The unit has no such ticket, or no such counter in use."""


class CounterClosedError(Exception):
    """The counter is not open today."""


class CounterTakenError(Exception):
    """A person has opened the counter."""


@dataclass(frozen=True, slots=True)
class Station:
    """A machine at an open counter.

    Attributes:
        since: Tickets of days before are not called; ``None`` where the queue is never cleared at night.
        start_with_call: The unit counts service from the call on.
    """

    desk: Desk
    mover: Mover
    since: date | None
    start_with_call: bool

    @property
    def counter_id(self) -> int:
        """The counter."""
        return self.desk.counter.id


def counter_of(session: Session, unit_id: int, label: str) -> Counter:
    """Return the counter in use with this sign.

    Raises:
        UnknownError: the unit has none.
    """
    found = queries.counter(session, unit_id, label)
    if found is None:
        raise UnknownError
    return found


def desk_at(session: Session, counter_id: int, *, now: datetime) -> Desk | None:
    """Return a counter that machines have open today, held until the transaction ends; ``None`` while it is closed.

    Raises:
        CounterTakenError: as named.
    """
    queries.lock_desk(session, counter_id)
    desk = queue.desk_of(session, counter_id)
    if desk is None or desk.forgotten(local_day(now)):
        return None
    if desk.session.staff_id != MACHINE_ID:
        raise CounterTakenError
    return desk


def station_at(session: Session, counter_id: int, *, now: datetime) -> Station:
    """Return the machine's place at an open counter, held until the transaction ends.

    Raises:
        CounterClosedError, CounterTakenError: as named.
    """
    desk = desk_at(session, counter_id, now=now)
    if desk is None:
        raise CounterClosedError
    unit = session.get_one(Unit, desk.counter.unit_id)
    mover = Mover(Actor.API, Channel.API, staff_id=MACHINE_ID, counter_id=counter_id)
    return Station(desk, mover, queue.called_since(unit, local_day(now)), unit.start_with_call)
