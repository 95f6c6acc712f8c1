from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from kiosk.ground.events import AuditEvent
from kiosk.procedures import actions, queries, unit_actions
from kiosk.procedures.entries import Texts
from tests import cast, factories
from tests.admin.procedures.addresses import of_unit
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.procedures.office import LIST, TODAY, Office, add
from tests.page import Page


def one(office: Office, more: str = "") -> str:
    return of_unit(office, f"/{office.birth.id}{more}")


def held(session: Session, office: Office) -> queries.Held:
    found = queries.held(session, office.unit.id, office.birth.id, TODAY)
    assert found is not None
    return found


def test_units_stand_with_their_shares(client: CheckedClient, administrator: Staff, office: Office) -> None:
    row = Page(client.get("/admin/procedures/")).rows()[1]
    assert row == ["Phường Ninh Kiều", "2", "1 (50,0%)", "2 (100,0%)"]
    text = Page(client.get(of_unit(office))).text
    assert "Có thời hạn rút ngắn 1 (50,0%) · yêu cầu ít nhất 10%" in text


def test_a_unit_without_procedures_has_no_share(client: CheckedClient, session: Session, nine: datetime) -> None:
    unit = factories.unit(session)
    sign_in(client, cast.staff(session, Role.ADMINISTRATOR, unit))
    assert Page(client.get("/admin/procedures/")).rows()[1][1:] == ["–", "–", "–"]
    assert "chưa có thủ tục nào" in Page(client.get(f"/admin/procedures/{unit.slug}")).text


def test_the_list_is_searched_without_accents(client: CheckedClient, administrator: Staff, office: Office) -> None:
    page = Page(client.get(of_unit(office)))
    assert len(page.rows()) == 3
    page = Page(page.form(button="Tìm").submit(client, q="BAN DAT"))
    assert [row[0] for row in page.rows()[1:]] == ["MẪU-002"]
    assert "Không có thủ tục nào khớp" in Page(page.form(button="Tìm").submit(client, q="xyz")).text


def test_the_list_has_what_is_received_first_by_name_thirty_a_page(
    client: CheckedClient, session: Session, administrator: Staff, office: Office
) -> None:
    for number in range(40, 9, -1):
        add(session, office.unit, f"M-{number}", Texts(f"Việc {number}"), office.births)
    unit_actions.stop(session, office.unit.id, office.birth.id, now=MONDAY, staff_id=None)
    session.commit()
    first, second = (Page(client.get(of_unit(office, f"?page={number}"))).rows()[1:] for number in (1, 2))
    assert [row[0] for row in first] == ["MẪU-002", *(f"M-{number}" for number in range(10, 39))]
    assert [row[0] for row in second] == ["M-39", "M-40", "MẪU-001"]


def test_a_procedure_is_added_received_and_found_by_citizens(
    client: CheckedClient, session: Session, administrator: Staff, office: Office
) -> None:
    form = Page(client.get(of_unit(office, "/new"))).form(button="Lưu")
    page = Page(
        form.submit(
            client,
            code="1.004222",
            name_vi="Đăng ký thường trú",
            synonyms="nhập khẩu; chuyển hộ khẩu",
            bring="Tờ khai\n- Giấy tờ nhà",
            limit="7 ngày làm việc",
            group=str(office.births.id),
        )
    )
    assert "Đăng ký thường trú" in page.heading
    assert Page(client.get(f"{LIST}?q=nhap khau")).link("Đăng ký thường trú")
    act = session.scalars(select(AuditEvent).where(AuditEvent.act == "procedure.add", AuditEvent.staff_id > 0)).one()
    assert (act.staff_id, act.unit_id) == (administrator.id, office.unit.id)
    assert "Thêm thủ tục: 1.004222" in Page(client.get(f"/admin/units/{office.unit.slug}/changes")).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"code": "mẫu-001"}, "Mã này đã có"),
        ({"code": "<b>"}, "Chỉ dùng chữ, số"),
        ({"online_url": "http://a.vn"}, "bắt đầu bằng https://"),
        ({"fee_amount": "nhiều"}, "số tiền bằng đồng"),
        ({"valid_from": "31/02/2026"}, "Xin nhập một ngày"),
        ({"bring": "x" * 4001}, "Xin nhập ngắn hơn"),
    ],
)
def test_what_cannot_be_stays_on_the_form_with_its_sentence(
    client: CheckedClient, administrator: Staff, office: Office, typed: dict[str, str], said: str
) -> None:
    form = Page(client.get(of_unit(office, "/new"))).form(button="Lưu")
    page = Page(form.submit(client, forged={"code": "M-9", "name_vi": "Việc"} | typed), status=422)
    assert said in page.text
    assert page.form(button="Lưu").defaults["name_vi"] == "Việc"


