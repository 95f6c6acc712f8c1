"""What of the visits that were stored afterwards counts."""

from sqlalchemy import ColumnElement

from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import State


def stands() -> ColumnElement[bool]:
    """Return the condition that a ticket is no line of a tally sheet that was taken back: those are in no figure.

    No line of a sheet is ever removed otherwise.
    """
    return (Ticket.channel != Channel.TALLY) | (Ticket.state != State.REMOVED)
