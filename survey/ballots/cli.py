"""Commands about ballots."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from random import SystemRandom
from typing import Final, NamedTuple, TypeVar

import click
import structlog
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

T = TypeVar("T")
log: Final = structlog.get_logger("ballots")
IN_FORCE: Final = "decisions_in_force"
ballots = AppGroup("ballots", help="Ballots between casting and sealing.")


class Sealing(NamedTuple):
    """What one run of the seal did.

    Attributes:
        sealed: Ballots.
        waiting: Heaps of past weeks that are too small.
        oldest_weeks: Weeks since the oldest ballot among them was cast; ``None`` when no heap waits.
        signing: What became of the log's checkpoint.
        failed: Steps that broke; the log of the program names them.
    """

    sealed: int
    waiting: int
    oldest_weeks: int | None
    signing: Signing
    failed: int = 0


@ballots.command("seal")
def seal() -> None:
    """Seal the ballots of every week that is over, unit by unit; fewer than ten wait for the next week."""
    done = seal_past_weeks(clock.now())
    age = "" if done.oldest_weeks is None else f", the oldest for {done.oldest_weeks} weeks"
    click.echo(f"{done.sealed} ballots sealed; {done.waiting} heaps with fewer than ten ballots wait{age}.")
    if done.failed:
        click.echo(f"{done.failed} STEPS FAILED: see the log.", err=True)
    click.echo(done.signing.told, err=done.signing.refused is not None)


def init_app(app: Flask, *, in_force: Callable[[Session], object]) -> None:
    """Give *app* the commands; *in_force* lets figures follow the decisions of moderators, as part of each seal."""
    app.extensions[IN_FORCE] = in_force
    app.cli.add_command(ballots)


def seal_past_weeks(now: datetime) -> Sealing:
    """Keep the promises of weeks that are over, seal what can be sealed, sign the log; again changes nothing.

    Each step is a transaction of its own that finds by itself what is left to do, so a run may die anywhere. Spent
    tokens are rewritten before their ballots are sealed: a run that dies in between has rewritten too much, not too
    little. A step that breaks, as over a row that somebody wrote by hand, keeps no other unit's ballots waiting.
    """
    before, steps = Week.of(local_day(now)), _Steps()
    begun = steps.take("begin", seal_actions.begin_log)
    sealed = _seal_units(steps, before, now) if begun is not None else 0
    steps.take("decisions", current_app.extensions[IN_FORCE])
    steps.take("remarks", lambda s: actions.forget_remarks(s, now=now))
    steps.take("signs", lambda s: sign_actions.forget(s, now=now, today=local_day(now)))
    sweep(db.current())
    signed = signing.sign_and_mail(now)
    with db.read() as session:
        waiting, oldest = len(queries.heaps(session, before)), queries.oldest_pending(session, before)
    weeks = None if oldest is None else (before.monday - oldest.monday).days // 7
    return Sealing(sealed, waiting, weeks, signed, steps.failed)


def _seal_units(steps: "_Steps", before: Week, now: datetime) -> int:
    """Keep the promises of each unit and seal its heaps; return how many ballots were sealed.

    Where promises could not be kept nothing is sealed either: the log never holds more sealed ballots than cast ones.
    """
    with db.read() as session:
        promising = seal_queries.promising_units(session, before)
        ripe, heaps = seal_queries.ripe_units(session, before), queries.heaps(session, before)
    log_casts = partial(seal_actions.log_casts, before=before)
    broken = {
        unit_id
        for unit_id, slug in promising.items()
        if steps.take("promises", partial(log_casts, units={unit_id: slug}), unit=unit_id) is None
    }
    for unit_id in ripe:
        steps.take("tokens", partial(seal_actions.rewrite_spent_tokens, unit_id=unit_id), unit=unit_id)
    days: int = current_app.config["SETTINGS"].survey_days
    seal_one = partial(seal_actions.seal, before=before, now=now, chance=SystemRandom(), survey_days=days)
    whole = [heap for heap in heaps if heap.unit_id not in broken]
    done = [steps.take("seal", partial(seal_one, heap=heap), **asdict(heap)) for heap in whole]
    return sum(batch.ballots for batch in done if batch)


class _Steps:
    """Transactions of one run; one that breaks is an alarm in the log of the program, and is counted."""

    def __init__(self) -> None:
        self.failed = 0

    def take(self, step: str, work: Callable[[Session], T], **about: object) -> T | None:
        """Do one; ``None`` also when it breaks."""
        try:
            return db.write(work)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next unit's promises have to be kept
            self.failed += 1
            log.error("seal step failed", alarm="ballots", step=step, error=type(error).__name__, **about)
            return None


SEAL: Final = Periodic("seal-ballots", timedelta(hours=6), seal_past_weeks)
