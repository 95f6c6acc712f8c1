"""Commands about ballots."""

from datetime import datetime, timedelta
from random import SystemRandom
from typing import Final

import click
from flask.cli import AppGroup

from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.jobs import Periodic
from survey.ballots import queries, seal_actions

ballots = AppGroup("ballots", help="Ballots between casting and sealing.")


@ballots.command("seal")
def seal() -> None:
    """Seal the ballots of every week that is over, unit by unit; fewer than ten wait for the next week."""
    sealed, waiting = seal_past_weeks(clock.now())
    click.echo(f"{sealed} ballots sealed; {waiting} heaps with fewer than ten ballots wait.")


def seal_past_weeks(now: datetime) -> tuple[int, int]:
    """Seal what can be sealed as of *now*.

    Returns:
        Ballots sealed, and heaps that were too small. Running it again changes nothing.
    """
    before, chance = Week.of(local_day(now)), SystemRandom()
    with db.read() as session:
        heaps = queries.heaps(session, before)
    sealed = waiting = 0
    for heap in heaps:
        batch = db.write(lambda s, heap=heap: seal_actions.seal(s, heap, before=before, now=now, chance=chance))  # type: ignore[misc]
        if batch is None:
            waiting += 1
            continue
        sealed += batch.ballots
        db.write(lambda s, heap=heap: seal_actions.rewrite_spent_tokens(s, heap.unit_id))  # type: ignore[misc]
    return sealed, waiting


SEAL: Final = Periodic("seal-ballots", timedelta(hours=6), seal_past_weeks)
