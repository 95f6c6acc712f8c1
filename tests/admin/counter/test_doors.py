"""Who may sit where, and taking over."""

import pytest
from sqlalchemy import select

from admin.accounts.roles import Role
from kiosk.queue.models import CounterSession, CounterSessionGroup
from tests import cast, factories
from tests.admin.counter.office import Morning, number, press, sit_down
from tests.cast import sign_in, sign_in_on_page
from tests.client import CheckedClient
from tests.page import Page

READ = ["", "live"]
WRITE = [
    *("open", "close", "pause", "resume"),
    *("next", "call", "recall", "start", "finish", "no-show", "undo", "remove", "walk-in"),
    *("hold", "ask-back", "transfer", "give-back", "come-back"),
]


def csrf(client: CheckedClient) -> str:
    return Page(client.get("/admin/")).form(action_contains="sign-out").defaults["csrf_token"]


@pytest.mark.parametrize("who", ["neighbour_clerk", "supervisor", "administrator"])
def test_only_the_units_own_clerks_serve(client: CheckedClient, scene: Morning, who: str) -> None:
    sign_in(client, getattr(scene.people, who))
    data = {"csrf_token": csrf(client)}
    answers = {client.get(scene.path(what)).status_code for what in READ}
    answers |= {client.post(scene.path(what), data=data).status_code for what in WRITE}
    assert answers == {403}


def test_a_supervisor_has_no_door_to_the_counters(client: CheckedClient, scene: Morning) -> None:
    page = sign_in_on_page(client, scene.people.supervisor)
    assert not [link for link in page.links if "/admin/counter/" in link.href]
    assert client.get("/admin/counter/").status_code == 403


def test_a_clerk_sees_only_the_counters_of_the_own_units(client: CheckedClient, scene: Morning) -> None:
    factories.counter(scene.session, scene.people.neighbour, "77")
    assert any(link.href == "/admin/counter/" for link in sign_in_on_page(client, scene.people.clerk).links)
    page = Page(client.get("/admin/counter/"))
    assert "Quầy 3" in page.text
    assert "Quầy 77" not in page.text


def test_a_clerk_of_the_organisation_serves_in_every_unit_below(client: CheckedClient, scene: Morning) -> None:
    factories.counter(scene.session, scene.people.neighbour, "77")
    sign_in(client, cast.staff(scene.session, Role.CLERK, scene.people.top, login="everywhere"))
    page = Page(client.get("/admin/counter/"))
    assert "Quầy 3" in page.text
    assert "Quầy 77" in page.text


def test_a_ticket_of_another_unit_is_not_found(client: CheckedClient, scene: Morning) -> None:
    foreign = factories.ticket(scene.session, factories.group(scene.session, scene.people.neighbour))
    data = dict(sit_down(client, scene).form(button="Gọi người tiếp theo").defaults) | {"group_id": scene.land.id}
    answers = {
        client.post(scene.path(what), data={**data, "ticket_id": foreign.id}).status_code
        for what in WRITE[4:]
        if what not in {"walk-in", "remove"}
    }
    assert answers == {404}
    assert foreign.state == "waiting"


def test_a_service_of_another_unit_is_neither_served_nor_logged(client: CheckedClient, scene: Morning) -> None:
    foreign = factories.group(scene.session, scene.people.neighbour)
    page = sit_down(client, scene)
    data = page.form(action_contains="/walk-in").defaults
    assert client.post(scene.path("walk-in"), data={**data, "group_id": foreign.id}).status_code == 404
    wrong = {"csrf_token": csrf(client), "groups": foreign.id}
    Page(client.post(scene.path("open", scene.next_door), data=wrong), status=422)


def test_opening_offers_the_counters_usual_services(client: CheckedClient, scene: Morning) -> None:
    sign_in(client, scene.people.clerk)
    page = Page(client.get(scene.path(counter=scene.next_door)))
    form = page.form(action_contains="/open")
    assert form.defaults.getlist("groups") == [str(scene.birth.id)]
    form.submit(client, groups=[str(scene.land.id)])
    assert scene.session.scalars(select(CounterSessionGroup.group_id)).all() == [scene.land.id]


