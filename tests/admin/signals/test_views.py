"""What a monitor reads of one unit; who may not."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from kiosk.ground.calendar import Week, local_day
from kiosk.office.models import Unit
from survey.ballots.models import CastTally
from tests import cast, factories
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

SetClock = Callable[[datetime], None]
LAST = Week.of(local_day(MONDAY)).shift(-1)


@pytest.fixture
def people(session: Session, set_clock: SetClock) -> cast.Cast:
    set_clock(MONDAY + timedelta(hours=1))
    people = cast.cast(session)
    factories.counter(session, people.unit)
    factories.counter(session, people.neighbour)
    return people


@pytest.fixture
def monitor(session: Session, people: cast.Cast) -> Staff:
    return cast.staff(session, Role.MONITOR, people.top, login="matran")


def answered(session: Session, unit: Unit, week: Week, *, fast: int, timed: int = 100) -> None:
    for sign, ballots in (("cast", timed), ("phone", timed), ("placed", timed), ("timed", timed), ("fast", fast)):
        session.execute(insert(CastTally).values(unit_id=unit.id, week=str(week), sign=sign, ballots=ballots))


def test_a_monitor_reads_what_to_ask_why_it_may_be_innocent_and_what_to_do(
    client: CheckedClient, session: Session, people: cast.Cast, monitor: Staff
) -> None:
    for back in range(1, 12):
        answered(session, people.unit, LAST.shift(-back), fast=1)
    answered(session, people.unit, LAST, fast=30)
    sign_in(client, monitor)
    page = Page(client.get(f"/admin/signals/{people.unit.id}"))
    assert "Có 1 dấu hiệu cần hỏi. 6 dấu hiệu chưa đủ số liệu." in page.text
    assert "15,5 % phiếu gửi đi chưa đến 5 giây sau khi mở; trước đây 1 %." in page.text
    assert "Ra sảnh xem có ai cầm điện thoại bấm hộ" in page.text
    assert "bấm phiếu hộ" not in page.text  # what another signal would ask
    before = Page(client.get(f"/admin/signals/{people.unit.id}?week={LAST.shift(-1)}"))
    assert "Không có dấu hiệu cần hỏi." in before.text


def test_too_little_is_said_and_is_no_silence(
    client: CheckedClient, session: Session, people: cast.Cast, monitor: Staff
) -> None:
    sign_in(client, monitor)
    page = Page(client.get(f"/admin/signals/{people.unit.id}"))
    assert "Chưa đủ số liệu để nói điều gì." in page.text
    assert page.text.count("Chưa đủ số liệu: ") == 9


@pytest.mark.parametrize("asked", ["2031-W01", "0001-W01", "9999-W99", "x", "%00", "2026-W47"])
def test_a_week_that_is_not_offered_shows_the_last_full_one(
    client: CheckedClient, people: cast.Cast, monitor: Staff, asked: str
) -> None:
    sign_in(client, monitor)
    page = Page(client.get(f"/admin/signals/{people.unit.id}?week={asked}"))
    assert page.form(button="Xem").defaults["week"] == str(LAST)


def test_neither_the_unit_nor_its_supervisor_nor_a_neighbour_reads_it(
    client: CheckedClient, session: Session, people: cast.Cast
) -> None:
    leader = cast.staff(session, Role.LEADER, people.top, login="lanhdao")
    for person in (people.clerk, people.supervisor, people.administrator, people.neighbour_supervisor, leader):
        sign_in(client, person)
        assert client.get(f"/admin/signals/{people.unit.id}").status_code == 403
