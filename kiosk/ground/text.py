"""What people type, made safe to keep: one form of every accent, nothing invisible, no identity numbers."""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

CITIZEN_CARD_QR = re.compile(r"\d{12}\|(\d{9})?\|")
_DASHES = r"\-‐‑‒–—―−"
_BETWEEN = rf"[\s./_()*·{_DASHES}]"
_GAP = rf"{_BETWEEN}{{0,3}}"
_LISTED = rf"(?:{_GAP}|{_BETWEEN}{{0,2}}[,:]\s{{0,2}}(?=\d{{3}}))"
"""Also a comma or colon before three digits: times, scores and lists of days have one or two."""
_CURRENCY = r"\s*(?:đồng|đ|vnđ|vnd)\b"
_INSURANCE = "|".join(
    (
        rf"\d{{10}}(?!{_CURRENCY})",
        r"\d\d([ .\-])\d{4}\1\d{4}",
        r"\d{3}([ .\-])\d{3}\2\d{4}",
        r"\d{4}([ .\-])\d{3}\3\d{3}",
        r"(?<=[A-Za-z]{2})\d ?\d\d ?\d{10}",
    )
)
_MISCOUNTED = rf"(?!0\d{{9}}(?!\d))0(?:{_GAP}\d){{12}}"
"""An identity number with one digit too many: the last digits go with the others."""
PERSONAL_NUMBER = re.compile(
    rf"(?<!\d)(?:{_MISCOUNTED}|(?:\+?84|0)(?:{_LISTED}\d){{9,10}}|0(?:{_LISTED}\d){{11}}"
    rf"|\d(?:{_GAP}\d){{11}}|\d(?:{_GAP}\d){{8}}|{_INSURANCE})(?!\d)",
    re.IGNORECASE,
)
_DATE = r"(?:0?[1-9]|[12]\d|3[01])([./\-])(?:0?[1-9]|1[0-2])\{}(?:19|20)\d\d"
_DATES = rf"{_DATE.format(2)}(?:\s*[\-–]\s*{_DATE.format(3)})?(?![./_\-]?\d)"
_YEARS = rf"(?:19|20)\d\d(?:[\s/{_DASHES}]+(?:19|20)\d\d)+(?![./_\-]?\d)"
_MONEY = rf"[1-9]\d{{0,2}}(?:[.,]\d{{3}})+{_CURRENCY}"
ORDINARY = re.compile(rf"(?<![\d./_\-])({_DATES}|{_YEARS}|{_MONEY})", re.IGNORECASE)
EMAIL = re.compile(r"(?<![\w.%+\-])[\w.%+\-]{1,64}@(?:[\w\-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w\-])")
MASK = "•••"
DROPPED = frozenset({"Cc", "Cs", "Cn", "Co"})
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = DROPPED | {"Cf"}
JOINERS = frozenset("\u200b\u200c\u200d")
"""Kept although nobody sees them: Khmer parts words by the first, the others make and part its letters."""


class Masked(NamedTuple):
    """A text without personal numbers, and how many were masked in it."""

    text: str
    number: int


class TextTooLongError(ValueError):
    """The text has more characters than may be kept."""


def clean(text: str, *, max_chars: int, multiline: bool = False) -> str:
    r"""Return *text* in NFC, without characters that nobody sees, trimmed.

    The joiners of Khmer stay.

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

    Dates, runs of years and sums of money stay, although some have as many digits. Digits of every script are digits,
    and what nobody sees between them hides nothing.
    """
    lines = text.split("\n")
    kept = [line for line in lines if not CITIZEN_CARD_QR.search(_read(line)[0])]
    dropped = len(lines) - len(kept)
    text, mails = _struck("\n".join(kept).strip() if dropped else text, _mails)
    text, numbers = _struck(text, _numbers)
    return Masked(text, dropped + mails + numbers)


def fold(text: str) -> str:
    """Return *text* without accents and case, as people type it in a hurry (“Đăng ký” → “dang ky”)."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(char for char in bare if unicodedata.category(char) != "Mn"))


def _kept(char: str) -> bool:
    return char == "\n" or char in JOINERS or unicodedata.category(char) not in UNSEEN


def _read(text: str) -> tuple[str, list[int]]:
    """Return *text* as a reader of numbers takes it, and where each of its characters stands in *text*."""
    if text.isascii():
        return text, list(range(len(text)))
    seen = [(place, _folded(char)) for place, char in enumerate(text) if unicodedata.category(char) != "Cf"]
    return "".join(char for _place, char in seen), [place for place, _char in seen]


def _folded(char: str) -> str:
    """Return the ASCII digit or sign for one of another script or width; every other character as it is."""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    folded = unicodedata.normalize("NFKC", char)
    return folded if folded.isascii() and len(folded) == 1 else char


def _struck(text: str, find: Callable[[str], list[tuple[int, int]]]) -> tuple[str, int]:
    """Put the mask where *find* sees something in the text as it is read; return also how often."""
    bare, places = _read(text)
    spans = find(bare)
    for start, end in reversed(spans):
        text = text[: places[start]] + MASK + text[places[end - 1] + 1 :]
    return text, len(spans)


def _mails(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in EMAIL.finditer(text)]


def _numbers(text: str) -> list[tuple[int, int]]:
    ordinary = [found.span() for found in ORDINARY.finditer(text)]
    starts, ends = [0, *(end for _start, end in ordinary)], [*(start for start, _end in ordinary), len(text)]
    return [
        (start + found.start(), start + found.end())
        for start, end in zip(starts, ends, strict=True)
        for found in PERSONAL_NUMBER.finditer(text[start:end])
    ]