def test_a_counter_is_opened_from_the_list_with_one_click(client: CheckedClient, scene: Morning) -> None:
    sign_in(client, scene.people.clerk)
    page = press(client, Page(client.get("/admin/counter/")), "Mở quầy 4")
    assert page.path == scene.path(counter=scene.next_door)
    assert page.heading == "Quầy 4"


def test_a_counter_serves_at_least_one_service(client: CheckedClient, scene: Morning) -> None:
    sign_in(client, scene.people.clerk)
    form = Page(client.get(scene.path())).form(action_contains="/open")
    page = Page(form.submit(client, groups=[]), status=422)
    assert "Xin chọn ít nhất một nhóm dịch vụ." in page.text


def test_a_counter_that_is_closed_cannot_call(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    stale = sit_down(client, scene)
    press(client, stale, "Đóng quầy")
    page = Page(stale.form(button="Gọi người tiếp theo").submit(client), status=409)
    assert "không được thực hiện" in page.text
    assert "Quầy đang đóng." in page.text
    assert ticket.state == "waiting"


def test_closing_twice_is_closing_once(client: CheckedClient, scene: Morning) -> None:
    form = sit_down(client, scene).form(action_contains="/close")
    assert [Page(form.submit(client)).path for _ in range(2)] == ["/admin/counter/"] * 2


def test_another_clerk_takes_over_and_the_person_at_the_desk_stays(
    client: CheckedClient, other_client: CheckedClient, scene: Morning
) -> None:
    ticket = scene.arrive()
    stale = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=1)
    relief = cast.staff(scene.session, Role.CLERK, scene.people.unit, login="relief", name="Trần Thị Bình")
    sign_in(other_client, relief)
    assert scene.people.clerk.name in Page(other_client.get("/admin/counter/")).text
    page = Page(other_client.get(scene.path()))
    page = Page(page.form(button="Nhận quầy").submit(other_client))
    assert number(page) == ticket.label
    refused = Page(stale.form(button="Bắt đầu").submit(client), status=409)
    assert "Trần Thị Bình đã nhận quầy này lúc 09:01." in refused.text
    assert "không được thực hiện" in refused.text
    page = press(other_client, page, "Bắt đầu")
    assert ticket.state == "serving"
    sessions = scene.session.scalars(select(CounterSession).order_by(CounterSession.id)).all()
    assert [one.closed_at for one in sessions] == [scene.now, None]


def test_nobody_is_relieved_by_a_page_that_did_not_show_them(
    client: CheckedClient, other_client: CheckedClient, scene: Morning
) -> None:
    relief = cast.staff(scene.session, Role.CLERK, scene.people.unit, login="relief")
    sign_in(other_client, relief)
    closed = Page(other_client.get(scene.path()))
    sit_down(client, scene)
    page = Page(closed.form(action_contains="/open").submit(other_client), status=409)
    assert "Quầy vừa có người khác mở." in page.text
    assert Page(client.get(scene.path())).find("p", class_="person-number")
    assert Page(page.form(button="Nhận quầy").submit(other_client)).heading == "Quầy 3"


def test_a_counter_out_of_use_is_not_opened(client: CheckedClient, scene: Morning) -> None:
    sign_in(client, scene.people.clerk)
    form = Page(client.get(scene.path())).form(action_contains="/open")
    scene.counter.active = False
    assert form.submit(client).status_code == 404


def test_the_sample_band_stands_on_a_sample_units_counter(client: CheckedClient, scene: Morning) -> None:
    scene.people.unit.is_demo = True
    assert "DỮ LIỆU MẪU" in sit_down(client, scene).text


def test_a_unit_without_a_queue_has_no_counters_to_open(client: CheckedClient, scene: Morning) -> None:
    scene.people.unit.mode = "survey_only"
    sign_in(client, scene.people.clerk)
    assert "Chưa có quầy nào." in Page(client.get("/admin/counter/")).text
