"""What a person does with the own account: the password and the second step."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from kiosk.ground.events import AuditEvent
from kiosk.office import qr
from tests import cast, factories
from tests.cast import PASSWORD, sign_in_on_page
from tests.client import CheckedClient
from tests.page import Page

NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
FRESH = "Cầu Cần Thơ rất dài"
SetClock = Callable[[datetime], None]


@pytest.fixture
def person(session: Session) -> Staff:
    return cast.staff(session, Role.SUPERVISOR, factories.unit(session), login="an.nguyen")


def change(
    client: CheckedClient, current: str = PASSWORD, fresh: str = FRESH, again: str = "", status: int = 422
) -> Page:
    form = Page(client.get("/admin/password")).form(button="Đổi mật khẩu")
    return Page(form.submit(client, current=current, fresh=fresh, again=again or fresh), status=status)


def acts(session: Session) -> list[str]:
    return list(session.scalars(select(AuditEvent.act).order_by(AuditEvent.id)))


def test_a_changed_password_signs_the_other_browsers_out_and_keeps_this_one(
    client: CheckedClient, other_client: CheckedClient, session: Session, person: Staff
) -> None:
    sign_in_on_page(client, person)
    before = client.get_cookie("__Host-staff", domain="motcua.example")
    sign_in_on_page(other_client, person)
    assert change(client, status=200).path == "/admin/"
    after = client.get_cookie("__Host-staff", domain="motcua.example")
    assert before
    assert after
    assert before.value != after.value
    assert other_client.get("/admin/").status_code == 303
    assert sign_in_on_page(other_client, person, password=FRESH).path == "/admin/"
    assert acts(session) == ["staff.password"]


def test_a_first_password_must_be_changed_and_then_everything_opens(
    client: CheckedClient, session: Session, person: Staff
) -> None:
    person.must_change_password = True
    assert sign_in_on_page(client, person).path == "/admin/password"
    assert change(client, status=200).path == "/admin/"
    assert not person.must_change_password


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"current": "không phải mật khẩu"}, "Mật khẩu hiện tại không đúng."),
        ({"fresh": "ngắn quá"}, "ít nhất 12 ký tự"),
        ({"fresh": "x" * 10_000}, "nhiều nhất 200 ký tự"),
        ({"fresh": "an.nguyen2026"}, "không được là tên đăng nhập"),
        ({"fresh": "123456789012"}, "quá dễ đoán"),
        ({"fresh": PASSWORD}, "phải khác mật khẩu hiện tại"),
        ({"again": "gõ nhầm lần hai"}, "không giống nhau"),
    ],
)
def test_a_password_that_will_not_do_is_told_why(
    client: CheckedClient, person: Staff, typed: dict[str, Any], told: str
) -> None:
    sign_in_on_page(client, person)
    page = change(client, **typed)
    assert told in page.text
    assert client.get("/admin/").status_code == 200


def test_the_present_password_cannot_be_guessed_on_an_open_desk(client: CheckedClient, person: Staff) -> None:
    sign_in_on_page(client, person)
    for _ in range(10):
        change(client, current="không phải mật khẩu")
    assert "quá nhiều lần" in change(client, status=429).text


def enrol(client: CheckedClient, now: datetime) -> pyotp.TOTP:
    page = Page(client.get("/admin/two-steps"))
    phone = pyotp.TOTP("".join(re.findall(r"\b[A-Z2-7]{4}\b", page.text)))
    page = Page(page.form(button="Bật").submit(client, code=phone.at(now)))
    assert "Đang bật" in page.text
    return phone


def code_page(client: CheckedClient, person: Staff) -> Page:
    page = sign_in_on_page(client, person)
    assert page.path == "/admin/sign-in/code"
    return page


def test_the_picture_and_the_text_give_the_phone_the_same_secret(client: CheckedClient, person: Staff) -> None:
    sign_in_on_page(client, person)
    page = Page(client.get("/admin/two-steps"))
    secret = "".join(re.findall(r"\b[A-Z2-7]{4}\b", page.text))
    drawn = client.get("/admin/two-steps/code.svg")
    assert drawn.mimetype == "image/svg+xml"
    address = read_back(drawn.text)
    assert parse_qs(urlsplit(address).query)["secret"] == [secret]
    assert "an.nguyen" in address


def read_back(svg: str) -> str:
    """Paint the one path of the drawing and read it as a phone does."""
    side = int(re.findall(r'viewBox="0 0 (\d+)', svg)[0])
    rows = [[False] * side for _ in range(side)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        for column in range(int(x), int(x) + int(length)):
            rows[int(y)][column] = True
    image: Image.Image = qr.picture(tuple(tuple(row) for row in rows), 8).convert("L")
    return zxingcpp.read_barcodes(image)[0].text


def test_the_second_step_is_asked_for_and_a_code_is_good_once(
    client: CheckedClient, other_client: CheckedClient, person: Staff, set_clock: SetClock
) -> None:
    set_clock(NOW)
    sign_in_on_page(client, person)
    phone = enrol(client, NOW)
    used = phone.at(NOW)
    page = code_page(other_client, person)
    assert other_client.get("/admin/").status_code == 303
    page = Page(page.form(button="Tiếp tục").submit(other_client, code=used), status=422)
    assert "đã dùng rồi" in page.text
    set_clock(NOW + timedelta(seconds=30))
    code = phone.at(NOW + timedelta(seconds=30))
    page = Page(page.form(button="Tiếp tục").submit(other_client, code=code))
    assert page.path == "/admin/"
    page.form(action_contains="sign-out").submit(other_client)
    page = code_page(other_client, person)
    Page(page.form(button="Tiếp tục").submit(other_client, code=code), status=422)


def test_guessing_the_code_is_limited_like_guessing_the_password(
    client: CheckedClient, other_client: CheckedClient, person: Staff, set_clock: SetClock
) -> None:
    set_clock(NOW)
    sign_in_on_page(client, person)
    phone = enrol(client, NOW)
    page = code_page(other_client, person)
    wrong = f"{(int(phone.at(NOW + timedelta(hours=1))) + 1) % 10**6:06d}"
    statuses = [page.form(button="Tiếp tục").submit(other_client, code=wrong).status_code for _ in range(10)]
    assert statuses == [422] * 9 + [429]


def test_the_password_is_proven_for_five_minutes_only(
    client: CheckedClient, other_client: CheckedClient, person: Staff, set_clock: SetClock
) -> None:
    set_clock(NOW)
    sign_in_on_page(client, person)
    phone = enrol(client, NOW)
    page = code_page(other_client, person)
    later = NOW + timedelta(minutes=5)
    set_clock(later)
    answer = page.form(button="Tiếp tục").submit(other_client, code=phone.at(later))
    assert Page(answer).path == "/admin/sign-in"


def test_a_password_changed_meanwhile_ends_the_proof(
    client: CheckedClient, other_client: CheckedClient, person: Staff, set_clock: SetClock
) -> None:
    set_clock(NOW)
    sign_in_on_page(client, person)
    phone = enrol(client, NOW)
    page = code_page(other_client, person)
    change(client, status=200)
    set_clock(NOW + timedelta(minutes=1))
    answer = page.form(button="Tiếp tục").submit(other_client, code=phone.at(NOW + timedelta(minutes=1)))
    assert Page(answer).path == "/admin/sign-in"


def test_nobody_enters_the_code_page_without_a_password(client: CheckedClient, person: Staff) -> None:
    assert Page(client.get("/admin/sign-in/code", follow_redirects=True)).path == "/admin/sign-in"


def test_a_wrong_code_turns_nothing_on(client: CheckedClient, person: Staff) -> None:
    sign_in_on_page(client, person)
    page = Page(client.get("/admin/two-steps"))
    for code in ("000 000", "12", "abc"):
        page = Page(page.form(button="Bật").submit(client, code=code), status=422)
    assert person.totp_secret is None


def test_the_second_step_is_given_up_with_a_code_only(
    client: CheckedClient, session: Session, person: Staff, set_clock: SetClock
) -> None:
    set_clock(NOW)
    sign_in_on_page(client, person)
    phone = enrol(client, NOW)
    page = Page(client.get("/admin/two-steps"))
    page = Page(page.form(button="Tắt").submit(client, code=phone.at(NOW)), status=422)
    set_clock(NOW + timedelta(seconds=30))
    page = Page(page.form(button="Tắt").submit(client, code=phone.at(NOW + timedelta(seconds=30))))
    assert page.form(button="Bật")
    assert person.totp_secret is None
    assert acts(session) == ["staff.two_steps_on", "staff.two_steps_off"]
