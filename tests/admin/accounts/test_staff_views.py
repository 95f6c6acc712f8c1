"""The administrators' pages: who is seen, who is changed, and by whom never."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.models import RoleGrant, Staff
from admin.accounts.roles import Role
from kiosk.ground.events import AuditEvent
from tests import cast, factories
from tests.cast import Cast, sign_in_on_page
from tests.client import CheckedClient
from tests.page import Page

ONCE = re.compile(r"\b[a-z2-9]{4}(?:-[a-z2-9]{4}){3}\b")


@pytest.fixture
def people(session: Session) -> Cast:
    return cast.cast(session)


@pytest.fixture
def desk(client: CheckedClient, people: Cast) -> CheckedClient:
    """The browser of the unit's administrator."""
    sign_in_on_page(client, people.administrator)
    return client


def page_of(client: CheckedClient, person: Staff) -> Page:
    return Page(client.get(f"/admin/staff/{person.id}"))


def roles_of(session: Session, person: Staff) -> set[tuple[str, int]]:
    rows = session.scalars(select(RoleGrant).where(RoleGrant.staff_id == person.id))
    return {(row.role, row.unit_id) for row in rows}


def test_an_administrator_sees_the_people_of_the_subtree_only(desk: CheckedClient, people: Cast) -> None:
    page = Page(desk.get("/admin/staff/"))
    assert [people.clerk.name in page.text, people.supervisor.name in page.text] == [True, True]
    assert "neighbour" not in page.text
    assert desk.get(f"/admin/staff/{people.neighbour_clerk.id}").status_code == 403


def test_others_do_not_see_the_list(client: CheckedClient, people: Cast) -> None:
    page = sign_in_on_page(client, people.supervisor)
    assert "Nhân sự" not in page.text
    assert client.get("/admin/staff/").status_code == 403


def test_somebody_new_gets_a_password_once_and_must_change_it(
    desk: CheckedClient, other_client: CheckedClient, session: Session, people: Cast
) -> None:
    form = Page(desk.get("/admin/staff/new")).form(action_contains="new")
    page = Page(form.submit(desk, name="  Thạch  Sô Phi ", login="SoPhi", role="clerk", unit_id=people.unit.id))
    assert page.heading == "Thạch Sô Phi"
    fresh = ONCE.findall(page.text)[0]
    added = session.scalars(select(Staff).where(Staff.login == "sophi")).one()
    assert not ONCE.findall(page_of(desk, added).text)
    assert sign_in_on_page(other_client, added, password=fresh).path == "/admin/password"
    assert roles_of(session, added) == {("clerk", people.unit.id)}
    kept = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(line.act, line.staff_id, line.unit_id) for line in kept] == [
        ("staff.add", people.administrator.id, people.unit.id),
        ("role.grant", people.administrator.id, people.unit.id),
    ]
    assert not any(fresh in str(line.details) for line in kept)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"login": "clerk"}, "đã có người dùng"),
        ({"login": "an"}, "Từ 3 ký tự"),
        ({"login": "nguyễn"}, "chữ không dấu"),
        ({"login": "<script>"}, "chữ không dấu"),
        ({"login": "x" * 10_000}, "nhiều nhất 60 ký tự"),
        ({"name": "x" * 10_000}, "nhiều nhất 120 ký tự"),
        ({"name": " \u202e "}, "Xin nhập ô này."),
    ],
)
def test_a_form_that_will_not_do_comes_back_with_what_was_typed(
    desk: CheckedClient, session: Session, typed: dict[str, str], told: str
) -> None:
    before = len(session.scalars(select(Staff)).all())
    form = Page(desk.get("/admin/staff/new")).form(action_contains="new")
    sent = {"name": "Mai", "login": "mai.le"} | typed
    page = Page(form.submit(desk, role="supervisor", forged=sent), status=422)
    assert told in page.text
    assert page.form(action_contains="new").defaults["role"] == "supervisor"
    assert len(session.scalars(select(Staff)).all()) == before


def test_names_are_shown_as_they_are_and_never_run(desk: CheckedClient) -> None:
    form = Page(desk.get("/admin/staff/new")).form(action_contains="new")
    name = "<script>alert(1)</script>"
    assert Page(form.submit(desk, name=name, login="mai.le", role="clerk")).heading == name


def test_nobody_is_added_or_promoted_outside_the_subtree(desk: CheckedClient, session: Session, people: Cast) -> None:
    for unit in (people.top, people.neighbour):
        form = Page(desk.get("/admin/staff/new")).form(action_contains="new")
        assert str(unit.id) not in (form.choices["unit_id"] or [])
        forged = {"unit_id": str(unit.id)}
        page = Page(form.submit(desk, name="Mai", login="mai.le", role="clerk", forged=forged), status=422)
        assert "chọn một mục trong danh sách" in page.text
        form = page_of(desk, people.clerk).form(action_contains="/roles")
        Page(form.submit(desk, role="administrator", forged=forged), status=422)
    form = page_of(desk, people.clerk).form(action_contains="/roles")
    for forged in ({"unit_id": "x"}, {"role": "emperor"}, {"unit_id": str(10**40)}):
        Page(form.submit(desk, forged=forged), status=422)
    assert roles_of(session, people.clerk) == {("clerk", people.unit.id)}


