"""Somebody without a phone, logged by the clerk."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from admin.counter import queries as counters
from admin.counter.seats import Seat
from kiosk.ground.calendar import local_day
from kiosk.ground.web.form_tokens import FormToken
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup
from kiosk.office.opening import OpeningState, opening_state
from kiosk.queue import issue_actions, queries
from kiosk.queue.issue_actions import Arrival
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.waiting import Pace


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody has come for, with all that is read before the number is taken: the write holds a lock.

    Attributes:
        opened_at: When the office opens, for somebody who came before; else ``None``.
        pace: What the estimate rests on.
    """

    group: ServiceGroup
    opened_at: datetime | None
    pace: Pace


def wish(session: Session, counter_id: int, group_id: int, *, now: datetime) -> Wish | None:
    """Return what can be logged at a counter; ``None`` for a service that its unit does not offer."""
    counter = counters.counter(session, counter_id)
    groups = {group.id: group for group in office.groups_of(session, counter.unit_id)} if counter else {}
    group = groups.get(group_id)
    if group is None:
        return None
    opening = opening_state(now, office.hours_of(session, group.unit_id, local_day(now)))
    return Wish(
        group,
        opening.changes_at if opening.state is OpeningState.BEFORE_OPENING else None,
        queries.pace(session, group.unit_id, group.id, now=now),
    )


def log_walk_in(session: Session, seat: Seat, asked: Wish, token: FormToken, *, secret: str) -> Ticket:
    """Give the next number to somebody who stands before the clerk; the same form again gives the same number.

    Opening hours do not matter: the person is there. Digests of the form's secret are kept as a phone's are, so that
    a slip can carry the link.
    """
    own = TicketToken(token.secret)
    arrival = Arrival(
        unit_id=seat.unit_id,
        group_id=asked.group.id,
        prefix=asked.group.prefix,
        channel=Channel.CLERK,
        key=token.key,
        at=seat.now,
        token_hash=own.hash,
        vote_hash=own.vote_hash,
        claim_box=own.box(token.key, secret),
        opened_at=asked.opened_at,
        keeps_queue=seat.since is None,
    )
    return issue_actions.issue(session, arrival, seat.mover, pace=asked.pace)
