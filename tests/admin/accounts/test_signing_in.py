"""The sign-in page: right and wrong, too often, from where, and where it leads."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts import guard, passwords, signing_in
from admin.accounts.models import Staff
from admin.accounts.roles import Role
from tests import cast, factories
from tests.cast import PASSWORD, sign_in_on_page
from tests.client import CheckedClient
from tests.page import Page

NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
SetClock = Callable[[datetime], None]


@pytest.fixture
def person(session: Session) -> Staff:
    return cast.staff(session, Role.SUPERVISOR, factories.unit(session), login="an.nguyen")


def attempt(client: CheckedClient, login: str, password: str, *, status: int = 422) -> Page:
    form = Page(client.get("/admin/sign-in")).form(action_contains="sign-in")
    return Page(form.submit(client, login=login, password=password), status=status)


def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(client: CheckedClient, person: Staff) -> None:
    wrong = attempt(client, "an.nguyen", "sai mật khẩu rồi")
    unknown = attempt(client, "khong.co.ai", "sai mật khẩu rồi")
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in wrong.text
    assert wrong.text == unknown.text


def test_a_disabled_person_gets_the_same_answer(client: CheckedClient, session: Session, person: Staff) -> None:
    person.active = False
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in attempt(client, "an.nguyen", PASSWORD).text


def test_the_login_is_kept_and_the_password_is_not(client: CheckedClient, person: Staff) -> None:
    page = attempt(client, "an.nguyen", "sai mật khẩu rồi")
    defaults = page.form(action_contains="sign-in").defaults
    assert (defaults["login"], defaults["password"]) == ("an.nguyen", "")
    assert "sai mật khẩu rồi" not in page.response.text


def test_capitals_and_spaces_around_a_login_do_not_matter(client: CheckedClient, person: Staff) -> None:
    assert attempt(client, "  An.Nguyen ", PASSWORD, status=200).path == "/admin/"


def test_nonsense_gets_its_answer_and_no_fault(client: CheckedClient, person: Staff) -> None:
    for login in ("x" * 10_000, "' OR 1=1 --", "<b>an</b>", "an\x00nguyen", "a\u0300n", "\u202ean"):
        attempt(client, login, "x" * 10_000)


def test_empty_fields_are_asked_for(client: CheckedClient) -> None:
    assert "Xin nhập ô này." in attempt(client, " ", "").text


def test_the_eleventh_try_within_a_quarter_of_an_hour_is_refused_even_when_right(
    client: CheckedClient, person: Staff, set_clock: SetClock
) -> None:
    set_clock(NOW)
    for _ in range(10):
        attempt(client, "an.nguyen", "sai mật khẩu rồi")
    page = attempt(client, "an.nguyen", PASSWORD, status=429)
    assert "Xin chờ 15 phút" in page.text
    assert page.response.headers["Retry-After"] == "900"
    set_clock(NOW + timedelta(minutes=15))
    assert attempt(client, "an.nguyen", PASSWORD, status=200).path == "/admin/"


def test_another_login_in_the_same_office_is_not_held_up(
    client: CheckedClient, other_client: CheckedClient, session: Session, person: Staff
) -> None:
    cast.staff(session, Role.CLERK, factories.unit(session), login="binh.tran")
    for _ in range(11):
        form = Page(client.get("/admin/sign-in")).form(action_contains="sign-in")
        form.submit(client, login="an.nguyen", password="sai mật khẩu rồi")
    assert attempt(other_client, "binh.tran", PASSWORD, status=200).path == "/admin/"


def test_success_forgets_the_wrong_tries(client: CheckedClient, person: Staff, set_clock: SetClock) -> None:
    set_clock(NOW)
    for _ in range(2):
        for _ in range(9):
            attempt(client, "an.nguyen", "sai mật khẩu rồi")
        page = attempt(client, "an.nguyen", PASSWORD, status=200)
        page.form(action_contains="sign-out").submit(client)


def test_a_stranger_who_guesses_does_not_lock_the_owner_out_of_the_usual_browser(
    client: CheckedClient, other_client: CheckedClient, person: Staff, set_clock: SetClock
) -> None:
    set_clock(NOW)
    sign_in_on_page(client, person).form(action_contains="sign-out").submit(client)
    for _ in range(10):
        attempt(other_client, "an.nguyen", "sai mật khẩu rồi")
    attempt(other_client, "an.nguyen", PASSWORD, status=429)
    assert attempt(client, "an.nguyen", PASSWORD, status=200).path == "/admin/"


def test_a_forged_mark_of_a_browser_is_not_believed(client: CheckedClient, person: Staff, set_clock: SetClock) -> None:
    set_clock(NOW)
    for number in range(11):
        client.set_cookie("__Host-device", f"WyJ4IiwiYSJd.forged{number}", domain="motcua.example", secure=True)
        attempt(client, "an.nguyen", "sai mật khẩu rồi", status=422 if number < 10 else 429)


def test_one_browser_that_tries_many_logins_is_slowed_down(
    client: CheckedClient, other_client: CheckedClient, person: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_in, "TRIES_FROM_ONE_PLACE", 3)
    for login in ("mot", "hai", "ba"):
        attempt(client, login, "sai mật khẩu rồi")
    attempt(client, "an.nguyen", PASSWORD, status=429)
    assert attempt(other_client, "an.nguyen", PASSWORD, status=200).path == "/admin/"


def test_a_hash_with_older_parameters_is_renewed_at_sign_in(
    client: CheckedClient, session: Session, person: Staff
) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    person.password_hash = old
    sign_in_on_page(client, person)
    renewed = session.scalars(select(Staff.password_hash)).one()
    assert renewed != old
    assert not passwords.is_outdated(renewed)


def test_signing_in_leads_back_to_the_page_that_was_asked_for(client: CheckedClient, person: Staff) -> None:
    answer = client.get("/admin/password?from=home")
    assert answer.location == "/admin/sign-in?next=/admin/password?from%3Dhome"
    page = Page(client.get(answer.location))
    response = page.form(action_contains="sign-in").submit(client, login="an.nguyen", password=PASSWORD, follow=False)
    assert response.location == "/admin/password?from=home"
    assert client.get(answer.location).location == "/admin/password?from=home"


def test_signing_in_never_leads_to_another_site(client: CheckedClient, person: Staff) -> None:
    page = Page(client.get("/admin/sign-in?next=//evil.example/"))
    form = page.form(action_contains="sign-in")
    assert form.submit(client, login="an.nguyen", password=PASSWORD, follow=False).location == "/admin/"


def test_only_paths_of_our_own_are_followed(app: Flask) -> None:
    elsewhere = ["", "evil", "@evil.example", "http:evil", "https://evil.example/admin/", "javascript:alert(1)"]
    disguised = ["//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/admin\\..\\x"]
    broken = ["/\t/evil", "/\n/evil.example", "/[", "//["]
    ours = ["/admin/staff/?unit=3", "/display/ninh-kieu", "/admin/reports/2026-W47#bang"]
    with app.test_request_context():
        followed = [wanted for wanted in elsewhere + disguised + broken if guard.next_page(wanted) != "/admin/"]
        assert followed == ["/["]  # odd, but ours
        assert [guard.next_page(wanted) for wanted in ours] == ours


def test_a_form_without_its_token_is_refused_with_a_word(client: CheckedClient, person: Staff) -> None:
    response = client.post("/admin/sign-in", data={"login": "an.nguyen", "password": PASSWORD})
    assert "Xin mở lại trang" in Page(response, status=400).text
    sign_in_on_page(client, person)
    assert client.post("/admin/sign-out").status_code == 400
    assert client.get("/admin/").status_code == 200


def test_a_form_sent_by_another_site_is_refused(client: CheckedClient, person: Staff) -> None:
    form = Page(client.get("/admin/sign-in")).form(action_contains="sign-in")
    evil = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    response = form.submit(client, login="an.nguyen", password=PASSWORD, headers=evil, follow=False)
    assert response.status_code == 403
