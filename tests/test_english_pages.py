"""Staff who read English meet no Vietnamese: on any page, after any refusal; only names may have no English."""

import re
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from kiosk.office.models import HolidayOverride, OpeningException, Unit
from kiosk.queue.tickets import Move
from survey.questionnaires import actions as questionnaires
from tests import cast, factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.foreign import blank, read, send_empty, translate_names
from tests.kiosk.queue.office import Office, open_office, work

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
Clock = Callable[[datetime], None]
FILES = re.compile(r"\.(pdf|png|svg|csv|xlsx|docx)\b|/chart")
TIME = re.compile(r"\b(until|week)=[^&]*")
"""What leads from one week to the one before, without an end."""


@pytest.fixture
def office(session: Session, set_clock: Clock) -> Office:
    """An office where everything has an English name, on Monday at nine."""
    set_clock(MONDAY)
    questionnaires.add_default_forms(session)
    office = open_office(session)
    translate_names(session)
    return office


def test_every_page_that_staff_can_follow_a_link_to(
    client: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    everybody = staff(session, office.unit)
    visit_once(session, office)
    session.add(OpeningException(unit_id=office.unit.id, day=date(2026, 11, 20), opens=time(8), closes=time(10)))
    session.add(HolidayOverride(day=date(2026, 11, 23), is_working=False, note="swapped", document="1"))
    read(client.get("/admin/sign-in?lang=en"))
    read(client.post("/admin/sign-in", data={}))
    seen, ahead = set[str](), [cast.sign_in_on_page(client, everybody).path]
    while ahead:
        path = ahead.pop()
        if TIME.sub("", path) in seen:
            continue
        page = read(client.get(path, follow_redirects=True))
        for form in blank(page):
            read(send_empty(form, client))
        seen.add(TIME.sub("", path))
        found = {link.href.partition("#")[0] for link in page.links if "lang=vi" not in link.href}
        pages = {href for href in found if href.startswith("/admin") and not FILES.search(href)}
        ahead += sorted(pages - {*ahead})
    assert len(seen) > 25, sorted(seen)


def staff(session: Session, unit: Unit) -> Staff:
    """Somebody who may open every page of *unit*."""
    person = cast.staff(session, Role.ADMINISTRATOR, unit, login="everybody", name="An Everybody")
    cast.grant(session, person, Role.SUPERVISOR, unit)
    cast.grant(session, person, Role.CLERK, unit)
    return person


def visit_once(session: Session, office: Office) -> None:
    factories.ticket(session, office.birth)
    work(session, office, Move.CALL, Move.START, Move.FINISH)
    factories.ticket(session, office.birth)
