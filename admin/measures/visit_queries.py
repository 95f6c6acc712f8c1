"""The one SELECT of visits: everything of a unit in one value, read from an index alone (`kiosk.queue.packed`)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import LargeBinary, String, bindparam, text
from sqlalchemy.orm import Session

from admin.measures.visits import CHANNELS, CODES, RESPONDENTS, Codes, Details, Instants, Mask, Numbers, VisitColumns
from kiosk.ground import db
from kiosk.ground.instants import to_microseconds
from kiosk.queue import packed
from kiosk.queue.kinds import Channel
from kiosk.queue.tickets import State

ROW: Final = np.dtype([*((name, ">i8") for name in packed.INSTANTS), *((name, ">i4") for name in packed.NUMBERS)])
HEADLINE_ROW: Final = np.dtype(
    [*((name, ">i8") for name in packed.HEADLINE_INSTANTS), *((name, ">i4") for name in packed.HEADLINE_NUMBERS)]
)
WITHIN: Final = """
FROM ticket WHERE unit_id IN :unit_ids AND arrived_at >= :since AND arrived_at < :until GROUP BY unit_id"""
CLASSES: Final = {
    "sqlite": "group_concat(priority_class, char(10))",
    "postgresql": "string_agg(priority_class, chr(10))",
}


class _OfUnit(NamedTuple):
    """What one unit's row says: its key, all its tickets, and the class of each if they were asked for."""

    unit_id: int
    tickets: bytes
    classes: str | None


def _query(dialect: str, *, detailed: bool) -> Any:  # noqa: ANN401 - a statement with or without a column
    if dialect == "sqlite":
        tickets, in_bytes = f"group_concat({packed.SQLITE}, '')", False
    else:
        ticket = packed.POSTGRESQL if detailed else packed.POSTGRESQL_HEADLINE
        tickets, in_bytes = f"string_agg({ticket}, ''::bytea)", True
    words = f"SELECT unit_id, {tickets} AS tickets, {CLASSES[dialect] if detailed else 'NULL'} AS classes {WITHIN}"
    statement = text(words).bindparams(bindparam("unit_ids", expanding=True))
    return statement.columns(tickets=LargeBinary() if in_bytes else String(), classes=String())


QUERIES: Final = {
    (dialect, wanted): _query(dialect, detailed=wanted) for dialect in CLASSES for wanted in (False, True)
}


def visits(
    session: Session, unit_ids: Collection[int], since: datetime, until: datetime, *, detailed: bool = False
) -> VisitColumns:
    """Return the visits of *unit_ids* that arrived from *since* up to, not including, *until*; with details if asked.

    Lines of tally sheets that were taken back are left out, as `kiosk.queue.past_queries.stands` says.
    """
    dialect = db.dialect(session)
    limits = {"since": to_microseconds(since), "until": to_microseconds(until)}
    rows = session.execute(QUERIES[dialect, detailed], {"unit_ids": sorted(unit_ids), **limits})
    found = [_OfUnit(unit, _bytes(tickets), classes) for unit, tickets, classes in rows]
    row = ROW if detailed or dialect == "sqlite" else HEADLINE_ROW
    table = np.frombuffer(b"".join(one.tickets for one in found), row)
    units = np.repeat([one.unit_id for one in found], [len(one.tickets) // row.itemsize for one in found])
    columns = _columns(table, units.astype(np.int64), _classes(found) if detailed else None)
    gone = columns.by_hand & columns.is_in(State.REMOVED)
    return columns.take(~gone) if gone.any() else columns


def _bytes(tickets: str | bytes) -> bytes:
    return bytes.fromhex(tickets) if isinstance(tickets, str) else tickets


def _classes(found: Iterable[_OfUnit]) -> list[str]:
    return [code for one in found for code in (one.classes or "").split("\n")]


def _columns(table: npt.NDArray[np.void], units: Numbers, classes: list[str] | None) -> VisitColumns:
    marks = table["marks"].astype(np.int64)
    channel = CHANNEL_CODES[_bits(marks, packed.CHANNEL_AT, packed.RESPONDENT_AT)]
    by_hand = channel == CHANNELS[Channel.TALLY]
    return VisitColumns(
        arrived_us=_instants(table, "arrived_at"),
        opened_us=_instants(table, "opened_at"),
        first_called_us=_instants(table, "first_called_at"),
        started_us=_instants(table, "started_at"),
        ended_us=_instants(table, "ended_at"),
        state=STATE_CODES[_bits(marks, packed.STATE_AT, packed.ARRIVED_AT)],
        doubtful=_is(marks, packed.ARRIVED_AT) | _is(marks, packed.CALLED_AT),
        unit_id=units,
        by_staff=by_hand | (channel == CHANNELS[Channel.CLERK]),
        by_hand=by_hand,
        hold_seconds=_instants(table, "hold_seconds"),
        details=None if classes is None else _details(table, marks, channel, classes),
    )


def _details(table: npt.NDArray[np.void], marks: Numbers, channel: Codes, codes: Sequence[str]) -> Details:
    classes = tuple(sorted(set(codes) - {""}))
    places = {code: place for place, code in enumerate(classes)}
    return Details(
        last_called_us=_instants(table, "last_called_at"),
        started_doubtful=_is(marks, packed.STARTED_AT),
        ended_doubtful=_is(marks, packed.ENDED_AT),
        group_id=_instants(table, "group_id"),
        counter_id=_instants(table, "counter_id") - 1,
        priority_class=np.array([places[code] for code in codes if code], np.int8),
        channel=channel,
        respondent=RESPONDENT_CODES[_bits(marks, packed.RESPONDENT_AT, packed.MARK_BITS)],
        estimate_low_seconds=_instants(table, "estimate_low_seconds") - 1,
        estimate_high_seconds=_instants(table, "estimate_high_seconds") - 1,
        classes=classes,
    )


def _instants(table: npt.NDArray[np.void], name: str) -> Instants:
    return table[name].astype(np.int64)


def _bits(marks: Numbers, first: int, after: int) -> Numbers:
    return (marks >> first) & ((1 << (after - first)) - 1)


def _is(marks: Numbers, at: int) -> Mask:
    there: Mask = (marks & (1 << at)) != 0
    return there


def _translated(ours: Mapping[Any, int], stored: Mapping[Any, int]) -> Codes:
    """Return our code of each code that is stored."""
    codes = np.full(max(stored.values()) + 1, ours.get(None, 0), np.int8)
    for word, code in stored.items():
        codes[code] = ours[str(word)]
    return codes


STATE_CODES: Final = _translated(CODES, packed.STATES)
CHANNEL_CODES: Final = _translated(CHANNELS, packed.CHANNELS)
RESPONDENT_CODES: Final = _translated(RESPONDENTS, packed.RESPONDENTS)
