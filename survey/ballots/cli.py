"""Commands about ballots."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import SystemRandom
from typing import Final, NamedTuple

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.jobs import Periodic
from survey.ballots import actions, queries, seal_actions, seal_queries, sign_actions
from survey.ballots.sweeping import sweep
from survey.ledger import signing
from survey.ledger.signing import Signing

IN_FORCE: Final = "decisions_in_force"
ballots = AppGroup("ballots", help="Ballots between casting and sealing.")


class Sealing(NamedTuple):
    """What one run of the seal did.

    Attributes:
        sealed: Ballots.
        waiting: Heaps of past weeks that are too small.
        oldest_weeks: Weeks since the oldest ballot among them was cast; ``None`` when no heap waits.
        signing: What became of the log's checkpoint.
    """

    sealed: int
    waiting: int
    oldest_weeks: int | None
    signing: Signing


@ballots.command("seal")
def seal() -> None:
    """Seal the ballots of every week that is over, unit by unit; fewer than ten wait for the next week."""
    done = seal_past_weeks(clock.now())
    age = "" if done.oldest_weeks is None else f", the oldest for {done.oldest_weeks} weeks"
    click.echo(f"{done.sealed} ballots sealed; {done.waiting} heaps with fewer than ten ballots wait{age}.")
    click.echo(done.signing.told, err=done.signing.refused is not None)


def init_app(app: Flask, *, in_force: Callable[[Session], object]) -> None:
    """Give *app* the commands; *in_force* lets figures follow the decisions of moderators, as part of each seal."""
    app.extensions[IN_FORCE] = in_force
    app.cli.add_command(ballots)


def seal_past_weeks(now: datetime) -> Sealing:
    """Keep the promises of weeks that are over, seal what can be sealed, sign the log; again changes nothing.

    Each step is a transaction of its own that finds by itself what is left to do, so a run may die anywhere. Spent
    tokens are rewritten before their ballots are sealed: a run that dies in between has rewritten too much, not too
    little.
    """
    before, chance = Week.of(local_day(now)), SystemRandom()
    db.write(seal_actions.begin_log)
    db.write(lambda s: seal_actions.log_casts(s, before))
    with db.read() as session:
        ripe, heaps = seal_queries.ripe_units(session, before), queries.heaps(session, before)
    for unit_id in ripe:
        db.write(partial(seal_actions.rewrite_spent_tokens, unit_id=unit_id))
    done = [db.write(partial(seal_actions.seal, heap=heap, before=before, now=now, chance=chance)) for heap in heaps]
    db.write(current_app.extensions[IN_FORCE])
    db.write(lambda s: actions.forget_remarks(s, now=now))
    db.write(lambda s: sign_actions.forget(s, now=now, today=local_day(now)))
    sweep(db.current())
    signed = signing.sign_and_mail(now)
    with db.read() as session:
        waiting, oldest = len(queries.heaps(session, before)), queries.oldest_pending(session, before)
    weeks = None if oldest is None else (before.monday - oldest.monday).days // 7
    return Sealing(sum(batch.ballots for batch in done if batch), waiting, weeks, signed)


SEAL: Final = Periodic("seal-ballots", timedelta(hours=6), seal_past_weeks)
