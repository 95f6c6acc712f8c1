"""Passwords: Argon2id hashes, what is too weak, and fresh ones to hand out."""

import secrets
import unicodedata
from enum import StrEnum
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_CHARS: Final = 12
MAX_CHARS: Final = 200
FEWEST_DIFFERENT: Final = 5

# No vowel, no d, f, j, r, s, w, x, z: a Vietnamese keyboard (Telex, VNI) turns those into accents unasked.
READABLE: Final = "bcghkmnpqtv23456789"
GROUPS: Final = 4
GROUP_CHARS: Final = 4

COMMON: Final = ("123456789012", "1234567890123", "qwertyuiop", "abcdefghijkl", "password", "matkhau", "langnghe")

TAILS: Final = "0123456789.,-_!@#$ "

# OWASP's row with 46 MiB and one pass: about 40 ms, and ten clerks who sign in at 07:30 fit into a small server
HASHER: Final = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
DUMMY: Final = "$argon2id$v=19$m=47104,t=1,p=1$qRr6yNFdVbC3tz5DFMwwSA$D/Y1whIKONuHiwIaMmSzyVydkbivGVO5AvZfkDvMxr4"


class Weakness(StrEnum):
    """Why a password is not accepted."""

    SHORT = "short"
    LONG = "long"
    LOGIN = "login"
    COMMON = "common"


def hash_password(password: str) -> str:
    """Return the Argon2id hash to keep, with its parameters and salt inside."""
    return HASHER.hash(_bytes(password))


def matches(password: str, kept: str | None) -> bool:
    """Tell whether *password* belongs to the hash *kept*.

    Without a hash, as for a login nobody has, it is always wrong, and takes as long as a wrong one does.
    """
    try:
        HASHER.verify(kept or DUMMY, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Tell whether *kept* was made with other parameters than we use today."""
    return HASHER.check_needs_rehash(kept)


def weakness(password: str, *, login: str) -> Weakness | None:
    """Return why nobody should use *password*; ``None`` when it will do."""
    bare = password.casefold()
    if len(password) < MIN_CHARS:
        return Weakness.SHORT
    if len(password) > MAX_CHARS:
        return Weakness.LONG
    if len(set(bare)) < FEWEST_DIFFERENT or not _beside(bare, COMMON):
        return Weakness.COMMON
    return None if _beside(bare, (login.casefold(),)) else Weakness.LOGIN


def new_password() -> str:
    """Return a random password of 67 bits that can be read aloud and typed on a Vietnamese keyboard."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(GROUP_CHARS)) for _ in range(GROUPS))


def _beside(bare: str, words: tuple[str, ...]) -> str:
    """Return what is left of a password without *words* and without the digits and signs people hang on to them."""
    for word in words:
        bare = bare.replace(word, "")
    return bare.strip(TAILS)


def _bytes(password: str) -> bytes:
    """One spelling of every accent: the same word typed on another keyboard is the same password (NIST 800-63B)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
