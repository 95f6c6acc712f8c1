"""A visit's voting token, locked away so that only the ticket's number and code bring it out again.

Of the address the database has only a digest, so whoever moves a ticket to another phone could not go on to its survey,
or would get a second ballot with a second token. The box carries the one token over. It opens with the code, the
ticket's own salt and the secret of the deployment: a copy of the database alone opens nothing, and the stretching makes
a search through all codes dear even for somebody who has the secret as well.
"""

import hashlib
import hmac
from typing import Final

ROUNDS: Final = 1024
BLOCKS: Final = 8
TOKEN_BYTES: Final = 20


def lock(vote: str, code: str, *, salt: str, secret: str) -> str:
    """Return the box for a voting token of 40 hex digits: 40 others.

    Args:
        vote: The voting token.
        code: The ticket's code, six characters; with another code the same salt gives an unrelated box.
        salt: What no two tickets share, such as the key of the form that made it.
        secret: The deployment's own.

    Raises:
        ValueError: *vote* is no voting token.
    """
    token = bytes.fromhex(vote)
    if len(token) != TOKEN_BYTES:
        raise ValueError("a voting token has 40 hex digits")
    return bytes(one ^ other for one, other in zip(token, _pad(code, salt, secret), strict=True)).hex()


def unlock(box: str, code: str, *, salt: str, secret: str) -> str:
    """Return what *code* brings out of *box*: the voting token, or 40 digits of nonsense for a wrong code.

    Whoever asks compares it with the digest that the ticket keeps.
    """
    return lock(box, code, salt=salt, secret=secret)


def _pad(code: str, salt: str, secret: str) -> bytes:
    salted = hmac.digest(secret.encode(), f"claim\0{salt}".encode(), "sha256")
    return hashlib.scrypt(code.encode(), salt=salted, n=ROUNDS, r=BLOCKS, p=1, dklen=TOKEN_BYTES)
