"""What stands behind a printed code at one moment, and which tickets of a phone belong there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.ground.web.addresses import CROCKFORD, read_code
from kiosk.office import queries as office
from kiosk.office.models import Counter
from kiosk.office.opening import Opening, opening_state
from kiosk.office.queries import UnitView
from kiosk.queue import queries
from kiosk.queue.admission import Admission, admission
from kiosk.queue.models import Ticket
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import OPEN_STATES, State

CODE_CHARS = 8


@dataclass(frozen=True, slots=True)
class Door:
    """A printed code with its place.

    Attributes:
        code: As printed, without hyphens.
        withdrawn: It is no longer in use where it hangs.
        counter: ``None`` at an entrance.
        opening: The office's door now, and when that changes.
        admission: Whether numbers are given out now.
    """

    code: str
    withdrawn: bool
    unit: UnitView
    counter: Counter | None
    opening: Opening
    admission: Admission

    @property
    def has_queue(self) -> bool:
        """Whether this code ever leads to a number."""
        return not self.withdrawn and self.unit.unit.mode == "full"

    @property
    def opened_at(self) -> datetime | None:
        """When the office opens, for somebody who comes before; else ``None``."""
        return self.opening.changes_at if self.admission is Admission.EARLY else None

    @property
    def numbers_from(self) -> datetime | None:
        """From when numbers are given out again, while they are not; ``None`` when no opening is known."""
        opens = self.opening.changes_at
        return opens - timedelta(minutes=self.unit.unit.before_opening_minutes) if opens else None


@dataclass(frozen=True, slots=True)
class OwnTicket:
    """A ticket that this phone holds."""

    token: TicketToken
    ticket: Ticket


def find(session: Session, text: str, *, now: datetime) -> Door | None:
    """Return what the code in *text* leads to, however it was typed; ``None`` for one that was never issued."""
    code = read_code(text)
    if len(code) != CODE_CHARS or not set(code) <= set(CROCKFORD):
        return None
    view = office.find_code(session, code)
    unit = office.unit_on(session, view.code.unit_id, local_day(now)) if view else None
    if view is None or unit is None:
        return None
    opening = opening_state(now, office.hours_of(session, unit.id, local_day(now)))
    before = timedelta(minutes=unit.unit.before_opening_minutes)
    withdrawn = view.code.withdrawn_at is not None
    return Door(code, withdrawn, unit, view.counter, opening, admission(opening, before, now=now))


def own_tickets(session: Session, tokens: Sequence[TicketToken], unit_id: int) -> list[OwnTicket]:
    """Return the tickets of one unit among *tokens* (at most eight), in their order."""
    found = [(token, queries.by_token_hash(session, token.hash)) for token in tokens]
    return [OwnTicket(token, ticket) for token, ticket in found if ticket is not None and ticket.unit_id == unit_id]


def live(own: Sequence[OwnTicket], *, since: date | None) -> list[OwnTicket]:
    """Return the tickets that have not ended, of *since* or later; ``None``: however old."""
    return [one for one in own if one.ticket.state in OPEN_STATES and (since is None or one.ticket.day >= since)]


def at_counter(own: Sequence[OwnTicket], counter: Counter | None) -> OwnTicket | None:
    """Return the ticket that was called to *counter* or is being served there."""
    at_desk = {State.CALLED, State.SERVING}
    here = (one for one in own if counter and one.ticket.counter_id == counter.id and one.ticket.state in at_desk)
    return next(here, None)


def lately_served(own: Sequence[OwnTicket], *, now: datetime, days: int) -> OwnTicket | None:
    """Return the latest ticket of the last *days* days whose service is done: its survey may still be answered."""
    since = now - timedelta(days=days)
    return next((one for one in own if one.ticket.state == State.DONE and one.ticket.arrived_at > since), None)
