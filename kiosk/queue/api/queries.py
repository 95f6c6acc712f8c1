"""Every SELECT of the API that no page asks."""

from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.models import Counter, ServiceGroup
from kiosk.queue.api.models import ApiRequest
from kiosk.queue.models import CounterSession, Ticket
from kiosk.queue.queries import IS_OPEN
from kiosk.queue.tickets import State

AT_DESK: Final = frozenset({State.CALLED, State.SERVING})


def request_hash_of(session: Session, key_hash: str) -> str | None:
    """Return a digest of what this one-time key was used for; ``None`` while it was not."""
    return session.scalar(select(ApiRequest.request_hash).where(ApiRequest.key_hash == key_hash))


def ticket(session: Session, unit_id: int, ticket_id: int) -> Ticket | None:
    """Return a ticket of this unit; ``None`` for one of another unit as for one that never was."""
    return session.scalar(select(Ticket).where(Ticket.id == ticket_id, Ticket.unit_id == unit_id))


def tickets(
    session: Session, unit_id: int, day: date, *, state: str | None, group: str | None, after: int, limit: int
) -> list[Ticket]:
    """Return at most *limit* tickets of one day with ids above *after*, by id; of one state or group if asked."""
    query = select(Ticket).where(Ticket.unit_id == unit_id, Ticket.day == day, Ticket.id > after)
    if state is not None:
        query = query.where(Ticket.state == state)
    if group is not None:
        query = query.join(ServiceGroup, ServiceGroup.id == Ticket.group_id).where(ServiceGroup.prefix == group)
    return list(session.scalars(query.order_by(Ticket.id).limit(limit)))


def counter(session: Session, unit_id: int, label: str) -> Counter | None:
    """Return the counter in use that has this sign."""
    return session.scalar(
        select(Counter).where(Counter.unit_id == unit_id, Counter.label == label, Counter.active.is_(True))
    )


def at_counters(session: Session, unit_id: int) -> dict[int, int]:
    """Return which ticket was called to each counter or is being served there; free counters are left out."""
    query = select(Ticket.counter_id, Ticket.id).where(Ticket.unit_id == unit_id, IS_OPEN, Ticket.state.in_(AT_DESK))
    return {row.counter_id: row.id for row in session.execute(query) if row.counter_id is not None}


def lock_desk(session: Session, counter_id: int) -> None:
    """Let only one transaction at a time act at an open counter, as at the counter's own page."""
    open_session = select(CounterSession.id).where(
        CounterSession.counter_id == counter_id, CounterSession.closed_at.is_(None)
    )
    session.execute(open_session.with_for_update()).all()
