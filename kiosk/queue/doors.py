"""What stands behind a printed code at one moment, and which tickets of a phone belong there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from kiosk.ground import recent
from kiosk.ground.calendar import local_day, start_of_day
from kiosk.office import entrances
from kiosk.office import queries as office
from kiosk.office.entrances import Place
from kiosk.office.models import Counter
from kiosk.office.opening import Hours, Opening, opening_state
from kiosk.office.queries import UnitView
from kiosk.queue import day_queries, queries
from kiosk.queue.admission import Admission, admission
from kiosk.queue.models import Ticket
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import OPEN_STATES, State

AT_DESK = frozenset({State.CALLED, State.SERVING})


@dataclass(frozen=True, slots=True)
class Door(Place):
    """A printed code with its place at one moment.

    Attributes:
        opening: The office's door now, and when that changes.
        admission: Whether numbers are given out now.
        next_day: When the office opens on its next day; only for units that give out so many numbers a day.
        holiday: Today is a public holiday, and the office is off for that.
    """

    opening: Opening
    admission: Admission
    next_day: datetime | None = None
    holiday: bool = False

    @property
    def reopens_at(self) -> datetime | None:
        """When the office opens again, while no numbers are given; ``None`` when no opening is known."""
        return self.next_day if self.admission is Admission.FULL else self.opening.changes_at

    @property
    def opened_at(self) -> datetime | None:
        """When the office opens, for somebody who comes before; else ``None``."""
        return self.opening.changes_at if self.admission is Admission.EARLY else None

    @property
    def numbers_from(self) -> datetime | None:
        """From when numbers are given out again, while they are not; ``None`` when no opening is known."""
        opens = self.reopens_at
        return opens - timedelta(minutes=self.unit.unit.before_opening_minutes) if opens else None

    def stands_until(self, now: datetime) -> datetime | None:
        """Return when the door says something else although nobody has done anything; ``None`` when it never does."""
        instants = (self.opening.changes_at, self.numbers_from)
        return min((instant for instant in instants if instant is not None and instant > now), default=None)


@dataclass(frozen=True, slots=True)
class OwnTicket:
    """A ticket that this phone holds."""

    token: TicketToken
    ticket: Ticket


def find(session: Session, text: str, *, now: datetime) -> Door | None:
    """Return what the code in *text* leads to, however it was typed; ``None`` for one that was never issued.

    The place may be some seconds old, the day's numbers are counted now.
    """
    place = entrances.find(text, now=now)
    return None if place is None else _door(session, place, now)


def inside(session: Session, unit: UnitView, *, now: datetime) -> Door:
    """Return the door as whoever stands in the hall has it, without any printed code: its *code* is empty."""
    return _door(session, Place("", withdrawn=False, unit=unit, counter=None, entrance=None), now)


def _door(session: Session, place: Place, now: datetime) -> Door:
    unit = place.unit
    today, most = local_day(now), unit.unit.daily_limit
    hours = recent.read(now, office.hours_of, unit.id, today)
    opening, before = opening_state(now, hours), timedelta(minutes=unit.unit.before_opening_minutes)
    full = most is not None and day_queries.given_on(session, unit.id, today) >= most
    return Door(
        code=place.code,
        withdrawn=place.withdrawn,
        unit=unit,
        counter=place.counter,
        entrance=place.entrance,
        opening=opening,
        admission=admission(opening, before, now=now, full=full),
        next_day=_next_day(today, hours) if most is not None else None,
        holiday=today in hours.holidays and today not in hours.exceptions,
    )


def own_tickets(session: Session, tokens: Sequence[TicketToken], unit_id: int) -> list[OwnTicket]:
    """Return the tickets of one unit among *tokens* (at most eight), in their order."""
    return [one for one in held(session, tokens) if one.ticket.unit_id == unit_id]


def held(session: Session, tokens: Sequence[TicketToken]) -> list[OwnTicket]:
    """Return the tickets of all units among *tokens* (at most eight), in their order."""
    found = [(token, queries.by_token_hash(session, token.hash)) for token in tokens]
    return [OwnTicket(token, ticket) for token, ticket in found if ticket is not None]


def live(own: Sequence[OwnTicket], *, since: date | None) -> list[OwnTicket]:
    """Return the tickets that have not ended, of *since* or later; ``None``: however old."""
    return [one for one in own if one.ticket.state in OPEN_STATES and (since is None or one.ticket.day >= since)]


def at_counter(own: Sequence[OwnTicket], counter: Counter | None) -> OwnTicket | None:
    """Return the ticket that was called to *counter* or is being served there."""
    here = (one for one in own if counter and one.ticket.counter_id == counter.id and one.ticket.state in AT_DESK)
    return next(here, None)


def meant(tickets: Sequence[OwnTicket], counter: Counter | None) -> OwnTicket | None:
    """Return which of the live *tickets* a scan asks for; ``None`` when the person has to say.

    At a counter the one put on hold there; anywhere the one that is called, whose page says where to go; else the only
    one.
    """
    on_hold = [one for one in tickets if counter and one.ticket.counter_id == counter.id]
    called = [one for one in tickets if one.ticket.state in AT_DESK]
    return next((few[0] for few in (on_hold, called, tickets) if len(few) == 1), None)


def lately_served(own: Sequence[OwnTicket], *, now: datetime, days: int) -> OwnTicket | None:
    """Return the latest ticket of the last *days* days whose service is done: its survey may still be answered."""
    since = now - timedelta(days=days)
    return next((one for one in own if one.ticket.state == State.DONE and one.ticket.arrived_at > since), None)


def _next_day(today: date, hours: Hours) -> datetime | None:
    midnight = start_of_day(today + timedelta(days=1))
    return opening_state(midnight - timedelta(microseconds=1), hours).changes_at
