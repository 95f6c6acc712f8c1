"""``flask report weekly``: the reports of last week for all pilot units, on the disk and by mail."""

import sys
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.orm import Session

from admin.documents import exporting, paper, word
from admin.documents import issue_queries as queries
from admin.documents.issuing import MIMETYPES, Order, carry_out
from admin.documents.kinds import ReportKind
from admin.documents.mailing import File
from admin.documents.making import make
from admin.measures import reading
from admin.measures.periods import Period, PeriodKind, last_complete
from admin.pilot.running import in_pilot
from kiosk.ground import clock, db
from kiosk.ground.alone import Occupied, alone
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.mail_servers import is_address
from kiosk.ground.settings import Settings
from kiosk.office import queries as office
from kiosk.office.queries import UnitView

NAME: Final = "report-weekly"
PATIENCE: Final = timedelta(weeks=4)
"""A letter that could not be sent is tried again for so long."""
BUSY: Final = 75  # EX_TEMPFAIL of sysexits.h: systemd and cron may try again

report = AppGroup("report", help="Official reports.")


@report.command("weekly")
@click.option("--week", "text", metavar="WEEK", help="Such as 2026-W47; by default the last week that is over.")
@click.option("--unit", "slug", help="Slug of one pilot unit; all of them otherwise.")
@with_appcontext
def weekly(text: str | None, slug: str | None) -> None:
    """Write the weekly report of each pilot unit into REPORTS_DIR (Word, PDF, workbook) and send it by mail.

    Run it as often as you like: what is made is not made again and nobody is sent the same report twice. It ends with
    1 when something could not be made or sent, and may then be run again. A week in which nobody came is skipped.
    """
    settings: Settings = current_app.config["SETTINGS"]
    now = clock.now()
    week = _week(text, local_day(now))
    with db.read() as session:
        units = _pilots(session, local_day(now), slug)
    folder = Path(settings.reports_dir)
    folder.mkdir(parents=True, exist_ok=True)
    click.echo(f"Reports go to {folder.resolve()}")
    if settings.mail is None:
        click.echo("No letters: no mail server is set (SMTP_URL, MAIL_FROM).")
    try:
        with alone(db.current(), NAME, folder):
            failed = sum(
                not _one(unit, one, folder, settings, now)
                for unit in units
                for one in (*_late(unit, week, now), week)
                if in_pilot(unit, one.first)
            )
    except Occupied:
        click.echo("Another process is making the reports.", err=True)
        sys.exit(BUSY)
    if failed:
        raise click.ClickException(f"{failed} reports are not made or not sent; run it again.")


def _one(unit: UnitView, week: Period, folder: Path, settings: Settings, now: datetime) -> bool:
    """Make and send the report of one unit, and tell how it went; one that fails stops no other."""
    if _nobody_came(unit, week, now):
        click.echo(f"{unit.unit.slug} {week.code}: skipped, nobody came")
        return True
    order = Order(
        unit_id=unit.id,
        kind=ReportKind.WEEKLY,
        key=week.key,
        folder=folder / week.code / unit.unit.slug,
        names=tuple(f"{_name(unit, week)}{ending}" for ending in MIMETYPES),
        subject=f"Báo cáo tuần {week.number}/{week.year}: {unit.name('vi')}",
        lines=_words(unit, week),
        addresses=_addresses(unit),
        make=partial(_files, unit, week, now=now),
    )
    begun = time.monotonic()
    try:
        done = carry_out(order, db.current(), settings.mail, now=now)
    except Exception as error:
        current_app.logger.exception("report failed", exc_info=error)
        click.echo(f"{unit.unit.slug} {week.code}: failed, {type(error).__name__}", err=True)
        return False
    made = f"made in {time.monotonic() - begun:.1f} s" if done.made else "there already"
    letters = f"{done.sent} sent, {done.unsent} not sent, {done.refused} refused for good"
    told = letters if order.addresses else "no addresses (set them up on the unit's page)"
    click.echo(f"{unit.unit.slug} {week.code}: {made}, {told}")
    return not done.unsent


def _nobody_came(unit: UnitView, week: Period, now: datetime) -> bool:
    with db.read() as session:
        return not len(reading.read(session, unit.id, [week], today=local_day(now)).columns.arrived_us)


def _late(unit: UnitView, week: Period, now: datetime) -> list[Period]:
    """Return the weeks before *week* whose reports somebody still waits for."""
    with db.read() as session:
        keys = queries.unsent(session, unit.id, ReportKind.WEEKLY, since=now - PATIENCE)
    return [period for period in map(Period.parse, keys) if period.first < week.first]


def _name(unit: UnitView, week: Period) -> str:
    return f"{unit.unit.slug}-{ReportKind.WEEKLY}-{week.code}"


def _files(unit: UnitView, week: Period, session: Session, *, now: datetime) -> Sequence[File]:
    document, name = make(session, unit.id, ReportKind.WEEKLY, week, now=now), _name(unit, week)
    bodies = {
        ".docx": word.docx(document),
        ".pdf": paper.pdf(document),
        ".xlsx": exporting.workbook_of(unit.id, week, today=local_day(now)),
    }
    return [File(f"{name}{ending}", MIMETYPES[ending], body) for ending, body in bodies.items()]


def _words(unit: UnitView, week: Period) -> tuple[str, ...]:
    sample = ("DỮ LIỆU MẪU.",) if unit.unit.is_demo else ()
    days = f"({week.first:%d/%m} – {week.last:%d/%m/%Y})"
    return (
        *sample,
        "Kính gửi Ông/Bà,",
        f"Gửi kèm là báo cáo thời gian chờ của {unit.name('vi')}, tuần {week.number}/{week.year} {days}.",
        "Tệp Word để hoàn chỉnh và trình ký, bản PDF để xem, và bảng số liệu.",
        "Đây là dự thảo do phần mềm lập. Thư được gửi tự động, xin không trả lời thư này.",
    )


def _addresses(unit: UnitView) -> tuple[str, ...]:
    named = (part.strip() for part in (unit.unit.report_mail or "").split(","))
    return tuple(dict.fromkeys(part for part in named if is_address(part)))


def _pilots(session: Session, today: date, slug: str | None) -> list[UnitView]:
    units = [view for view in office.all_units(session, today) if in_pilot(view, date.min)]
    chosen = [view for view in units if slug in (None, view.unit.slug)]
    if slug and not chosen:
        raise click.ClickException(f"There is no pilot unit {slug!r}; see: flask unit list")
    return chosen


def _week(text: str | None, today: date) -> Period:
    if text is None:
        return last_complete(PeriodKind.WEEK, today)
    try:
        week = Period.of_week(Week.parse(text))
    except ValueError as error:
        raise click.ClickException(f"{error}.") from error
    if week.last >= today:
        raise click.ClickException(f"{week.code} is not over yet.")
    return week
