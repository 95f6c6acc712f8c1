"""A unit whose phones take more numbers than people can pass a door asks for the code in its hall."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.ground.settings import load
from kiosk.queue import breaker_actions, day_queries
from kiosk.queue.breaker_actions import Crowd, DayFullError, HallCodeNeededError, Rush, rush
from kiosk.queue.hall_code import hall_code
from kiosk.queue.models import Ticket
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY, TEST_SECRET
from tests.form import Form
from tests.kiosk.queue.office import TAKE, Office, counted, form_of, open_office
from tests.page import Page

Clock = Callable[[datetime], None]


@pytest.fixture
def two_numbers(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Phones may take two numbers in ten minutes."""
    settings = app.config["SETTINGS"]
    object.__setattr__(settings, "numbers_per_10_minutes", 2)
    monkeypatch.setattr(breaker_actions, "EACH_COUNTER", 0)


def take_form(page: Page) -> Form:
    return page.form(action_contains="/take")


@pytest.mark.usefixtures("two_numbers")
def test_beyond_the_limit_the_form_asks_for_the_code_in_the_hall_and_what_was_chosen_stays(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    for _ in range(2):
        office.take(plain)
    asked = Page(form_of(plain).submit(plain, group=str(office.birth.id), respondent="person"), status=422)
    assert "mã bốn ký tự ở sảnh, hoặc hỏi cán bộ" in asked.text
    assert counted(session) == (2, 2)
    wrong = Page(take_form(asked).submit(plain, hall_code="ZZZZZ"), status=422)
    assert "Mã chưa được nhận" in wrong.text
    assert wrong.find("input", name="hall_code", value="ZZZZZ", aria_invalid="true")
    code = hall_code(TEST_SECRET, office.unit.id, MONDAY)
    assert "A003" in Page(take_form(wrong).submit(plain, hall_code=code.lower())).heading
    assert session.scalars(select(Ticket.respondent).where(Ticket.number == 3)).one() == "person"


@pytest.mark.usefixtures("two_numbers")
def test_the_limit_is_the_units_whichever_code_was_scanned_and_is_over_after_ten_minutes(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    factories.code(session, office.unit, "SECNDDR2")
    for path in (TAKE, "/q/SECNDDR2/take"):
        Page(take_form(Page(plain.get(path))).submit(plain, group=str(office.birth.id)))
    form = form_of(plain)
    Page(form.submit(plain, group=str(office.birth.id)), status=422)
    assert factories.ticket(session, office.birth).label == "A003"
    set_clock(MONDAY + breaker_actions.WITHIN)
    assert "A004" in Page(form.submit(plain, group=str(office.birth.id))).heading


@pytest.mark.usefixtures("two_numbers")
def test_a_form_sent_again_counts_once_and_finds_its_number_beyond_the_limit(
    plain: CheckedClient, office: Office
) -> None:
    form = form_of(plain)
    first = [form.submit(plain, follow=False, group=str(office.birth.id)).headers["Location"] for _ in range(3)]
    assert "A002" in office.take(plain).heading
    Page(form_of(plain).submit(plain, group=str(office.birth.id)), status=422)
    assert form.submit(plain, follow=False, group=str(office.birth.id)).headers["Location"] == first[0]


def test_the_code_is_shown_while_it_is_asked_for_and_not_before(session: Session) -> None:
    unit = factories.unit(session)
    most = Rush(2, 100)
    crowd = Crowd(most)
    for _ in range(2):
        assert not breaker_actions.asks(session, unit.id, most, now=MONDAY)
        breaker_actions.count_number(session, unit.id, crowd, now=MONDAY)
    assert breaker_actions.asks(session, unit.id, most, now=MONDAY)
    with pytest.raises(HallCodeNeededError):
        breaker_actions.count_number(session, unit.id, crowd, now=MONDAY)
    breaker_actions.count_number(session, unit.id, Crowd(most, in_hall=True), now=MONDAY)
    assert not breaker_actions.asks(session, unit.id, most, now=MONDAY + breaker_actions.WITHIN)


def test_fifty_people_before_the_door_need_no_code_and_a_script_gets_no_further_than_the_counters_reach() -> None:
    four = rush(load({"SECRET_KEY": TEST_SECRET}).numbers_per_10_minutes, 4)
    assert four.in_ten_minutes > 50
    assert four.in_an_hour <= 2 * four.in_ten_minutes
    assert rush(40, 20).in_an_hour > 20 * 12


def test_what_no_ten_minutes_reach_an_hour_does(session: Session) -> None:
    """A script that keeps just below the first limit would else take six times as many."""
    unit, most = factories.unit(session), Rush(2, 3)
    for minutes in (0, 10, 20):
        breaker_actions.count_number(session, unit.id, Crowd(most), now=MONDAY + timedelta(minutes=minutes))
    later = MONDAY + timedelta(minutes=40)
    assert breaker_actions.asks(session, unit.id, most, now=later)
    with pytest.raises(HallCodeNeededError):
        breaker_actions.count_number(session, unit.id, Crowd(most), now=later)
    assert not breaker_actions.asks(session, unit.id, most, now=MONDAY + breaker_actions.HOUR)


def test_a_day_has_as_many_numbers_as_the_unit_gives_whoever_takes_them(session: Session) -> None:
    office = open_office(session, daily_limit=2)
    crowd = Crowd(Rush(100, 100), a_day=2)
    factories.ticket(session, office.birth, crowd=crowd)
    factories.ticket(session, office.guidance)
    with pytest.raises(DayFullError):
        factories.ticket(session, office.birth, crowd=crowd)
    assert factories.ticket(session, office.birth).label == "A002"
    assert day_queries.given_on(session, office.unit.id, local_day(MONDAY)) == 3


def test_when_the_days_numbers_are_out_the_door_says_so_and_when_there_are_new_ones(
    plain: CheckedClient, session: Session, nine: datetime
) -> None:
    office = open_office(session, daily_limit=1)
    form = form_of(plain)
    office.take(plain)
    for page in (Page(plain.get(TAKE)), Page(form.submit(plain, group=str(office.birth.id)), status=409)):
        assert page.heading == "Hôm nay đã phát hết số"
        assert "Mở cửa lúc 07:30, Thứ Ba 17/11" in page.text
        assert "quầy hướng dẫn" in page.text
        assert page.link("Tôi đã có số")
    assert "đã phát hết số" in Page(plain.get(f"/q/{TAKE.split('/')[2]}")).text
    assert counted(session) == (1, 1)
