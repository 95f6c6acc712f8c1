"""Secrets that stand in addresses: how they are made and how they are kept."""

import hashlib
import secrets

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TOKEN_CHARS = 26
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_token() -> str:
    """Return 130 random bits as an address token."""
    return spell(secrets.token_bytes(32))


def spell(random_bytes: bytes) -> str:
    """Return 130 bits of *random_bytes* in 26 Crockford characters, lower case: fit to be read aloud."""
    number = int.from_bytes(random_bytes, "big")
    return "".join(CROCKFORD[(number >> (5 * place)) & 31] for place in range(TOKEN_CHARS)).lower()


def new_code(length: int = 8) -> str:
    """Return a short printed code. It is public, not a secret."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(length))


def read_code(text: str) -> str:
    """Return *text* as a code is stored: upper case, O read as 0, I and L as 1, no hyphens."""
    return text.upper().translate(READ_AS)


def digest(purpose: str, secret: str) -> str:
    """Return what is stored in place of *secret*: 64 hex digits, another value for every purpose."""
    return hashlib.sha256(f"{purpose}\0{secret}".encode()).hexdigest()


def voting_token(ticket_token: str) -> str:
    """Return the token of the survey that belongs to a ticket; nobody can go back from it to the ticket."""
    return digest("vote", ticket_token)[:40]
