"""A slip once more for somebody who lost theirs and does not know its code."""

from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.queue.actions import KeyReusedError
from kiosk.queue.models import CopiedAddress, Ticket
from kiosk.queue.slips import queries
from kiosk.queue.ticket_tokens import TicketToken

ACT = "slip.copy"


def copy(session: Session, ticket: Ticket, own: TicketToken, *, staff_id: int, now: datetime) -> Ticket:
    """Let the address of *own* show the ticket, beside its own one; the same form again adds nothing.

    Nothing is taken from whoever holds the first slip or the phone: their address, their code and their ballot stay.
    The new address has neither code nor ballot, because nobody has shown that they are the same person.

    Raises:
        KeyReusedError: the form printed another ticket's slip.
    """
    done = queries.copied_from(session, own.hash)
    if done is not None:
        if done.id != ticket.id:
            raise KeyReusedError
        return done
    session.add(CopiedAddress(token_hash=own.hash, ticket_id=ticket.id))
    events.record(session, ACT, ticket.label, now=now, staff_id=staff_id, unit_id=ticket.unit_id)
    session.flush()
    return ticket
