"""Somebody without a phone, logged by a clerk or a greeter: now, or as of the time today when they came."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from admin.arrivals.late import Wanted
from kiosk.ground.calendar import local_day
from kiosk.ground.web.form_tokens import FormToken
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup
from kiosk.office.opening import OpeningState, opening_state
from kiosk.queue import issue_actions, queries
from kiosk.queue.actions import Mover
from kiosk.queue.issue_actions import Arrival
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Quality
from kiosk.queue.waiting import Pace


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody has come for, with all that is read before the number is taken: the write holds a lock.

    Attributes:
        at: When they came.
        now: When that is written down.
        opened_at: When the office opens, for somebody who came before; else ``None``.
        keeps_queue: The unit never clears its queue at night.
        pace: What the estimate rests on.
    """

    wanted: Wanted
    group: ServiceGroup
    at: datetime
    now: datetime
    opened_at: datetime | None
    keeps_queue: bool
    pace: Pace


def wish(session: Session, unit_id: int, wanted: Wanted, *, now: datetime) -> Wish | None:
    """Return what can be logged at a unit; ``None`` for a service that it does not offer."""
    unit = office.unit_on(session, unit_id, local_day(now))
    group = next((one for one in office.groups_of(session, unit_id) if one.id == wanted.group_id), None)
    if group is None or unit is None:
        return None
    at = wanted.late.came_at if wanted.late else now
    opening = opening_state(at, office.hours_of(session, unit_id, local_day(at)))
    return Wish(
        wanted=wanted,
        group=group,
        at=at,
        now=now,
        opened_at=opening.changes_at if opening.state is OpeningState.BEFORE_OPENING else None,
        keeps_queue=not unit.unit.close_at_night,
        pace=queries.pace(session, unit_id, group.id, now=now),
    )


def log_walk_in(session: Session, mover: Mover, asked: Wish, token: FormToken, *, secret: str) -> Ticket:
    """Give the next number to somebody who stands before the clerk; the same form again gives the same number.

    Opening hours do not matter: the person is there. Digests of the form's secret are kept as a phone's are, so that
    a slip can carry the link.

    Raises:
        KeyReusedError: the form gave a number for another service already.
        CardRefused: the laminated card is in use, or none is left.
    """
    own, late = TicketToken(token.secret), asked.wanted.late
    arrival = Arrival(
        unit_id=asked.group.unit_id,
        group_id=asked.group.id,
        prefix=asked.group.prefix,
        channel=Channel.CLERK,
        key=token.key,
        at=asked.at,
        token_hash=own.hash,
        vote_hash=own.vote_hash,
        claim_box=own.box(token.key, secret),
        priority=asked.wanted.priority,
        opened_at=asked.opened_at,
        quality=Quality.BACK_DATED if late else Quality.EXACT,
        written_at=asked.now,
        note=late.note if late else None,
        keeps_queue=asked.keeps_queue,
        card=asked.wanted.card,
    )
    return issue_actions.issue(session, arrival, mover, pace=asked.pace)
