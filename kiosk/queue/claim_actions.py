"""Taking a ticket over to another phone with its number and code.

The address cannot be told, because only its digest is kept: so the ticket gets a new one and leaves the old. Its voting
token stays the same, so that one visit has one ballot whatever happens to its addresses.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.ground import limits
from kiosk.queue import actions, breaker_actions, claim_boxes, claim_queries, queries
from kiosk.queue.actions import Mover, OvertakenError
from kiosk.queue.claim_codes import TypedNumber
from kiosk.queue.models import CLAIM, MovedAddress, Ticket
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import State
from kiosk.queue.votes import vote_in, vote_in_former

TRIES: Final = 5
TRIES_WITHIN: Final = timedelta(days=1)


class Found(StrEnum):
    """What came of looking for a ticket by its number and code."""

    RIGHT = "right"
    NO_SUCH_NUMBER = "no_such_number"
    LETTER_MISSING = "letter_missing"
    WRONG_CODE = "wrong_code"
    TRIES_USED_UP = "tries_used_up"
    HALL_CODE_NEEDED = "hall_code_needed"


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody typed to find a ticket.

    Attributes:
        day: The local day; *keeps_queue*: open tickets of days before are meant, too.
        secret: The deployment's own.
        in_hall: The form brought the code on the hall screen, too.
    """

    unit_id: int
    typed: TypedNumber
    code: str
    day: date
    keeps_queue: bool
    secret: str
    in_hall: bool = False

    @property
    def subject(self) -> str:
        """What tells this claim from another by the same form, which may be sent for the next person, too."""
        return f"{self.typed.prefix or ''}{self.typed.number} {self.code}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; *ticket* is there exactly when it is right, with its voting token and the box that had it."""

    found: Found
    ticket: Ticket | None = None
    vote: str = ""
    box: str | None = None


def find(session: Session, claim: Claim, *, now: datetime) -> Answer:
    """Look for a ticket by its number and code, and count the try: five a ticket, then none until the next day.

    It writes, and has to be committed whatever it finds. Tries with a wrong code are also counted for the unit, which
    then asks for the hall's code: nobody can use up the tries of all its tickets from elsewhere.
    """
    return _try(session, claim, _meant(session, claim), now)


def find_lately(session: Session, claim: Claim, *, since: date, now: datetime) -> Answer:
    """Look for a ticket as :func:`find` does, then among those of the days from *since* to the day before.

    For what may be done days after the visit. Numbers begin anew every day: the code tells which day is meant.
    """
    answer = find(session, claim, now=now)
    if answer.found not in (Found.NO_SUCH_NUMBER, Found.WRONG_CODE):
        return answer
    before = claim_queries.numbered_before(session, claim.unit_id, claim.typed, since, claim.day)
    right = _opened(session, claim, _triable(session, before, now))
    return right or (Answer(Found.WRONG_CODE) if before else answer)


def take_over(session: Session, claim: Claim, own: TicketToken, mover: Mover, *, key: str, now: datetime) -> Answer:
    """Move the ticket that number and code tell to the address of *own*; the same form again moves nothing more.

    *own* and *key* are those of the form with this :attr:`Claim.subject`.

    The code that did it stays good until somebody has opened the new address: the answer may never have arrived, and
    then nobody else knows an address or a code.

    Raises:
        OvertakenError: the ticket moved elsewhere in that very moment.
    """
    tickets = _meant(session, claim)  # first, for it waits for a twin of this form
    done = _moved_before(session, own)
    if done is not None:
        return Answer(Found.RIGHT, done)
    answer = _try(session, claim, tickets, now)
    if answer.ticket is not None:
        _move(session, answer.ticket, answer, own, claim.secret)
        state = State(answer.ticket.state)
        actions.add_event(session, answer.ticket, CLAIM, now, state, mover, key=key, note=None)
    session.flush()
    return answer


def open_first(session: Session, own: TicketToken) -> None:
    """End the code of before the move to *own*: the person has the ticket in front of them."""
    session.execute(
        update(Ticket)
        .where(Ticket.token_hash == own.hash)
        .values(former_box=None)
        .execution_options(synchronize_session=False)
    )


def _meant(session: Session, claim: Claim) -> list[Ticket]:
    return claim_queries.numbered(session, claim.unit_id, claim.typed, claim.day, keeps_queue=claim.keeps_queue)


def _moved_before(session: Session, own: TicketToken) -> Ticket | None:
    gone = claim_queries.moved_from(session, own.hash)
    return queries.by_token_hash(session, own.hash) if gone is None else session.get_one(Ticket, gone)


def _try(session: Session, claim: Claim, tickets: list[Ticket], now: datetime) -> Answer:
    if claim.typed.prefix is None and len({ticket.prefix for ticket in tickets}) > 1:
        return Answer(Found.LETTER_MISSING)
    if not tickets:
        return Answer(Found.NO_SUCH_NUMBER)
    if not claim.in_hall and breaker_actions.asks_claimants(session, claim.unit_id, now=now):
        return Answer(Found.HALL_CODE_NEEDED)
    triable = _triable(session, tickets, now)
    right = _opened(session, claim, triable)
    if right is not None:
        return right
    if not triable:
        return Answer(Found.TRIES_USED_UP)
    breaker_actions.count_wrong_claim(session, claim.unit_id, now=now)
    return Answer(Found.WRONG_CODE)


def _triable(session: Session, tickets: list[Ticket], now: datetime) -> list[Ticket]:
    return [one for one in tickets if limits.use(session, _tries(one), limit=TRIES, window=TRIES_WITHIN, now=now)]


def _opened(session: Session, claim: Claim, tickets: list[Ticket]) -> Answer | None:
    """Return the ticket that the code opens; ``None`` when it opens none."""
    for ticket in tickets:
        box, vote = ticket.claim_box, vote_in(ticket, claim.code, claim.secret)
        if vote is None:
            box, vote = ticket.former_box, vote_in_former(ticket, claim.code, claim.secret)
        if vote is not None:
            limits.forget(session, _tries(ticket))
            return Answer(Found.RIGHT, ticket, vote, box)
    return None


def _move(session: Session, ticket: Ticket, found: Answer, own: TicketToken, secret: str) -> None:
    before = ticket.token_hash
    box = claim_boxes.lock(found.vote, own.code, salt=ticket.issue_key, secret=secret)
    swapped = session.execute(
        update(Ticket)
        .where(Ticket.id == ticket.id, Ticket.token_hash.is_not_distinct_from(before))
        .values(token_hash=own.hash, claim_box=box, former_box=found.box)
        .execution_options(synchronize_session=False)
    )
    if swapped.rowcount != 1:  # type: ignore[attr-defined]
        raise OvertakenError
    if before is not None:
        session.add(MovedAddress(token_hash=before, ticket_id=ticket.id))
    session.refresh(ticket)


def _tries(ticket: Ticket) -> str:
    return f"claim:{ticket.id}"
