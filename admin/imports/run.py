"""Bringing in a whole log: line by line, some hundred visits at a time, in constant memory."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final, NamedTuple

from admin.imports import actions
from admin.imports.actions import Reading
from admin.imports.files import Line, LogFile
from admin.imports.header import Header, WrongHeader, read_header, separator_of
from admin.imports.rejects import Rejects
from admin.imports.rows import ImportedVisit, Reject, read_row
from kiosk.ground import db

BATCH: Final = 500
WINDOW: Final = 5000
"""Logs are written when a visit ends: so many rows are held back to give numbers in the order of arrival."""
DAY_IN_USE: Final = "the unit gave out numbers of its own on that day"


@dataclass(frozen=True, slots=True)
class Table:
    """A log whose first line was read: its columns, what separates them, and the lines after."""

    header: Header
    separator: str
    lines: Iterator[Line]


class Trusted(NamedTuple):
    """A visit with the line it stands in."""

    visit: ImportedVisit
    line: int
    fields: Sequence[str]


@dataclass(slots=True)
class Totals:
    """How many visits were new, and how many were there already."""

    new: int = 0
    known: int = 0


def begin(log: LogFile, renamed: Mapping[str, str]) -> Table:
    """Read the first line.

    Raises:
        WrongHeader: The file is empty, or columns are missing or there twice.
        BrokenFile: A packed file is damaged.
    """
    lines = log.lines()
    first = next(lines, None)
    if first is None:
        raise WrongHeader("The file is empty.")
    separator = separator_of(first.text)
    return Table(read_header(first.fields(separator) or [first.text], renamed), separator, lines)


def bring_in(
    table: Table, reading: Reading, rejects: Rejects, *, now: datetime, progress: Callable[[], None]
) -> Totals:
    """Store every visit of *table* that can be trusted and is not there yet; the other rows go to *rejects*.

    Raises:
        BrokenFile: A packed file is cut off; what was read before stays.
        Refused: A group or a counter cannot be made.
    """
    totals = Totals()
    rows = iter(in_order_of_arrival(trusted(table, rejects, now=now), window=WINDOW))
    while batch := list(islice(rows, BATCH)):
        visits = [row.visit for row in batch]
        stored = db.write(lambda s, v=visits: actions.add_visits(s, reading, v, now=now), replayable=True)  # type: ignore[misc]
        totals.new += stored.new
        totals.known += stored.known
        for place in sorted(stored.refused):
            rejects.add(batch[place].line, DAY_IN_USE, batch[place].fields)
        progress()
    return totals


def trusted(table: Table, rejects: Rejects, *, now: datetime) -> Iterator[Trusted]:
    """Yield the rows that can be trusted; the others are written to *rejects* on the way."""
    for line in table.lines:
        fields = line.fields(table.separator)
        if not line.whole or fields is None:
            rejects.add(line.number, "the quotes do not match" if line.whole else "the line is too long", [line.text])
        elif len(fields) != len(table.header.names):
            reason = f"{len(fields)} fields where the first line has {len(table.header.names)}"
            rejects.add(line.number, reason, fields)
        else:
            visit = read_row(table.header.row(fields), now=now)
            if isinstance(visit, Reject):
                rejects.add(line.number, visit.reason, fields)
            else:
                yield Trusted(visit, line.number, fields)


def in_order_of_arrival(rows: Iterable[Trusted], *, window: int) -> Iterator[Trusted]:
    """Yield *rows* by arrival, as far as none stands more than *window* rows too late."""
    heap: list[tuple[datetime, int, Trusted]] = []
    for row in rows:
        heapq.heappush(heap, (row.visit.arrived_at, row.line, row))
        if len(heap) > window:
            yield heapq.heappop(heap)[-1]
    while heap:
        yield heapq.heappop(heap)[-1]
