import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from kiosk.office import queries
from kiosk.office.models import Unit
from tests.admin.setup.scene import scene
from tests.cast import sign_in, sign_in_on_page
from tests.client import CheckedClient
from tests.factories import unit
from tests.kiosk.office.record import acts, last
from tests.page import Page

DAY = date(2027, 1, 1)


@pytest.fixture(autouse=True)
def _monday(set_clock: Callable[[datetime], None]) -> None:
    set_clock(datetime(2026, 11, 16, 2, tzinfo=UTC))


def name_on(session: Session, row: Unit, day: date) -> str:
    view = queries.unit_on(session, row.id, day)
    assert view is not None
    return view.name("vi")


def test_a_unit_is_renamed_from_a_day_and_the_page_shows_both(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    page = Page(client.get("/admin/units/ninh-kieu")).follow(client, "Đổi từ một ngày")

    page = Page(page.form(button="Lưu").submit(client, name_vi="Phường Tân Ninh Kiều", from_day="2027-01-01"))

    assert "Đã lưu." in page.text
    assert page.heading == "Phường Ninh Kiều"
    assert "Từ 01/01/2027: Phường Tân Ninh Kiều" in page.text
    assert name_on(session, here.unit, date(2026, 12, 31)) == "Phường Ninh Kiều"
    assert name_on(session, here.unit, DAY) == "Phường Tân Ninh Kiều"
    assert (last(session).act, last(session).staff_id) == ("unit.change", here.administrator.id)


def test_a_planned_change_is_taken_back_with_one_button(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    page = Page(client.get("/admin/units/ninh-kieu/name"))
    page = Page(page.form(button="Lưu").submit(client, name_vi="Tên mới", from_day="2027-01-01"))

    page = Page(page.form(action_contains="cancel").submit(client))

    assert "Đã bỏ thay đổi đang chờ." in page.text
    assert name_on(session, here.unit, DAY) == "Phường Ninh Kiều"


def test_accents_typed_apart_are_stored_together(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    typed = unicodedata.normalize("NFD", "Phường Cái Khế")

    Page(client.get("/admin/units/ninh-kieu/name")).form(button="Lưu").submit(
        client, name_vi=typed, from_day="2027-01-01"
    )

    assert name_on(session, here.unit, DAY) == unicodedata.normalize("NFC", typed)


def test_markup_and_sql_in_a_name_stay_words(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    name = "<script>alert(1)</script>'; DROP TABLE unit; --"

    page = Page(
        Page(client.get("/admin/units/ninh-kieu/name"))
        .form(button="Lưu")
        .submit(client, name_vi=name, from_day="2026-11-16")
    )

    assert page.heading == name
    assert name in Page(client.get("/admin/units")).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name_vi": "x" * 10_000, "from_day": "2027-01-01"}, "Xin nhập ngắn hơn."),
        ({"name_vi": "", "from_day": "2027-01-01"}, "Xin nhập ô này."),
        ({"from_day": ""}, "Xin nhập"),
        ({"from_day": "31/02/2027"}, "Xin nhập một ngày"),
        ({"from_day": "2019-12-31"}, "trước ngày đơn vị được lập"),
        ({"from_day": "2027-01-01", "target": "mau"}, "Xin nhập như 15 phút"),
        ({"from_day": "2027-01-01", "target": "45 phút"}, "không được ngắn hơn mục tiêu mới"),
    ],
)
def test_what_cannot_be_comes_back_with_what_was_typed(
    client: CheckedClient, session: Session, typed: dict[str, str], said: str
) -> None:
    here = scene(session)
    sign_in(client, here.administrator)

    page = Page(
        Page(client.get("/admin/units/ninh-kieu/name")).form(button="Lưu").submit(client, forged=typed), status=422
    )

    (summary,) = page.find("div", class_="error-summary")
    assert said in "".join(summary.itertext())
    assert {name: page.form(button="Lưu").defaults[name] for name in typed} == typed
    assert acts(session) == []


def test_a_unit_cannot_be_moved_below_itself_or_out_of_reach(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    site = unit(session, "Điểm số 2", kind="site", parent=here.unit, slug="diem-2")
    sign_in(client, here.administrator)
    form = Page(client.get("/admin/units/ninh-kieu/name")).form(button="Lưu")

    assert form.choices["parent"] == [str(here.top.id)]
    for forged in (site.id, here.unit.id, here.neighbour.id, 10**30, "x"):
        page = Page(form.submit(client, forged={"parent": str(forged)}, from_day="2027-01-01"), status=422)
        assert "Xin chọn trong danh sách." in page.text
    assert acts(session) == []


def test_a_new_unit_stands_below_ones_own(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get("/admin/units/new")).form(button="Thêm")
    assert form.choices["parent"] == [str(here.unit.id)]

    page = Page(form.submit(client, name_vi="Điểm tiếp nhận số 2", slug="diem-2", kind="site"))

    assert page.heading == "Điểm tiếp nhận số 2"
    assert queries.unit_id_of(session, "diem-2") in queries.subtree_ids(session, [here.unit.id], date(2026, 11, 16))
    for forged in ({"parent": str(here.neighbour.id)}, {"parent": "0"}, {"kind": "planet"}):
        answer = form.submit(client, forged=forged, name_vi="x", slug="y")
        assert "Xin chọn trong danh sách." in Page(answer, status=422).text


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("ninh-kieu", "Tên này đã có đơn vị khác dùng."),
        ("new", "Tên này đã có đơn vị khác dùng."),
        ("Điểm 2", "Chỉ dùng chữ thường không dấu"),
        ("a" * 10_000, "Xin nhập ngắn hơn."),
        ("../../etc/passwd", "Chỉ dùng chữ thường không dấu"),
    ],
)
def test_an_address_that_cannot_be_is_refused(client: CheckedClient, session: Session, slug: str, said: str) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get("/admin/units/new")).form(button="Thêm")

    page = Page(form.submit(client, name_vi="Điểm số 2", kind="site", slug=slug), status=422)

    assert said in page.text
    assert page.form(button="Thêm").defaults["slug"] == slug


