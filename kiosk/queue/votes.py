"""Which voting token belongs to a visit: one for ever, wherever its ticket moves."""

from kiosk.queue import claim_boxes
from kiosk.queue.models import Ticket
from kiosk.queue.ticket_tokens import TicketToken, ballot_hash


def vote_in(ticket: Ticket, code: str, secret: str) -> str | None:
    """Return the voting token that *code* brings out of the ticket's box; ``None`` for a wrong code or no box."""
    return _within(ticket.claim_box, ticket, code, secret)


def vote_in_former(ticket: Ticket, code: str, secret: str) -> str | None:
    """Return the voting token for the code of before the last move.

    ``None`` for another code, and as soon as the new address has been opened.
    """
    return _within(ticket.former_box, ticket, code, secret)


def vote_of(ticket: Ticket, token: TicketToken, secret: str) -> str | None:
    """Return the voting token of a visit for whoever has its address.

    It follows from the address the ticket began with; after a move only the box has it. ``None`` once the ticket's
    digests are blanked.
    """
    return token.vote if token.vote_hash == ticket.vote_hash else vote_in(ticket, token.code, secret)


def _within(box: str | None, ticket: Ticket, code: str, secret: str) -> str | None:
    if box is None:
        return None
    vote = claim_boxes.unlock(box, code, salt=ticket.issue_key, secret=secret)
    return vote if ballot_hash(vote) == ticket.vote_hash else None
