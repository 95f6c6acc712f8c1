"""``python -m bench.durable``: a ballot that is cast and on the disk, beside a bare Flask route and a bare commit."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Final

import psycopg
import pysqlite3
from sqlalchemy.orm import Session

from bench import operations
from bench.browser import Browser
from bench.offices import Clock, Office, open_office
from kiosk.office.models import ServiceGroup
from kiosk.queue import actions
from kiosk.queue.actions import Mover
from kiosk.queue.kinds import Channel
from kiosk.queue.tickets import Actor, Move
from tests import factories
from tests.databases import KINDS, Copies, Kind, postgresql_server

TICKETS: Final = 10_000
ROUNDS: Final = 300
WARM: Final = 30
BARE, COMMIT, SUBMIT = "bare Flask route", "the driver's commit of one row", "survey: submit, POST /s/…"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench as the command line says and return the exit status."""
    parser = argparse.ArgumentParser("python -m bench.durable", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--tickets", type=int, default=TICKETS)
    parser.add_argument("--databases", type=lambda text: text.split(","), default=list(KINDS))
    asked = parser.parse_args(arguments)
    print("| | ms elapsed | ms of our CPU | × bare route | × bare commit |\n| --- | ---: | ---: | ---: | ---: |")
    for kind in asked.databases:
        for line in measure(kind, asked.tickets, asked.rounds):
            print(line, flush=True)
    return 0


def measure(kind: Kind, tickets: int, rounds: int) -> list[str]:
    """Return the lines of one database: elapsed and CPU milliseconds, medians; ratios of the elapsed ones, CPU below.

    The three take turns, so that a busy neighbour slows all of them alike.
    """
    clock = Clock()
    with _place(kind) as copies, clock.running():
        office = open_office(copies.make(kind), tickets, clock)
        votes = office.database.write(lambda session: _leave(session, office, rounds + WARM))
        bare, commit = Browser(operations.bare_app()), _committer(office)
        taken: dict[str, list[tuple[float, float]]] = {BARE: [], COMMIT: [], SUBMIT: []}
        for vote in votes:
            phone, address = office.phone(), f"/s/{vote}"
            page = phone.send(phone.get(address))
            answers = {name: "Chờ hơi lâu" if text == "text" else "1" for name, text in page.questions().items()}
            stamp = {"drawn": page.hidden("drawn")} if 'name="drawn"' in page.text else {}
            posted, asked = phone.post(address, answers | stamp), bare.get("/")
            taken[BARE].append(_timed(lambda asked=asked: bare.send(asked)))  # type: ignore[misc]
            taken[COMMIT].append(_timed(commit))
            taken[SUBMIT].append(_timed(lambda phone=phone, posted=posted: phone.send(posted, 303)))  # type: ignore[misc]
        office.database.engine.dispose()
    return [_line(f"{kind}: {step}", calls[WARM:], taken) for step, calls in taken.items()]


def _line(name: str, calls: list[tuple[float, float]], taken: dict[str, list[tuple[float, float]]]) -> str:
    elapsed, own = (median(one[place] for one in calls) for place in (0, 1))
    ratios = []
    for other in (BARE, COMMIT):
        pairs = list(zip(calls, taken[other][WARM:], strict=True))
        ratios.append(f"{median(mine[0] / theirs[0] for mine, theirs in pairs):.1f}")
    return f"| {name} | {elapsed:.2f} | {own:.2f} | {ratios[0]} | {ratios[1]} |"


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Return the milliseconds that passed and those of this process's CPU."""
    wall, own = time.perf_counter(), time.process_time()
    act()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - own)


def _leave(session: Session, office: Office, people: int) -> list[str]:
    """Let so many people come and go unserved; return their voting tokens."""
    group = session.get_one(ServiceGroup, office.place.groups["C"])
    citizen, votes = Mover(Actor.CITIZEN, Channel.PHONE), []
    for number in range(people):
        phone = factories.phone_ticket(session, group)
        actions.move(session, phone.ticket, Move.LEAVE, citizen, at=office.clock.now + timedelta(seconds=number % 60))
        votes.append(phone.vote)
    return votes


def _committer(office: Office) -> Callable[[], object]:
    """Return what commits one row by the driver alone, as durably as the application does."""
    if office.database.is_sqlite:
        file = pysqlite3.connect(office.database.engine.url.database, isolation_level=None, timeout=5)
        file.execute("PRAGMA synchronous=FULL")
        file.execute("CREATE TABLE bench_row (number INTEGER)")
        return lambda: file.execute("INSERT INTO bench_row VALUES (1)")
    address = office.database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    server = psycopg.connect(address, autocommit=True)
    server.execute("CREATE TABLE bench_row (number bigint)")
    return lambda: server.execute("INSERT INTO bench_row VALUES (1)")


@contextmanager
def _place(kind: Kind) -> Iterator[Copies]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))
        socket = stack.enter_context(postgresql_server(durable=True)) if kind == "postgresql" else ""
        yield Copies(Path(folder), socket)


if __name__ == "__main__":
    sys.exit(main())
