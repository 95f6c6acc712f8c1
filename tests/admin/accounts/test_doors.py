"""The first page and the bar show a person's own doors, and each of them opens."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from admin.accounts.roles import Permission, Role, roles_with
from tests import cast, factories
from tests.cast import sign_in_on_page
from tests.client import CheckedClient
from tests.page import Page


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_the_doors_it_may_open_and_no_other(
    app: Flask, client: CheckedClient, session: Session, role: Role
) -> None:
    sign_in_on_page(client, cast.staff(session, role, factories.unit(session)))
    page = Page(client.get("/admin/"))
    links = {link.href for link in page.links}
    for door in app.extensions["doors"]:
        with app.test_request_context():
            address = app.url_for(door.endpoint)
        mine = role in roles_with(door.permission)
        assert (address in links) == mine, door
        assert client.get(address, follow_redirects=True).status_code == (200 if mine else 403), door
    assert ("/admin/reports/mine" in links) == (role is Role.CLERK)


def test_a_leader_lands_on_the_leaders_page_unless_they_are_something_else_too(
    client: CheckedClient, other_client: CheckedClient, session: Session
) -> None:
    unit = factories.unit(session)
    leader = cast.staff(session, Role.LEADER, unit, login="leader")
    assert sign_in_on_page(client, leader).heading.startswith("Người dân chờ bao lâu")
    cast.grant(session, leader, Role.ADMINISTRATOR, unit)
    assert sign_in_on_page(other_client, leader).heading.startswith("Xin chào")


def test_the_bar_marks_the_room_one_is_in(client: CheckedClient, session: Session) -> None:
    page = sign_in_on_page(client, cast.staff(session, Role.ADMINISTRATOR, factories.unit(session)))
    assert [link.text for link in page.find("a", **{"aria-current": "page"})] == ["Trang chủ"]
    page = Page(client.get("/admin/staff/"))
    assert [link.text for link in page.find("a", **{"aria-current": "page"})] == ["Nhân sự"]


def test_a_role_that_manages_staff_finds_the_way(app: Flask) -> None:
    assert any(door.permission is Permission.MANAGE_STAFF for door in app.extensions["doors"])


def test_the_first_page_of_a_supervisor_begins_with_the_pilot_units_and_leads_to_incidents(
    client: CheckedClient, session: Session
) -> None:
    unit = factories.unit(session)
    page = sign_in_on_page(client, cast.staff(session, Role.SUPERVISOR, unit))
    assert [link.text for link in page.find("a", **{"class": "primary"})] == ["Các đơn vị thí điểm"]
    answer = client.get("/admin/pilot/events")
    assert answer.headers["Location"] == f"/admin/pilot/{unit.id}/events"
    factories.unit(session, "Phường Cái Răng", parent=unit)
    assert "Phường Cái Răng" in Page(client.get("/admin/pilot/events")).text
