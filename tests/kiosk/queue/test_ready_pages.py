"""Doors and forms as a hall full of phones gets them: drawn once in five seconds, and never with somebody's number."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import at_local
from kiosk.office.models import ServiceGroup, Unit
from kiosk.queue.models import Ticket
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

SetClock = Callable[[datetime], None]
DOOR = "/q/ABCD2345"
FORM = f"{DOOR}/take"
CLOSES = at_local(MONDAY.date(), time(17))


@pytest.fixture
def cache_seconds() -> int:
    """As offices run it: what it has just shown it shows for five seconds."""
    return 5


@pytest.fixture
def group(session: Session, set_clock: SetClock) -> ServiceGroup:
    """The one service of an office with a code at its entrance."""
    set_clock(MONDAY)
    unit = factories.unit(session)
    factories.hours(session, unit)
    factories.code(session, unit, "ABCD2345")
    return factories.group(session, unit)


def take(client: CheckedClient, group: ServiceGroup) -> Page:
    """Take a number through the form, as a phone does."""
    page = Page(client.get(FORM))
    return Page(page.form(button="Lấy số").submit(client, group=str(group.id)))


def test_everybody_takes_their_own_number(
    client: CheckedClient, other_client: CheckedClient, session: Session, group: ServiceGroup
) -> None:
    pages = [take(phone, group) for phone in (client, other_client)]
    assert len({page.path for page in pages}) == 2
    assert session.scalar(select(func.count()).select_from(Ticket)) == 2


def test_a_door_with_somebodys_number_is_shown_to_nobody_else(
    client: CheckedClient, other_client: CheckedClient, group: ServiceGroup
) -> None:
    assert "A001" not in Page(client.get(DOOR)).text
    take(client, group)
    for _ in range(2):
        mine = client.get(f"{DOOR}?choices=1")
        assert "A001" in mine.text
        assert "A001" not in other_client.get(f"{DOOR}?choices=1").text
        assert client.get(DOOR).status_code == 303


def test_a_cookie_that_is_no_ticket_does_not_hide_the_ticket_of_another(
    client: CheckedClient, other_client: CheckedClient, group: ServiceGroup
) -> None:
    other_client.set_cookie("__Host-visits", "nonsense", domain="motcua.example")
    take(client, group)
    other_client.get(f"{DOOR}?choices=1")
    assert "A001" in client.get(f"{DOOR}?choices=1").text


def test_a_new_service_is_offered_after_five_seconds(
    client: CheckedClient, session: Session, group: ServiceGroup, set_clock: SetClock
) -> None:
    client.get(FORM)
    group.name_vi = "Việc mới"
    for wait, shown in ((4, False), (5, True)):
        set_clock(MONDAY + timedelta(seconds=wait))
        assert ("Việc mới" in client.get(FORM).text) is shown


def test_no_number_is_given_for_a_service_that_was_just_withdrawn(
    client: CheckedClient, session: Session, group: ServiceGroup
) -> None:
    """Its number would be called by nobody; the form still comes from a page of a moment ago."""
    other = factories.group(session, session.get_one(Unit, group.unit_id), "B", "Việc khác")
    form = Page(client.get(FORM)).form(button="Lấy số")
    group.active = False
    again = Page(form.submit(client, group=str(group.id), respondent="person"), status=422)
    assert session.scalar(select(func.count()).select_from(Ticket)) == 0
    assert "Xin chọn một việc trong danh sách" in again.text
    assert [one.attrib["value"] for one in again.find("input", name="group")] == [str(other.id)]
    assert again.form(action_contains="/take").defaults["respondent"] == "person"


def test_a_cookie_however_it_is_written_changes_nobody_elses_language(
    app: Flask, client: CheckedClient, session: Session, group: ServiceGroup
) -> None:
    phone = CheckedClient(app, session=session, use_cookies=False)
    for cookie, spoken in (("x=1; language =km", "km"), ("x=1", "vi"), ("language=en;", "en"), ("", "vi")):
        assert Page(phone.get(DOOR, headers={"Cookie": cookie})).language == spoken


def test_the_door_closes_on_the_second(client: CheckedClient, group: ServiceGroup, set_clock: SetClock) -> None:
    for seconds, status in ((-1, "Hôm nay Ông/Bà"), (0, "Hôm nay đã hết giờ")):
        set_clock(CLOSES + timedelta(seconds=seconds))
        assert status in client.get(FORM).text


def test_a_number_is_refused_at_once_when_the_office_has_closed(
    client: CheckedClient, session: Session, group: ServiceGroup, set_clock: SetClock
) -> None:
    set_clock(CLOSES - timedelta(seconds=1))
    page = Page(client.get(FORM))
    set_clock(CLOSES)
    form = page.form(button="Lấy số")
    answer = client.post(form.action, data={"form_token": form.defaults["form_token"], "group": str(group.id)})
    assert answer.status_code == 409
    assert session.scalar(select(func.count()).select_from(Ticket)) == 0
