"""``python -m bench.kept_pages``: what the weekly page and its chart cost when they are made, and when kept."""

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.offices import Clock, Office, open_office
from bench.timing import Stopwatch
from tests.databases import KINDS, Copies, postgresql_server

TICKETS = 52_000
LAPS = 30
PAGES = {"weekly page": "weekly", "weekly chart (SVG)": "weekly.svg"}


def main() -> int:
    """Print the table of both databases."""
    print("| CPU ms | made | kept | 304 |\n| --- | ---: | ---: | ---: |")
    for kind in KINDS:
        clock = Clock()
        with ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))
            socket = stack.enter_context(postgresql_server()) if kind == "postgresql" else ""
            stack.enter_context(clock.running())
            office = open_office(Copies(Path(folder), socket).make(kind), TICKETS, clock)
            for name, path in PAGES.items():
                print(_line(f"{name}, {kind}", office, f"/admin/reports/{office.place.unit_id}/{path}"), flush=True)
            office.database.engine.dispose()
    return 0


def _line(name: str, office: Office, address: str) -> str:
    watch, browser = Stopwatch(), office.clerk
    first = watch.time("made", browser.send, browser.get(address))
    watch.pids, tag = office.server_pids(), first.headers.get("ETag")
    for _ in range(LAPS):
        watch.time("kept", browser.send, browser.get(address))
        if tag:
            watch.time("304", browser.send, browser.get(address, if_none_match=tag), 304)
        watch.lap()
    watch.lap()
    return f"| {name} | {_cell(watch, 'made')} | {_cell(watch, 'kept')} | {_cell(watch, '304') if tag else '–'} |"


def _cell(watch: Stopwatch, step: str) -> str:
    spread = watch.spread(step)
    own = f"{median(spread.laps):.1f}"
    return f"{own} + {median(spread.server):.1f}" if spread.server else own


if __name__ == "__main__":
    sys.exit(main())
