import pytest
from sqlalchemy.orm import Session

from kiosk.office import queries
from tests.admin.setup.scene import scene
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.factories import counter, group
from tests.kiosk.office.record import acts
from tests.page import Page

UNIT = "/admin/units/ninh-kieu"
EVIL = "<img src=x onerror=alert(1)>'; DROP TABLE counter; --"


def test_a_counter_is_added_changed_and_taken_out_of_use(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    page = Page(client.get(UNIT)).follow(client, "Thêm quầy")

    page = Page(page.form(button="Lưu").submit(client, label="4", name_vi="Đất đai", groups=[str(here.group.id)]))
    page = page.follow(client, "Sửa", href_contains=f"counters/{queries.counters_of(session, here.unit.id)[1].id}")
    page = Page(page.form(button="Lưu").submit(client, name_vi=EVIL, groups=[]))

    assert EVIL in page.text
    (_, added) = queries.counters_of(session, here.unit.id)
    assert queries.groups_served_by(session, added.id) == []
    Page(page.form(action_contains=f"counters/{added.id}/active").submit(client))
    assert [row.label for row in queries.counters_of(session, here.unit.id)] == ["3"]
    assert acts(session) == ["counter.add", "counter.change", "counter.change"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"label": "3", "name_vi": "x"}, "Đơn vị đã có quầy mang số này"),
        ({"label": "", "name_vi": "x"}, "Xin nhập ô này."),
        ({"label": "x" * 10_000, "name_vi": "x"}, "Xin nhập ngắn hơn."),
        ({"label": "4", "name_vi": "x" * 10_000}, "Xin nhập ngắn hơn."),
        ({"label": "4", "name_vi": "x", "name_km": "x" * 10_000}, "Xin nhập ngắn hơn."),
    ],
)
def test_a_counter_that_cannot_be_comes_back(
    client: CheckedClient, session: Session, typed: dict[str, str], said: str
) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/counters/new")).form(button="Lưu")

    page = Page(form.submit(client, groups=[str(here.group.id)], forged=typed), status=422)

    assert said in page.text
    sent = page.form(button="Lưu").defaults
    assert {name: sent[name] for name in (*typed, "groups")} == {**typed, "groups": str(here.group.id)}
    assert acts(session) == []


def test_a_counter_cannot_serve_a_neighbours_group(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    theirs = group(session, here.neighbour)
    sign_in(client, here.administrator)
    form = Page(client.get(f"/admin/counters/{here.counter.id}")).form(button="Lưu")

    page = Page(form.submit(client, forged={"groups": str(theirs.id)}), status=422)

    assert "Xin chọn trong danh sách." in page.text
    assert queries.groups_served_by(session, here.counter.id) == [here.group]


def test_a_group_is_added_moved_changed_and_taken_off_the_list(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    page = Page(client.get(UNIT)).follow(client, "Thêm nhóm")

    page = Page(page.form(button="Lưu").submit(client, prefix="b", name_vi=EVIL, picture="dat-dai"))
    assert EVIL in page.text
    added = queries.groups_of(session, here.unit.id)[-1]
    assert (added.prefix, added.picture) == ("B", "dat-dai")

    page = Page(page.form(action_contains=f"groups/{added.id}/move", button="Lên").submit(client))
    assert [row.prefix for row in queries.groups_of(session, here.unit.id)] == ["B", "A"]
    page = Page(page.form(action_contains=f"groups/{added.id}/active").submit(client))
    assert [row.prefix for row in queries.groups_of(session, here.unit.id)] == ["A"]
    page = page.follow(client, "Sửa", href_contains=f"groups/{added.id}")
    Page(page.form(button="Lưu").submit(client, name_en="Land", name_km="ដី", name_zh="土地"))
    assert (added.name("en"), added.name("km"), added.name("zh")) == ("Land", "ដី", "土地")


def test_guidance_is_added_with_one_button_and_only_once(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)

    page = Page(Page(client.get(UNIT)).form(action_contains="groups/guidance").submit(client))

    assert "Tôi không biết – nhờ hướng dẫn" in page.text
    assert not [form for form in page.forms if "guidance" in form.action]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"prefix": "A", "name_vi": "x"}, "Chữ này đã có nhóm, máy tính bảng hoặc thẻ số"),
        ({"prefix": "Đ", "name_vi": "x"}, "một đến ba chữ cái A–Z"),
        ({"prefix": "x" * 10_000, "name_vi": "x"}, "Xin nhập ngắn hơn."),
        ({"prefix": "B", "name_vi": "x" * 10_000}, "Xin nhập ngắn hơn."),
        ({"prefix": "B", "name_vi": ""}, "Xin nhập ô này."),
    ],
)
def test_a_group_that_cannot_be_comes_back(
    client: CheckedClient, session: Session, typed: dict[str, str], said: str
) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/groups/new")).form(button="Lưu")

    page = Page(form.submit(client, picture="cu-tru", forged=typed), status=422)

    assert said in page.text
    sent = page.form(button="Lưu").defaults
    assert {name: sent[name] for name in (*typed, "picture")} == {**typed, "picture": "cu-tru"}
    forged = Page(form.submit(client, forged={"picture": "../../etc"}, prefix="B", name_vi="x"), status=422)
    assert "Xin chọn trong danh sách." in forged.text
    assert acts(session) == []


def test_two_counters_with_the_same_name_are_told_apart(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    counter(session, here.unit, "5")
    sign_in(client, here.administrator)

    labels = [element.get("aria-label") for element in Page(client.get(UNIT)).find("button", class_="link")]

    named = [label for label in labels if label]
    assert len(named) == len(set(named))
