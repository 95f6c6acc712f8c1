"""Storing the sample's days: visits with numbers, legs and events, and who stood at which counter."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.demo.hall import OPENS
from admin.demo.place_actions import Place
from admin.demo.stays import Day, Presence, Stay
from kiosk.ground import bulk
from kiosk.ground.calendar import start_of_day
from kiosk.ground.web.addresses import digest
from kiosk.queue import past_actions
from kiosk.queue.models import CounterPause, CounterSession, CounterSessionGroup
from kiosk.queue.order import Policy
from kiosk.queue.past import PastVisit
from kiosk.queue.tickets import State
from kiosk.queue.turns import By, Turn

IN_ORDER: Final = Turn(By.ORDER, Policy.INTERLEAVED)


def add_day(session: Session, place: Place, day: date, simulated: Day) -> None:
    """Store one simulated day of *place*."""
    midnight = start_of_day(day)
    visits = [past_visit(place, stay, midnight, key) for key, stay in _keys(place, day, simulated)]
    past_actions.add_past(session, place.unit_id, visits)
    _add_presences(session, place, simulated.presences, midnight)


def past_visit(place: Place, stay: Stay, midnight: datetime, key: str) -> PastVisit:
    """Return *stay* as a visit that is over."""

    def at(second: int | None) -> datetime | None:
        return None if second is None else midnight + timedelta(seconds=second)

    return PastVisit(
        key=key,
        group_id=place.group_ids[stay.service],
        prefix=place.office.services[stay.service].prefix,
        channel=stay.channel,
        state=stay.state,
        arrived_at=midnight + timedelta(seconds=stay.arrived),
        opened_at=at(OPENS) if stay.arrived < OPENS else None,
        ended_at=midnight + timedelta(seconds=stay.ended),
        first_called_at=at(stay.called),
        last_called_at=at(stay.recalled),
        started_at=at(stay.started),
        counter_id=None if stay.desk is None else place.counter_ids[stay.desk],
        staff_id=_who(place, stay),
        respondent=stay.respondent,
        priority_class=stay.priority,
        priority_rank=stay.rank,
        called_quality=stay.called_quality,
        started_quality=stay.called_quality,
        ended_quality=stay.ended_quality,
        ahead=stay.ahead,
        estimate_low_seconds=stay.estimate.low_seconds if stay.estimate else None,
        estimate_high_seconds=stay.estimate.high_seconds if stay.estimate else None,
        reason=stay.reason,
        turn=IN_ORDER,
        vote_hash=digest("sample vote", key) if key and stay.state is not State.REMOVED else None,
    )


def _who(place: Place, stay: Stay) -> int | None:
    """Return who called the person; numbers are removed at counter 1."""
    if stay.desk is not None:
        return place.staff_ids[stay.desk]
    return place.staff_ids[0] if stay.state is State.REMOVED else None


def _keys(place: Place, day: date, simulated: Day) -> Iterator[tuple[str, Stay]]:
    for number, stay in enumerate(simulated.stays):
        yield digest("sample", f"{place.office.slug}/{day}/{number}"), stay


def _add_presences(session: Session, place: Place, presences: list[Presence], midnight: datetime) -> None:
    """Store who stood at which counter; every counter has one session a half day."""

    def at(second: int) -> datetime:
        return midnight + timedelta(seconds=second)

    bulk.add_rows(
        session,
        CounterSession,
        [
            {
                "unit_id": place.unit_id,
                "counter_id": place.counter_ids[presence.desk],
                "staff_id": place.staff_ids[presence.desk],
                "opened_at": at(presence.opens),
                "closed_at": at(presence.closes),
            }
            for presence in presences
        ],
    )
    since = CounterSession.opened_at >= midnight
    query = select(CounterSession.id, CounterSession.counter_id, CounterSession.opened_at)
    rows = session.execute(query.where(CounterSession.unit_id == place.unit_id, since))
    session_ids = {(row.counter_id, row.opened_at): row.id for row in rows}
    keyed = [(session_ids[place.counter_ids[p.desk], at(p.opens)], p) for p in presences]
    bulk.add_rows(
        session,
        CounterSessionGroup,
        [
            {"session_id": session_id, "group_id": group_id}
            for session_id, presence in keyed
            for group_id in _served(place, presence.desk)
        ],
    )
    bulk.add_rows(
        session,
        CounterPause,
        [
            {
                "session_id": session_id,
                "paused_at": at(pause.begins),
                "resumed_at": at(pause.ends),
                "reason": str(pause.reason),
            }
            for session_id, presence in keyed
            for pause in presence.pauses
        ],
    )


def _served(place: Place, desk: int) -> list[int]:
    serves = place.office.desks[desk].serves
    pairs = zip(place.office.services, place.group_ids, strict=True)
    return [group_id for service, group_id in pairs if service.prefix in serves]
