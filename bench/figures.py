"""``python -m bench.figures``: what the figures of a unit and of a whole province cost, up to ten million tickets."""

import argparse
import gc
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.orm import Session

from admin.measures import reading, waiting
from admin.measures.periods import Period
from bench import province
from bench.province import Province
from bench.timing import Spread, Stopwatch
from kiosk.ground.calendar import weeks_until
from kiosk.ground.db import Database
from kiosk.office import queries as office
from tests.databases import KINDS, Copies, Kind, postgresql_server

SIZES: Final = (1_000_000, 10_000_000)
LAST: Final = date(2026, 11, 20)
WEEKS: Final = 26
LAPS: Final = 15
UNCOVERED: Final = " · an index that covers nothing"
CACHE_KIB: Final = 262_144
"""What SQLite keeps of the file in each connection: here the whole index, since only the processor is measured."""


@dataclass(frozen=True, slots=True)
class Place:
    """A filled database, with the processes of its server whose time counts."""

    database: Database
    filled: Province

    def steps(self) -> dict[str, Callable[[Session], object]]:
        """Return what is timed, by name."""
        weeks = [Period.of_week(week) for week in weeks_until(self.filled.week, WEEKS)]
        busy, last = self.filled.busy_id, weeks[-1:]
        return {
            "one unit, 26 weeks: read": lambda session: self._read(session, busy, weeks, detailed=False),
            "one unit, 26 weeks: read with details": lambda session: self._read(session, busy, weeks, detailed=True),
            "one unit, 26 weeks: read, figures": lambda session: self._figures(session, busy, weeks, detailed=False),
            "one unit, 26 weeks: read with details, figures": lambda session: self._figures(
                session, busy, weeks, detailed=True
            ),
            "all units, one week: read, figures of each": lambda session: self._each(session, last),
        }

    def _read(self, session: Session, unit_id: int, weeks: Sequence[Period], *, detailed: bool) -> reading.Reading:
        return reading.read(session, unit_id, weeks, today=LAST, detailed=detailed)

    def _figures(self, session: Session, unit_id: int, weeks: Sequence[Period], *, detailed: bool) -> object:
        found = self._read(session, unit_id, weeks, detailed=detailed)
        return waiting.by_period(found.columns, found.periods, found.targets, found.below)

    def _each(self, session: Session, week: Sequence[Period]) -> object:
        found = reading.read(session, self.filled.top_id, week, today=LAST)
        every = office.all_units(session, LAST)
        alone = [[unit.id] for unit in every]
        return waiting.by_period(found.columns, [*week] * len(every), [*found.targets] * len(every), alone)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench as the command line says and return the exit status."""
    parser = argparse.ArgumentParser("python -m bench.figures", description=__doc__)
    parser.add_argument("--sizes", type=lambda text: [int(one) for one in text.split(",")], default=list(SIZES))
    parser.add_argument("--databases", type=lambda text: text.split(","), default=list(KINDS))
    parser.add_argument("--laps", type=int, default=LAPS)
    parser.add_argument("--folder", help="where the files go for a while; 10 million tickets need 8 GB")
    asked = parser.parse_args(arguments)
    for kind in asked.databases:
        columns = [_measured(kind, size, asked.laps, asked.folder) for size in sorted(asked.sizes)]
        print(table(kind, sorted(asked.sizes), columns), end="\n\n", flush=True)
    return 0


def table(kind: Kind, sizes: Sequence[int], columns: Sequence[dict[str, Spread]]) -> str:
    """Return the table of one database: own milliseconds and, where it has one, those of its server."""
    ratio = [f"{sizes[-1]:,} ÷ {sizes[0]:,}"] if len(sizes) > 1 else []
    head = [f"CPU ms, {kind}", *(f"{size:,} tickets" for size in sizes), *ratio]
    lines = [head, ["---", *["---:"] * (len(head) - 1)]]
    for step in columns[0]:
        spreads = [column[step] for column in columns]
        grown = [f"{_total(spreads[-1]) / _total(spreads[0]):.2f}"] if ratio else []
        lines.append([step, *map(_cell, spreads), *grown])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(spread: Spread) -> str:
    own = f"{median(spread.laps):.1f}"
    return f"{own} + {median(spread.server):.1f}" if spread.server else own


def _total(spread: Spread) -> float:
    return median(spread.laps) + (median(spread.server) if spread.server else 0)


def _measured(kind: Kind, tickets: int, laps: int, folder: str | None) -> dict[str, Spread]:
    with _filled(kind, tickets, folder) as place:
        found = _timed(place, laps, "")
        place.database.write(lambda session: province.index(session, cover=False))
        province.settle(place.database)
        return found | _timed(place, laps, UNCOVERED)


def _timed(place: Place, laps: int, ending: str) -> dict[str, Spread]:
    watch = Stopwatch()
    for lap in range(laps + 1):
        with place.database.read() as session:
            gc.collect()
            if not place.database.is_sqlite:
                watch.pids = [session.connection().connection.driver_connection.info.backend_pid]  # type: ignore[union-attr]
            for name, step in place.steps().items():
                watch.time(name, step, session)
        watch.lap(counts=lap > 0)
    return {f"{name}{ending}": watch.spread(name) for name in place.steps()}


@contextmanager
def _filled(kind: Kind, tickets: int, folder: str | None) -> Iterator[Place]:
    """Fill a database of its own and throw it away afterwards."""
    with ExitStack() as stack:
        files = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-figures-", dir=folder))
        socket = stack.enter_context(postgresql_server()) if kind == "postgresql" else ""
        database = Database(Copies(Path(files), socket).make(kind))
        if kind == "sqlite":
            event.listen(database.engine, "connect", _fast)
        print(f"{kind}: {tickets:,} tickets …", file=sys.stderr, flush=True)
        filled = database.write(lambda session: province.fill(session, tickets, until=LAST))
        database.write(province.index)
        province.settle(database)
        yield Place(database, filled)
        database.engine.dispose()


def _fast(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver is untyped
    for pragma in ("foreign_keys=OFF", "synchronous=OFF", f"cache_size=-{CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")


if __name__ == "__main__":
    sys.exit(main())
