"""Reading how pilot units stand."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from tests import cast
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page


def test_before_anybody_came_anywhere_the_pilots_pages_open(
    client: CheckedClient, session: Session, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(MONDAY)
    people = cast.cast(session)
    for unit in (people.unit, people.neighbour):
        unit.pilot, unit.pilot_since = True, date(2026, 7, 1)
    session.flush()
    sign_in(client, cast.staff(session, Role.SUPERVISOR, people.top, login="above"))
    for path in ("/admin/pilot/leader", "/admin/pilot/"):
        Page(client.get(path))
