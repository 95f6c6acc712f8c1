"""Commands about ballots."""

from datetime import datetime, timedelta
from random import SystemRandom
from typing import Final, NamedTuple

import click
from flask.cli import AppGroup

from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.jobs import Periodic
from survey.ballots import actions, queries, seal_actions, sign_actions

ballots = AppGroup("ballots", help="Ballots between casting and sealing.")


class Sealing(NamedTuple):
    """What one run of the seal did.

    Attributes:
        sealed: Ballots.
        waiting: Heaps of past weeks that are too small.
        oldest_weeks: Weeks since the oldest ballot among them was cast; ``None`` when no heap waits.
    """

    sealed: int
    waiting: int
    oldest_weeks: int | None


@ballots.command("seal")
def seal() -> None:
    """Seal the ballots of every week that is over, unit by unit; fewer than ten wait for the next week."""
    done = seal_past_weeks(clock.now())
    age = "" if done.oldest_weeks is None else f", the oldest for {done.oldest_weeks} weeks"
    click.echo(f"{done.sealed} ballots sealed; {done.waiting} heaps with fewer than ten ballots wait{age}.")


def seal_past_weeks(now: datetime) -> Sealing:
    """Seal what can be sealed as of *now*, and forget when remarks came; running it again changes nothing."""
    before, chance = Week.of(local_day(now)), SystemRandom()
    with db.read() as session:
        heaps = queries.heaps(session, before)
    sealed = 0
    for heap in heaps:
        batch = db.write(lambda s, heap=heap: seal_actions.seal(s, heap, before=before, now=now, chance=chance))  # type: ignore[misc]
        if batch is not None:
            sealed += batch.ballots
            db.write(lambda s, heap=heap: seal_actions.rewrite_spent_tokens(s, heap.unit_id))  # type: ignore[misc]
    db.write(lambda s: actions.forget_remarks(s, now=now))
    db.write(lambda s: sign_actions.forget(s, now=now, today=local_day(now)))
    with db.read() as session:
        waiting, oldest = len(queries.heaps(session, before)), queries.oldest_pending(session, before)
    return Sealing(sealed, waiting, None if oldest is None else (before.monday - oldest.monday).days // 7)


SEAL: Final = Periodic("seal-ballots", timedelta(hours=6), seal_past_weeks)
