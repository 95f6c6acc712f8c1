from sqlalchemy.orm import Session

from kiosk.office import queries
from tests.admin.setup.scene import addresses, scene
from tests.cast import sign_in, sign_in_on_page
from tests.client import CheckedClient
from tests.kiosk.office.record import acts
from tests.page import Page


def test_every_page_of_a_unit_opens_to_its_administrator(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)

    assert {address: client.get(address).status_code for address in addresses(here)} == dict.fromkeys(
        addresses(here), 200
    )


def test_a_stranger_is_led_to_the_sign_in(client: CheckedClient, session: Session) -> None:
    here = scene(session)

    for address in [*addresses(here), "/admin/units", "/admin/units/new", "/admin/holidays"]:
        response = client.get(address)
        assert (response.status_code, "/admin/sign-in" in response.headers["Location"]) == (303, True)


def test_clerks_and_supervisors_set_nothing_up(
    client: CheckedClient, other_client: CheckedClient, session: Session
) -> None:
    here = scene(session)
    sign_in(client, here.clerk)
    sign_in(other_client, here.supervisor)

    for address in [*addresses(here), "/admin/units", "/admin/units/new", "/admin/holidays"]:
        assert (client.get(address).status_code, other_client.get(address).status_code) == (403, 403)


def test_a_neighbours_administrator_is_refused(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.of_the_neighbour)

    assert {client.get(address).status_code for address in addresses(here)} == {403}


def test_a_neighbours_administrator_cannot_press_any_button(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    page = sign_in_on_page(client, here.of_the_neighbour)
    token = page.form(action_contains="sign-out").defaults["csrf_token"]
    unit = f"/admin/units/{here.unit.slug}"
    before = acts(session)

    for address in [
        *(f"{unit}/{part}" for part in ("name/cancel", "exceptions/2026-11-17/remove", "groups/guidance", "codes")),
        f"/admin/counters/{here.counter.id}/active",
        f"/admin/groups/{here.group.id}/active",
        f"/admin/groups/{here.group.id}/move",
        f"/admin/codes/{here.desk.code}/withdraw",
    ]:
        assert client.post(address, data={"csrf_token": token}).status_code == 403

    assert acts(session) == before
    assert queries.counters_of(session, here.unit.id) == [here.counter]


def test_holidays_belong_to_whoever_sets_up_everything(
    client: CheckedClient, other_client: CheckedClient, session: Session
) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    sign_in(other_client, here.of_the_top)

    assert client.get("/admin/holidays").status_code == 403
    assert other_client.get("/admin/holidays").status_code == 200
    assert not [link for link in Page(client.get("/admin/units")).links if "holidays" in link.href]


def test_one_sees_only_what_one_may_set_up(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)

    text = Page(client.get("/admin/units")).text

    assert "Phường Ninh Kiều" in text
    assert "Phường Cái Răng" not in text


def test_what_does_not_exist_is_not_found(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.of_the_top)

    for address in (
        "/admin/units/nowhere",
        f"/admin/counters/{10**30}",
        "/admin/groups/999999",
        "/admin/codes/ZZZZZZZZ/poster.pdf",
        f"/admin/codes/{here.desk.code}/poster.exe",
        f"/admin/codes/{here.desk.code}/poster.pdf?size=A0",
        f"/admin/codes/{here.desk.code}/qr.gif",
    ):
        assert client.get(address).status_code == 404
