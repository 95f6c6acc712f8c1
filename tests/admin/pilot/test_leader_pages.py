"""The leader's page as it is opened, sent on and printed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from tests import cast
from tests.admin.pilot.offices import LAST, event
from tests.admin.pilot.test_overview import people
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

__all__ = ["people"]
ALL = "/admin/pilot/leader"


@pytest.fixture
def leader(client: CheckedClient, session: Session, people: Cast) -> CheckedClient:
    sign_in(client, cast.staff(session, Role.LEADER, people.top, login="leader"))
    return client


def words(client: CheckedClient, address: str) -> str:
    return " ".join(Page(client.get(address)).text.split())


def test_all_units_are_told_in_three_sentences_with_two_words_each(leader: CheckedClient, people: Cast) -> None:
    text = words(leader, ALL)
    assert "1 trong 2 đơn vị chờ trung bình trong mục tiêu. Phường Cái Răng 18,0 phút; Phường Ninh Kiều 12,0" in text
    assert "So với trước thí điểm: Phường Ninh Kiều giảm rõ, Phường Cái Răng chưa thấy thay đổi rõ." in text
    assert "Phường Ninh Kiều trong mục tiêu ngắn hơn trước thí điểm" in text
    assert "Phường Cái Răng vượt mục tiêu chưa thấy thay đổi rõ" in text


def test_one_unit_is_told_by_its_own_weeks_and_what_was_changed(
    leader: CheckedClient, session: Session, people: Cast
) -> None:
    event(session, people.unit, people.clerk.id, LAST.shift(-3).monday)
    text = words(leader, f"/admin/pilot/{people.unit.id}/leader")
    assert "9 trong 10 người chờ không quá 12 phút; trung bình 12,0 phút, trong mục tiêu 15 phút." in text
    assert "Bốn tuần gần nhất đến 15/11 trung bình chờ 12,0 phút, trước thí điểm 24,0 phút: giảm rõ." in text
    assert "Tuần từ 09/11 đến 15/11/2026" in text
    assert "Tuần sau" not in text


def test_whoever_sees_one_unit_only_gets_its_page_and_not_a_list_of_one(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.neighbour_supervisor)
    assert "Người dân chờ bao lâu ở Phường Cái Răng" in words(client, ALL)


@pytest.mark.parametrize("whose", [ALL, "/admin/pilot/{unit}/leader"])
def test_it_is_one_picture_to_send_on_that_is_not_sent_twice(leader: CheckedClient, people: Cast, whose: str) -> None:
    address = whose.format(unit=people.unit.id)
    answer = leader.get(f"{address}.png")
    with Image.open(BytesIO(answer.data)) as picture:
        assert picture.size == (1080, 1528)
    tag = answer.headers["ETag"]
    assert leader.get(f"{address}.png", headers={"If-None-Match": tag}).status_code == 304
    assert leader.get(f"{address}.svg?narrow=1").mimetype == "image/svg+xml"


def test_an_earlier_week_may_be_asked_for_and_a_strange_one_is_refused(leader: CheckedClient, people: Cast) -> None:
    text = words(leader, f"/admin/pilot/{people.unit.id}/leader?week={LAST.shift(-8)}")
    assert "Chưa có đủ số liệu để so với trước thí điểm." in text
    assert "Tuần sau" in text
    for strange in ("2026-W54", "0001-W01", "1900-W01", "hôm qua", "2999-W52", "2026-W48"):
        assert leader.get(f"{ALL}?week={strange}").status_code == 422


def test_a_week_that_says_nothing_is_not_sent_on_and_the_week_before_says_why_it_is_shown(
    client: CheckedClient, session: Session, people: Cast, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(MONDAY + timedelta(days=7))
    sign_in(client, cast.staff(session, Role.LEADER, people.top, login="leader"))
    assert "Tuần 16/11–22/11/2026 chưa có đủ số liệu; đây là tuần 09/11–15/11/2026." in words(client, ALL)
    text = words(client, f"{ALL}?week={LAST.shift(1)}")
    assert "Tuần này chưa đơn vị nào có đủ số liệu." in text
    assert "Tải ảnh để gửi đi" not in text
    assert "giảm rõ" not in text


def test_without_any_pilot_unit_it_says_so(client: CheckedClient, session: Session, people: Cast) -> None:
    for one in (people.unit, people.neighbour):
        one.pilot = False
    session.flush()
    sign_in(client, people.supervisor)
    assert "Chưa có đơn vị thí điểm nào" in words(client, ALL)
    assert client.get(f"{ALL}.png").status_code == 200
