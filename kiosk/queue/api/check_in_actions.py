"""Checking somebody in at a machine: the next number of the day, with an address of its own for the slip."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.ground.web.addresses import spell
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup, Unit
from kiosk.office.opening import OpeningState, opening_state
from kiosk.queue import issue_actions, priorities, visits
from kiosk.queue.actions import Mover
from kiosk.queue.api.requests import Asked
from kiosk.queue.breaker_actions import Crowd
from kiosk.queue.issue_actions import Arrival, GroupClosedError
from kiosk.queue.kinds import NORMAL, Channel
from kiosk.queue.models import Ticket
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Actor, Quality
from kiosk.queue.waiting import Pace

MACHINE: Final = Mover(Actor.API, Channel.API)
LATEST: Final = timedelta(hours=4)
SAME_MOMENT: Final = timedelta(seconds=30)
"""Two clocks may differ by so much: then the server's own is believed."""
FULL: Final = "full"


class PriorityNotOfferedError(Exception):
    """Nobody is let go first for this reason."""


class ArrivalOutOfRangeError(Exception):
    """The machine says that somebody came in the future, too long ago or on another day."""


class NoNumbersError(Exception):
    """The unit gives out no numbers."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody has come for, with all that is read before the number is taken and others have to wait for it.

    Attributes:
        at: When they came; *quality* says by whose clock.
        opened_at: When the office opened, for somebody who came before; else ``None``.
    """

    group: ServiceGroup
    unit: Unit
    at: datetime
    quality: Quality
    opened_at: datetime | None
    pace: Pace


def wish(session: Session, asked: Asked) -> Wish:
    """Return what a request asks for.

    Raises:
        NoNumbersError, GroupClosedError, PriorityNotOfferedError, ArrivalOutOfRangeError: as named.
    """
    unit = session.get_one(Unit, asked.unit_id)
    if unit.mode != FULL:
        raise NoNumbersError
    groups = {group.prefix: group for group in office.groups_of(session, unit.id)}
    group = groups.get(asked.values["group"])
    if group is None:
        raise GroupClosedError
    said = asked.values.get("priority", NORMAL)
    if said != NORMAL and all(said != one.code for one in priorities.offered_at(session, unit)):
        raise PriorityNotOfferedError
    at, quality = arrival_of(asked.values.get("arrived_at"), asked.now)
    opening = opening_state(at, office.hours_of(session, unit.id, local_day(at)))
    early = opening.state is OpeningState.BEFORE_OPENING
    pace = visits.pace_now(session, unit.id, group.id, opening, now=asked.now)
    return Wish(group, unit, at, quality, opening.changes_at if early else None, pace)


def arrival_of(said: datetime | None, now: datetime) -> tuple[datetime, Quality]:
    """Return when somebody came, and how far that can be trusted; the machine may say so up to four hours later.

    Raises:
        ArrivalOutOfRangeError: it was in the future, earlier, or on another day.
    """
    if said is None or abs(said - now) <= SAME_MOMENT:
        return now, Quality.EXACT
    if said > now or now - said > LATEST or local_day(said) != local_day(now):
        raise ArrivalOutOfRangeError
    return said, Quality.DEVICE


def issue(session: Session, asked: Asked, *, secret: str) -> Ticket:
    """Give the next number; opening hours do not matter, the person is there. *secret* is the deployment's own.

    Raises:
        NoNumbersError, GroupClosedError, PriorityNotOfferedError, ArrivalOutOfRangeError: as named.
        DayFullError: the day's last number was given.
    """
    own, wished = token_of(asked.one_time_key, secret), wish(session, asked)
    late = (asked.now - wished.at) // timedelta(seconds=1)
    arrival = Arrival(
        unit_id=asked.unit_id,
        group_id=wished.group.id,
        prefix=wished.group.prefix,
        channel=Channel.API,
        key=asked.one_time_key,
        at=wished.at,
        token_hash=own.hash,
        vote_hash=own.vote_hash,
        claim_box=own.box(asked.one_time_key, secret),
        respondent=asked.values.get("respondent"),
        priority=asked.values.get("priority", NORMAL),
        opened_at=wished.opened_at,
        quality=wished.quality,
        written_at=asked.now,
        note=f"told {late} s later" if wished.quality is Quality.DEVICE else None,
        crowd=Crowd(None, in_hall=True, a_day=wished.unit.daily_limit),
        keeps_queue=not wished.unit.close_at_night,
    )
    return issue_actions.issue(session, arrival, MACHINE, pace=wished.pace)


def token_of(one_time_key: str, secret: str) -> TicketToken:
    """Return the secret of the ticket that this request made: the same each time, and not to be had from the key."""
    return TicketToken(spell(hmac.digest(secret.encode(), f"api-ticket\0{one_time_key}".encode(), "sha256")))
