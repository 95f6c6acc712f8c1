"""``flask hours`` and ``flask holiday``: when units are open."""

from datetime import date, time

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.setup import params, queries
from admin.setup.params import WEEKDAYS, carry_out, unit_id
from kiosk.ground import clock, db
from kiosk.office import holiday_actions, hours_actions

hours = AppGroup("hours", help="Opening hours of a unit.")
holiday = AppGroup("holiday", help="Days that an order makes free or worked for all units.")


@hours.command("set")
@click.argument("slug")
@click.argument("days", type=params.weekdays)
@click.argument("sessions", nargs=-1, type=params.session)
def set_days(slug: str, days: tuple[int, ...], sessions: tuple[tuple[time, time], ...]) -> None:
    """Set the hours of the weekdays DAYS (mon-fri) to SESSIONS (07:30-11:30 13:30-17:00); none: closed."""
    now = clock.now()

    def run(s: Session) -> None:
        key = unit_id(s, slug)
        week: dict[int, list[hours_actions.Span]] = {
            weekday: [(row.opens, row.closes) for row in rows] for weekday, rows in queries.week_of(s, key).items()
        }
        week.update({weekday: list(sessions) for weekday in days})
        hours_actions.set_week(s, key, week, now=now, staff_id=None)

    carry_out(run)
    click.echo(_("Đã ghi giờ làm việc của %(slug)s.", slug=slug))


@hours.command("on")
@click.argument("slug")
@click.argument("day", type=params.day)
@click.argument("sessions", nargs=-1, type=params.session)
@click.option("--note")
def on_day(slug: str, day: date, sessions: tuple[tuple[time, time], ...], note: str | None) -> None:
    """Give DAY hours of its own; without SESSIONS the unit is closed that day."""
    now = clock.now()
    carry_out(
        lambda s: hours_actions.add_exception(s, unit_id(s, slug), day, sessions, note=note, now=now, staff_id=None)
    )
    click.echo(_("Đã ghi giờ riêng của ngày %(day)s.", day=f"{day:%d/%m/%Y}"))


@hours.command("usual")
@click.argument("slug")
@click.argument("day", type=params.day)
def usual(slug: str, day: date) -> None:
    """Give DAY its usual hours back."""
    now = clock.now()
    carry_out(lambda s: hours_actions.remove_exception(s, unit_id(s, slug), day, now=now, staff_id=None))
    click.echo(_("Đã bỏ giờ riêng của ngày %(day)s.", day=f"{day:%d/%m/%Y}"))


@hours.command("list")
@click.argument("slug")
def list_hours(slug: str) -> None:
    """Print the week of the unit SLUG, and the days with hours of their own."""
    with db.read() as s:
        key = unit_id(s, slug)
        for weekday, rows in sorted(queries.week_of(s, key).items()):
            click.echo("  ".join([WEEKDAYS[weekday], *(f"{row.opens:%H:%M}-{row.closes:%H:%M}" for row in rows)]))
        for day, others in queries.exceptions_of(s, key).items():
            spans = [f"{row.opens:%H:%M}-{row.closes:%H:%M}" for row in others if row.opens and row.closes]
            click.echo("  ".join([f"{day}", *(spans or ["closed"]), others[0].note or ""]).rstrip())


@holiday.command("add")
@click.argument("day", type=params.day)
@click.option("--off/--worked", "off", required=True, help="Free, or worked although it is a weekend or holiday.")
@click.option("--note", required=True)
@click.option("--document", help="Number of the order.")
def add_holiday(day: date, *, off: bool, note: str, document: str | None) -> None:
    """Make DAY free or worked; it wins over the holiday table."""
    now = clock.now()
    carry_out(
        lambda s: holiday_actions.add_holiday(
            s, day, is_working=not off, note=note, document=document, now=now, staff_id=None
        )
    )
    click.echo(_("Đã ghi ngày %(day)s.", day=f"{day:%d/%m/%Y}"))


@holiday.command("remove")
@click.argument("day", type=params.day)
def remove_holiday(day: date) -> None:
    """Leave DAY to the holiday table and the weekday again."""
    now = clock.now()
    carry_out(lambda s: holiday_actions.remove_holiday(s, day, now=now, staff_id=None))
    click.echo(_("Đã bỏ ngày %(day)s.", day=f"{day:%d/%m/%Y}"))


@holiday.command("list")
def list_holidays() -> None:
    """Print all such days, newest first."""
    with db.read() as s:
        for row in queries.overrides(s):
            state = "worked" if row.is_working else "off"
            click.echo(f"{row.day}  {state}  {row.note}  {row.document or ''}".rstrip())
