"""``flask tickets close-day``, and the same work for the worker."""

from datetime import date, datetime, timedelta
from typing import Final

import click
from flask.cli import with_appcontext

from admin import night
from kiosk.ground import clock, db, limits
from kiosk.ground.calendar import local_day
from kiosk.ground.jobs import Periodic
from kiosk.office import queries as office
from kiosk.queue import night_actions
from kiosk.queue.api import actions as api_actions

SERVED_AFTER_CLOSING: Final = timedelta(hours=3)
"""The worker leaves today's queue alone so long: at closing time the hall is rarely empty."""

KEEP_COUNTS: Final = timedelta(days=1)
"""No limit looks further back."""

KEEP_REQUESTS: Final = timedelta(days=31)
"""A machine may send the same request again for a month."""


@click.command("close-day")
@click.option("--unit", "slug", help="Slug of one unit; all of them otherwise.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Close up to this local day; today otherwise.")
@with_appcontext
def close_day(slug: str | None, day: datetime | None) -> None:
    """Close tickets and counters that past days left open and, after closing time, those of today.

    Whoever still waited is kept as waiting until closing time; whoever was being served keeps the wait. Where the
    queue is never cleared at night, only counters close. Running it again changes nothing.
    """
    now = clock.now()
    lines = night.close_days(now, unit_ids=_only(slug, now), until=_day(day, now))
    for line in lines:
        if line.keeps_queue:
            click.echo(f"{line.slug} keeps its queue over night; only counters are closed.")
        click.echo(f"{line.slug}: {line.tickets} tickets, {line.counters} counters closed")
    click.echo(f"{sum(line.tickets for line in lines)} tickets, {sum(line.counters for line in lines)} counters closed")


def close_in_background(now: datetime) -> None:
    """Close the day in all units, some hours after closing time."""
    night.close_days(now, after_closing=SERVED_AFTER_CLOSING)


def forget_in_background(now: datetime) -> None:
    """Blank what could still open the tickets of two years ago, and sweep out counts that limit nothing any more."""
    db.write(lambda session: night_actions.forget_tokens(session, now=now))
    db.write(lambda session: limits.purge(session, now - KEEP_COUNTS))
    db.write(lambda session: api_actions.forget(session, now - KEEP_REQUESTS))


CLOSE_DAY: Final = Periodic("close-day", timedelta(minutes=15), close_in_background)
FORGET_TOKENS: Final = Periodic("forget-tokens", timedelta(days=1), forget_in_background)


def _only(slug: str | None, now: datetime) -> list[int] | None:
    if slug is None:
        return None
    with db.read() as session:
        unit_id = office.unit_id_of(session, slug)
        if unit_id is None:
            raise click.ClickException(f"There is no unit {slug!r}; see: flask unit list")
        return sorted(office.subtree_ids(session, [unit_id], local_day(now)))


def _day(typed: datetime | None, now: datetime) -> date | None:
    if typed is not None and typed.date() > local_day(now):
        raise click.ClickException(f"{typed.date()} has not come yet.")
    return typed.date() if typed else None
