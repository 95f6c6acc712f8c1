"""Commands of a deployment: the schema, and the worker. What they run is handed in by the application."""

import os
import signal
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.orm import Session

from admin.worker import Handlers, Worker
from kiosk.ground import backup, db, migrate, startup
from kiosk.ground.jobs import Periodic
from kiosk.ground.settings import Settings, ensure_sqlite_folder

AFTER_UPGRADE = "after_upgrade"
PERIODICS = "periodics"
HANDLERS = "handlers"
PAUSE_SECONDS = 5.0

schema = AppGroup("db", help="The database schema.")


def init_app(
    app: Flask,
    *,
    after_upgrade: Sequence[Callable[[Session], object]] = (),
    periodics: Sequence[Periodic] = (),
    handlers: Handlers | None = None,
) -> None:
    """Give *app* ``flask db`` and ``flask worker``.

    Args:
        app: The application.
        after_upgrade: What every office starts with; each runs in one transaction after each upgrade and adds only what
            is missing.
        periodics: What the worker does every so often.
        handlers: What the worker does for each kind of job.
    """
    app.extensions |= {AFTER_UPGRADE: after_upgrade, PERIODICS: periodics, HANDLERS: handlers or {}}
    app.cli.add_command(schema)
    app.cli.add_command(worker)


@schema.command("upgrade")
def upgrade() -> None:
    """Bring the schema to the newest version and add what every office starts with."""
    settings: Settings = current_app.config["SETTINGS"]
    ensure_sqlite_folder(settings.database_url)
    migrate.upgrade(db.current().engine)
    for add_what_is_missing in current_app.extensions[AFTER_UPGRADE]:
        db.write(add_what_is_missing)
    click.echo("The schema is up to date.")


@schema.command("check")
def check() -> None:
    """End with 1, and say why, when the database cannot be trusted or its schema is not ours."""
    problems = startup.problems(db.current())
    if problems:
        raise click.ClickException("; ".join(problems))
    click.echo("The database is in order.")


@schema.command("backup")
@click.argument("target", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
def back_up(target: Path) -> None:
    """Copy a SQLite database to the new file FILE while everybody goes on working; for PostgreSQL use pg_dump."""
    try:
        size = backup.copy_to(db.current(), target)
    except (backup.BackupRefused, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{target}: {size} bytes, checked.")


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
@click.option("--pause", default=PAUSE_SECONDS, show_default=True, help="Seconds between two looks for work.")
@with_appcontext
def worker(*, once: bool, pause: float) -> None:
    """Do periodic tasks and queued jobs until told to stop (SIGTERM, SIGINT)."""
    known = current_app.extensions
    holder = f"{socket.gethostname()}:{os.getpid()}"
    at_work = Worker(known[PERIODICS], known[HANDLERS], db.current(), holder[-80:])
    stop = Event()
    if once:
        at_work.once(stop)
        return
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, lambda *_: stop.set())
    at_work.run(stop, pause_seconds=pause)
