"""Handing out cards and taking them back."""

from enum import StrEnum

from sqlalchemy.orm import Session

from kiosk.office import tree
from kiosk.queue.cards import queries
from kiosk.queue.cards.picking import NEXT, CardWish, next_free
from kiosk.queue.models import Ticket


class CardRefusal(StrEnum):
    """Why no card is handed out."""

    TAKEN = "taken"
    UNKNOWN = "unknown"
    NONE_LEFT = "none_left"


class CardRefused(Exception):
    """No card was handed out, and no number given; *card* is the one that was asked for, if one was."""

    def __init__(self, refusal: CardRefusal, card: int | None = None) -> None:
        super().__init__(refusal)
        self.refusal, self.card = refusal, card


def hand_out(session: Session, unit_id: int, wish: CardWish) -> int:
    """Return the card that is handed out, with the unit's row locked: nobody else gets one until this ends.

    Raises:
        CardRefused: the card is in somebody's hand, the unit has no such card, or none is left.
    """
    cards = tree.locked_unit(session, unit_id).number_cards or 0
    held = queries.in_use(session, unit_id)
    if wish == NEXT:
        card = next_free(held, queries.last_given(session, unit_id), cards)
        if card is None:
            raise CardRefused(CardRefusal.NONE_LEFT if cards else CardRefusal.UNKNOWN)
        return card
    if not 1 <= wish <= cards:
        raise CardRefused(CardRefusal.UNKNOWN, wish)
    if wish in held:
        raise CardRefused(CardRefusal.TAKEN, wish)
    return wish


def let_go_if_taken(session: Session, ticket: Ticket) -> None:
    """Before an ended ticket opens again: if its card is in another hand by now, it is called by its own number."""
    if ticket.card is None:
        return
    tree.locked_unit(session, ticket.unit_id)
    if ticket.card in queries.in_use(session, ticket.unit_id):
        ticket.card = None
        session.flush()
