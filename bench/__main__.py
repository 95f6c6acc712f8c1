"""``python -m bench``: fill databases, time the main requests, print a table."""

import argparse
import gc
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.sessions import COOKIE
from bench import clerk_offices, clerks, operations, phones, served, table
from bench.browser import Browser
from bench.offices import Clock, Office, open_office
from bench.operations import Step
from bench.servers import gunicorn
from bench.timing import Spread, Stopwatch
from kiosk.office.models import Unit
from tests.databases import KINDS, Copies, Kind, postgresql_server

SIZES = (10_000, 100_000)
TINY = (200,)
ABOUT = {"sqlite": "SQLite (its work is part of ours)", "postgresql": "PostgreSQL (its own CPU stands beside ours)"}


@dataclass(frozen=True, slots=True)
class Plan:
    """How often: *laps* of *rounds* each, and one lap to warm up."""

    laps: int
    rounds: int


THOROUGH, QUICK = Plan(7, 10), Plan(1, 2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench as the command line says and return the exit status."""
    asked = _arguments(arguments)
    plan = QUICK if asked.quick else THOROUGH
    tables = []
    for kind in asked.databases:
        if not asked.only_clerks:
            figures = measure(kind, asked.sizes, plan)
            tables.append(table.markdown(ABOUT[kind], figures))
            print(tables[-1], end="\n\n", flush=True)
            tables.append(behind_gunicorn(kind, asked.sizes[0], plan))
            print(tables[-1], end="\n\n", flush=True)
        if asked.clerks:
            tables.append(clerks_at_work(kind, asked.sizes[-1], asked.clerks, asked.seconds))
            print(tables[-1], end="\n\n", flush=True)
    if asked.phones:
        tables.append(phones.on_slow_3g())
        print(tables[-1], end="\n\n", flush=True)
    if asked.out:
        Path(asked.out).write_text("\n\n".join(tables) + "\n", encoding="utf-8")
    return 0


def measure(kind: Kind, sizes: Sequence[int], plan: Plan) -> dict[int, dict[Step, Spread]]:
    """Return what each step takes, by the number of tickets."""
    clock = Clock()
    with _databases(kind) as copies, clock.running():
        offices = [_office(copies, kind, size, clock) for size in sizes]
        turns = [(office, Stopwatch()) for office in offices]
        for lap in range(plan.laps + 1):
            _lap(turns, plan.rounds, counts=lap > 0)
        for office in offices:
            office.database.engine.dispose()
    return {office.tickets: {step: watch.spread(step) for step in Step} for office, watch in turns}


def behind_gunicorn(kind: Kind, tickets: int, plan: Plan) -> str:
    """Return the table of what citizens' requests cost a worker of gunicorn."""
    clock = Clock()
    with _databases(kind) as copies, clock.running():
        office = _office(copies, kind, tickets, clock)
        rows = served.measure(office, laps=plan.laps, each=4 * plan.rounds)
        office.database.engine.dispose()
    return served.table(rows).replace("behind gunicorn", f"behind gunicorn, {ABOUT[kind].partition(' ')[0]}")


def clerks_at_work(kind: Kind, tickets: int, number: int, seconds: int) -> str:
    """Return the table of *number* clerks who work for *seconds* on a database with so many tickets."""
    clock = Clock()
    with _databases(kind) as copies, clock.running():
        office = _office(copies, kind, tickets, clock)
        database = office.database
        seats = database.write(lambda session: clerk_offices.seats(session, _top(session), number))
        with gunicorn("office", served.environ_of(database), workers=2) as ours:
            lines = clerks.run(ours, seats, COOKIE, seconds=seconds)
        database.engine.dispose()
    return f"**{number} clerks, {ABOUT[kind].partition(' ')[0]}, {tickets:,} tickets, {seconds} s**\n\n{lines}"


def _top(session: Session) -> Unit:
    return session.scalars(select(Unit).where(Unit.kind == "organisation")).one()


def _lap(turns: Sequence[tuple[Office, Stopwatch]], rounds: int, *, counts: bool) -> None:
    """Run one lap; the offices take turns at every round, so that a busy neighbour slows all of them alike."""
    bare = Browser(operations.bare_app())
    gc.collect()
    for round_ in range(rounds):
        for office, watch in turns if round_ % 2 else reversed(turns):
            operations.one_round(office, watch, bare)
    for office, watch in turns:
        operations.reports(office, watch)
        watch.lap(counts=counts)
        watch.pids = office.server_pids()


def _office(copies: Copies, kind: Kind, tickets: int, clock: Clock) -> Office:
    print(f"{kind}: filling in {tickets:,} tickets …", file=sys.stderr, flush=True)
    return open_office(copies.make(kind), tickets, clock)


@contextmanager
def _databases(kind: Kind) -> Iterator[Copies]:
    """Give a place for databases: a folder, and for PostgreSQL a server that keeps every commit on disk."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))
        socket = stack.enter_context(postgresql_server(durable=True)) if kind == "postgresql" else ""
        yield Copies(Path(folder), socket)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny tables, a few rounds, SQLite: does it run at all?")
    parser.add_argument("--databases", type=_kinds, help="default: sqlite,postgresql")
    parser.add_argument("--sizes", type=_sizes, help="tickets in the table; default: 10000,100000")
    parser.add_argument("--phones", action="store_true", help="also: first paint of every page on a slow phone")
    parser.add_argument("--clerks", type=int, default=0, help="also: so many clerks at work at once, such as 200")
    parser.add_argument("--seconds", type=int, default=90, help="how long they work; default: 90")
    parser.add_argument("--only-clerks", action="store_true", help="nothing else")
    parser.add_argument("--out", metavar="FILE", help="write the tables there, too")
    asked = parser.parse_args(arguments)
    asked.databases = asked.databases or (KINDS[:1] if asked.quick else KINDS)
    asked.sizes = asked.sizes or (TINY if asked.quick else SIZES)
    return asked


def _kinds(text: str) -> list[Kind]:
    chosen = [kind for kind in KINDS if kind in text.split(",")]
    if len(chosen) != len(text.split(",")):
        raise argparse.ArgumentTypeError(f"choose from {', '.join(KINDS)}")
    return chosen


def _sizes(text: str) -> list[int]:
    return sorted(int(one) for one in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
