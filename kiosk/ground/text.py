"""What people type, made safe to keep: one form of every accent, nothing invisible, no identity numbers."""

import re
import unicodedata
from typing import NamedTuple

CITIZEN_CARD_QR = re.compile(r"\d{12}\|(\d{9})?\|")
_GAP = r"[\s.\-/_()]{0,3}"
PERSONAL_NUMBER = re.compile(
    rf"(?<!\d)(?:(?:\+?84|0)(?:{_GAP}\d){{9,10}}|\d(?:{_GAP}\d){{11}}|\d(?:{_GAP}\d){{8}})(?!\d)"
)
_DATE = r"(?:0?[1-9]|[12]\d|3[01])([./\-])(?:0?[1-9]|1[0-2])\{}(?:19|20)\d\d"
_DATES = rf"{_DATE.format(2)}(?:\s*[\-–]\s*{_DATE.format(3)})?(?![./_\-]?\d)"
_YEARS = r"(?:19|20)\d\d(?:[\s/\-]+(?:19|20)\d\d)+(?![./_\-]?\d)"
_MONEY = r"[1-9]\d{0,2}(?:[.,]\d{3})+\s*(?:đồng|đ|vnđ|vnd)\b"
ORDINARY = re.compile(rf"(?<![\d./_\-])({_DATES}|{_YEARS}|{_MONEY})", re.IGNORECASE)
EMAIL = re.compile(r"(?<![\w.%+\-])[\w.%+\-]{1,64}@(?:[\w\-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w\-])")
MASK = "•••"
DROPPED = frozenset({"Cc", "Cs", "Cn", "Co"})
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Masked(NamedTuple):
    """A text without personal numbers, and how many were masked in it."""

    text: str
    number: int


class TextTooLongError(ValueError):
    """The text has more characters than may be kept."""


def clean(text: str, *, max_chars: int, multiline: bool = False) -> str:
    r"""Return *text* in NFC, without control, surrogate or direction characters, trimmed.

    Args:
        text: Anything a browser, a file or a clerk may send.
        max_chars: The most code points that may be kept.
        multiline: Keep line breaks (as ``\n``); otherwise every run of white space becomes one space.

    Raises:
        TextTooLongError: more than *max_chars* code points remain.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(char for char in text if _kept(char))
    kept = unicodedata.normalize("NFC", kept)
    kept = kept.strip() if multiline else " ".join(kept.split())
    if len(kept) > max_chars:
        raise TextTooLongError(f"{len(kept)} characters, at most {max_chars}")
    return kept


def mask_personal(text: str) -> str:
    """Return *text* as :func:`masked` does, without how much was masked."""
    return masked(text).text


def masked(text: str) -> Masked:
    """Mask identity-card and telephone numbers and mail addresses; drop lines with a scanned identity card.

    Dates, runs of years and sums of money stay, although some have as many digits.
    """
    lines = text.split("\n")
    kept = [line for line in lines if not CITIZEN_CARD_QR.search(line)]
    dropped = len(lines) - len(kept)
    text, found = EMAIL.subn(MASK, "\n".join(kept).strip() if dropped else text)
    parts, end, number = [], 0, dropped + found
    for ordinary in ORDINARY.finditer(text):
        before, found = PERSONAL_NUMBER.subn(MASK, text[end : ordinary.start()])
        parts += [before, ordinary.group()]
        end, number = ordinary.end(), number + found
    last, found = PERSONAL_NUMBER.subn(MASK, text[end:])
    return Masked("".join(parts) + last, number + found)


def fold(text: str) -> str:
    """Return *text* without accents and case, as people type it in a hurry (“Đăng ký” → “dang ky”)."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(char for char in bare if unicodedata.category(char) != "Mn"))


def _kept(char: str) -> bool:
    if char == "\n":
        return True
    return char not in BIDI and unicodedata.category(char) not in DROPPED
