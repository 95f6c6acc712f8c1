"""Who is signed in, and when that ends."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts import actions, passwords
from admin.accounts.models import Staff, StaffSession
from admin.accounts.roles import Role
from admin.accounts.sessions import COOKIE
from tests import cast, factories
from tests.cast import sign_in_on_page
from tests.client import BASE_URL, CheckedClient
from tests.page import Page

NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
SetClock = Callable[[datetime], None]


def is_in(client: CheckedClient, **headers: str) -> bool:
    response = client.get("/admin/", headers=headers)
    assert response.status_code in {200, 303, 401}
    return response.status_code == 200


def token_of(client: CheckedClient) -> str:
    cookie = client.get_cookie(COOKIE, domain="motcua.example")
    return cookie.value if cookie else ""


def carry(client: CheckedClient, token: str) -> None:
    client.set_cookie(COOKIE, token, domain="motcua.example", secure=True)


def someone(session: Session, role: Role = Role.SUPERVISOR) -> Staff:
    return cast.staff(session, role, factories.unit(session))


def test_a_person_signs_in_and_out(client: CheckedClient, session: Session) -> None:
    page = sign_in_on_page(client, someone(session))
    assert "Xin chào" in page.heading
    page = Page(page.form(action_contains="sign-out").submit(client))
    assert page.path == "/admin/sign-in"
    assert not is_in(client)


def test_the_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts(client: CheckedClient, session: Session) -> None:
    person = someone(session)
    form = Page(client.get("/admin/sign-in")).form(action_contains="sign-in")
    response = form.submit(client, follow=False, login=person.login, password=cast.PASSWORD)
    cookie = next(line for line in response.headers.getlist("Set-Cookie") if line.startswith("__Host-staff="))
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie.split("; ")
    assert "Domain" not in cookie


def test_only_a_digest_of_the_token_is_kept(client: CheckedClient, session: Session) -> None:
    sign_in_on_page(client, someone(session))
    kept = session.scalars(select(StaffSession.token_hash)).all()
    assert kept == [actions.session_digest(token_of(client))]
    assert token_of(client) not in kept


def test_a_token_planted_before_signing_in_is_worth_nothing_after(client: CheckedClient, session: Session) -> None:
    carry(client, "planted")
    sign_in_on_page(client, someone(session))
    assert token_of(client) not in {"", "planted"}
    carry(client, "planted")
    assert not is_in(client)


def test_signing_in_again_ends_the_session_before(client: CheckedClient, session: Session) -> None:
    person = someone(session)
    form = Page(client.get("/admin/sign-in")).form(action_contains="sign-in")
    form.submit(client, login=person.login, password=cast.PASSWORD)
    first = token_of(client)
    fresh = CheckedClient(client.application, session=session)
    carry(fresh, first)
    Page(fresh.get("/admin/"))
    client.delete_cookie(COOKIE, domain="motcua.example")
    form = Page(client.get("/admin/sign-in")).form(action_contains="sign-in")
    carry(client, first)
    form.submit(client, login=person.login, password=cast.PASSWORD)
    assert token_of(client) != first
    assert not is_in(fresh)


def test_a_token_replayed_after_sign_out_opens_nothing(client: CheckedClient, session: Session) -> None:
    page = sign_in_on_page(client, someone(session))
    token = token_of(client)
    page.form(action_contains="sign-out").submit(client)
    carry(client, token)
    assert not is_in(client)


def test_a_disabled_person_is_out_at_once(client: CheckedClient, session: Session) -> None:
    person = someone(session)
    sign_in_on_page(client, person)
    actions.set_active(session, person.id, active=False, by=None, now=NOW)
    assert not is_in(client)
    actions.set_active(session, person.id, active=True, by=None, now=NOW)
    assert not is_in(client)


def test_a_changed_password_ends_every_session(client: CheckedClient, session: Session) -> None:
    person = someone(session)
    sign_in_on_page(client, person)
    fresh = passwords.hash_password("một mật khẩu khác")
    actions.set_password(session, person.id, fresh, must_change=False, by=None, now=NOW)
    assert not is_in(client)


def test_a_revoked_role_ends_every_session(client: CheckedClient, session: Session) -> None:
    unit = factories.unit(session)
    person = cast.staff(session, Role.CLERK, unit)
    more = cast.grant(session, person, Role.SUPERVISOR, unit)
    sign_in_on_page(client, person)
    actions.revoke_role(session, more.id, by=None, now=NOW)
    assert not is_in(client)


@pytest.mark.parametrize(("role", "idle"), [(Role.SUPERVISOR, 60), (Role.ADMINISTRATOR, 60), (Role.CLERK, 480)])
def test_whoever_does_nothing_for_too_long_is_signed_out(
    client: CheckedClient, session: Session, set_clock: SetClock, role: Role, idle: int
) -> None:
    set_clock(NOW)
    sign_in_on_page(client, someone(session, role))
    first = timedelta(minutes=idle) - timedelta(seconds=1)
    set_clock(NOW + first)
    assert is_in(client)
    set_clock(NOW + first + timedelta(minutes=idle))
    assert not is_in(client)


def test_nobody_stays_longer_than_the_longest_session(
    client: CheckedClient, session: Session, set_clock: SetClock
) -> None:
    set_clock(NOW)
    sign_in_on_page(client, someone(session, Role.CLERK))
    set_clock(NOW + timedelta(hours=6))
    assert is_in(client)
    set_clock(NOW + timedelta(hours=12) - timedelta(seconds=1))
    assert is_in(client)
    set_clock(NOW + timedelta(hours=12))
    assert not is_in(client)


def test_a_page_that_refreshes_itself_is_nobody_doing_anything(
    client: CheckedClient, session: Session, set_clock: SetClock
) -> None:
    set_clock(NOW)
    sign_in_on_page(client, someone(session))
    for minutes in (20, 40, 59):
        set_clock(NOW + timedelta(minutes=minutes))
        assert is_in(client, **{"X-Poll": "1"})
    set_clock(NOW + timedelta(minutes=60))
    response = client.get("/admin/", headers={"X-Poll": "1"})
    assert response.status_code == 401


def test_activity_is_written_at_most_once_a_minute(
    client: CheckedClient, session: Session, set_clock: SetClock
) -> None:
    set_clock(NOW)
    sign_in_on_page(client, someone(session))
    seen = []
    for seconds in (30, 59, 60, 119):
        set_clock(NOW + timedelta(seconds=seconds))
        is_in(client)
        seen.append((session.scalars(select(StaffSession.last_seen_at)).one() - NOW).seconds)
    assert seen == [0, 0, 60, 60]


def test_sessions_that_are_over_are_swept_when_somebody_signs_in(
    client: CheckedClient, other_client: CheckedClient, session: Session, set_clock: SetClock
) -> None:
    unit = factories.unit(session)
    set_clock(NOW)
    sign_in_on_page(client, cast.staff(session, Role.CLERK, unit, login="mai"))
    set_clock(NOW + timedelta(hours=13))
    sign_in_on_page(other_client, cast.staff(session, Role.CLERK, unit, login="lan"))
    assert len(session.scalars(select(StaffSession)).all()) == 1


def test_signing_out_everywhere_ends_the_other_browser_too(
    client: CheckedClient, other_client: CheckedClient, session: Session
) -> None:
    person = someone(session)
    sign_in_on_page(client, person)
    sign_in_on_page(other_client, person)
    page = Page(client.get("/admin/password"))
    page.form(action_contains="everywhere").submit(client)
    assert not is_in(client)
    assert not is_in(other_client)


def test_a_form_token_from_before_signing_in_is_no_good_after(client: CheckedClient, session: Session) -> None:
    before = Page(client.get("/admin/sign-in")).form(action_contains="sign-in").defaults["csrf_token"]
    sign_in_on_page(client, someone(session))
    assert client.post("/admin/sign-out", data={"csrf_token": before}, base_url=BASE_URL).status_code == 400
    assert is_in(client)
