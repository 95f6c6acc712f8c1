"""``flask demo``: a sample pilot to look around in, made once."""

import secrets
import time
from datetime import date, datetime, timedelta

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from admin.accounts import actions as accounts
from admin.accounts import passwords
from admin.accounts import queries as staff
from admin.demo import actions, queries, today_actions
from admin.demo.days import Period
from admin.demo.place_actions import LOGINS, purpose
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from survey.ledger import signing

MOST_WEEKS = 104


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing where any office is set up already.")
@click.option("--weeks", type=click.IntRange(1, MOST_WEEKS), default=26, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same visits.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day; the last week is one that is over by then.")
@click.option("--beside-real", is_flag=True, help="Make it although real units exist; they never mix.")
@click.option("--open-today", is_flag=True, help="Open the sample's offices all day today, also on a Sunday night.")
@click.option("--passwords", "renew", is_flag=True, help="Only give the sample's people new passwords.")
@with_appcontext
def demo(
    *,
    if_empty: bool,
    weeks: int,
    seed: int,
    until: datetime | None,
    beside_real: bool,
    open_today: bool,
    renew: bool,
) -> None:
    """Make a sample pilot: two offices in Cần Thơ, half a year of visits, ballots and people to sign in as.

    “DỮ LIỆU MẪU” stands on everything of it. It is made whole or not at all.
    """
    now = clock.now()
    with db.read() as session:
        there, real = queries.exists(session), queries.has_real_units(session)
    if renew:
        _renew(now, there=there)
    elif there and not if_empty:
        raise click.ClickException("The sample is there already; flask demo --passwords gives new passwords.")
    elif there:
        if open_today:
            db.write(lambda s: _open_today(s, now))
        _print_addresses()
        for login in LOGINS:
            click.echo(f"  {login:<18}{purpose(login)}")
        click.echo("Forgotten passwords: flask demo --passwords")
    elif real and if_empty and not beside_real:
        click.echo("Real units exist; no sample was made.")
    elif real and not beside_real:
        raise click.ClickException("Real units exist; say --beside-real to have a sample beside them.")
    else:
        _make(_period(weeks, seed, until, now), now, open_today=open_today)


def _period(weeks: int, seed: int, until: datetime | None, now: datetime) -> Period:
    last_day: date = until.date() if until else local_day(now) - timedelta(days=1)
    if last_day >= local_day(now):
        raise click.UsageError("--until is a day that is over.")
    return Period(seed, weeks, Week.of(last_day + timedelta(days=1)).shift(-1))


def _make(period: Period, now: datetime, *, open_today: bool) -> None:
    click.echo(f"Making a sample of {period.weeks} weeks until {period.last.sunday:%d/%m/%Y} …")
    began = time.perf_counter()
    fresh = {login: passwords.new_password() for login in LOGINS}
    hashes = {login: passwords.hash_password(password) for login, password in fresh.items()}
    nobodys = passwords.hash_password(secrets.token_urlsafe(32))
    made = db.write(
        lambda s: actions.make(s, period, hashes, nobodys=nobodys, open_today=open_today, now=now), replayable=True
    )
    if made:
        signing.sign_and_mail(now)
    _print_addresses()
    if made:
        _print_passwords(fresh)
        click.echo(f"Made in {time.perf_counter() - began:.1f} s.")


def _open_today(session: Session, now: datetime) -> None:
    for unit_id in queries.unit_ids(session):
        today_actions.open_today(session, unit_id, now=now)


def _renew(now: datetime, *, there: bool) -> None:
    """Give the sample's people new passwords and sign them out."""
    if not there:
        raise click.ClickException("There is no sample; flask demo makes one.")
    fresh = {login: passwords.new_password() for login in LOGINS}
    hashes = {login: passwords.hash_password(password) for login, password in fresh.items()}

    def run(session: Session) -> None:
        for login, password_hash in hashes.items():
            person = staff.staff_by_login(session, login)
            if person is not None:
                accounts.set_password(session, person.id, password_hash, must_change=False, by=None, now=now)

    db.write(run)
    _print_passwords(fresh)


def _print_passwords(fresh: dict[str, str]) -> None:
    click.echo("Passwords, shown only now:")
    for login, password in fresh.items():
        click.echo(f"  {login:<18}{password}  {purpose(login)}")


def _print_addresses() -> None:
    base = current_app.config["SETTINGS"].base_url
    with db.read() as session:
        found, tablets = queries.addresses(session), queries.tablets(session)
    click.echo("Sample pilot (DỮ LIỆU MẪU):")
    for address in found:
        if address.counter in {None, "1"}:
            place = f"counter {address.counter}" if address.counter else "entrance"
            click.echo(f"  {base}/q/{address.code}  {address.slug}, {place}")
    for slug in tablets:
        click.echo(f"  {base}/kiosk/{slug}  {slug}, tablet; a code that pairs it: make tablet")
    click.echo(f"  {base}/admin/  staff")
