"""Who waits in the sample right now, so that the counters have somebody to call."""

from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from admin.demo.place_actions import Place
from kiosk.ground.calendar import local_day, start_of_day
from kiosk.ground.web.addresses import digest, new_token
from kiosk.office import hours_actions
from kiosk.office import queries as office
from kiosk.office.models import Counter
from kiosk.office.opening import OpeningState, opening_instant, opening_state
from kiosk.queue import desk_actions, issue_actions, queries
from kiosk.queue.actions import Mover
from kiosk.queue.issue_actions import Arrival
from kiosk.queue.kinds import NORMAL, Channel
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Actor

MINUTES_AGO: Final = (19, 14, 11, 6, 2)
PRIORITIES: Final = {3: "aged_80", 4: "child"}
"""Those of the five who say that they go first, by their place in the line."""
ALL_DAY: Final = ((time(0), time(23, 59)),)
NOTE: Final = "Dữ liệu mẫu: mở cả ngày để xem thử"
COLLEAGUES: Final = (1, 2)
"""Counters that are open: 2 and 3. Counter 1 is left to whoever signs in."""


def open_today(session: Session, unit_id: int, *, now: datetime) -> None:
    """Open a sample office for the whole of today, unless it is open now or the day has hours of its own."""
    day = local_day(now)
    hours = office.hours_of(session, unit_id, day)
    if opening_state(now, hours).state is not OpeningState.OPEN and day not in hours.exceptions:
        hours_actions.add_exception(session, unit_id, day, ALL_DAY, note=NOTE, now=now, staff_id=None)


def fill_hall(session: Session, place: Place, *, now: datetime) -> None:
    """Open two counters and let five people wait, if the office is open at this hour; else do nothing."""
    hours = office.hours_of(session, place.unit_id, local_day(now))
    if opening_state(now, hours).state is not OpeningState.OPEN:
        return
    for desk in COLLEAGUES:
        counter = session.get_one(Counter, place.counter_ids[desk])
        group_ids = [group.id for group in office.groups_served_by(session, counter.id)]
        opened = _ago(MINUTES_AGO[0], now)
        desk_actions.open_desk(session, counter, group_ids, staff_id=place.staff_ids[desk], now=opened)
    opening = opening_instant(local_day(now), hours)
    for number, minutes in enumerate(MINUTES_AGO):
        _wait(session, place, number, at=_ago(minutes, now), opening=opening)


def _ago(minutes: int, now: datetime) -> datetime:
    return max(now - timedelta(minutes=minutes), start_of_day(local_day(now)))


def _wait(session: Session, place: Place, number: int, *, at: datetime, opening: datetime | None) -> None:
    group_id, service = place.group_ids[number], place.office.services[number]
    token = TicketToken(new_token())
    arrival = Arrival(
        unit_id=place.unit_id,
        group_id=group_id,
        prefix=service.prefix,
        channel=Channel.PHONE,
        key=digest("sample", f"{place.office.slug}/{at.isoformat()}/{number}"),
        at=at,
        opened_at=opening if opening is not None and at < opening else None,
        token_hash=token.hash,
        vote_hash=token.vote_hash,
        priority=PRIORITIES.get(number, NORMAL),
    )
    pace = queries.pace(session, place.unit_id, group_id, now=at)
    issue_actions.issue(session, arrival, Mover(actor=Actor.CITIZEN, channel=Channel.PHONE), pace=pace)
