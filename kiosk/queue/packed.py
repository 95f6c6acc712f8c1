"""A ticket's numbers in one value of fixed length, so that reading a year of tickets is reading one long string.

Getting a row out of a database costs more than finding it: 0.5 microseconds on SQLite, 1.5 on PostgreSQL, and a column
of it another 0.1. Added up inside the database to one value a unit, 26,000 tickets cost 5 milliseconds. On SQLite the
value of each ticket stands ready in the index ``ix_ticket_packed``, whose words never change without a migration;
PostgreSQL reads no expression from an index alone, and makes it of the columns of ``ix_ticket_report``.

Each number is big-endian; -1, or 0 where 1 is added, is nothing:

====================================================================  ==================================
arrived, opened, first called, last called, started, ended            8 bytes each, microseconds
marks                                                                 4 bytes, see below
group; counter + 1; seconds on hold; quoted low + 1 and high + 1      4 bytes each
====================================================================  ==================================
"""

from collections.abc import Iterable
from typing import Final

from kiosk.queue.kinds import Channel, Respondent
from kiosk.queue.tickets import State

STATES: Final = {
    State.DONE: 0,
    State.LEFT: 1,
    State.NO_SHOW: 2,
    State.REMOVED: 3,
    State.CLOSED: 4,
    State.WAITING: 5,
    State.CALLED: 6,
    State.SERVING: 7,
    State.ON_HOLD: 8,
}
CHANNELS: Final = {
    Channel.PHONE: 0,
    Channel.KIOSK: 1,
    Channel.CLERK: 2,
    Channel.API: 3,
    Channel.IMPORT: 4,
    Channel.TALLY: 5,
    Channel.SYSTEM: 6,
}
RESPONDENTS: Final = {Respondent.PERSON: 1, Respondent.BUSINESS: 2}

# The lowest bit of each mark: the state, which instants are not exact, the channel, the respondent (0: nobody asked).
STATE_AT: Final = 0
ARRIVED_AT: Final = 4
CALLED_AT: Final = 5
STARTED_AT: Final = 6
ENDED_AT: Final = 7
CHANNEL_AT: Final = 8
RESPONDENT_AT: Final = 11
MARK_BITS: Final = 13

INSTANTS: Final = ("arrived_at", "opened_at", "first_called_at", "last_called_at", "started_at", "ended_at")
HEADLINE_INSTANTS: Final = ("arrived_at", "opened_at", "first_called_at", "started_at", "ended_at")
HEADLINE_NUMBERS: Final = ("marks", "hold_seconds")
"""What PostgreSQL makes when the rest is not wanted: it makes each number anew."""
NUMBERS: Final = ("marks", "group_id", "counter_id", "hold_seconds", "estimate_low_seconds", "estimate_high_seconds")
BYTES: Final = 8 * len(INSTANTS) + 4 * len(NUMBERS)


def _code(column: str, codes: dict[str, int], at: int) -> str:
    cases = " ".join(f"WHEN '{word}' THEN {code << at}" for word, code in codes.items())
    return f"CASE {column} {cases} ELSE 0 END"


def _inexact(instant: str, at: int) -> str:
    return f"CASE WHEN {instant}_quality <> 'exact' THEN {1 << at} ELSE 0 END"


MARKS: Final = " + ".join(
    (
        _code("state", {str(state): code for state, code in STATES.items()}, STATE_AT),
        _inexact("arrived", ARRIVED_AT),
        _inexact("called", CALLED_AT),
        _inexact("started", STARTED_AT),
        _inexact("ended", ENDED_AT),
        _code("channel", {str(channel): code for channel, code in CHANNELS.items()}, CHANNEL_AT),
        _code("respondent", {str(respondent): code for respondent, code in RESPONDENTS.items()}, RESPONDENT_AT),
    )
)
_INSTANTS: Final = tuple(f"coalesce({column}, -1)" for column in INSTANTS)
_NUMBERS: Final = (
    *(MARKS, "group_id", "coalesce(counter_id, -1) + 1", "hold_seconds"),
    *("coalesce(estimate_low_seconds, -1) + 1", "coalesce(estimate_high_seconds, -1) + 1"),
)
SQLITE: Final = f"printf('{'%016x' * len(_INSTANTS)}{'%08x' * len(_NUMBERS)}', {', '.join((*_INSTANTS, *_NUMBERS))})"
"""Two hexadecimal digits a byte."""


def _on_postgresql(instants: Iterable[str], numbers: Iterable[str]) -> str:
    sent = (*(f"int8send({one})" for one in instants), *(f"int4send(CAST({one} AS integer))" for one in numbers))
    return " || ".join(sent)


POSTGRESQL: Final = _on_postgresql(_INSTANTS, _NUMBERS)
POSTGRESQL_HEADLINE: Final = _on_postgresql(
    (f"coalesce({column}, -1)" for column in HEADLINE_INSTANTS), (MARKS, "hold_seconds")
)
INDEX: Final = "ix_ticket_packed"
SQLITE_INDEX: Final = f"CREATE INDEX {INDEX} ON ticket (unit_id, arrived_at, priority_class, {SQLITE})"
"""Not among the models: SQLAlchemy knows no index of expressions on SQLite."""