def test_roles_are_given_and_taken_away(desk: CheckedClient, session: Session, people: Cast) -> None:
    form = page_of(desk, people.clerk).form(action_contains=f"{people.clerk.id}/roles")
    form.submit(desk, role="supervisor")
    page = Page(form.submit(desk, role="supervisor"))
    assert roles_of(session, people.clerk) == {("clerk", people.unit.id), ("supervisor", people.unit.id)}
    grant = session.scalars(select(RoleGrant).where(RoleGrant.staff_id == people.clerk.id, RoleGrant.role == "clerk"))
    page = Page(page.form(action_contains=f"/roles/{grant.one().id}/revoke").submit(desk))
    assert roles_of(session, people.clerk) == {("supervisor", people.unit.id)}
    assert "vai trò duy nhất" in page.text
    assert session.scalars(select(AuditEvent.act).order_by(AuditEvent.id)).all() == ["role.grant", "role.revoke"]


def post(client: CheckedClient, path: str) -> int:
    """Send a form that the page would not offer."""
    csrf = Page(client.get("/admin/")).form(action_contains="sign-out").defaults["csrf_token"]
    return client.post(path, data={"csrf_token": csrf}).status_code


def grant_id(session: Session, person: Staff, role: Role) -> int:
    query = select(RoleGrant.id).where(RoleGrant.staff_id == person.id, RoleGrant.role == role)
    return session.scalars(query).one()


def test_the_only_role_of_a_person_stays(desk: CheckedClient, session: Session, people: Cast) -> None:
    assert post(desk, f"/admin/staff/roles/{grant_id(session, people.clerk, Role.CLERK)}/revoke") == 409
    assert roles_of(session, people.clerk) == {("clerk", people.unit.id)}


def test_nobody_takes_away_the_own_last_administrators_role_or_account(
    desk: CheckedClient, session: Session, people: Cast
) -> None:
    cast.grant(session, people.administrator, Role.CLERK, people.unit)
    own = grant_id(session, people.administrator, Role.ADMINISTRATOR)
    assert post(desk, f"/admin/staff/roles/{own}/revoke") == 409
    assert post(desk, f"/admin/staff/{people.administrator.id}/disable") == 409
    assert people.administrator.active
    assert ("administrator", people.unit.id) in roles_of(session, people.administrator)
    assert post(desk, f"/admin/staff/roles/{grant_id(session, people.administrator, Role.CLERK)}/revoke") == 303


def test_a_reset_password_is_shown_once_and_signs_the_person_out(
    desk: CheckedClient, other_client: CheckedClient, people: Cast
) -> None:
    sign_in_on_page(other_client, people.clerk)
    page = Page(page_of(desk, people.clerk).form(button="Cấp mật khẩu mới").submit(desk))
    fresh = ONCE.findall(page.text)[0]
    assert other_client.get("/admin/").status_code == 303
    assert sign_in_on_page(other_client, people.clerk, password=fresh).path == "/admin/password"
    assert fresh not in page_of(desk, people.clerk).text


def test_a_disabled_account_is_out_until_it_is_enabled(
    desk: CheckedClient, other_client: CheckedClient, session: Session, people: Cast
) -> None:
    sign_in_on_page(other_client, people.clerk)
    page = Page(page_of(desk, people.clerk).form(button="Khóa").submit(desk))
    assert "Đã khóa" in page.text
    assert other_client.get("/admin/").status_code == 303
    page.form(button="Mở khóa").submit(desk)
    assert sign_in_on_page(other_client, people.clerk).path == "/admin/"
    assert session.scalars(select(AuditEvent.act).order_by(AuditEvent.id)).all() == ["staff.disable", "staff.enable"]


def test_a_lost_phone_is_no_longer_asked_for(desk: CheckedClient, other_client: CheckedClient, people: Cast) -> None:
    people.clerk.totp_secret = "JBSWY3DPEHPK3PXP"
    page_of(desk, people.clerk).form(button="Tắt xác thực hai bước").submit(desk)
    assert sign_in_on_page(other_client, people.clerk).path == "/admin/"


def test_a_unit_cannot_take_over_the_account_of_somebody_above(
    desk: CheckedClient, session: Session, people: Cast
) -> None:
    boss = cast.staff(session, Role.ADMINISTRATOR, people.top, login="boss")
    assert desk.get(f"/admin/staff/{boss.id}").status_code == 403
    helping = cast.grant(session, boss, Role.CLERK, people.unit)
    page = page_of(desk, boss)
    assert "Thành phố Cần Thơ" not in page.text
    assert not [button for form in page.forms for button in form.buttons if "mật khẩu" in button or "Khóa" in button]
    for act in ("password", "disable", "enable", "two-steps/off"):
        assert post(desk, f"/admin/staff/{boss.id}/{act}") == 403
    assert post(desk, f"/admin/staff/roles/{helping.id}/revoke") == 303
    assert roles_of(session, boss) == {("administrator", people.top.id)}


def test_an_administrator_above_sees_both_units(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in_on_page(client, cast.staff(session, Role.ADMINISTRATOR, people.top, login="boss"))
    page = Page(client.get("/admin/staff/"))
    assert people.clerk.name in page.text
    assert people.neighbour_clerk.name in page.text


def test_ones_own_password_is_not_reset_but_changed(desk: CheckedClient, people: Cast) -> None:
    before = people.administrator.password_hash
    assert post(desk, f"/admin/staff/{people.administrator.id}/password") == 303
    assert people.administrator.password_hash == before


def test_the_pages_of_a_sample_unit_say_so(client: CheckedClient, session: Session) -> None:
    sample = factories.unit(session, "Đơn vị mẫu", is_demo=True)
    page = sign_in_on_page(client, cast.staff(session, Role.ADMINISTRATOR, sample))
    assert "DỮ LIỆU MẪU" in page.text
    assert "DỮ LIỆU MẪU" in Page(client.get("/admin/staff/")).text
