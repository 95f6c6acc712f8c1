"""Reading how pilot units stand."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from admin.measures.periods import Period, PeriodKind, containing
from admin.pilot.day_reading import short_weeks
from admin.pilot.standing_queries import last_over
from kiosk.ground.calendar import Week
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


def test_a_period_is_set_against_before_up_to_its_last_week_that_is_over() -> None:
    today = date(2026, 11, 18)
    month, year = (containing(kind, today) for kind in (PeriodKind.MONTH, PeriodKind.YEAR))
    assert last_over(month, today) == last_over(year, today) == Week(2026, 46)
    assert last_over(containing(PeriodKind.MONTH, date(2026, 9, 9)), today) == Week(2026, 39)
    assert last_over(Period.of_week(Week(2026, 40)), today) == Week(2026, 40)


def test_the_weeks_of_tet_and_of_the_national_day_are_short(session: Session) -> None:
    found = short_weeks(session, date(2026, 2, 2), date(2026, 9, 30))
    assert {Week(2026, 8), Week(2026, 36)} <= found
    assert not {Week(2026, 10), Week(2026, 30)} & found
