"""admin/ is closed unless a view says for whom it opens, and then only over that person's part of the tree."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Blueprint, Flask
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from admin.accounts import guard, scopes, sessions
from admin.accounts.models import RoleGrant, Staff
from admin.accounts.roles import Permission, Role
from kiosk.office.models import Unit, UnitVersion
from tests import cast, factories
from tests.cast import sign_in_on_page
from tests.client import CheckedClient
from tests.page import Page

MAY = {
    Role.GREETER: {"receive"},
    Role.CLERK: {"serve", "receive"},
    Role.HEAD: {"see_reports", "see_counters", "record_incidents", "write_remedies"},
    Role.LEADER: {"see_reports"},
    Role.SUPERVISOR: {
        *("see_reports", "see_comments", "record_interventions", "record_incidents", "write_reports", "write_remedies")
    },
    Role.ADMINISTRATOR: {"set_up", "manage_staff", "see_reports"},
    Role.MONITOR: {"see_reports", "see_signals", "spot_check"},
    Role.MODERATOR: {"moderate"},
    Role.TYPIST: {"type_ballots"},
}


def opened() -> list[str]:
    return ["open"]


@pytest.fixture
def app(app: Flask) -> Flask:
    """The application with a room whose doors are marked in every way."""
    room = Blueprint("room", "admin.room", url_prefix="/admin/room")
    room.add_url_rule("/unmarked", "unmarked", opened)
    room.add_url_rule("/public", "public", guard.public(lambda: ["open"]))
    room.add_url_rule("/person", "person", guard.signed_in()(lambda: [guard.me().login]))
    for permission in Permission:
        for_unit = guard.allow(permission, of=scopes.unit_id)(lambda **_named: ["open"])
        room.add_url_rule(f"/{permission}/<int:unit_id>", f"{permission}_of", for_unit, methods=["GET", "POST"])
        room.add_url_rule(f"/{permission}", permission, guard.allow(permission)(reach(permission)))
    app.register_blueprint(room)
    app.add_url_rule("/admin/attic", "attic", opened)
    app.register_blueprint(hidden_room())
    return app


def reach(permission: Permission) -> Callable[[], list[int]]:
    return lambda: sorted(guard.units_with(permission))


def hidden_room() -> Blueprint:
    room = Blueprint("hidden", "admin.hidden", url_prefix="/elsewhere")
    room.add_url_rule("/", "index", opened)
    return room


@pytest.fixture
def people(session: Session) -> cast.Cast:
    return cast.cast(session)


def status(client: CheckedClient, path: str) -> int:
    return client.get(f"/admin/room/{path}").status_code


@pytest.mark.parametrize("path", ["/admin/room/unmarked", "/admin/attic", "/elsewhere/"])
def test_a_view_without_a_mark_refuses_everybody(client: CheckedClient, people: cast.Cast, path: str) -> None:
    assert client.get(path).status_code == 403
    sign_in_on_page(client, people.administrator)
    assert client.get(path).status_code == 403


def test_a_public_view_is_open_to_strangers(client: CheckedClient) -> None:
    assert client.get("/admin/room/public").json == ["open"]


def test_a_stranger_is_led_to_the_sign_in_page_and_back(client: CheckedClient, people: cast.Cast) -> None:
    response = client.get("/admin/room/person?week=2026-W47")
    assert response.status_code == 303
    assert response.location == "/admin/sign-in?next=/admin/room/person?week%3D2026-W47"
    sign_in_on_page(client, people.clerk)
    assert client.get("/admin/room/person").json == ["clerk"]


def test_a_strangers_form_leads_to_the_sign_in_page_and_back_to_a_page_of_the_same_address(
    client: CheckedClient,
) -> None:
    csrf = Page(client.get("/admin/sign-in")).form().defaults["csrf_token"]
    for token in (csrf, "drawn before"):  # a session that ended, and a cookie that went with it
        response = client.post("/admin/room/set_up/1", data={"csrf_token": token})
        assert (response.status_code, response.location) == (303, "/admin/sign-in?next=/admin/room/set_up/1")
        response = client.post("/admin/monitoring/check", data={"csrf_token": token})
        assert (response.status_code, response.location) == (303, "/admin/sign-in")


def test_a_form_from_before_signing_in_says_so_and_leads_to_its_page(client: CheckedClient, people: cast.Cast) -> None:
    sign_in_on_page(client, people.clerk)
    page = Page(client.post("/admin/typing/", data={"csrf_token": "drawn before"}), status=400)
    assert page.link("Thử lại").href == "/admin/typing/"


def test_scripts_get_401_and_the_page_is_led_to_the_sign_in_page(client: CheckedClient) -> None:
    poll = client.get("/admin/room/person", headers={"X-Poll": "1"})
    assert (poll.status_code, poll.mimetype) == (401, "text/plain")
    now_at = {"HX-Request": "true", "HX-Current-URL": "https://motcua.example/admin/counter/3?x=1"}
    response = client.get("/admin/room/person", headers=now_at)
    assert response.status_code == 401
    assert response.headers["HX-Redirect"] == "/admin/sign-in?next=/admin/counter/3?x%3D1"
    evil = client.get("/admin/room/person", headers=now_at | {"HX-Current-URL": "https://evil.example//evil.example"})
    assert evil.headers["HX-Redirect"] == "/admin/sign-in?next=/admin/"


@pytest.mark.parametrize("role", Role)
def test_each_role_opens_its_own_doors_in_its_own_part_of_the_tree(
    client: CheckedClient, session: Session, people: cast.Cast, role: Role
) -> None:
    below = factories.unit(session, "Điểm tiếp nhận số 2", parent=people.unit)
    sign_in_on_page(client, cast.staff(session, role, people.unit, login="mai"))
    places = {"own": people.unit, "below": below, "above": people.top, "beside": people.neighbour}
    for permission in Permission:
        for place, unit in places.items():
            opens = permission in MAY[role] and place in {"own", "below"}
            assert status(client, f"{permission}/{unit.id}") == (200 if opens else 403), (permission, place)


@pytest.mark.parametrize("who", ["neighbour_clerk", "neighbour_supervisor"])
def test_a_neighbour_opens_nothing(client: CheckedClient, people: cast.Cast, who: str) -> None:
    sign_in_on_page(client, getattr(people, who))
    assert {status(client, f"{permission}/{people.unit.id}") for permission in Permission} == {403}


def test_a_permission_without_an_object_is_enough_anywhere(client: CheckedClient, people: cast.Cast) -> None:
    sign_in_on_page(client, people.supervisor)
    assert status(client, "see_reports") == 200
    assert status(client, "set_up") == 403


def test_the_units_of_a_permission_are_the_subtree_of_today(
    client: CheckedClient, session: Session, people: cast.Cast
) -> None:
    below = factories.unit(session, "Điểm tiếp nhận số 2", parent=people.unit)
    sign_in_on_page(client, people.supervisor)
    assert client.get("/admin/room/see_reports").json == sorted([people.unit.id, below.id])
    move(session, below, people.neighbour)
    assert client.get("/admin/room/see_reports").json == [people.unit.id]
    assert status(client, f"see_reports/{below.id}") == 403


def move(session: Session, unit: Unit, parent: Unit) -> None:
    """Communes merge: the old version ends long ago, the new one has another parent."""
    day = date(2025, 7, 1)
    session.execute(update(UnitVersion).where(UnitVersion.unit_id == unit.id).values(valid_until=day))
    session.add(UnitVersion(unit_id=unit.id, valid_from=day, parent_id=parent.id, name_vi="Điểm tiếp nhận số 2"))
    session.flush()


@pytest.mark.parametrize("cache_seconds", [5])
def test_what_a_process_remembers_of_the_tree_keeps_no_door_open_for_whoever_lost_the_role(
    client: CheckedClient, session: Session, people: cast.Cast
) -> None:
    sign_in_on_page(client, people.clerk)
    assert status(client, f"serve/{people.unit.id}") == 200
    session.execute(delete(RoleGrant).where(RoleGrant.staff_id == people.clerk.id))
    cast.grant(session, people.clerk, Role.CLERK, people.neighbour)
    assert status(client, f"serve/{people.unit.id}") == 403
    assert status(client, f"serve/{people.neighbour.id}") == 200
    people.clerk.active = False
    session.flush()
    assert status(client, f"serve/{people.neighbour.id}") == 303


@pytest.mark.parametrize("cache_seconds", [5])
def test_a_unit_that_was_missing_a_moment_ago_is_found_once_it_is_there(
    client: CheckedClient, session: Session, people: cast.Cast
) -> None:
    sign_in_on_page(client, people.administrator)
    later = session.scalars(select(func.max(Unit.id))).one() + 1
    assert status(client, f"set_up/{later}") == 404
    session.add(Unit(id=later, slug="diem-so-2", kind="centre", created_at=factories.MONDAY))
    session.flush()
    session.add(UnitVersion(unit_id=later, valid_from=date(2025, 7, 1), parent_id=people.unit.id, name_vi="Điểm 2"))
    session.flush()
    assert status(client, f"set_up/{later}") == 200


@pytest.mark.parametrize("unit_id", [0, 999_999, 2**63, 10**40])
def test_an_object_that_does_not_exist_is_not_found(client: CheckedClient, people: cast.Cast, unit_id: int) -> None:
    sign_in_on_page(client, people.administrator)
    assert status(client, f"set_up/{unit_id}") == 404


def test_a_refused_script_gets_one_line_and_no_page(client: CheckedClient, people: cast.Cast) -> None:
    sign_in_on_page(client, people.clerk)
    response = client.get(f"/admin/room/set_up/{people.unit.id}", headers={"HX-Request": "true"})
    assert (response.status_code, response.mimetype) == (403, "text/plain")


def test_a_password_from_somebody_else_opens_only_the_page_to_change_it(
    client: CheckedClient, session: Session, people: cast.Cast
) -> None:
    people.clerk.must_change_password = True
    page = sign_in_on_page(client, people.clerk)
    assert page.path == "/admin/password"
    assert "do người khác cấp" in page.text
    assert client.get(f"/admin/room/serve/{people.unit.id}").location == "/admin/password"
    asked = client.get("/admin/room/person", headers={"HX-Request": "true"})
    assert (asked.status_code, asked.headers["HX-Redirect"]) == (401, "/admin/password")


def test_a_citizens_page_can_tell_staff_from_strangers(
    app: Flask, client: CheckedClient, other_client: CheckedClient, people: cast.Cast
) -> None:
    app.add_url_rule("/who", "who", lambda: [getattr(sessions.person(), "login", "stranger")])
    sign_in_on_page(client, people.clerk)
    assert (client.get("/who").json, other_client.get("/who").json) == (["clerk"], ["stranger"])


def test_nobody_asks_who_is_signed_in_on_a_public_view(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(RuntimeError):
        guard.me()


def person_without_roles(session: Session, people: cast.Cast) -> Staff:
    """Cannot come to be through the pages; the guard holds all the same."""
    row = Staff(login="nobody", name="Không vai trò", password_hash=cast.password_hash(), created_at=factories.MONDAY)
    session.add(row)
    session.flush()
    return row


def test_a_person_without_any_role_opens_nothing(client: CheckedClient, session: Session, people: cast.Cast) -> None:
    page = sign_in_on_page(client, person_without_roles(session, people))
    assert "chưa có vai trò" in page.text
    assert {status(client, str(permission)) for permission in Permission} == {403}
