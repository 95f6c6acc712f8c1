"""Writing down what a tablet gave out on its own: each number once, however often and by however many it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, update
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.office import device_actions
from kiosk.office.models import Device
from kiosk.queue import actions, claim_boxes, issue_actions
from kiosk.queue.actions import Mover
from kiosk.queue.issue_actions import Arrival, Printed
from kiosk.queue.kinds import Channel
from kiosk.queue.models import CLAIM, QueueDay, Ticket
from kiosk.queue.outage import queries
from kiosk.queue.outage.numbers import start_of_wiped
from kiosk.queue.outage.queries import Place
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Actor, State
from kiosk.queue.waiting import Pace

TABLET = Mover(actor=Actor.KIOSK, channel=Channel.KIOSK)
UNSEEN = Pace(0, ())
"""Nobody was told how long it takes."""


@dataclass(frozen=True, slots=True)
class Given:
    """One number that a tablet gave out on its own, ready to be written.

    Attributes:
        arrival: The visit, with what stands on the slip, under the key of the form that may have got or may yet get
            a number, where there is one: whichever comes second finds the first.
        own: The secret of its address.
        secret: The deployment's own.
    """

    arrival: Arrival
    own: TicketToken
    secret: str

    @property
    def printed(self) -> Printed:
        """What stands on the slip.

        Raises:
            ValueError: nothing does.
        """
        if self.arrival.printed is None:
            raise ValueError("a number given without a network stands on a slip")
        return self.arrival.printed

    @property
    def place(self) -> Place:
        """What its number is counted in."""
        return self.arrival.prefix, self.printed.day


def begin_anew(session: Session, device: Device, day: date) -> None:
    """Set the tablet, which does not know them, beyond all numbers of its letters that may be on paper on *day*."""
    place = (device.prefix, day)
    _hold(session, device.unit_id, place, start_of_wiped(queries.last_number(session, device.unit_id, place)))


def record(session: Session, given: Sequence[Given], *, now: datetime) -> list[Ticket]:
    """Write down each of *given* that is not there yet; return the tickets of all, in their order."""
    highest: dict[Place, int] = {}
    for one in given:
        highest[one.place] = max(highest.get(one.place, 0), one.printed.number)
    for place in sorted(highest):  # in one order everywhere, or two writers could wait for each other
        _hold(session, given[0].arrival.unit_id, place, highest[place])
    known = queries.known(session, {one.arrival.key for one in given}, {one.own.hash for one in given})
    return [_written(session, one, known, now) for one in given]


def _written(session: Session, one: Given, known: dict[str, Ticket], now: datetime) -> Ticket:
    twin = known.get(one.arrival.key) or known.get(one.own.hash)
    if twin is not None:
        return _as_printed(session, twin, one, now)
    free = _free(session, one, one.place)
    note = f"{one.arrival.note}; {_on_paper(one)}" if free != one.printed.number else one.arrival.note
    arrival = replace(one.arrival, printed=replace(one.printed, number=free), note=note)
    ticket = issue_actions.issue(session, arrival, TABLET, pace=UNSEEN)
    ticket.ahead = None
    known[one.arrival.key] = ticket
    return ticket


def _as_printed(session: Session, twin: Ticket, one: Given, now: datetime) -> Ticket:
    """Give the ticket whose number never reached anybody the number and the address that its person holds."""
    if twin.prefix == one.arrival.prefix:  # written before; it may have moved to a phone since
        return twin
    before, place = twin.label, (one.arrival.prefix, twin.day)
    _hold(session, twin.unit_id, place, one.printed.number)
    changed = {
        "prefix": one.arrival.prefix,
        "number": _free(session, one, place),
        "token_hash": one.own.hash,
        "vote_hash": one.own.vote_hash,
        "claim_box": claim_boxes.lock(one.own.vote, one.own.code, salt=twin.issue_key, secret=one.secret),
        "former_box": None,
    }
    session.execute(
        update(Ticket).where(Ticket.id == twin.id).values(changed).execution_options(synchronize_session=False)
    )
    session.refresh(twin)
    note = f"{before} → {twin.label}"
    actions.add_event(session, twin, CLAIM, now, State(twin.state), TABLET, key=None, note=note)
    session.flush()
    return twin


def _free(session: Session, one: Given, place: Place) -> int:
    """Return the number on the slip, or the next one where somebody else has it: a tablet set back to an old copy."""
    unit_id, number = one.arrival.unit_id, one.printed.number
    if not queries.is_taken(session, unit_id, place, number):
        return number
    following = (queries.last_number(session, unit_id, place) or 0) + 1
    _hold(session, unit_id, place, following)
    return following


def _hold(session: Session, unit_id: int, place: Place, number: int) -> None:
    """Let the row that counts the numbers of *place* say at least *number*, and keep it until the transaction ends."""
    prefix, day = place
    statement = db.upsert(session, QueueDay).values(unit_id=unit_id, prefix=prefix, day=day, last_number=number)
    higher = func.greatest if db.dialect(session) == "postgresql" else func.max
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["unit_id", "prefix", "day"],
            set_={"last_number": higher(QueueDay.last_number, statement.excluded.last_number)},
        ).execution_options(synchronize_session=False)
    )


def _on_paper(one: Given) -> str:
    return f"{one.arrival.prefix}{one.printed.number:03d} trên phiếu"


def settles(device: Device, held: int, now: datetime) -> bool:
    """Tell whether it has to be written down that the tablet holds none any more: at most once a minute."""
    before = device.settled_at
    if held or before is None or device.unsent:
        return not held
    return now - before >= device_actions.SEEN_EVERY or (device.paired_at is not None and before < device.paired_at)


def note_unsent(session: Session, device: Device, held: int, *, now: datetime) -> None:
    """Write down how many numbers the tablet still holds, and when it held none."""
    known: dict[str, object] = {"unsent": held} if held != device.unsent else {}
    if settles(device, held, now):
        known["settled_at"] = now
    if known:
        same = update(Device).where(Device.id == device.id)
        session.execute(same.values(known).execution_options(synchronize_session=False))
