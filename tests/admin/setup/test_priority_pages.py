"""Who goes first is decided for all units at once, by whoever sets up all of them."""

from sqlalchemy.orm import Session

from kiosk.office import priority_actions, priority_queries
from tests.admin.setup.scene import scene
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.page import Page

PAGE = "/admin/priorities"


def test_only_whoever_sets_up_all_units_may_change_who_goes_first(
    client: CheckedClient, other_client: CheckedClient, session: Session
) -> None:
    here = scene(session)
    priority_actions.add_default_classes(session)
    session.commit()
    sign_in(client, here.administrator)
    sign_in(other_client, here.of_the_top)

    assert [client.get(address).status_code for address in (PAGE, f"{PAGE}/merit")] == [403, 403]
    assert PAGE in other_client.get("/admin/units").text
    assert "Người khuyết tật nặng" in Page(other_client.get(PAGE)).text


def test_a_class_is_renamed_taken_out_of_use_and_moved(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    priority_actions.add_default_classes(session)
    session.commit()
    sign_in(client, here.of_the_top)

    form = Page(client.get(f"{PAGE}/merit")).form(button="Lưu")
    page = Page(form.submit(client, name_vi="Thương binh, bệnh binh", active=False))
    assert "Thương binh, bệnh binh (ngừng dùng)" in page.text
    page = Page(page.form(action_contains="aged_60/move", button="Lên").submit(client))

    assert page.text.index("Từ 60 tuổi") < page.text.index("Từ 80 tuổi")
    assert priority_queries.rank_of(session, "merit") == 0


def test_a_new_class_needs_a_name(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    session.commit()
    sign_in(client, here.of_the_top)
    form = Page(client.get(PAGE)).form(button="Thêm diện")

    assert "Xin nhập ô này." in Page(form.submit(client, forged={"name_vi": ""}), status=422).text
    assert "Người ở đảo" in Page(form.submit(client, name_vi="Người ở đảo")).text


def test_a_class_that_is_not_there_is_not_found(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    session.commit()
    sign_in(client, here.of_the_top)

    for code in ("minister", "%00", "a" * 300):
        assert client.get(f"{PAGE}/{code}").status_code == 404
