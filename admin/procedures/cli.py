"""``flask procedures``: many procedures at once, from a file."""

from pathlib import Path
from typing import Final

import click
from flask.cli import AppGroup

from admin.procedures import runs, sheets, wording
from admin.procedures.columns import WrongHeader
from admin.procedures.row_actions import Outcome
from admin.procedures.runs import Report
from admin.procedures.sheets import Row, WrongFile
from admin.setup.params import unit_id
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office

procedures = AppGroup("procedures", help="Procedures: what to bring, fees, limits, and who receives them.")
FILE: Final = click.Path(dir_okay=False, path_type=Path)


@procedures.command("template")
@click.argument("file", type=FILE)
def template(file: Path) -> None:
    """Write an empty FILE.csv with its first line and an example."""
    file.write_text(sheets.template(), encoding="utf-8", newline="")


@procedures.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--unit", "slug", required=True, help="Slug of the unit that receives them, and keeps those that are new."
)
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("--rejects", "rejected", type=FILE, help="File of rows not taken; else FILE.rejects.csv.")
def bring_in(file: Path, slug: str, *, dry_run: bool, rejected: Path | None) -> None:
    r"""Add or change the procedures in FILE.csv; a second run changes nothing.

    \b
    flask procedures template FILE.csv writes a file with the right columns.
    UTF-8, commas, semicolons or tabs, at most 10 MB. A column that is not
    there leaves what it stands for as it is.
    """
    rows = _read(file)
    with db.read() as session:
        view = office.unit_on(session, unit_id(session, slug), local_day(clock.now()))
        if view is None:
            raise click.ClickException(f"There is no unit {slug!r}.")
        unit = runs.unit_of(session, view, may_keep=None, staff_id=None)
    report = runs.rehearse(unit, rows) if dry_run else runs.bring_in(unit, rows, name=file.name)
    for outcome in Outcome:
        click.echo(f"{report.count(outcome):>6}  {outcome}")
    if dry_run:
        click.echo("Nothing was written.")
    _write_rejects(report, rejected or file.with_suffix(".rejects.csv"))


def _read(file: Path) -> list[Row]:
    try:
        with file.open("rb") as opened:
            return sheets.read(opened.read(sheets.MOST_BYTES + 1))
    except (WrongFile, WrongHeader) as error:
        raise click.ClickException(f"{file.name}: {wording.file_fault(error)}") from error


def _write_rejects(report: Report, path: Path) -> None:
    refused = [(told.row, wording.row_fault(told)) for told in report.of(Outcome.REFUSED)]
    if refused:
        path.write_text(sheets.write_rejects(refused), encoding="utf-8", newline="")
        click.echo(f"Rejected rows with line and reason: {path}")