def test_merged_communes_are_chosen_from_those_one_may_set_up(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    merged = unit(session, "Phường mới", kind="centre", parent=here.top, slug="phuong-moi")
    sign_in(client, here.of_the_top)
    form = Page(client.get("/admin/units/phuong-moi/merge")).form(button="Sáp nhập")

    Page(form.submit(client, units=[str(here.unit.id), str(here.neighbour.id)], from_day="2027-01-01"))

    assert queries.subtree_ids(session, [merged.id], date(2026, 12, 31)) == {merged.id}
    assert queries.subtree_ids(session, [merged.id], DAY) == {merged.id, here.unit.id, here.neighbour.id}
    assert "Xin chọn ít nhất một đơn vị." in Page(form.submit(client, from_day="2027-01-01"), status=422).text


def test_an_administrator_cannot_swallow_a_neighbour(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    page = sign_in_on_page(client, here.administrator)
    token = page.form(action_contains="sign-out").defaults["csrf_token"]

    answer = client.post(
        "/admin/units/ninh-kieu/merge",
        data={"csrf_token": token, "units": str(here.neighbour.id), "from_day": "2027-01-01"},
    )

    assert answer.status_code == 422
    assert queries.subtree_ids(session, [here.unit.id], DAY) == {here.unit.id}


def test_units_are_found_without_accents(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.of_the_top)
    form = Page(client.get("/admin/units")).form(button="Tìm")

    assert [link.words for link in Page(form.submit(client, q="cai rang")).links if "/cai-rang" in link.href] == [
        "Phường Cái Răng"
    ]
    nothing = Page(form.submit(client, q="<b>%' OR 1=1"))
    assert "Không tìm thấy đơn vị nào có tên “<b>%' OR 1=1”." in nothing.text


def test_a_sample_unit_says_so(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    here.unit.is_demo = True
    sign_in(client, here.administrator)

    assert "DỮ LIỆU MẪU" in Page(client.get("/admin/units/ninh-kieu")).text
