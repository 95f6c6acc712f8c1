"""``flask tickets import``: the log of another queue system becomes tickets."""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import with_appcontext

from admin.imports import actions, options
from admin.imports.actions import Reading
from admin.imports.files import BrokenFile, LogFile, open_log
from admin.imports.header import WrongHeader
from admin.imports.rejects import Rejects, create
from admin.imports.run import Totals, begin, bring_in
from kiosk.ground import clock, db
from kiosk.office.refusals import Refused


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", "slug", required=True, help="Slug of the unit whose log it is.")
@click.option("--map", "renamed", multiple=True, metavar="NAME=COLUMN", help="Our column and the file's name for it.")
@click.option("--service", "services", multiple=True, metavar="CODE=PREFIX", help="Letters of a service's numbers.")
@click.option("--priority", "priorities", multiple=True, help="A priority that goes first; else all but 0 and normal.")
@click.option("--rejects", "rejected", type=click.Path(dir_okay=False, path_type=Path), help="File of rows not taken.")
@click.option("--progress/--no-progress", default=None, help="Show a bar; by default on a terminal.")
@with_appcontext
def import_log(
    file: Path,
    slug: str,
    renamed: Sequence[str],
    services: Sequence[str],
    priorities: Sequence[str],
    rejected: Path | None,
    *,
    progress: bool | None,
) -> None:
    """Bring in the log FILE.csv[.gz] of a queue system; opening hours and limits do not apply.

    \b
    Columns: ticket, service, priority, arrived_at, called_at, started_at,
    finished_at, left_at, counter, outcome (served or left). Times are local,
    without zone: 2026-11-16T09:00:00. UTF-8; commas, semicolons or tabs.
    --map arrived_at=ArrivalTime renames a column; --map counter= says that
    the log has none.

    A row that cannot be trusted goes whole to the file of rejects, with its
    line and the reason. A second run adds nothing.
    """  # noqa: D301 - \b keeps click from filling the lines
    reading = options.reading(slug, services, priorities)
    names = options.names(renamed)
    path = rejected or Path(f"{file.name.split('.')[0]}.rejects.csv")
    if path.exists() and path.samefile(file):
        raise click.UsageError("The rejects would overwrite the log.")
    shown = sys.stderr.isatty() if progress is None else progress
    try:
        with open_log(file) as log:
            _bring_in(log, names, reading, path, name=file.name, shown=shown)
    except WrongHeader as error:
        raise click.UsageError(str(error)) from error
    except BrokenFile as error:
        raise click.ClickException(f"{file.name}: {error}. What came before is kept; a second run goes on.") from error
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _bring_in(log: LogFile, names: Mapping[str, str], reading: Reading, path: Path, *, name: str, shown: bool) -> None:
    """Bring in an open log and say what became of it."""
    table = begin(log, names)
    now, began = clock.now(), time.perf_counter()
    with _rejects(path, table.header.names, table.separator) as rejects:
        with click.progressbar(length=log.size, label=name, file=sys.stderr, hidden=not shown) as bar:
            totals = bring_in(table, reading, rejects, now=now, progress=lambda: bar.update(log.position() - bar.pos))
            bar.update(log.size - bar.pos)
        count = rejects.count
    if totals.new:
        db.write(lambda s: actions.record(s, reading, name, new=totals.new, rejected=count, now=now))
    _report(totals, count, path, time.perf_counter() - began)


@contextmanager
def _rejects(path: Path, names: Sequence[str], separator: str) -> Iterator[Rejects]:
    """Open the file of rejects, and remove it in the end when there are none."""
    try:
        file = create(path)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written; say --rejects FILE.") from error
    with file:
        rejects = Rejects(file, names, separator)
        yield rejects
    if not rejects.count:
        path.unlink()


def _report(totals: Totals, rejected: int, path: Path, seconds: float) -> None:
    rows = totals.new + totals.known + rejected
    pace = f"{rows / seconds:,.0f} rows/s" if seconds > 0 else ""
    click.echo(f"{totals.new:,} tickets added, {totals.known:,} were there already, {rejected:,} rows rejected.")
    click.echo(f"{rows:,} rows in {seconds:.1f} s, {pace}")
    if rejected:
        click.echo(f"Rejected rows with line and reason: {path}")
    if rejected == rows and rows:
        raise click.ClickException("No row could be trusted; are the times local, like 2026-11-16T09:00:00?")
