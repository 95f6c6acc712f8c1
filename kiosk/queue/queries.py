"""Every SELECT about tickets and counters at work."""

from collections import Counter as Tally
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, and_, bindparam, func, or_, select, text
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.ground.calendar import local_day
from kiosk.office.models import Counter, ServiceGroup, Unit
from kiosk.queue.models import (
    AT_DESK,
    CLAIM,
    OPEN,
    CopiedAddress,
    CounterPause,
    CounterSession,
    CounterSessionGroup,
    Ticket,
    TicketEvent,
    TicketLeg,
)
from kiosk.queue.order import OTHERS_BETWEEN
from kiosk.queue.tickets import Quality, State
from kiosk.queue.waiting import Pace

RECENT_SERVICES = 20
RECENT = timedelta(hours=3)

# The very words of the partial indexes, as constants: only so can the planner use them.
IS_OPEN = text(f"ticket.{OPEN}")
IS_AT_DESK = text(f"ticket.{AT_DESK}")

PLACE = func.coalesce(Ticket.lined_up_at, Ticket.arrived_at)
"""Where somebody stands in the line: as of arrival, or where a missed person was put on coming back."""

# Asked at every step: made once, because making a statement takes several times as long as running it.
TICKET_BY_TOKEN = select(Ticket).where(Ticket.token_hash == bindparam("token_hash"))
TICKET_BY_COPY = select(Ticket).join(CopiedAddress).where(CopiedAddress.token_hash == bindparam("token_hash"))
TICKET_BY_KEY = select(Ticket).where(Ticket.issue_key == bindparam("key"))
DESK_IS_TAKEN = select(db.table(Ticket).c.id).where(
    db.table(Ticket).c.counter_id == bindparam("counter_id"), IS_AT_DESK
)
TICKET_AT_COUNTER = select(Ticket).where(Ticket.counter_id == bindparam("counter_id"), IS_AT_DESK)
GROUP_IS_OFFERED = select(ServiceGroup.active).where(ServiceGroup.id == bindparam("group_id"))
LAST_EVENT_ID = select(func.max(TicketEvent.id)).where(TicketEvent.unit_id == bindparam("unit_id"))
EVENT = db.table(TicketEvent).c
EVENT_BY_KEY = select(EVENT.kind, EVENT.ticket_id).where(EVENT.key == bindparam("key"))
LEG = db.table(TicketLeg)
LAST_LEG = select(LEG).where(LEG.c.ticket_id == bindparam("ticket_id")).order_by(LEG.c.seq.desc()).limit(1)
RECENTLY_SERVED = (
    select(Ticket.started_at, Ticket.ended_at, Ticket.hold_seconds)
    .where(Ticket.unit_id == bindparam("unit_id"), Ticket.group_id == bindparam("group_id"))
    .where(Ticket.state == State.DONE, Ticket.arrived_at >= bindparam("since"), Ticket.started_at.is_not(None))
    .where(Ticket.ended_quality == Quality.EXACT)
    .order_by(Ticket.arrived_at.desc(), Ticket.id.desc())
    .limit(RECENT_SERVICES)
)
RUNNING_PAUSE = select(CounterPause.id).where(
    CounterPause.session_id == CounterSession.id, CounterPause.resumed_at.is_(None)
)
PEOPLE_AT_DESKS = (
    select(Ticket.id, CounterSession.others_since_priority)
    .select_from(Counter)
    .join(CounterSession, (CounterSession.counter_id == Counter.id) & CounterSession.closed_at.is_(None))
    .join(CounterSessionGroup, CounterSessionGroup.session_id == CounterSession.id)
    .outerjoin(Ticket, and_(Ticket.counter_id == Counter.id, IS_AT_DESK))
    .where(Counter.unit_id == bindparam("unit_id"), CounterSessionGroup.group_id == bindparam("group_id"))
    .where(~RUNNING_PAUSE.exists())
    .order_by(Counter.id)
)

