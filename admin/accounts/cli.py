"""Commands about staff: the first administrator, and help when nobody can sign in any more."""

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from admin.accounts import actions, passwords, queries
from admin.accounts.forms import LOGIN, LOGIN_CHARS, NAME_CHARS
from admin.accounts.models import Staff
from admin.accounts.roles import Role
from kiosk.ground import clock, db, text
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office

staff = AppGroup("staff", help="People who sign in.")


@staff.command("add")
@click.argument("login")
@click.option("--name", required=True, help="Full name.")
@click.option("--role", required=True, type=click.Choice([str(role) for role in Role]))
@click.option("--unit", "slug", required=True, help="Slug of the unit; the role holds below it, too.")
def add(login: str, name: str, role: str, slug: str) -> None:
    """Add LOGIN with a role over a unit, and print a fresh password once."""
    login, name = _login(login), _line(name, NAME_CHARS)
    fresh, now = passwords.new_password(), clock.now()
    kept = passwords.hash_password(fresh)

    def run(session: Session) -> None:
        unit_id = office.unit_id_of(session, slug)
        if unit_id is None:
            raise click.ClickException(f"There is no unit {slug!r}; see: flask unit list")
        actions.add_staff(
            session, login, name=name, password_hash=kept, role=Role(role), unit_id=unit_id, by=None, now=now
        )

    try:
        db.write(run)
    except actions.LoginTaken as error:
        raise click.ClickException(f"Somebody has the login {login!r} already.") from error
    click.echo(f"{login}: {fresh}")


@staff.command("password")
@click.argument("login")
@click.option("--without-second-step", is_flag=True, help="Also turn the second step off, when the phone is lost.")
def password(login: str, *, without_second_step: bool) -> None:
    """Give LOGIN a fresh password, print it once and end all sessions."""
    fresh, now = passwords.new_password(), clock.now()
    kept = passwords.hash_password(fresh)

    def run(session: Session) -> None:
        person = _find(session, login)
        actions.set_password(session, person.id, kept, must_change=True, by=None, now=now)
        if without_second_step:
            actions.set_two_steps(session, person.id, secret=None, step=None, by=None, now=now)

    db.write(run)
    click.echo(f"{login.lower()}: {fresh}")


@staff.command("disable")
@click.argument("login")
def disable(login: str) -> None:
    """Lock LOGIN out and end all sessions."""
    now = clock.now()
    db.write(lambda s: actions.set_active(s, _find(s, login).id, active=False, by=None, now=now))
    click.echo(f"{login.lower()} is disabled.")


@staff.command("list")
def list_all() -> None:
    """Print everybody: login, name, roles."""
    with db.read() as session:
        slugs = {view.id: view.unit.slug for view in office.all_units(session, local_day(clock.now()))}
        for member in queries.members(session):
            roles = ", ".join(f"{grant.role}@{slugs.get(grant.unit_id, grant.unit_id)}" for grant in member.grants)
            state = "" if member.staff.active else "  (disabled)"
            click.echo(f"{member.staff.login}  {member.staff.name}  {roles}{state}")


def _find(session: Session, login: str) -> Staff:
    found = queries.staff_by_login(session, login.lower())
    if found is None:
        raise click.ClickException(f"Nobody has the login {login!r}; see: flask staff list")
    return found


def _login(typed: str) -> str:
    login = _line(typed, LOGIN_CHARS).lower()
    if not LOGIN.fullmatch(login):
        raise click.ClickException("A login has 3 to 60 of: a–z, 0–9, dot, hyphen, underscore.")
    return login


def _line(typed: str, max_chars: int) -> str:
    try:
        return text.clean(typed, max_chars=max_chars)
    except text.TextTooLongError as error:
        raise click.ClickException(f"At most {max_chars} characters, please.") from error
