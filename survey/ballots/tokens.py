"""What follows from a voting token: the digests that are kept of it, and the code of its receipt."""

import hashlib
from dataclasses import dataclass

from kiosk.ground.web.addresses import CROCKFORD, TOKEN_CHARS, digest, read_code, spell


@dataclass(frozen=True, slots=True)
class VotingToken:
    """The secret with which one ballot is cast: of a visit, of a form that nobody needs a ticket for, of a slip.

    What is kept of it are digests for different purposes: without the token nobody can join them.
    """

    text: str

    @property
    def ticket_hash(self) -> str:
        """What the ticket keeps, so that the survey's address finds the visit."""
        return digest("ballot", self.text)

    @property
    def spent_hash(self) -> str:
        """What burning it leaves behind."""
        return digest("spent", self.text)

    @property
    def receipt(self) -> str:
        """The code of its receipt: whoever holds the token finds the receipt again, a copy of the database cannot."""
        return spell(hashlib.sha256(f"receipt\0{self.text}".encode()).digest())

    @property
    def receipt_hash(self) -> str:
        """What is kept of the receipt's code."""
        return receipt_hash(self.receipt)


def receipt_hash(code: str) -> str:
    """Return what is kept of a receipt's code, however it was typed."""
    return digest("receipt", read_code(code).lower())


def is_code(text: str) -> bool:
    """Tell whether *text* may be a receipt's code."""
    return len(text) == TOKEN_CHARS and set(text.upper()) <= set(CROCKFORD)
