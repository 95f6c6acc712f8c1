"""What an administrator types, checked once for forms and commands alike. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from kiosk.ground.text import TextTooLongError, clean
from kiosk.office.refusals import Refused

NAME_CHARS: Final = 200
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PREFIX: Final = re.compile(r"[A-Za-z]{1,3}")
_DURATION: Final = re.compile(r"([0-9]{1,5}) ?([a-zờúâ]*)")
_SECONDS: Final = {"": 60, "m": 60, "phút": 60, "min": 60, "s": 1, "giây": 1, "h": 3600, "giờ": 3600}
_RESERVED: Final = frozenset({"new"})  # a page of its own in the list of units
_PHONE: Final = re.compile(r"\+?[0-9][0-9 .()\-]{1,38}[0-9]")


@dataclass(frozen=True, slots=True)
class Names:
    """A name in four languages; only the Vietnamese one is required."""

    vi: str
    en: str | None = None
    km: str | None = None
    zh: str | None = None

    def columns(self) -> dict[str, str | None]:
        """Return the cleaned names by column.

        Raises:
            Refused: *missing* or *too_long*, at ``name_vi`` and so on.
        """
        return {
            "name_vi": required(self.vi, "name_vi", max_chars=NAME_CHARS),
            "name_en": optional(self.en, "name_en", max_chars=NAME_CHARS),
            "name_km": optional(self.km, "name_km", max_chars=NAME_CHARS),
            "name_zh": optional(self.zh, "name_zh", max_chars=NAME_CHARS),
        }


def required(text: str | None, field: str, *, max_chars: int) -> str:
    """Return *text* cleaned (NFC, one line).

    Raises:
        Refused: *missing* or *too_long*.
    """
    try:
        cleaned = clean(text or "", max_chars=max_chars)
    except TextTooLongError as error:
        raise Refused("too_long", field) from error
    if not cleaned:
        raise Refused("missing", field)
    return cleaned


def optional(text: str | None, field: str, *, max_chars: int) -> str | None:
    """Return *text* cleaned, ``None`` when nothing is left.

    Raises:
        Refused: *too_long*.
    """
    try:
        return clean(text or "", max_chars=max_chars) or None
    except TextTooLongError as error:
        raise Refused("too_long", field) from error


def slug(text: str | None) -> str:
    """Return the name of a unit in addresses and commands: ``mot-cua-ninh-kieu``, up to 60 characters.

    Raises:
        Refused: *missing*, *too_long*, *malformed* or *taken* (a word the house itself uses), at ``slug``.
    """
    found = required(text, "slug", max_chars=60)
    if not _SLUG.fullmatch(found):
        raise Refused("malformed", "slug")
    if found in _RESERVED:
        raise Refused("taken", "slug")
    return found


def seconds(text: str | None, field: str) -> int:
    """Return a stretch of time in seconds: ``15``, ``15 phút``, ``15 min`` are minutes, ``90s``, ``90 giây`` seconds.

    Raises:
        Refused: *missing*, *too_long* or *malformed*.
    """
    match = _DURATION.fullmatch(required(text, field, max_chars=20).lower())
    if match is None or match[2] not in _SECONDS:
        raise Refused("malformed", field)
    return int(match[1]) * _SECONDS[match[2]]


def day(text: str) -> date | None:
    """Return the day written as ``2026-07-01`` or ``01/07/2026``; ``None`` when it is none between 2000 and 2100."""
    try:
        parts = [int(part) for part in reversed(text.strip().split("/"))] if "/" in text else None
        found = date(*parts) if parts and len(parts) == 3 else date.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def prefix(text: str | None) -> str:
    """Return the letters before a ticket's number, one to three of A–Z; small letters are read as capitals.

    Raises:
        Refused: *missing*, *too_long* or *malformed*, at ``prefix``.
    """
    found = required(text, "prefix", max_chars=3)
    if not _PREFIX.fullmatch(found):
        raise Refused("malformed", "prefix")
    return found.upper()


def hotline(text: str | None) -> str | None:
    """Return a telephone number as it is printed: ``0292 3812 345``; ``None`` when there is none.

    Raises:
        Refused: *too_long* or *malformed*, at ``hotline``.
    """
    found = optional(text, "hotline", max_chars=40)
    if found is not None and not _PHONE.fullmatch(found):
        raise Refused("malformed", "hotline")
    return found
