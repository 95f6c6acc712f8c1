"""The page on which an administrator adds tablets and sees which are alive."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.models import Device
from tests import factories
from tests.admin.setup.scene import Scene, scene
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.office.record import acts
from tests.page import Page

LIST = "/admin/devices/of/ninh-kieu"
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def here(client: CheckedClient, session: Session, set_clock: Callable[[datetime], None]) -> Scene:
    set_clock(MONDAY)
    found = scene(session)
    sign_in(client, found.administrator)
    return found


def code_on(page: Page) -> str:
    (shown,) = page.find("strong", class_="pairing")
    return shown.text or ""


def test_a_tablet_is_added_and_its_code_shown_once(
    client: CheckedClient, other_client: CheckedClient, session: Session, here: Scene
) -> None:
    page = Page(client.get("/admin/units/ninh-kieu")).follow(client, "Thêm, ghép, xem máy nào còn sống")
    form = page.form(button="Thêm và lấy mã ghép")
    assert form.defaults["prefix"] == "K"
    page = Page(form.submit(client, name=EVIL, prints=True))
    assert EVIL in page.text
    assert "chưa ghép lần nào" in page.text
    assert "/kiosk/ninh-kieu" in page.text
    code = code_on(page)
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    assert code not in Page(client.get(LIST)).text
    Page(Page(other_client.get("/kiosk/ninh-kieu")).form(button="Ghép").submit(other_client, code=code))
    assert "còn sống" in Page(client.get(LIST)).text
    device = session.scalars(select(Device)).one()
    assert (device.name, device.prefix, device.prints) == (EVIL, "K", True)


@pytest.mark.parametrize(
    ("minutes", "said", "level"),
    [(1, "còn sống", "within"), (5, "im lặng 5 phút", "near"), (600, "im lặng từ", "over")],
)
def test_how_long_a_tablet_is_silent_is_told_in_words_and_colour(
    client: CheckedClient, session: Session, here: Scene, minutes: int, said: str, level: str
) -> None:
    device, _code = factories.device(session, here.unit)
    device.last_seen_at, device.unsent = MONDAY - timedelta(minutes=minutes), 3
    page = Page(client.get(LIST))
    assert said in page.text
    assert page.find("span", class_=level)
    assert "3 số chưa gửi về" in page.text


def test_a_tablet_that_takes_anothers_place_leaves_in_the_record_what_that_one_had_not_sent(
    client: CheckedClient, other_client: CheckedClient, session: Session, here: Scene
) -> None:
    device, code = factories.device(session, here.unit)
    device.unsent = 3
    Page(Page(other_client.get("/kiosk/ninh-kieu")).form(button="Ghép").submit(other_client, code=code))
    assert "3 số chưa gửi về" in Page(client.get(LIST)).text
    lines = Page(client.get("/admin/units/ninh-kieu/changes")).text
    assert "Ghép máy tính bảng: K – Máy K" in lines
    assert "Số chưa gửi về: 3" in lines
    assert "tại máy tính bảng" in lines, "and not by a command"


def test_a_tablet_is_renamed_paired_again_and_revoked(client: CheckedClient, session: Session, here: Scene) -> None:
    device, _code = factories.device(session, here.unit)
    page = Page(client.get(LIST)).follow(client, "Sửa", href_contains=f"devices/{device.id}")
    page = Page(page.form(button="Lưu").submit(client, name="Máy ở cửa sau"))
    assert "Máy ở cửa sau" in page.text
    page = Page(page.form(action_contains="/pair").submit(client))
    assert code_on(page)
    page = Page(page.form(action_contains="/revoke").submit(client))
    assert "đã ngừng dùng" in page.text
    assert device.revoked_at == MONDAY
    assert acts(session) == ["device.add", "device.change", "device.offer", "device.revoke"]
    assert "Ngừng dùng máy tính bảng" in Page(client.get("/admin/units/ninh-kieu/changes")).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "", "prefix": "K"}, "Xin nhập ô này."),
        ({"name": "x" * 10_000, "prefix": "K"}, "Xin nhập ngắn hơn."),
        ({"name": "x", "prefix": "A"}, "Chữ này đã có nhóm, máy tính bảng"),
        ({"name": "x", "prefix": "T"}, "Chữ này đã có nhóm, máy tính bảng"),
        ({"name": "x", "prefix": "K2"}, "Dùng một đến ba chữ cái"),
    ],
)
def test_a_tablet_that_cannot_be_comes_back(
    client: CheckedClient, session: Session, here: Scene, typed: dict[str, str], said: str
) -> None:
    form = Page(client.get(LIST)).form(button="Thêm và lấy mã ghép")
    page = Page(form.submit(client, forged=typed), status=422)
    assert said in page.text
    assert page.form(button="Thêm và lấy mã ghép").defaults["name"] == typed["name"]
    assert acts(session) == []


def test_a_code_of_another_unit_is_not_shown_here(client: CheckedClient, session: Session, here: Scene) -> None:
    device, _code = factories.device(session, here.unit)
    Page(client.get(LIST)).form(action_contains="/pair").submit(client, follow=False)
    assert Page(client.get(f"/admin/devices/{device.id}")).find("strong", class_="pairing") == []
    assert code_on(Page(client.get(LIST)))
