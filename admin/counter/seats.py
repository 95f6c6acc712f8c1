"""A clerk's seat at an open counter: held for one transaction, and given up to whoever takes over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from admin.counter import queries
from kiosk.ground.calendar import local_day
from kiosk.office.models import Counter
from kiosk.queue import desk_actions
from kiosk.queue import queries as queue
from kiosk.queue.actions import Mover
from kiosk.queue.kinds import Channel
from kiosk.queue.queries import Desk
from kiosk.queue.tickets import Actor


class CounterClosedError(Exception):
    """The counter is not open."""


class RelievedError(Exception):
    """Somebody else has taken over the counter."""


class CounterTakenError(Exception):
    """Somebody sits at the counter who did not when the page was drawn."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at an open counter, for the length of one transaction.

    Attributes:
        since: Tickets of days before are not called; ``None`` where the queue is never cleared at night.
        start_with_call: The unit counts service from the call on; nobody presses “start”.
        now: The server's clock.
    """

    desk: Desk
    mover: Mover
    since: date | None
    start_with_call: bool
    now: datetime

    @property
    def unit_id(self) -> int:
        """The counter's unit; no ticket of another one is ever touched."""
        return self.desk.counter.unit_id

    @property
    def counter_id(self) -> int:
        """The counter."""
        return self.desk.counter.id


def sit(
    session: Session, counter_id: int, staff_id: int, *, since: date | None, start_with_call: bool, now: datetime
) -> Seat:
    """Return the seat of *staff_id* at a counter, held until the transaction ends.

    Raises:
        CounterClosedError: nobody has opened it today; a day's work ends at midnight.
        RelievedError: somebody else sits there.
    """
    queries.lock_desk(session, counter_id)
    desk = queue.desk_of(session, counter_id)
    if desk is None or desk.forgotten(local_day(now)):
        raise CounterClosedError
    if desk.session.staff_id != staff_id:
        raise RelievedError
    mover = Mover(Actor.CLERK, Channel.CLERK, staff_id=staff_id, counter_id=counter_id)
    return Seat(desk, mover, since, start_with_call, now)


def take_seat(
    session: Session,
    counter: Counter,
    group_ids: Collection[int],
    *,
    staff_id: int,
    relieves: int | None,
    now: datetime,
) -> None:
    """Open a counter, or take it over; the person at the desk stays. One's own open counter stays as it is.

    Args:
        session: A write session.
        counter: The counter.
        group_ids: The service groups to call from.
        staff_id: Who sits down.
        relieves: The counter session that the page showed, ``None`` for a closed counter: nobody is relieved unseen.
        now: When.

    Raises:
        CounterTakenError: another session is open by now.
    """
    queries.lock_desk(session, counter.id)
    desk = queue.desk_of(session, counter.id)
    if desk is not None and desk.forgotten(local_day(now)):
        desk = None  # opening closes it as of its own day, and tells nobody to make way
    if desk is not None and staff_id != desk.session.staff_id and relieves != desk.session.id:
        raise CounterTakenError
    desk_actions.open_desk(session, counter, group_ids, staff_id=staff_id, now=now)
