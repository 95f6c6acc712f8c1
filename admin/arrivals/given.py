"""What is said of a number that was just given: large, with its code and its slip."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from kiosk.queue import claim_codes
from kiosk.queue.models import Ticket
from kiosk.queue.ticket_tokens import TicketToken


@dataclass(frozen=True, slots=True)
class Given:
    """A number somebody just got; whoever has the slip's address has the ticket.

    Attributes:
        code: The six characters with which a phone takes the ticket over.
        slip: The address of the slip, which prints itself.
        ahead: How many people were in front.
        ticket_id: For taking back a number that was given by mistake.
    """

    number: str
    code: str
    slip: str
    service: str
    ahead: int
    ticket_id: int

    @classmethod
    def of(cls, ticket: Ticket, secret: str, service: str) -> "Given":
        """Return what is said of *ticket*, whose address token is *secret*."""
        own = TicketToken(secret)
        slip = url_for("citizen.slip", token=own.text, print=1)
        return cls(ticket.label, claim_codes.shown(own.code), slip, service, ticket.ahead or 0, ticket.id)

    @property
    def said(self) -> str:
        """What the number is for, and how many wait before it."""
        if not self.ahead:
            return str(_("Số của người dân, %(group)s. Phía trước không có ai.", group=self.service))
        return str(
            _("Số của người dân, %(group)s. Phía trước còn %(ahead)s người.", group=self.service, ahead=self.ahead)
        )
