"""What the page of one ticket shows at one moment."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from kiosk.ground import recent
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office
from kiosk.office.entrances import entrance_of
from kiosk.office.models import Counter, ServiceGroup
from kiosk.office.opening import SHUT, Opening, OpeningState, opening_state
from kiosk.office.queries import UnitView
from kiosk.queue import claim_codes, queries
from kiosk.queue.kinds import PauseReason
from kiosk.queue.models import Ticket
from kiosk.queue.pulse_queries import Line
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import ENDED_STATES, Move, State
from kiosk.queue.waiting import Band, Pace, estimate, wait_seconds

OVER = frozenset({OpeningState.CLOSED_FOR_TODAY, OpeningState.DAY_OFF})


@dataclass(frozen=True, slots=True)
class Visit:
    """A ticket with the names that belong to it.

    Attributes:
        counter: Where the person was called to last; ``None`` before the first call.
        entrance: A code that hangs at the unit's entrance, for another number or an opinion; ``None`` without one.
    """

    ticket: Ticket
    unit: UnitView
    group: ServiceGroup
    counter: Counter | None
    entrance: str | None

    @property
    def state(self) -> State:
        """Where the ticket is."""
        return State(self.ticket.state)

    @property
    def wait_minutes(self) -> int | None:
        """Whole minutes from arrival to the first call; ``None`` for somebody who was never called."""
        seconds = wait_seconds(self.ticket.arrived_at, self.ticket.first_called_at)
        return None if seconds is None else seconds // 60

    @property
    def is_back(self) -> bool:
        """Whether the person missed a call, came back and has not left the queue since."""
        return self.ticket.came_back and self.state not in ENDED_STATES

    def survey_until(self, days: int) -> datetime | None:
        """Return until when the survey answers: *days* days from the arrival; ``None`` while the visit lasts."""
        return self.ticket.arrived_at + timedelta(days=days) if self.state in ENDED_STATES else None


@dataclass(frozen=True, slots=True)
class Queue:
    """What somebody who waits wants to know.

    Attributes:
        ahead: People of the same group before this one.
        band: The wait from now on; ``None`` when nobody can know, because no counter is open.
        opening: The door at this moment.
        open_counters: Counters that serve the group right now.
        pauses: Signs of counters of this group that stand still, each with the reason; only told when late.
        late: The person has waited longer than the unit promises, counted from when the office opened.
        until: When the page says something else although nobody has done anything; ``None`` when it never does.
    """

    ahead: int
    band: Band | None
    opening: Opening
    open_counters: int
    pauses: tuple[tuple[str, PauseReason], ...]
    late: bool
    until: datetime | None

    @property
    def shut_until(self) -> datetime | None:
        """When counters receive people, before opening and at lunch; otherwise ``None``."""
        return self.opening.changes_at if self.opening.state in SHUT else None


def find(session: Session, token_hash: str, *, now: datetime) -> Visit | None:
    """Return the visit with this address; ``None`` when there is none, or its address has been blanked."""
    ticket = queries.by_token_hash(session, token_hash)
    unit = recent.read(now, office.unit_on, ticket.unit_id, local_day(now)) if ticket else None
    if ticket is None or unit is None:
        return None
    counter = recent.read(now, office.counter, ticket.counter_id) if ticket.counter_id else None
    group = recent.read(now, office.group, ticket.group_id)
    return Visit(ticket, unit, group, counter, recent.read(now, entrance_of, unit.id))


def code_of(ticket: Ticket, token: TicketToken) -> str | None:
    """Return the characters that take the ticket over to another phone, as they are shown beside its number.

    ``None`` for whoever holds a slip that was printed again without them, and for tickets that cannot move.
    """
    return claim_codes.shown(token.code) if ticket.claim_box and ticket.token_hash == token.hash else None


def queue_of(session: Session, visit: Visit, line: Line, *, now: datetime) -> Queue:
    """Return how the queue stands for a visit that waits in *line*."""
    opening = opening_state(now, recent.read(now, office.hours_of, visit.ticket.unit_id, local_day(now)))
    pace = pace_now(session, visit.ticket.unit_id, visit.ticket.group_id, opening, now=now)
    target_passes_at = _waits_since(visit) + timedelta(seconds=visit.unit.version.target_seconds)
    late = now > target_passes_at
    changes = [at for at in (opening.changes_at, None if late else target_passes_at) if at is not None]
    return Queue(
        ahead=line.ahead,
        band=estimate(line.ahead, pace),
        opening=opening,
        open_counters=pace.open_counters,
        pauses=tuple((label, PauseReason(reason)) for label, reason in line.pauses) if late else (),
        late=late,
        until=min(changes, default=None),
    )


def way_back(session: Session, visit: Visit, *, now: datetime) -> int | None:
    """Return how many people go first when somebody who missed a call comes back by phone; ``None``: not that way.

    Nobody is told of more people than wait. It is granted once, where the unit takes people back, as long as that
    day's queue goes on: until the office has shut and the last counter has closed.
    """
    unit, today = visit.unit.unit, local_day(now)
    if visit.state is not State.NO_SHOW or visit.ticket.came_back:
        return None
    if unit.close_at_night and visit.ticket.day != today:
        return None
    opening = opening_state(now, recent.read(now, office.hours_of, unit.id, today))
    if opening.state in OVER and not queries.open_desks(session, unit.id):
        return None
    if not unit.come_back_after:
        return unit.come_back_after
    places = queries.places(session, unit.id, visit.ticket.group_id, since=queries.called_since(unit, today))
    return min(unit.come_back_after, len(places))


def news_of(session: Session, visit: Visit) -> Move | None:
    """Return the move that brought somebody into the line once more, as long as they wait there; otherwise ``None``."""
    if visit.state is not State.WAITING or visit.ticket.first_called_at is None:
        return None
    event = queries.last_event(session, visit.ticket.id)
    return Move(event.kind) if event else None


def pace_now(session: Session, unit_id: int, group_id: int, opening: Opening, *, now: datetime) -> Pace:
    """Return what an estimate can rest on; before opening and at lunch no counter counts, even one left switched on."""
    pace = queries.pace(session, unit_id, group_id, now=now)
    return replace(pace, open_counters=0, one_is_free=True) if opening.state in SHUT else pace


def _waits_since(visit: Visit) -> datetime:
    return max(visit.ticket.arrived_at, visit.ticket.opened_at or visit.ticket.arrived_at)
