"""What tickets, counters and the unit look like in answers, as :mod:`kiosk.queue.api.answers` declares it."""

from collections import Counter as Tally
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from kiosk.ground.calendar import ZONE, local_day
from kiosk.office import queries as office
from kiosk.office.models import Counter
from kiosk.office.opening import opening_state
from kiosk.queue import priorities
from kiosk.queue import queries as queue
from kiosk.queue.api import queries
from kiosk.queue.api.stations import MACHINE_ID
from kiosk.queue.kinds import NORMAL
from kiosk.queue.models import Ticket
from kiosk.queue.queries import Desk

Json = dict[str, Any]
LANGUAGE = "vi"


@dataclass(frozen=True, slots=True)
class Names:
    """What stands for a group and a counter in answers: letters, sign. Those no longer in use are here, too."""

    groups: Mapping[int, str]
    counters: Mapping[int, str]


def names_of(session: Session, unit_id: int) -> Names:
    """Return the names of one unit."""
    groups = office.groups_of(session, unit_id, only_active=False)
    counters = office.counters_of(session, unit_id, only_active=False)
    return Names({group.id: group.prefix for group in groups}, {counter.id: counter.label for counter in counters})


def ticket(row: Ticket, names: Names) -> Json:
    """Return one ticket."""
    return {
        "id": row.id,
        "label": row.label,
        "group": names.groups[row.group_id],
        "state": row.state,
        "counter": names.counters[row.counter_id] if row.counter_id else None,
        "channel": row.channel,
        "priority": None if row.priority_class == NORMAL else row.priority_class,
        "respondent": row.respondent,
        "arrived_at": _instant(row.arrived_at),
        "arrived_quality": row.arrived_quality,
        "first_called_at": _instant(row.first_called_at),
        "last_called_at": _instant(row.last_called_at),
        "started_at": _instant(row.started_at),
        "ended_at": _instant(row.ended_at),
    }


def issued(row: Ticket, names: Names, *, url: str, code: str) -> Json:
    """Return a ticket that was just given, with what was quoted and what belongs on its slip."""
    low, high = row.estimate_low_seconds, row.estimate_high_seconds
    return ticket(row, names) | {
        "ahead": row.ahead or 0,
        "wait_low_minutes": None if low is None else low // 60,
        "wait_high_minutes": None if high is None else high // 60,
        "url": url,
        "code": code,
    }


def counter(session: Session, row: Counter, *, now: datetime) -> Json:
    """Return one counter."""
    here = queue.at_counter(session, row.id)
    return _counter(row, queue.desk_of(session, row.id), here.id if here else None, names_of(session, row.unit_id), now)


def unit(session: Session, unit_id: int, *, now: datetime) -> Json:
    """Return the unit as it is now."""
    today = local_day(now)
    view = office.unit_on(session, unit_id, today)
    if view is None:
        raise LookupError(f"unit {unit_id} has no name")
    opening = opening_state(now, office.hours_of(session, unit_id, today))
    desks = {desk.counter.id: desk for desk in queue.open_desks(session, unit_id)}
    names, here = names_of(session, unit_id), queries.at_counters(session, unit_id)
    waiting: Tally[int] = queue.waiting_by_group(session, unit_id, since=queue.called_since(view.unit, today))
    return {
        "slug": view.unit.slug,
        "name": view.name(LANGUAGE),
        "day": today.isoformat(),
        "practice": view.unit.is_practice,
        "opening": str(opening.state),
        "changes_at": _instant(opening.changes_at),
        "groups": [
            {"prefix": group.prefix, "name": group.name(LANGUAGE), "waiting": waiting[group.id]}
            for group in office.groups_of(session, unit_id)
        ],
        "counters": [
            _counter(row, desks.get(row.id), here.get(row.id), names, now)
            for row in office.counters_of(session, unit_id)
        ],
        "priorities": [
            {"code": one.code, "name": one.name(LANGUAGE)} for one in priorities.offered_at(session, view.unit)
        ],
    }


def _counter(row: Counter, found: Desk | None, ticket_id: int | None, names: Names, now: datetime) -> Json:
    desk = None if found is None or found.forgotten(local_day(now)) else found
    state = "closed" if desk is None else "open" if desk.pause is None else "paused"
    return {
        "label": row.label,
        "name": row.name(LANGUAGE),
        "state": state,
        "pause_reason": desk.pause.reason if desk and desk.pause else None,
        "by_machine": desk is not None and desk.session.staff_id == MACHINE_ID,
        "groups": sorted(names.groups[group_id] for group_id in desk.group_ids) if desk else [],
        "ticket": ticket_id,
    }


def _instant(at: datetime | None) -> str | None:
    """Return an instant by the clock on the office's wall, with its offset."""
    return None if at is None else at.astimezone(ZONE).isoformat(timespec="milliseconds")
