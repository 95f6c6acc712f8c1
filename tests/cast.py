"""The people of tests: staff with a role over a unit, and letting them in."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from admin.accounts import actions, passwords, sessions
from admin.accounts.models import RoleGrant, Staff
from admin.accounts.roles import Role
from kiosk.ground import clock
from kiosk.office.models import Unit
from tests import factories
from tests.client import BASE_URL, CheckedClient
from tests.factories import MONDAY
from tests.page import Page

PASSWORD = "Sông Hậu chảy xuôi"


@dataclass(frozen=True, slots=True)
class Cast:
    """An organisation with two units side by side, and whoever works there."""

    top: Unit
    unit: Unit
    neighbour: Unit
    clerk: Staff
    supervisor: Staff
    administrator: Staff
    neighbour_clerk: Staff
    neighbour_supervisor: Staff


def cast(session: Session) -> Cast:
    """The fixed cast of a story about one unit, *Ninh Kiều*, and its neighbour, *Cái Răng*."""
    top = factories.unit(session, "Thành phố Cần Thơ")
    unit = factories.unit(session, "Phường Ninh Kiều", parent=top)
    neighbour = factories.unit(session, "Phường Cái Răng", parent=top)
    return Cast(
        top=top,
        unit=unit,
        neighbour=neighbour,
        clerk=staff(session, Role.CLERK, unit, login="clerk"),
        supervisor=staff(session, Role.SUPERVISOR, unit, login="supervisor"),
        administrator=staff(session, Role.ADMINISTRATOR, unit, login="administrator"),
        neighbour_clerk=staff(session, Role.CLERK, neighbour, login="neighbour-clerk"),
        neighbour_supervisor=staff(session, Role.SUPERVISOR, neighbour, login="neighbour-supervisor"),
    )


def staff(session: Session, role: Role, unit: Unit, *, login: str = "an.nguyen", **values: object) -> Staff:
    """Somebody with *role* over *unit*, whose password is :data:`PASSWORD`."""
    known = {"name": f"Nguyễn Văn {login}", "password_hash": password_hash(), "created_at": MONDAY} | values
    row = Staff(login=login, **known)
    session.add(row)
    session.flush()
    grant(session, row, role, unit)
    return row


def grant(session: Session, person: Staff, role: Role, unit: Unit) -> RoleGrant:
    """One more role of somebody."""
    row = RoleGrant(staff_id=person.id, role=role, unit_id=unit.id)
    session.add(row)
    session.flush()
    return row


def sign_in(client: CheckedClient, person: Staff) -> None:
    """Put *person*'s session into this browser: nearly every test of staff needs one, and the way in costs 4 requests.

    :func:`sign_in_on_page` goes the way a person goes.
    """
    hours = client.application.config["SETTINGS"].staff_session_hours
    token = actions.open_session(
        client.session, person.id, password_hash=person.password_hash, lasts=timedelta(hours=hours), now=clock.now()
    )
    assert token, f"{person.login} may not sign in"
    client.set_cookie(sessions.COOKIE, token, domain=urlsplit(BASE_URL).hostname or "", secure=True)


def sign_in_on_page(client: CheckedClient, person: Staff, *, password: str = PASSWORD) -> Page:
    """Sign *person* in on this browser with name and password and return the first page."""
    page = Page(client.get("/admin/sign-in"))
    form = page.form(action_contains="sign-in")
    return Page(form.submit(client, login=person.login, password=password))


@cache
def password_hash() -> str:
    """The hash of :data:`PASSWORD`, made once: hashing is slow on purpose."""
    return passwords.hash_password(PASSWORD)
