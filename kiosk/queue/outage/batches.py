"""What a tablet sends when it hears of the server: the numbers it gave out, and what it knows of clocks."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Self

from kiosk.ground.web.addresses import CROCKFORD, TOKEN_CHARS
from kiosk.queue.kinds import Respondent
from kiosk.queue.outage.clocks import Contact, Reading

MOST: Final = 50
"""Numbers in one batch: a fifth of a second of the one writer that SQLite has."""
HIGHEST: Final = 9_999
LATEST_MS: Final = 4_102_444_800_000
"""The year 2100: a clock that shows more is no clock."""
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST_FORM: Final = 200
LONGEST_CLASS: Final = 20


class Malformed(Exception):
    """It is no batch of ours."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One number that a tablet gave out on its own.

    Attributes:
        device: Which tablet of the house it was when it gave it.
        token: The secret of its address, made on the tablet; it is also the one-time key.
        prefix: The letters on the slip.
        number: The number on the slip.
        day: The day on the slip.
        form: The form whose answer never came, and which may have got a number; empty without one.
        priority: The class that was tapped; empty for none.
    """

    token: str
    device: int
    group_id: int
    prefix: str
    number: int
    day: date
    reading: Reading
    contact: Contact
    form: str = ""
    priority: str = ""
    respondent: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """One message of a tablet.

    Attributes:
        fresh: The tablet remembers nothing of before: it was installed, or wiped.
        unsent: How many numbers it still holds, these included.
    """

    fresh: bool
    unsent: int
    entries: tuple[Entry, ...]

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """Return the batch that *raw*, JSON in UTF-8, says.

        Raises:
            Malformed: it is none.
        """
        fields = _fields(_decoded(raw))
        entries = fields.get("tickets", [])
        if not isinstance(entries, list) or len(entries) > MOST:
            raise Malformed
        return cls(fields.get("fresh") is True, _whole(fields, "unsent", 0, 10**6), tuple(map(_entry, entries)))


def _decoded(raw: bytes) -> object:
    try:
        return json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Malformed from error


def _entry(raw: object) -> Entry:
    fields = _fields(raw)
    token, prefix = _text(fields, "token", TOKEN_CHARS), _text(fields, "prefix", 3)
    if len(token) != TOKEN_CHARS or token != token.lower() or not set(token.upper()) <= set(CROCKFORD):
        raise Malformed
    respondent = _text(fields, "respondent", LONGEST_CLASS)
    return Entry(
        token=token,
        device=_whole(fields, "device", 1, 2**31 - 1),
        group_id=_whole(fields, "group", 1, 2**31 - 1),
        prefix=prefix,
        number=_whole(fields, "number", 1, HIGHEST),
        day=_day(_text(fields, "day", 10)),
        reading=_reading(fields),
        contact=_contact(_fields(fields.get("contact"))),
        form=_text(fields, "form", LONGEST_FORM),
        priority=_text(fields, "priority", LONGEST_CLASS),
        respondent=respondent if respondent in list(Respondent) else None,
    )


def _reading(fields: Mapping[str, object]) -> Reading:
    at, jump = _whole(fields, "at", 0, LATEST_MS), _whole(fields, "jump", -LATEST_MS, LATEST_MS)
    return Reading(at, jump, unwatched=fields.get("unwatched") is True)


def _contact(fields: Mapping[str, object]) -> Contact:
    server_ms = _whole(fields, "server", 0, LATEST_MS)
    return Contact(
        datetime.fromtimestamp(server_ms / 1000, UTC),
        _whole(fields, "device", 0, LATEST_MS),
        _whole(fields, "trip", 0, LATEST_MS),
    )


def _fields(raw: object) -> Mapping[str, object]:
    if not isinstance(raw, dict):
        raise Malformed
    return raw


def _whole(fields: Mapping[str, object], name: str, least: int, most: int) -> int:
    value = fields.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Malformed
    return value


def _text(fields: Mapping[str, object], name: str, most: int) -> str:
    value = fields.get(name) or ""
    if not isinstance(value, str) or len(value) > most or not value.isascii() or not value.isprintable():
        raise Malformed
    return value


def _day(text: str) -> date:
    if DAY.fullmatch(text) is None:  # Python reads weeks and dates without strokes, too
        raise Malformed
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Malformed from error