# By the counter, never by the session's own unit: SQLite would read all sessions the unit ever had.
DESKS = (
    select(CounterSession, Counter, CounterPause, CounterSessionGroup.group_id)
    .join(Counter, Counter.id == CounterSession.counter_id)
    .outerjoin(CounterSessionGroup, CounterSessionGroup.session_id == CounterSession.id)
    .outerjoin(CounterPause, (CounterPause.session_id == CounterSession.id) & CounterPause.resumed_at.is_(None))
    .where(CounterSession.closed_at.is_(None))
    .order_by(Counter.label, Counter.id, CounterSessionGroup.group_id)
)
DESKS_OF_UNIT = DESKS.where(Counter.unit_id == bindparam("key"))
DESK_OF_COUNTER = DESKS.where(Counter.id == bindparam("key"))
RECENTLY_ENDED = (
    select(Ticket)
    .where(Ticket.unit_id == bindparam("unit_id"), Ticket.arrived_at >= bindparam("arrived_since"))
    .where(Ticket.state.in_((State.DONE, State.NO_SHOW, State.REMOVED, State.LEFT)))
    .where(Ticket.ended_at >= bindparam("since"))
    .where(
        or_(
            Ticket.counter_id.is_(None),
            Ticket.counter_id
            == func.coalesce(bindparam("counter_id", type_=Ticket.counter_id.type), Ticket.counter_id),
        )
    )
    .order_by(Ticket.ended_at.desc(), Ticket.id.desc())
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter that is open: its session, and the pause that runs, if one does."""

    session: CounterSession
    counter: Counter
    pause: CounterPause | None
    group_ids: frozenset[int]

    def forgotten(self, today: date) -> bool:
        """Tell whether it was left open on a day before: nobody sits there."""
        return local_day(self.session.opened_at) < today


class Done(NamedTuple):
    """What a one-time key did: the kind of move, and the ticket it moved."""

    kind: str
    ticket_id: int


def is_offered(session: Session, group_id: int) -> bool:
    """Tell whether people are received for this service; ``False`` when there is none."""
    return bool(session.scalar(GROUP_IS_OFFERED, {"group_id": group_id}))


def by_token_hash(session: Session, token_hash: str) -> Ticket | None:
    """Return the ticket whose address token has this digest, its own or that of a slip printed again."""
    known = {"token_hash": token_hash}
    return session.scalar(TICKET_BY_TOKEN, known) or session.scalar(TICKET_BY_COPY, known)


def by_issue_key(session: Session, key: str) -> Ticket | None:
    """Return the ticket that the form with this one-time key already made."""
    return session.scalar(TICKET_BY_KEY, {"key": key})


def event_by_key(session: Session, key: str) -> Done | None:
    """Return the move that the form with this one-time key already made."""
    row = session.connection().execute(EVENT_BY_KEY, {"key": key}).first()
    return None if row is None else Done(*row)


def first_leg(session: Session, ticket_id: int) -> TicketLeg:
    """Return the leg a ticket was issued into."""
    return session.scalars(select(TicketLeg).where(TicketLeg.ticket_id == ticket_id, TicketLeg.seq == 1)).one()


def last_leg(session: Session, ticket_id: int) -> Row[*tuple[Any, ...]]:
    """Return the row of the leg a ticket is in, or was in last."""
    return session.connection().execute(LAST_LEG, {"ticket_id": ticket_id}).one()


def last_event(session: Session, ticket_id: int) -> TicketEvent | None:
    """Return the ticket's latest move; that it went to another phone is none."""
    moves = select(TicketEvent).where(TicketEvent.ticket_id == ticket_id, TicketEvent.kind != CLAIM)
    return session.scalars(moves.order_by(TicketEvent.id.desc()).limit(1)).first()


def called_since(unit: Unit, day: date) -> date | None:
    """Return the earliest day whose tickets are called, and count as waiting, on *day*.

    ``None`` where the queue is never cleared at night: there people of days before are still in front.
    """
    return day if unit.close_at_night else None


def waiting_by_group(session: Session, unit_id: int, *, since: date | None) -> Tally[int]:
    """Return how many people wait in each group, 0 where nobody does; *since* as for :func:`waiting`."""
    return Tally(dict(session.execute(_counted_by_group(since is not None), _place(unit_id, None, since)).all()))


def waiting(session: Session, unit_id: int, group_ids: Collection[int] | None, *, since: date | None) -> list[Ticket]:
    """Return the tickets that wait, next first.

    Args:
        session: A read or write session.
        unit_id: The unit.
        group_ids: Only these groups; ``None`` for all.
        since: Leave out tickets of days before; ``None`` where the queue is never cleared at night.
    """
    query = _waiting(group_ids is not None, since is not None)
    return list(session.scalars(query, _place(unit_id, group_ids, since)))


def places(session: Session, unit_id: int, group_id: int, *, since: date | None) -> list[datetime]:
    """Return the places of all who wait in one group, in no order; *since* as for :func:`waiting`."""
    query = _waiting(True, since is not None).with_only_columns(PLACE).order_by(None)
    return list(session.scalars(query, _place(unit_id, [group_id], since)))


def at_counter(session: Session, counter_id: int) -> Ticket | None:
    """Return the ticket that was called to the counter or is being served there."""
    return session.scalar(TICKET_AT_COUNTER, {"counter_id": counter_id})


def is_taken(session: Session, counter_id: int) -> bool:
    """Tell whether somebody was called to the counter or is being served there."""
    return session.connection().execute(DESK_IS_TAKEN, {"counter_id": counter_id}).first() is not None


def recently_ended(
    session: Session, unit_id: int, counter_id: int | None = None, *, since: datetime, limit: int
) -> list[Ticket]:
    """Return what ended since in the queue or at a counter (``None``: at any), latest first: what can be undone."""
    asked = {"unit_id": unit_id, "counter_id": counter_id, "since": since, "most": limit}
    return list(session.scalars(RECENTLY_ENDED, asked | {"arrived_since": since - timedelta(days=1)}))


def open_desks(session: Session, unit_id: int) -> list[Desk]:
    """Return the unit's open counters, paused ones included."""
    return _desks(session, DESKS_OF_UNIT, unit_id)


def desk_of(session: Session, counter_id: int) -> Desk | None:
    """Return the open session of a counter; ``None`` while it is closed."""
    return next(iter(_desks(session, DESK_OF_COUNTER, counter_id)), None)


def pace(session: Session, unit_id: int, group_id: int, *, now: datetime) -> Pace:
    """Return what an estimate for one group can rest on right now."""
    place = {"unit_id": unit_id, "group_id": group_id}
    at_desks = session.execute(PEOPLE_AT_DESKS, place).all()  # for each counter a ticket, or None where it is free
    rows = session.execute(RECENTLY_SERVED, place | {"since": now - RECENT}).all()
    seconds = tuple(int((row.ended_at - row.started_at).total_seconds()) - row.hold_seconds for row in rows)
    return Pace(
        len(at_desks),
        seconds,
        one_is_free=any(ticket is None for ticket, _others in at_desks),
        others_since=max((others for _ticket, others in at_desks), default=OTHERS_BETWEEN),
    )


def last_event_id(session: Session, unit_id: int) -> int:
    """Return the number of the unit's latest ticket move: it grows with every change of the queue."""
    return session.scalar(LAST_EVENT_ID, {"unit_id": unit_id}) or 0


def group_names(session: Session, unit_id: int) -> dict[int, ServiceGroup]:
    """Return all groups of the unit by key, closed ones too: old tickets still name them."""
    return {group.id: group for group in session.scalars(select(ServiceGroup).where(ServiceGroup.unit_id == unit_id))}


def _desks(session: Session, query: Select[*tuple[Any, ...]], key: int) -> list[Desk]:
    found: dict[int, Desk] = {}
    for row in session.execute(query, {"key": key}):
        known = found.get(row[0].id, Desk(row[0], row[1], row[2], frozenset()))
        found[known.session.id] = known if row[3] is None else replace(known, group_ids=known.group_ids | {row[3]})
    return list(found.values())


# Each made once, by whether groups are named and days before left out.


@lru_cache
def _waiting(groups: bool, since: bool) -> Select[Ticket]:
    query = select(Ticket).where(Ticket.unit_id == bindparam("unit_id"), Ticket.state == State.WAITING, IS_OPEN)
    if groups:
        query = query.where(Ticket.group_id.in_(bindparam("group_ids", expanding=True)))
    if since:
        query = query.where(Ticket.day >= bindparam("since"))
    return query.order_by(PLACE, Ticket.id)


@lru_cache
def _counted_by_group(since: bool) -> Select[int, int]:
    people = _waiting(False, since).with_only_columns(Ticket.group_id, func.count(Ticket.id))
    return people.order_by(None).group_by(Ticket.group_id)


def _place(unit_id: int, group_ids: Collection[int] | None, since: date | None) -> dict[str, Any]:
    asked = {"unit_id": unit_id, "group_ids": None if group_ids is None else list(group_ids), "since": since}
    return {name: value for name, value in asked.items() if value is not None}
