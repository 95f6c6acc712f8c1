from typing import Any

import pytest
from sqlalchemy.orm import Session

from kiosk.office import places
from tests.admin.setup.scene import scene
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.kiosk.office.record import acts, last
from tests.page import Page

UNIT = "/admin/units/ninh-kieu"


def test_a_place_is_chosen_in_two_steps_without_script(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    page = Page(client.get(f"{UNIT}/place"))
    first = page.form(button="Xem xã, phường")
    assert len(first.choices["province"] or []) == 35

    page = Page(first.submit(client, province="01"))
    second = page.form(button="Lưu nơi đặt")
    assert len(second.choices["ward"] or []) == len(places.wards("01")) + 1
    page = Page(second.submit(client, ward="00004"))

    assert "Phường Ba Đình, Thành phố Hà Nội" in page.text
    assert (here.unit.province_code, here.unit.ward_code) == ("01", "00004")
    assert last(session).staff_id == here.administrator.id


def test_a_ward_of_another_province_is_refused(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/place?province=92")).form(button="Lưu nơi đặt")

    for forged in ({"ward": "00004"}, {"ward": "x" * 10_000}, {"province": "99"}):
        assert "Xin chọn trong danh sách." in Page(form.submit(client, forged=forged), status=422).text
    assert here.unit.ward_code is None
    assert Page(client.get(f"{UNIT}/place?province=<script>")).forms


def test_contact_is_kept(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/contact")).form(button="Lưu")
    assert form.defaults["hotline"] == "0292 3820 000"

    page = Page(form.submit(client, hotline="1022", address="Số 2 <b>Hòa Bình</b>"))

    assert "1022" in page.text
    assert "Số 2 <b>Hòa Bình</b>" in page.text
    assert last(session).details["hotline"] == {"old": "0292 3820 000", "new": "1022"}


def test_where_denunciations_are_taken_is_kept_and_otherwise_as_the_unit_above_says(
    client: CheckedClient, session: Session
) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    here.top.denunciations = "Thanh tra thành phố"
    assert "Thanh tra thành phố (theo đơn vị cấp trên)" in Page(client.get(UNIT)).text
    form = Page(client.get(f"{UNIT}/contact")).form(button="Lưu")
    page = Page(form.submit(client, denunciations="Ban tiếp công dân, số 2 <b>Hòa Bình</b>"))
    assert "Ban tiếp công dân, số 2 <b>Hòa Bình</b>" in page.text
    assert acts(session) == ["unit.denunciations"]


def test_the_day_from_which_a_target_was_set_is_kept(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/operation")).form(button="Lưu")
    assert "Xin nhập một ngày" in Page(form.submit(client, satisfaction_target_from="hôm qua"), status=422).text
    assert "từ 02/11/2026" in Page(form.submit(client, satisfaction_target_from="02/11/2026")).text
    assert acts(session) == ["unit.satisfaction_target"]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("denunciations", "x" * 10_000, "Xin nhập ngắn hơn."),
        ("hotline", "hỏi bảo vệ", "Chỉ dùng chữ số"),
        ("hotline", "0" * 10_000, "Xin nhập ngắn hơn."),
        ("address", "x" * 10_000, "Xin nhập ngắn hơn."),
    ],
)
def test_contact_that_cannot_be_comes_back(
    client: CheckedClient, session: Session, field: str, typed: str, said: str
) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/contact")).form(button="Lưu")

    page = Page(form.submit(client, forged={field: typed}), status=422)

    assert said in page.text
    assert page.form(button="Lưu").defaults[field] == typed
    assert acts(session) == []


def test_operation_and_pilot_are_kept(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/operation")).form(button="Lưu")

    Page(
        form.submit(
            client,
            mode="survey_only",
            start_with_call=True,
            close_at_night=False,
            before_opening_minutes="30",
            daily_limit="150",
            priority_policy="strict",
            come_back_after="5",
            pilot_since="",
        )
    )

    unit = here.unit
    assert (unit.mode, unit.start_with_call, unit.close_at_night) == ("survey_only", True, False)
    assert (unit.before_opening_minutes, unit.daily_limit, unit.pilot, unit.pilot_since) == (30, 150, False, None)
    assert (unit.priority_policy, unit.come_back_after) == ("strict", 5)
    text = Page(client.get(UNIT)).text
    assert "nhiều nhất 150" in text
    assert "còn người ưu tiên đang chờ thì mời họ trước" in text
    assert "vào hàng lại một lần, sau 5 người" in text
    assert acts(session) == ["unit.operation", "unit.order", "unit.pilot"]


def test_a_pilot_has_weeks_before_it_an_end_and_readers(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/operation")).form(button="Lưu")
    typed: dict[str, Any] = {"pilot_since": "2026-06-01", "baseline_from": "2026-03-02", "pilot_until": "2026-12-31"}

    page = Page(form.submit(client, **typed | {"baseline_from": "2026-06-01"}, report_mail="ba b"), status=422)
    assert "Ngày này phải trước ngày bắt đầu thí điểm." in page.text
    assert page.form(button="Lưu").defaults["report_mail"] == "ba b"
    Page(form.submit(client, **typed, report_mail="b@cantho.gov.vn"))

    assert (str(here.unit.baseline_from), str(here.unit.pilot_until)) == ("2026-03-02", "2026-12-31")
    assert here.unit.report_mail == "b@cantho.gov.vn"
    text = Page(client.get(UNIT)).text
    assert "từ 01/06/2026 đến hết 31/12/2026, so với các tuần từ 02/03/2026" in text
    assert "b@cantho.gov.vn" in text


def test_a_unit_may_take_nobody_back(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/operation")).form(button="Lưu")

    assert "Xin nhập từ 0 đến 20" in Page(form.submit(client, come_back_after="21"), status=422).text
    Page(form.submit(client, come_back_after=""))

    assert here.unit.come_back_after is None
    assert "không vào hàng lại" in Page(client.get(UNIT)).text


@pytest.mark.parametrize("minutes", ["-1", "241", "9" * 5_000, "nhiều", ""])
def test_minutes_that_cannot_be_come_back(client: CheckedClient, session: Session, minutes: str) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(f"{UNIT}/operation")).form(button="Lưu")

    page = Page(form.submit(client, before_opening_minutes=minutes), status=422)

    assert page.find("input", name="before_opening_minutes", aria_invalid="true")
    assert acts(session) == []


def test_the_record_tells_who_changed_what(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    Page(client.get(f"{UNIT}/contact")).form(button="Lưu").submit(client, hotline="1022")

    for address in (UNIT, f"{UNIT}/changes"):
        text = Page(client.get(address)).text
        assert "Đổi liên hệ: Phường Ninh Kiều" in text
        assert here.administrator.name in text
        assert "Đường dây nóng: 0292 3820 000 → 1022" in text