def test_texts_are_corrected_or_changed_from_a_day_on(
    client: CheckedClient, session: Session, administrator: Staff, office: Office
) -> None:
    form = Page(client.get(one(office, "/texts"))).form(button="Lưu")
    assert form.defaults["limit"] == "2 ngày làm việc"
    form.submit(client, fee_amount="9.000")
    assert held(session, office).version.fee_amount == 9000
    Page(client.get(one(office, "/texts"))).form(button="Lưu").submit(client, valid_from="2027-01-01", fee_amount="0")
    assert held(session, office).version.fee_amount == 9000
    assert "Các lần thay đổi" in Page(client.get(one(office))).text


def test_a_shorter_limit_is_announced_shown_to_citizens_and_taken_back(
    client: CheckedClient, administrator: Staff, office: Office
) -> None:
    form = Page(client.get(one(office, "/limit"))).form(button="Công bố")
    assert "phải ngắn hơn" in Page(form.submit(client, limit="2 ngày làm việc", document="1/QĐ"), status=422).text
    form.submit(client, limit="1 ngày làm việc", document="1/QĐ-UBND ngày 02/11/2026", from_day="2026-11-02")
    citizens = f"{LIST}/{office.birth.id}"
    assert "Nơi này hẹn: 1 ngày làm việc" in Page(client.get(citizens)).text
    Page(client.get(one(office, "/limit/end"))).form(button="Thôi").submit(client, from_day="2026-11-16")
    assert "Nơi này hẹn" not in Page(client.get(citizens)).text


def test_a_unit_stops_receiving_and_receives_again_by_code(
    client: CheckedClient, session: Session, administrator: Staff, office: Office
) -> None:
    Page(client.get(one(office, "/place"))).form(button="Lưu").submit(client, active="0")
    assert not held(session, office).at.active
    form = Page(client.get(of_unit(office, "/receive"))).form(button="Nhận")
    assert "Không tìm thấy mã này" in Page(form.submit(client, code="M-77"), status=422).text
    form.submit(client, code="mẫu-001", group=str(office.land.id))
    assert held(session, office).at.group_id == office.land.id


def test_an_end_is_set_and_leaves_the_citizens_list(
    client: CheckedClient, session: Session, administrator: Staff, office: Office
) -> None:
    Page(client.get(one(office, "/end"))).form(button="Lưu").submit(client, until="2026-11-16")
    assert not held(session, office).holds
    assert "Đăng ký khai sinh" not in Page(client.get(LIST)).text
    assert "hết hiệu lực" in Page(client.get(of_unit(office))).text


def test_a_supervisor_reads_and_changes_nothing(client: CheckedClient, session: Session, office: Office) -> None:
    sign_in(client, cast.staff(session, Role.SUPERVISOR, office.unit))
    for path in (of_unit(office), one(office)):
        page = Page(client.get(path))
        assert "Sửa nội dung" not in page.text
        assert "Thêm thủ tục" not in page.text
    assert client.get(one(office, "/texts")).status_code == 403
    assert client.get(of_unit(office, "/import")).status_code == 403
    assert client.get(of_unit(office, "/procedures.csv")).status_code == 200


def test_texts_that_another_unit_keeps_are_read_only(
    client: CheckedClient, session: Session, administrator: Staff, office: Office
) -> None:
    other = factories.unit(session, "Thành phố Cần Thơ")
    row = actions.add_procedure(
        session, other.id, "M-5", Texts("Việc chung"), from_day=TODAY, now=MONDAY, staff_id=None
    )
    unit_actions.receive(session, office.unit.id, row.id, None, now=MONDAY, staff_id=None)
    path = of_unit(office, f"/{row.id}")
    page = Page(client.get(path))
    assert "nội dung do Thành phố Cần Thơ giữ" in page.text
    assert "Sửa nội dung" not in page.text
    assert client.get(f"{path}/texts").status_code == 403
    assert client.get(f"{path}/end").status_code == 403


@pytest.mark.parametrize("key", ["0", str(2**63), str(2**70)])
def test_a_procedure_that_the_unit_never_received_is_not_found(
    client: CheckedClient, administrator: Staff, office: Office, key: str
) -> None:
    assert client.get(of_unit(office, f"/{key}")).status_code == 404
    assert client.get(of_unit(office, f"/{key}/texts")).status_code == 404
