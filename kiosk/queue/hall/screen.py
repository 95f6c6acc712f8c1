"""The whole screen at one moment: calls, services, what the door says."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.ground.calendar import local_day
from kiosk.office.models import ServiceGroup
from kiosk.office.opening import SHUT, Opening, OpeningState, opening_state
from kiosk.queue.admission import Admission, admission
from kiosk.queue.hall import queries
from kiosk.queue.hall.board import Calls, calls_on
from kiosk.queue.hall.queries import Place, Pulse, Queue
from kiosk.queue.waiting import Band, estimate


@dataclass(frozen=True, slots=True)
class Service:
    """One service: people who wait for it, and the wait of somebody who came now (``None``: nobody can know)."""

    group: ServiceGroup
    waiting: int
    band: Band | None


@dataclass(frozen=True, slots=True)
class Screen:
    """What stands on the screen.

    Attributes:
        services: In the order of the list; empty where nobody is called by number.
        opening: The door now; ``None`` for a unit without opening hours.
        admission: Whether numbers are given out; ``None`` without opening hours.
    """

    calls: Calls
    services: tuple[Service, ...]
    opening: Opening | None
    admission: Admission | None

    @property
    def resting(self) -> bool:
        """Whether the office is closed and nobody is waiting, called or at a counter: then only that is shown."""
        somebody = any(service.waiting for service in self.services)
        wanted = self.calls.now is not None and self.calls.now.awaited
        return self.opening is not None and self.opening.state is not OpeningState.OPEN and not somebody and not wanted


def opening_of(place: Place, now: datetime) -> Opening | None:
    """Return the unit's door at *now*; ``None`` for a unit without opening hours."""
    return opening_state(now, place.hours) if place.hours else None


def screen(place: Place, pulse: Pulse, queue: Queue, *, now: datetime) -> Screen:
    """Return the screen of *place* at *now*. Before opening and at lunch no counter counts, even one left open."""
    unit, opening = place.unit.unit, opening_of(place, now)
    shut = opening is not None and opening.state in SHUT
    full = unit.daily_limit is not None and queue.given >= unit.daily_limit
    before = timedelta(minutes=unit.before_opening_minutes)
    return Screen(
        calls=calls_on(local_day(now), queue.calls),
        services=tuple(_service(group, pulse, queue, shut=shut) for group in place.groups),
        opening=opening,
        admission=admission(opening, before, now=now, full=full) if opening else None,
    )


def _service(group: ServiceGroup, pulse: Pulse, queue: Queue, *, shut: bool) -> Service:
    waiting = queue.waiting[group.id]
    return Service(group, waiting, None if shut else estimate(waiting, queries.pace(pulse, queue, group.id)))
