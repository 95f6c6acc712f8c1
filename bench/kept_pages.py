"""``python -m bench.kept_pages``: what the pages and charts of figures cost when they are made, kept, and seen before.

Between two requests the clock moves on by six seconds, so nothing is found that is remembered for ``CACHE_SECONDS``:
each is the first of its reader for a while.
"""

import sys
import tempfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from sqlalchemy.orm import Session

from bench.offices import Clock, Office, open_office
from bench.timing import Stopwatch
from kiosk.ground.calendar import Week, local_day
from kiosk.office.models import Unit
from tests.admin.pilot.offices import event
from tests.databases import KINDS, Copies, postgresql_server

TICKETS: Final = 52_000
LAPS: Final = 30
PAUSE_SECONDS: Final = 6
PILOT_WEEKS: Final = 14
PAGES: Final = {
    "weekly page": "reports/{unit}/weekly",
    "weekly chart": "reports/{unit}/weekly.svg",
    "many periods": "reports/{unit}/figures",
    "one period": "reports/{unit}/period",
    "hours of the week": "reports/{unit}/rush",
    "waits": "reports/{unit}/waits",
    "control chart, page": "pilot/{unit}/control",
    "control chart": "pilot/{unit}/control.svg",
    "effect, page": "pilot/{unit}/effect",
    "effect, chart": "pilot/{unit}/effect.svg",
    "leader, one unit": "pilot/{unit}/leader",
    "leader, all units": "pilot/leader",
    "leader, chart": "pilot/leader.svg",
    "units side by side": "pilot/units",
    "units, chart": "pilot/units.svg",
    "overview": "pilot/",
}


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
            office.database.write(partial(_pilot, office))
            for name, path in PAGES.items():
                address = f"/admin/{path.format(unit=office.place.unit_id)}"
                print(_line(f"{name}, {kind}", office, address), flush=True)
            office.database.engine.dispose()
    return 0


def _pilot(office: Office, session: Session) -> None:
    """Let the unit take part in the pilot since some weeks, and open a counter more half-way."""
    unit, today = session.get_one(Unit, office.place.unit_id), local_day(office.clock.now)
    unit.pilot, unit.pilot_since = True, Week.of(today).shift(-PILOT_WEEKS).monday
    day = Week.of(today).shift(-PILOT_WEEKS // 2).monday
    event(session, unit, office.clerk_id, day)


def _line(name: str, office: Office, address: str) -> str:
    watch, browser = Stopwatch(), office.clerk
    first = watch.time("made", browser.send, browser.get(address))
    watch.pids, tag = office.server_pids(), first.headers.get("ETag")
    for _ in range(LAPS):
        office.clock.tick(PAUSE_SECONDS)
        watch.time("kept", browser.send, browser.get(address))
        if tag:
            office.clock.tick(PAUSE_SECONDS)
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
