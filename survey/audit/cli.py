"""``flask ledger verify``, and the same check by the worker once a day."""

import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import click
import structlog

from kiosk.ground import clock, db
from kiosk.ground.jobs import Periodic
from survey.audit import actions, words
from survey.audit.checking import check
from survey.audit.checkpoint_checking import Known
from survey.audit.report import Report
from survey.ledger import promises
from survey.ledger.cli import ledger
from survey.ledger.keys import KeyFile

log: Final = structlog.get_logger("ledger")
MOST_NOTE_BYTES: Final = 10_000


@ledger.command("verify")
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="A signed checkpoint that was kept elsewhere: the log must still begin with it. May be given again.",
)
def verify(since: tuple[Path, ...]) -> None:
    """Check all ballots, receipts and decisions against the log; end with 1 and name what is wrong."""
    started = time.perf_counter()
    brought = [Known(path.name, _text(path)) for path in since]
    report = check_now(clock.now(), brought)
    for line in lines(report):
        click.echo(line)
    click.echo(f"{report.size} leaves checked in {time.perf_counter() - started:.1f} s.")
    if not report.ok:
        raise click.exceptions.Exit(1)


def check_now(now: datetime, brought: list[Known] | None = None) -> Report:
    """Check everything in the running application's database, also against the checkpoint beside its key."""
    file, signer = promises.key_file(), promises.signer()
    beside = _remembered(file)
    with db.read() as session:
        return check(
            session,
            key=signer.verifier if signer else None,
            former=promises.former(),
            known=[*beside, *(brought or [])],
            key_at=str(file.path),
            missing="" if beside else file.checkpoint_path.name,
            now=now,
        )


def check_daily(now: datetime) -> None:
    """Check everything and keep what was found, for the pages; a problem is an alarm in the log of the program."""
    report = check_now(now)
    db.write(lambda session: actions.keep(session, report, now=now))
    if not report.ok:
        kinds = sorted({problem.kind.value for problem in report.problems})
        log.error("ledger not intact", alarm="ledger", problems=report.found, kinds=kinds)


def lines(report: Report) -> list[str]:
    """Return a report as the command prints it: the verdict and each problem in both languages, then the counts."""
    verdict = words.INTACT if report.ok else words.BROKEN
    told = [" / ".join(verdict)]
    for problem in report.problems:
        told += [f"- {words.told(problem, 'vi')}", f"  {words.told(problem, 'en')}"]
    if report.found > len(report.problems):
        told.append(f"- … +{report.found - len(report.problems)}")
    told += [
        f"{unit.unit}: spent {unit.spent} = start {unit.start} + promised {unit.promised}; logged {unit.logged}; "
        f"pending {unit.pending} + sealed {unit.sealed} in {unit.batches} batches; set aside {unit.aside}"
        for unit in report.units
    ]
    return told


def _remembered(file: KeyFile) -> list[Known]:
    return [Known(file.checkpoint_path.name, _text(file.checkpoint_path))] if file.checkpoint_path.exists() else []


def _text(path: Path) -> str:
    """Return the text of a note; of what is none, something that no key has signed."""
    with path.open("rb") as file:
        return file.read(MOST_NOTE_BYTES).decode("utf-8", errors="replace")


DAILY: Final = Periodic("verify-ledger", timedelta(days=1), check_daily)
