"""Giving out tickets: one number of the day a visit, from 001, never the same twice."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.ground.calendar import local_day
from kiosk.office import priority_queries
from kiosk.queue import breaker_actions, courses, leg_actions, order_queries, queries
from kiosk.queue.actions import KeyReusedError, Mover, add_event
from kiosk.queue.breaker_actions import Crowd
from kiosk.queue.cards import actions as card_actions
from kiosk.queue.cards.picking import NEXT, CardWish
from kiosk.queue.kinds import NORMAL, Channel
from kiosk.queue.models import QueueDay, Ticket
from kiosk.queue.order import InLine, people_ahead
from kiosk.queue.swaps import columns
from kiosk.queue.tickets import Move, Quality
from kiosk.queue.waiting import Pace, estimate

NEXT_NUMBER = db.upserts(  # made once: making it takes several times as long as running it
    QueueDay,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["unit_id", "prefix", "day"], set_={"last_number": insert.table.c.last_number + 1}
    ).returning(insert.table.c.last_number),
)


class GroupClosedError(Exception):
    """Nobody is received for this service any more."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number that was given out before this house heard of it, on its local day."""

    number: int
    day: date


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of a visit when its ticket is issued.

    Attributes:
        key: The one-time key of the form.
        token_hash, vote_hash: Digests of the address token and of the voting token; ``None`` for somebody who
            gets neither a link nor a slip.
        claim_box: What lets the ticket move to another phone; see :mod:`kiosk.queue.claim_boxes`.
        priority: The code of the class that the person says they belong to; one that is not in use is none.
        at: When the person arrived.
        written_at: When that was written down, if later: the record of the issue stands there, whatever was claimed.
        opened_at: When the office opens, for somebody who came before.
        crowd: What limits the numbers taken by phone; ``None`` for somebody who stands before a clerk.
        card: The laminated card that is handed out, or “the next one”; ``None``: none.
        keeps_queue: The unit never clears its queue at night: people of days before are in front.
        printed: The number that stands on a slip already; its writer holds the row that counts such numbers.
    """

    unit_id: int
    group_id: int
    prefix: str
    channel: Channel
    key: str
    at: datetime
    token_hash: str | None = None
    vote_hash: str | None = None
    claim_box: str | None = None
    device_hash: str | None = None
    respondent: str | None = None
    priority: str = NORMAL
    opened_at: datetime | None = None
    quality: Quality = Quality.EXACT
    written_at: datetime | None = None
    note: str | None = None
    crowd: Crowd | None = None
    keeps_queue: bool = False
    card: CardWish | None = None
    printed: Printed | None = None


def issue(session: Session, arrival: Arrival, mover: Mover, *, pace: Pace) -> Ticket:
    """Give the next number of the day; the same key again gives the same ticket.

    Raises:
        KeyReusedError: the key already made a ticket in another unit or group, or a clerk's form that of somebody else.
        GroupClosedError: a phone asks for a service that was withdrawn since its form was drawn.
        HallCodeNeededError: the unit gives out so many numbers at the moment that each asks for the hall's code.
        CardRefused: the card is in use, or there is none.
        DayFullError: the day's last number was given.
    """
    earlier = queries.by_issue_key(session, arrival.key)
    if earlier is not None:
        if not _made(session, earlier, arrival):
            raise KeyReusedError
        return earlier
    printed = arrival.printed
    day = printed.day if printed else local_day(arrival.at)
    if arrival.crowd is not None:
        if not queries.is_offered(session, arrival.group_id):  # what the form's page knows may be some seconds old
            raise GroupClosedError
        breaker_actions.count_number(session, arrival.unit_id, arrival.crowd, now=arrival.at)
    card = None if arrival.card is None else card_actions.hand_out(session, arrival.unit_id, arrival.card)
    number = printed.number if printed else _next_number(session, arrival.unit_id, arrival.prefix, day)
    since = None if arrival.keeps_queue else day
    rank = _rank(session, arrival)
    ahead = _people_ahead(session, arrival, rank, pace, since)
    band = estimate(ahead, pace)
    course = courses.issued(mover.actor, arrival.at, quality=arrival.quality)
    ticket = Ticket(
        unit_id=arrival.unit_id,
        group_id=arrival.group_id,
        prefix=arrival.prefix,
        number=number,
        card=card,
        day=day,
        channel=arrival.channel,
        respondent=arrival.respondent,
        priority_class=arrival.priority if rank else NORMAL,
        priority_rank=rank,
        token_hash=arrival.token_hash,
        vote_hash=arrival.vote_hash,
        claim_box=arrival.claim_box,
        device_hash=arrival.device_hash,
        issue_key=arrival.key,
        opened_at=arrival.opened_at,
        ahead=ahead,
        estimate_low_seconds=band.low_seconds if band else None,
        estimate_high_seconds=band.high_seconds if band else None,
        **columns(course),
    )
    session.add(ticket)
    session.flush()
    leg_actions.open_leg(session, ticket, arrival.at)
    add_event(session, ticket, Move.ISSUE, arrival.written_at or arrival.at, None, mover, key=None, note=arrival.note)
    return ticket


def _made(session: Session, earlier: Ticket, arrival: Arrival) -> bool:
    """Tell whether *arrival* is what made a ticket before.

    A clerk sends one page for one person after another: what differs tells them apart. A phone's form is one
    person's, and one that comes late from a tablet tells other instants than the first time.
    """
    if (earlier.unit_id, queries.first_leg(session, earlier.id).group_id) != (arrival.unit_id, arrival.group_id):
        return False
    if arrival.channel != Channel.CLERK:
        return True
    late = arrival.quality is Quality.BACK_DATED
    same_card = earlier.card is not None if arrival.card == NEXT else earlier.card == arrival.card
    same_time = earlier.arrived_quality == arrival.quality and (not late or earlier.arrived_at == arrival.at)
    declared = arrival.priority if _rank(session, arrival) else NORMAL
    return same_card and same_time and earlier.priority_class in {arrival.priority, declared}


def _rank(session: Session, arrival: Arrival) -> int:
    return 0 if arrival.priority == NORMAL else priority_queries.rank_of(session, arrival.priority)


def _people_ahead(session: Session, arrival: Arrival, rank: int, pace: Pace, since: date | None) -> int:
    unit_id, group_id, place = arrival.unit_id, arrival.group_id, arrival.at
    policy, before = order_queries.line_before(session, unit_id, group_id, rank, place, since=since)
    counted = people_ahead(rank, before, policy)
    if counted is not None:
        return counted
    new = InLine(rank, place, order_queries.NOT_YET)
    return order_queries.ahead_in_line(session, unit_id, group_id, new, pace.others_since, since=since)


def _next_number(session: Session, unit_id: int, prefix: str, day: date) -> int:
    first = {"unit_id": unit_id, "prefix": prefix, "day": day, "last_number": 1}
    return int(session.connection().execute(NEXT_NUMBER[db.dialect(session)], first).scalar_one())
