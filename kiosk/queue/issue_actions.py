"""Giving out tickets: one number of the day a visit, from 001, never the same twice."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from kiosk.ground import db, limits
from kiosk.ground.calendar import local_day
from kiosk.queue import courses, queries, waiting
from kiosk.queue.actions import KeyReusedError, Mover, add_event, columns
from kiosk.queue.kinds import Channel
from kiosk.queue.models import QueueDay, Ticket, TicketLeg
from kiosk.queue.tickets import Move, Quality

USUAL_SERVICE_SECONDS = 6 * 60
NUMBERS_A_CODE = 120
NUMBERS_WITHIN = timedelta(minutes=10)
"""A printed code at a real door never gives out so many; somebody at home with a script does."""


class TooManyNumbersError(Exception):
    """The printed code has given out more numbers in a few minutes than people can pass a door."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of a visit when its ticket is issued.

    Attributes:
        key: The one-time key of the form.
        token_hash, vote_hash: Digests of the address token and of the voting token; ``None`` for somebody who
            gets neither a link nor a slip.
        at: When the person arrived.
        opened_at: When the office opens, for somebody who came before.
        code: The printed code behind which it is taken, whose numbers are limited; ``None``: no limit.
        keeps_queue: The unit never clears its queue at night: people of days before are in front.
    """

    unit_id: int
    group_id: int
    prefix: str
    channel: Channel
    key: str
    at: datetime
    token_hash: str | None = None
    vote_hash: str | None = None
    device_hash: str | None = None
    respondent: str | None = None
    opened_at: datetime | None = None
    quality: Quality = Quality.EXACT
    note: str | None = None
    code: str | None = None
    keeps_queue: bool = False


def issue(session: Session, arrival: Arrival, mover: Mover, *, pace: queries.Pace) -> Ticket:
    """Give the next number of the day; the same key again gives the same ticket.

    Raises:
        KeyReusedError: the key already made a ticket in another unit or group.
        TooManyNumbersError: the code's numbers are used up for the moment.
    """
    earlier = queries.by_issue_key(session, arrival.key)
    if earlier is not None:
        if (earlier.unit_id, queries.first_leg(session, earlier.id).group_id) != (arrival.unit_id, arrival.group_id):
            raise KeyReusedError
        return earlier
    if arrival.code is not None:
        _count_number(session, arrival.code, arrival.at)
    day = local_day(arrival.at)
    number = _next_number(session, arrival.unit_id, arrival.prefix, day)
    since = None if arrival.keeps_queue else day
    ahead = queries.waiting_count(session, arrival.unit_id, arrival.group_id, since=since)
    band = estimate(ahead, pace)
    course = courses.issued(mover.actor, arrival.at, quality=arrival.quality)
    ticket = Ticket(
        unit_id=arrival.unit_id,
        group_id=arrival.group_id,
        prefix=arrival.prefix,
        number=number,
        day=day,
        channel=arrival.channel,
        respondent=arrival.respondent,
        token_hash=arrival.token_hash,
        vote_hash=arrival.vote_hash,
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
    session.add(TicketLeg(ticket_id=ticket.id, seq=1, group_id=ticket.group_id, queued_at=arrival.at))
    add_event(session, ticket, Move.ISSUE, arrival.at, None, mover, key=None, note=arrival.note)
    session.flush()
    return ticket


def estimate(ahead: int, pace: queries.Pace) -> waiting.Band | None:
    """Return the wait to quote to somebody with *ahead* people before them; ``None`` while no counter is open.

    Where every counter is busy, the service that must end first counts as one more person.
    """
    before = ahead if pace.one_is_free else ahead + 1
    return waiting.estimate_band(before, pace.open_counters, pace.recent_service_seconds, USUAL_SERVICE_SECONDS)


def _count_number(session: Session, code: str, now: datetime) -> None:
    if not limits.use(session, f"numbers:{code}", limit=NUMBERS_A_CODE, window=NUMBERS_WITHIN, now=now):
        raise TooManyNumbersError


def _next_number(session: Session, unit_id: int, prefix: str, day: date) -> int:
    statement = (
        db.upsert(session, QueueDay)
        .values(unit_id=unit_id, prefix=prefix, day=day, last_number=1)
        .on_conflict_do_update(
            index_elements=["unit_id", "prefix", "day"], set_={"last_number": QueueDay.last_number + 1}
        )
        .returning(QueueDay.last_number)
    )
    return session.execute(statement).scalar_one()
