"""Taking a number by phone outside opening hours, before them and at lunch."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.http import http_date

from kiosk.office.models import HolidayOverride, OpeningException
from kiosk.queue import desk_actions
from kiosk.queue.kinds import PauseReason
from kiosk.queue.models import Ticket
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.office import (
    ENTRANCE,
    TAKE,
    Office,
    counted,
    form_of,
    on_monday,
    only_ticket,
    open_office,
)
from tests.page import Page

Clock = Callable[[datetime], None]


def test_at_six_fifty_nine_and_at_seven_one_queues_for_the_same_morning(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    for hour, minute in ((6, 59), (7, 0)):
        set_clock(on_monday(hour, minute))
        assert "Mở cửa lúc 07:30" in office.take(plain).text
    tickets = session.scalars(select(Ticket).order_by(Ticket.id)).all()
    assert [(ticket.label, ticket.day.isoformat()) for ticket in tickets] == [
        ("A001", "2026-11-16"),
        ("A002", "2026-11-16"),
    ]
    assert {ticket.opened_at for ticket in tickets} == {on_monday(7, 30)}
    assert {ticket.estimate_low_seconds for ticket in tickets} == {None}


@pytest.mark.parametrize(("minutes", "first", "last"), [(60, (6, 29), (6, 30)), (30, (6, 59), (7, 0))])
def test_before_opening_numbers_start_when_the_unit_says(
    plain: CheckedClient,
    session: Session,
    set_clock: Clock,
    minutes: int,
    first: tuple[int, int],
    last: tuple[int, int],
) -> None:
    office = open_office(session, before_opening_minutes=minutes)
    set_clock(on_monday(*first))
    page = Page(plain.get(TAKE))
    assert "Mở cửa lúc 07:30" in page.text
    assert f"Lấy số được từ {last[0]:02d}:{last[1]:02d}" in page.text
    set_clock(on_monday(*last))
    assert "A001" in office.take(plain).heading


def test_at_lunch_one_queues_and_hears_when_counters_reopen(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    set_clock(on_monday(12))
    assert "quầy mở lại lúc 13:30" in Page(plain.get(TAKE)).text
    page = office.take(plain)
    assert "13:30" in page.text
    assert only_ticket(session).opened_at is None
    assert only_ticket(session).arrived_at == on_monday(12)


@pytest.mark.parametrize(
    ("at", "heading", "opens"),
    [
        (on_monday(17), "Hôm nay đã hết giờ làm việc", "07:30, Thứ Ba 17/11"),
        (on_monday(6), "Chưa đến giờ lấy số", "07:30"),
        (on_monday(9) - timedelta(days=1), "Hôm nay nghỉ làm việc", "07:30, Thứ Hai 16/11"),
        (on_monday(9) + timedelta(days=46), "Hôm nay nghỉ lễ: Tết Dương lịch", "07:30, Thứ Hai 4/1"),
    ],
    ids=["after closing", "too early", "Sunday", "New Year"],
)
def test_outside_opening_hours_the_door_says_when_it_opens_and_nothing_is_lost(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock, at: datetime, heading: str, opens: str
) -> None:
    set_clock(max(on_monday(9), at - timedelta(hours=17)))
    form = form_of(plain)
    set_clock(at)
    page = Page(form.submit(plain, group=str(office.birth.id), respondent="person"), status=409)
    assert page.heading == heading
    assert f"Mở cửa lúc {opens}." in page.text
    assert counted(session) == (0, 0)
    set_clock(on_monday(9))
    assert "A001" in Page(page.form(action_contains="/take").submit(plain)).heading
    assert only_ticket(session).respondent == "person"


def test_a_day_that_the_unit_is_closed_for_gives_no_numbers(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    session.add(OpeningException(unit_id=office.unit.id, day=MONDAY.date(), opens=None, closes=None, note="mất điện"))
    assert "nghỉ" in Page(plain.get(TAKE)).heading


def test_a_unit_without_hours_says_that_nobody_knows(plain: CheckedClient, session: Session, nine: datetime) -> None:
    factories.code(session, factories.unit(session), ENTRANCE)
    page = Page(plain.get(TAKE))
    assert "Chưa biết ngày mở cửa lại" in page.text


def test_the_estimate_does_not_count_on_counters_that_stand_still(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    desk_actions.pause_desk(session, office.counter.id, PauseReason.MEETING, now=MONDAY)
    assert "chưa có quầy nào mở" in office.take(plain).text
    assert only_ticket(session).estimate_low_seconds is None


def test_where_the_queue_is_kept_overnight_people_of_yesterday_are_ahead_too(
    plain: CheckedClient, session: Session, set_clock: Clock
) -> None:
    office = open_office(session, close_at_night=False)
    set_clock(MONDAY)
    office.take(plain)
    set_clock(MONDAY + timedelta(days=1))
    assert "1 người đang chờ" in Page(plain.get(TAKE)).text
    assert "Đang có 1 người chờ" in Page(plain.get(f"/q/{ENTRANCE}")).text
    mine = office.take(plain)
    assert "Còn 1 người" in mine.text
    assert session.scalars(select(Ticket.ahead).order_by(Ticket.id)).all() == [0, 1]


def test_where_the_night_closes_the_queue_people_of_yesterday_are_not_ahead(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    office.take(plain)
    set_clock(MONDAY + timedelta(days=1))
    assert "đang chờ" not in Page(plain.get(TAKE)).text
    assert "Còn 1 người" not in office.take(plain).text
    assert session.scalars(select(Ticket.ahead).order_by(Ticket.id)).all() == [0, 0]


@pytest.mark.parametrize("close_at_night", [False, True])
def test_scanning_the_next_day_leads_back_to_a_number_that_is_still_called(
    client: CheckedClient, session: Session, set_clock: Clock, close_at_night: bool
) -> None:
    office = open_office(session, close_at_night=close_at_night)
    set_clock(MONDAY)
    ticket = office.take(client)
    set_clock(MONDAY + timedelta(days=1))
    answer = client.get(f"/q/{ENTRANCE}")
    assert answer.headers.get("Location") == (None if close_at_night else ticket.path)


def test_an_order_makes_a_saturday_worked_and_a_monday_free(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    saturday = MONDAY - timedelta(days=2)
    session.add(HolidayOverride(day=saturday.date(), is_working=True, note="Làm bù"))
    session.add(HolidayOverride(day=MONDAY.date(), is_working=False, note="Nghỉ bù"))
    set_clock(saturday)
    assert "A001" in office.take(plain).heading
    assert only_ticket(session).day == saturday.date()
    set_clock(MONDAY)
    assert Page(plain.get(TAKE)).heading == "Hôm nay nghỉ làm việc"
    assert "Hôm nay nghỉ làm việc" in Page(plain.get(f"/display/{office.unit.slug}")).text


@pytest.mark.parametrize("wrong", [timedelta(days=400), -timedelta(days=400)])
def test_a_phones_own_clock_decides_nothing(
    plain: CheckedClient, office: Office, session: Session, wrong: timedelta
) -> None:
    typed = {"group": str(office.birth.id), "at": (MONDAY + wrong).isoformat(), "day": "2020-01-01"}
    form = form_of(plain)
    answer = plain.post(form.action, data=form.defaults | typed, headers={"Date": http_date(MONDAY + wrong)})
    assert answer.status_code == 303
    assert (only_ticket(session).arrived_at, only_ticket(session).arrived_quality) == (MONDAY, "exact")
