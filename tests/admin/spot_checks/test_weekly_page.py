"""What monitors saw, beside what was logged, on the weekly page of the unit and of those above it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from tests import cast
from tests.admin.reports.test_pages import WAITS, serve
from tests.admin.spot_checks.looks import person, spot_check
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    set_clock(MONDAY + timedelta(days=1))
    people = cast.cast(session)
    serve(session, people.unit, WAITS)
    return people


def look(session: Session, people: Cast, timed: int, *, done: bool = True) -> None:
    monitor = cast.staff(session, Role.MONITOR, people.top, login=f"monitor-{timed}-{done}")
    check = spot_check(session, people.unit, monitor, done=done, at=MONDAY - timedelta(hours=2))
    for seq in range(1, timed + 1):
        person(session, check, seq, 0, 20, f"A{seq:03d}")


def weekly(client: CheckedClient, people: Cast) -> str:
    sign_in(client, people.supervisor)
    return Page(client.get(f"/admin/reports/{people.unit.id}/weekly")).text


def test_ten_people_give_a_mean_beside_the_log(client: CheckedClient, session: Session, people: Cast) -> None:
    look(session, people, 10)
    told = weekly(client, people)
    assert "13 tuần đến T47 (16/11): Người giám sát bấm giờ 10 người tại sảnh: trung bình chờ 20,0 phút" in told
    assert "Đọc được số của 10 người: nhật ký ghi trung bình 10,8 phút, bấm giờ được 20,0 phút." in told


def test_fewer_give_none(client: CheckedClient, session: Session, people: Cast) -> None:
    look(session, people, 9)
    told = weekly(client, people)
    assert "Người giám sát đã bấm giờ 9 người tại sảnh, chưa đủ 10 người" in told
    assert "20,0" not in told


def test_what_is_not_finished_is_not_told(client: CheckedClient, session: Session, people: Cast) -> None:
    look(session, people, 20, done=False)
    assert "Người giám sát" not in weekly(client, people)
