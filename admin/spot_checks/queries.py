"""Every SELECT about spot checks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.spot_checks.comparing import Compared, Logged, Sighting, compare
from admin.spot_checks.models import SpotCheck, SpotSighting
from admin.spot_checks.taps import Seen
from kiosk.ground.calendar import local_day
from kiosk.ground.keys import key
from kiosk.queue.models import Ticket
from kiosk.queue.past_queries import stands
from kiosk.queue.tickets import Quality

MOST: Final = 50


def unit_of_check(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<int:check_id>``: the unit in whose hall it was; ``None`` when there is no such check."""
    found = session.scalar(select(SpotCheck.unit_id).where(SpotCheck.id == key(named["check_id"])))
    return None if found is None else frozenset({found})


def by_key(session: Session, issue_key: str) -> SpotCheck | None:
    """Return the check that the form with this one-time key began."""
    return session.scalar(select(SpotCheck).where(SpotCheck.issue_key == issue_key))


def check(session: Session, check_id: int, *, lock: bool = False) -> SpotCheck | None:
    """Return one check, finished or not."""
    query = select(SpotCheck).where(SpotCheck.id == key(check_id))
    return session.scalar(query.with_for_update().execution_options(populate_existing=True) if lock else query)


def going_on(session: Session, staff_id: int) -> list[SpotCheck]:
    """Return the checks that somebody began and has not finished, the latest first."""
    query = select(SpotCheck).where(SpotCheck.staff_id == staff_id, SpotCheck.ended_at.is_(None))
    return list(session.scalars(query.order_by(SpotCheck.started_at.desc(), SpotCheck.id.desc())))


def finished(
    session: Session, unit_ids: Collection[int], since: datetime | None = None, until: datetime | None = None
) -> list[SpotCheck]:
    """Return the finished checks in the halls of *unit_ids*, the latest first: at most 50, or all of a period.

    Args:
        session: Any.
        unit_ids: The halls.
        since: Those that began from here on.
        until: Those that began before.
    """
    query = select(SpotCheck).where(SpotCheck.unit_id.in_(unit_ids), SpotCheck.ended_at.is_not(None))
    if since is not None and until is not None:
        query = query.where(SpotCheck.started_at >= since, SpotCheck.started_at < until)
    else:
        query = query.limit(MOST)
    return list(session.scalars(query.order_by(SpotCheck.started_at.desc(), SpotCheck.id.desc())))


def people_of(session: Session, check_ids: Collection[int]) -> dict[int, list[Seen]]:
    """Return who was seen in each of these checks, in the order they came."""
    found: dict[int, list[Seen]] = {one: [] for one in check_ids}
    rows = select(SpotSighting).where(SpotSighting.check_id.in_(check_ids))
    for row in session.scalars(rows.order_by(SpotSighting.check_id, SpotSighting.seq)):
        found[row.check_id].append(_seen(row))
    return found


def sightings(session: Session, checks: Iterable[SpotCheck]) -> list[Sighting]:
    """Return everybody seen in *checks*, each with their ticket where its number was read and is in the log."""
    checks = list(checks)
    people = people_of(session, [one.id for one in checks])
    found = []
    for one in checks:
        tickets = _tickets(session, one)
        found += [Sighting(one.id, seen, _logged(seen, tickets)) for seen in people[one.id]]
    return found


def compared(session: Session, unit_ids: Collection[int], since: datetime, until: datetime) -> Compared | None:
    """Return what monitors saw beside what the queue logged; ``None`` where no check was finished.

    Args:
        session: Any.
        unit_ids: The halls.
        since: Checks that began from here on.
        until: Checks that began before.
    """
    checks = finished(session, unit_ids, since, until)
    if not checks:
        return None
    seen = sightings(session, checks)
    others = [wait for one in checks for wait in _waits_of_others(_tickets(session, one), one, seen)]
    return compare(len(checks), seen, others)


def number_of_checks(session: Session, unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many checks were finished in each hall; halls without any are left out."""
    query = select(SpotCheck.unit_id, func.count()).where(
        SpotCheck.unit_id.in_(unit_ids), SpotCheck.ended_at.is_not(None)
    )
    return {unit_id: count for unit_id, count in session.execute(query.group_by(SpotCheck.unit_id))}  # noqa: C416 - rows are no pairs


def _tickets(session: Session, one: SpotCheck) -> Sequence[Ticket]:
    """Return the tickets of the day of a check."""
    of_day = select(Ticket).where(Ticket.unit_id == one.unit_id, Ticket.day == local_day(one.started_at), stands())
    return session.scalars(of_day.order_by(Ticket.id)).all()


def _logged(seen: Seen, tickets: Iterable[Ticket]) -> Logged | None:
    """Return what the log says of the number on the slip; cards go round, so the ticket nearest in time is meant."""
    same = [ticket for ticket in tickets if seen.number is not None and ticket.label == seen.number]
    nearest = min(same, key=lambda ticket: abs(ticket.arrived_at - seen.arrived_at), default=None)
    return Logged(nearest.arrived_at, nearest.first_called_at) if nearest else None


def _waits_of_others(tickets: Iterable[Ticket], one: SpotCheck, seen: Iterable[Sighting]) -> Iterable[int]:
    numbers = {person.seen.number for person in seen if person.check_id == one.id}
    for ticket in tickets:
        within = one.started_at <= ticket.arrived_at and (one.ended_at is None or ticket.arrived_at < one.ended_at)
        exact = ticket.arrived_quality == ticket.called_quality == Quality.EXACT
        wait = Logged(ticket.arrived_at, ticket.first_called_at).wait_seconds
        if within and exact and wait is not None and ticket.label not in numbers:
            yield wait


def _seen(row: SpotSighting) -> Seen:
    return Seen(row.seq, row.arrived_at, row.called_at, row.left_at, row.number, row.no_ticket, row.late_seconds)
