"""What people type to take a ticket over to another phone: its number, and the six characters shown with it."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_CHARS: Final = 6
MOST_TYPED: Final = 40
READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_NUMBER: Final = re.compile(r"([A-Z]{0,3})0*([1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A ticket's number as somebody typed it; *prefix* is ``None`` when they left the letters out."""

    prefix: str | None
    number: int


def read_number(text: str) -> TypedNumber | None:
    """Return the number in *text*: ``A012``, ``a 12``, ``Số A-012``, ``12``; ``None`` when there is none."""
    typed = _bare(text).removeprefix("SỐ")
    match = _NUMBER.fullmatch(typed)
    return TypedNumber(match[1] or None, int(match[2])) if match else None


def read_claim_code(text: str) -> str | None:
    """Return the six characters in *text* in capitals; ``None`` when they cannot be a code.

    Read leniently: small letters, O for 0, I and L for 1, spaces, hyphens of all lengths, dots.
    """
    code = _bare(text).translate(READ_AS)
    return code if len(code) == CODE_CHARS and set(code) <= set(ALPHABET) else None


def shown(code: str) -> str:
    """Return a code as people read it: ``7K3-M9P``."""
    return f"{code[:3]}-{code[3:]}"


def _bare(text: str) -> str:
    """Return *text* in capitals, without what people and keyboards put between characters."""
    plain = unicodedata.normalize("NFKC", text[:MOST_TYPED]).upper()
    return "".join(char for char in plain if char != "." and unicodedata.category(char)[0] not in "ZCP")
