"""A browser becomes a tablet by a code that is told once, and stops being one when it is revoked."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from kiosk.office import device_actions
from kiosk.office.models import Device
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.office import Office
from tests.page import Page


def pair(client: CheckedClient, address: str, code: str) -> TestResponse:
    return Page(client.get(address)).form(button="Ghép").submit(client, forged={"code": code}, follow=False)


def test_a_browser_that_is_no_tablet_is_asked_for_the_code(client: CheckedClient, start: str) -> None:
    page = Page(client.get(start))
    assert page.heading == "Ghép máy tính bảng"
    assert "ngừng dùng" not in page.text
    for part in ("take", "rate", "paper", "number/0"):
        assert client.get(f"{start}/{part}").location == start
        assert client.post(f"{start}/{part}").status_code in {303, 405}


def test_the_right_code_lets_it_in_for_400_days_out_of_reach_of_scripts(
    client: CheckedClient, device: tuple[Device, str], start: str
) -> None:
    answer = pair(client, start, f" {device[1][:4].lower()}-{device[1][4:]}")
    assert (answer.status_code, answer.location) == (303, start)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-kiosk=")
    for attribute in ("Secure", "HttpOnly", "Path=/", "SameSite=Strict", f"Max-Age={400 * 24 * 3600}"):
        assert attribute in cookie
    assert Page(client.get(start)).heading == "Xin chào Ông/Bà"


def test_the_key_itself_is_kept_nowhere(client: CheckedClient, session: Session, tablet: CheckedClient) -> None:
    cookie = client.get_cookie("__Host-kiosk", domain="motcua.example")
    assert cookie is not None
    key = cookie.value.rpartition(".")[2]
    assert len(key) == 26
    device = session.scalars(select(Device)).one()
    assert key not in {str(value) for value in vars(device).values()}
    assert device.key_hash == device_actions.key_digest(key)


@pytest.mark.parametrize("typed", ["", "0000-0000", "%00", "🙂" * 9, "'; DROP TABLE device; --"])
def test_a_wrong_code_is_told_in_a_sentence(
    client: CheckedClient, device: tuple[Device, str], start: str, typed: str
) -> None:
    page = Page(pair(client, start, typed), status=422)
    assert "Mã ghép chưa đúng" in page.text
    assert client.get_cookie("__Host-kiosk", domain="motcua.example") is None


def test_twenty_wrong_codes_are_enough(client: CheckedClient, device: tuple[Device, str], start: str) -> None:
    for _ in range(20):
        pair(client, start, "00000000")
    page = Page(pair(client, start, device[1]), status=429)
    assert "Xin nhờ quản trị cấp mã khác" in page.text


def test_a_code_is_good_once_and_only_where_its_unit_is(
    client: CheckedClient, other_client: CheckedClient, session: Session, device: tuple[Device, str], start: str
) -> None:
    neighbour = factories.unit(session, "Phường Cái Răng")
    assert pair(client, f"/kiosk/{neighbour.slug}", device[1]).status_code == 422
    assert pair(client, start, device[1]).status_code == 303
    assert pair(other_client, start, device[1]).status_code == 422


def test_a_revoked_tablet_is_told_so_and_can_be_paired_again(
    tablet: CheckedClient, session: Session, device: tuple[Device, str], start: str
) -> None:
    device_actions.revoke(session, device[0].id, now=MONDAY, staff_id=None)
    assert "Máy này đã bị ngừng dùng" in Page(tablet.get(start)).text
    assert tablet.get(f"{start}/take").location == start
    code = device_actions.offer_code(session, device[0].id, now=MONDAY, staff_id=None)
    assert pair(tablet, start, code).status_code == 303
    assert tablet.get(f"{start}/take").status_code == 200


def test_a_tablet_of_another_unit_is_told_so(tablet: CheckedClient, session: Session) -> None:
    neighbour = factories.unit(session, "Phường Cái Răng")
    assert "một đơn vị khác" in Page(tablet.get(f"/kiosk/{neighbour.slug}")).text


def test_being_alive_is_written_once_a_minute_and_renews_the_key(
    tablet: CheckedClient, session: Session, start: str, set_clock: Callable[[datetime], None]
) -> None:
    seen = []
    for seconds in (30, 90, 100, 200):
        set_clock(MONDAY + timedelta(seconds=seconds))
        answer = tablet.get(start)
        alive = session.scalars(select(Device.last_seen_at)).one()
        assert alive is not None
        seen.append(((alive - MONDAY).seconds, "__Host-kiosk" in answer.headers.get("Set-Cookie", "")))
    assert seen == [(0, False), (90, True), (90, False), (200, True)]


def test_there_is_no_tablet_where_there_is_no_unit(client: CheckedClient, office: Office) -> None:
    for slug in ("nowhere", "%F0%9F%98%80", "x" * 3000):
        assert client.get(f"/kiosk/{slug}").status_code == 404


def test_a_made_up_key_opens_nothing(client: CheckedClient, start: str) -> None:
    for value in ("x", ".", f"x.{'0' * 26}", f"x.{'é' * 26}", "x." + "0" * 3000):
        client.set_cookie("__Host-kiosk", value, domain="motcua.example", secure=True)
        assert Page(client.get(start)).heading == "Ghép máy tính bảng"


def test_a_form_sent_twice_because_its_answer_got_lost_gives_the_same_key(
    client: CheckedClient, session: Session, device: tuple[Device, str], start: str
) -> None:
    form = Page(client.get(start)).form(button="Ghép")
    keys = [form.submit(client, code=device[1], follow=False).headers["Set-Cookie"] for _ in range(2)]
    assert keys[0] == keys[1]
    assert client.post(start, data={"code": device[1]}).status_code == 422, "a form that is not ours"
