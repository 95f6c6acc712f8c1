"""The secret of one ticket's address, and what is derived from it."""

from dataclasses import dataclass
from typing import Self

from kiosk.ground.web.addresses import CROCKFORD, TOKEN_CHARS, digest, read_code, spell, voting_token
from kiosk.queue import claim_boxes, claim_codes


@dataclass(frozen=True, slots=True)
class TicketToken:
    """The secret itself, as it stands in ``/t/<token>``: 26 Crockford characters, lower case."""

    text: str

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the token in *text*, as it may have been typed or read out; ``None`` when it cannot be one."""
        token = read_code(text)
        sound = len(token) == TOKEN_CHARS and set(token) <= set(CROCKFORD)
        return cls(token.lower()) if sound else None

    @property
    def hash(self) -> str:
        """What the ticket stores of it."""
        return digest("ticket", self.text)

    @property
    def vote(self) -> str:
        """The voting token, which stands in the address of the survey."""
        return voting_token(self.text)

    @property
    def vote_hash(self) -> str:
        """What the ticket stores of the voting token."""
        return ballot_hash(self.vote)

    @property
    def code(self) -> str:
        """The six characters with which the ticket can be taken over to another phone; nobody gets back from them."""
        return spell(bytes.fromhex(digest("claim", self.text)))[: claim_codes.CODE_CHARS].upper()

    def box(self, issue_key: str, secret: str) -> str:
        """What the ticket stores so that its code brings the voting token out again; see :mod:`claim_boxes`."""
        return claim_boxes.lock(self.vote, self.code, salt=issue_key, secret=secret)


def ballot_hash(vote: str) -> str:
    """Return what a ticket stores of its voting token."""
    return digest("ballot", vote)
