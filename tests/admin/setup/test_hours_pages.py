from datetime import date

import pytest
from sqlalchemy.orm import Session

from kiosk.office import queries
from kiosk.office.opening import sessions_on
from tests.admin.setup.scene import scene
from tests.cast import sign_in, sign_in_on_page
from tests.client import CheckedClient
from tests.kiosk.office.record import acts
from tests.page import Page

UNIT = "/admin/units/ninh-kieu"
TUESDAY = date(2026, 11, 17)


def spans(session: Session, unit_id: int, day: date) -> list[str]:
    found = sessions_on(day, queries.hours_of(session, unit_id, day))
    return [f"{each.opens:%H:%M}–{each.closes:%H:%M}" for each in found]


def test_monday_is_copied_to_the_other_workdays(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/hours")).form(button="Lưu")
    assert form.defaults["day_0_1_opens"] == "07:30"

    Page(form.submit(client, day_0_1_opens="07:00", day_0_2_opens="", day_0_2_closes="", same_week=True))

    assert spans(session, here.unit.id, TUESDAY) == ["07:00–11:30"]
    assert acts(session) == ["hours.set"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day_2_1_closes": "06:00"}, "Thứ Tư: Giờ đóng phải sau giờ mở."),
        ({"day_2_1_closes": "14:00"}, "Thứ Tư: Hai buổi trùng giờ nhau."),
        ({"day_2_1_closes": ""}, "Thứ Tư: Xin nhập cả giờ mở và giờ đóng"),
        ({"day_2_1_closes": "25:99"}, "Xin nhập giờ như 07:30."),
        ({"day_2_1_closes": "x" * 10_000}, "Xin nhập giờ như 07:30."),
    ],
)
def test_hours_that_cannot_be_come_back(
    client: CheckedClient, session: Session, typed: dict[str, str], said: str
) -> None:
    here = scene(session)
    sign_in(client, here.administrator)

    page = Page(Page(client.get(f"{UNIT}/hours")).form(button="Lưu").submit(client, forged=typed), status=422)

    assert said in page.text
    assert {name: page.form(button="Lưu").defaults[name] for name in typed} == typed
    assert acts(session) == []


def test_a_day_gets_hours_of_its_own_and_gives_them_back(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/exceptions")).form(button="Thêm ngày")

    page = Page(form.submit(client, day="2026-11-17", hours_1_opens="07:00", hours_1_closes="10:00", note="Họp <b>"))
    assert "Họp <b>" in page.text
    assert spans(session, here.unit.id, TUESDAY) == ["07:00–10:00"]

    Page(page.form(button="Bỏ").submit(client))
    assert spans(session, here.unit.id, TUESDAY) == ["07:30–11:30", "13:30–17:00"]
    assert acts(session) == ["exception.add", "exception.remove"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": ""}, "Xin nhập"),
        ({"day": "mai"}, "Xin nhập một ngày"),
        ({"day": "9999-12-31"}, "Xin nhập một ngày"),
        ({"day": "2026-11-17", "hours_1_opens": "09:00"}, "Xin nhập cả giờ mở và giờ đóng"),
        ({"day": "2026-11-17", "note": "x" * 10_000}, "Xin nhập ngắn hơn."),
    ],
)
def test_an_exception_that_cannot_be_comes_back(
    client: CheckedClient, session: Session, typed: dict[str, str], said: str
) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/exceptions")).form(button="Thêm ngày")

    page = Page(form.submit(client, forged=typed), status=422)

    assert said in page.text
    assert {name: page.form(button="Thêm ngày").defaults[name] for name in typed} == typed
    assert acts(session) == []


def test_a_second_exception_on_a_day_is_refused(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/exceptions")).form(button="Thêm ngày")
    form.submit(client, day="2026-11-17")

    assert "Ngày này đã có trong danh sách." in Page(form.submit(client, day="2026-11-17"), status=422).text


def test_a_day_off_swapped_for_a_saturday_changes_every_unit(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.of_the_top)
    form = Page(client.get("/admin/holidays")).form(button="Thêm ngày")

    form.submit(client, day="2026-01-02", work="off", note="Hoán đổi", document="Công văn 1234")
    page = Page(form.submit(client, day="2026-01-10", work="worked", note="Làm bù"))

    assert "Công văn 1234" in page.text
    assert spans(session, here.unit.id, date(2026, 1, 2)) == []
    assert spans(session, here.unit.id, date(2026, 1, 10)) == ["07:30–11:30", "13:30–17:00"]
    Page(page.form(action_contains="2026-01-10", button="Bỏ").submit(client))
    assert spans(session, here.unit.id, date(2026, 1, 10)) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "2026-01-02", "note": ""}, "Xin nhập ô này."),
        ({"day": "2026-01-02", "note": "x" * 10_000}, "Xin nhập ngắn hơn."),
        ({"day": "2026-01-02", "note": "y", "document": "x" * 10_000}, "Xin nhập ngắn hơn."),
        ({"day": "2026-02-30", "note": "y"}, "Xin nhập một ngày"),
    ],
)
def test_a_holiday_that_cannot_be_comes_back(
    client: CheckedClient, session: Session, typed: dict[str, str], said: str
) -> None:
    here = scene(session)
    sign_in(client, here.of_the_top)
    form = Page(client.get("/admin/holidays")).form(button="Thêm ngày")

    page = Page(form.submit(client, forged=typed), status=422)

    assert said in page.text
    assert {name: page.form(button="Thêm ngày").defaults[name] for name in typed} == typed
    assert "Xin chọn trong danh sách." in Page(form.submit(client, forged={**typed, "work": "x"}), status=422).text
    assert acts(session) == []


def test_removing_a_day_that_is_not_there_says_so(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    page = sign_in_on_page(client, here.of_the_top)
    token = page.form(action_contains="sign-out").defaults["csrf_token"]

    answer = client.post("/admin/holidays/2026-01-02/remove", data={"csrf_token": token}, follow_redirects=True)

    assert "Không tìm thấy mục này." in Page(answer).text
    assert client.post("/admin/holidays/never/remove", data={"csrf_token": token}).status_code == 404
