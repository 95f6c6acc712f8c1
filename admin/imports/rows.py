"""One row of a log: a visit that can be trusted, or the reason why not. Pure.

A row is taken whole or not at all. What cannot be trusted is never repaired by guessing: it becomes a reject.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from kiosk.ground.calendar import ZONE
from kiosk.ground.text import BIDI, DROPPED, TextTooLongError, clean

COLUMNS: Final = (
    *("ticket", "service", "priority", "arrived_at", "called_at"),
    *("started_at", "finished_at", "left_at", "counter", "outcome"),
)
DISPENSABLE: Final = frozenset({"priority", "counter", "started_at"})
"""What a log may lack altogether."""
TEXT_CHARS: Final = 200
EARLIEST: Final = datetime(1970, 1, 2, tzinfo=UTC)

_TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?", re.ASCII)
_SERVED_TIMES: Final = ("arrived_at", "called_at", "started_at", "finished_at")
_LEFT_TIMES: Final = ("arrived_at", "called_at", "left_at")
_NOT_OF: Final = {"served": ("left_at",), "left": ("started_at", "finished_at")}
_NEEDED: Final = {"served": ("called_at", "finished_at"), "left": ("left_at",)}


@dataclass(frozen=True, slots=True)
class ImportedVisit:
    """A visit as a log tells it; instants aware, in UTC, in order.

    Attributes:
        ticket: The log's own name of the visit; together with the arrival it tells visits apart.
        service: The log's code of the service.
        priority: What the log says of precedence; empty when it says nothing.
        counter: Where it was called to; empty when it was not, or the log does not say.
        called_at: ``None`` for somebody who left before.
        started_at: ``None`` also where the log knows only call and end.
        ended_at: When the service ended or the person left.
    """

    ticket: str
    service: str
    priority: str
    counter: str
    served: bool
    arrived_at: datetime
    called_at: datetime | None
    started_at: datetime | None
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Reject:
    """Why a row was not taken, in words for whoever mends it."""

    reason: str


class _Untrusted(Exception):
    """A value that the row cannot be trusted with; the text is the reason."""


def read_row(row: Mapping[str, str], *, now: datetime) -> ImportedVisit | Reject:
    """Read one row.

    Args:
        row: Each of ``COLUMNS`` with its text; empty = did not happen. Times are local, ISO 8601, without zone.
        now: No visit of a log is later.
    """
    try:
        return _visit(row, now)
    except _Untrusted as untrusted:
        return Reject(str(untrusted))


def _visit(row: Mapping[str, str], now: datetime) -> ImportedVisit:
    texts = {column: _text(column, row[column]) for column in COLUMNS}
    outcome = texts["outcome"].lower()
    if outcome not in _NEEDED:
        raise _Untrusted(f"outcome is neither served nor left: {outcome!r}" if outcome else "outcome is missing")
    for column in ("ticket", "service", "arrived_at", *_NEEDED[outcome]):
        if not texts[column]:
            raise _Untrusted(f"{column} is missing")
    for column in _NOT_OF[outcome]:
        if texts[column]:
            raise _Untrusted(f"{column} does not fit the outcome {outcome}")
    columns = _SERVED_TIMES if outcome == "served" else _LEFT_TIMES
    times = {column: _instant(column, texts[column], now) for column in columns if texts[column]}
    _refuse_backwards(times)
    return ImportedVisit(
        ticket=texts["ticket"],
        service=texts["service"],
        priority=texts["priority"],
        counter=texts["counter"],
        served=outcome == "served",
        arrived_at=times["arrived_at"],
        called_at=times.get("called_at"),
        started_at=times.get("started_at"),
        ended_at=times[columns[-1]],
    )


def _text(column: str, raw: str) -> str:
    if raw.isascii() and raw.isprintable() and len(raw) <= TEXT_CHARS:
        return raw.strip()  # nearly every field of a log; cleaning it would take half of the time
    if not raw.isprintable() and any(char in BIDI or unicodedata.category(char) in DROPPED for char in raw):
        raise _Untrusted(f"{column} holds characters that cannot be kept")
    try:
        return clean(raw, max_chars=TEXT_CHARS)
    except TextTooLongError as error:
        raise _Untrusted(f"{column} is longer than {TEXT_CHARS} characters") from error


def _instant(column: str, text: str, now: datetime) -> datetime:
    try:
        if not _TIME.fullmatch(text):
            raise ValueError
        instant = datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _Untrusted(f"{column} is no time like 2026-11-16T09:00:00: {text!r}") from error
    if instant < EARLIEST:
        raise _Untrusted(f"{column} is before 1970")
    if instant > now:
        raise _Untrusted(f"{column} is in the future")
    return instant


def _refuse_backwards(times: Mapping[str, datetime]) -> None:
    """Check that times, given in the order in which they happen, do not run backwards."""
    before, latest = "", EARLIEST
    for column, instant in times.items():
        if instant < latest:
            raise _Untrusted(f"times run backwards: {column} is before {before}")
        before, latest = column, instant
