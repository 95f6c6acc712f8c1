from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from admin.procedures import runs, sheets
from kiosk.ground import db
from kiosk.ground.events import AuditEvent
from kiosk.procedures import actions, queries, unit_actions
from kiosk.procedures.entries import Texts
from kiosk.procedures.models import Procedure
from tests import cast, factories
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.procedures.office import LIST, TODAY, Office, add, open_office
from tests.page import Page

HEAD = "Mã thủ tục,Tên thủ tục,Nhóm dịch vụ\n"


@pytest.fixture
def nine(set_clock: Callable[[datetime], None]) -> datetime:
    """It is nine o'clock on Monday."""
    set_clock(MONDAY)
    return MONDAY


@pytest.fixture
def office(session: Session, nine: datetime) -> Office:
    """An office that receives two procedures."""
    return open_office(session)


@pytest.fixture
def administrator(client: CheckedClient, session: Session, office: Office) -> Staff:
    """Somebody who may set the office up, signed in."""
    person = cast.staff(session, Role.ADMINISTRATOR, office.unit)
    sign_in(client, person)
    return person


def of_unit(office: Office, more: str = "") -> str:
    return f"/admin/procedures/{office.unit.slug}{more}"


def one(office: Office, more: str = "") -> str:
    return of_unit(office, f"/{office.birth.id}{more}")


def held(session: Session, office: Office) -> queries.Held:
    found = queries.held(session, office.unit.id, office.birth.id, TODAY)
    assert found is not None
    return found


def upload(client: CheckedClient, office: Office, content: bytes) -> Page:
    token = Page(client.get(of_unit(office, "/import"))).form(action_contains="/import").defaults["csrf_token"]
    sent = {"csrf_token": token, "file": (BytesIO(content), "thu-tuc.csv")}
    response = client.post(of_unit(office, "/import"), data=sent, content_type="multipart/form-data")
    if response.status_code == 303:
        return Page(client.get(response.headers["Location"]))
    return Page(response, status=response.status_code)


class Breaking:
    """The second transaction of a file finds its process killed."""

    def __init__(self, bring_in: Callable[..., list[runs.Told]]) -> None:
        self.bring_in = bring_in
        self.times = 0

    def __call__(self, *args: Any) -> list[runs.Told]:
        self.times += 1
        if self.times > 1:
            raise RuntimeError
        return self.bring_in(*args)


def forbidden(*_args: object, **_named: object) -> None:
    raise AssertionError


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


def test_a_file_is_looked_at_before_anything_is_written(
    client: CheckedClient, session: Session, administrator: Staff, office: Office
) -> None:
    content = (HEAD + "M-1,Việc mới,A\nMẪU-001,Khai sinh,A\nM-2,Nhóm lạ,Z\n").encode("utf-8-sig")
    page = upload(client, office, content)
    for words in ("Thêm mới 1 dòng", "Thay đổi 1 dòng", "Không nhận được 1 dòng", "Nhóm dịch vụ: Không có nhóm"):
        assert words in page.text, words
    assert session.scalar(select(func.count()).select_from(Procedure)) == 2
    done = Page(page.form(button="Nhập").submit(client))
    assert "Đã nhập 2 dòng; 1 dòng không nhận được" in done.text
    assert session.scalar(select(func.count()).select_from(Procedure)) == 3
    again = upload(client, office, content)
    assert "Giữ nguyên 2 dòng" in again.text
    assert not [form for form in again.forms if "Nhập" in form.buttons]


def test_a_file_that_was_brought_in_meanwhile_is_not_brought_in_twice(
    client: CheckedClient, administrator: Staff, office: Office
) -> None:
    page = upload(client, office, (HEAD + "M-1,Việc mới,A\n").encode())
    form = page.form(button="Nhập")
    form.submit(client)
    assert "đã được nhập" in Page(form.submit(client)).text


def test_a_file_of_which_only_the_beginning_was_brought_in_can_be_finished(
    client: CheckedClient, session: Session, administrator: Staff, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"M-{number},Việc {number},A\n" for number in range(runs.AT_ONCE + 1))
    page = upload(client, office, (HEAD + rows).encode())
    with monkeypatch.context() as broken:
        broken.setattr(runs, "_bring_in", Breaking(runs._bring_in))
        broken.setattr(client, "expects_fault", True)
        assert page.form(button="Nhập").submit(client).status_code == 500
    assert session.scalar(select(func.count()).select_from(Procedure)) == 2 + runs.AT_ONCE
    again = Page(client.get(of_unit(office, "/import/check")))
    done = Page(again.form(button="Nhập").submit(client))
    assert f"Đã nhập {runs.AT_ONCE + 1} dòng; 0 dòng không nhận được" in done.text
    assert "Thêm mới 1 dòng" in done.text
    assert session.scalar(select(func.count()).select_from(Procedure)) == 2 + runs.AT_ONCE + 1


def test_looking_at_a_file_again_makes_no_counter_wait(
    client: CheckedClient, administrator: Staff, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(client, office, (HEAD + "M-1,Việc mới,A\nM-2,Nhóm lạ,Z\n").encode())
    monkeypatch.setattr(db, "write", forbidden)
    page = Page(client.get(of_unit(office, "/import/check")))
    assert "Thêm mới 1 dòng" in page.text
    assert "Nhóm dịch vụ: Không có nhóm" in page.text
    assert "M-2" in client.get(of_unit(office, "/import/rejects.csv")).text


def test_refused_rows_come_back_with_line_and_reason_and_compute_nothing(
    client: CheckedClient, administrator: Staff, office: Office
) -> None:
    upload(client, office, (HEAD + "M-1,=1+1,Z\n").encode())
    response = client.get(of_unit(office, "/import/rejects.csv"))
    assert "attachment" in response.headers["Content-Disposition"]
    assert '"2","Nhóm dịch vụ: Không có nhóm dịch vụ này ở đơn vị.","M-1","\'=1+1"' in response.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Mã;Tên\n".encode(), "Thiếu cột: Mã thủ tục, Tên thủ tục."),
        (HEAD.encode("utf-16"), "UTF-16"),
        (HEAD.encode() + b"1,Th\xfd,\n", "Windows-1258"),
        (b"", "Tệp trống"),
        (b"PK\x03\x04", "tệp Excel"),
        ((HEAD + 'M-1,"Việc,A\n').encode(), "Từ dòng 2: Có dấu ngoặc kép"),
        ((HEAD + "".join(f"M-{n},Việc,A\n" for n in range(501))).encode(), "hơn 500 dòng"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    client: CheckedClient, administrator: Staff, office: Office, content: bytes, said: str
) -> None:
    page = upload(client, office, content)
    assert page.response.status_code == 422
    assert said in page.text


def test_a_file_may_be_larger_than_any_other_form_but_not_larger_than_ten_megabytes(
    client: CheckedClient, administrator: Staff, office: Office
) -> None:
    page = upload(client, office, (HEAD + "M-1,Việc,A\n" + "\n" * 400_000).encode())
    assert "Thêm mới 1 dòng" in page.text
    too_large = {"CONTENT_LENGTH": str(sheets.MOST_BYTES + 200_000)}
    assert client.post(of_unit(office, "/import"), environ_overrides=too_large).status_code == 413


def test_a_list_taken_away_and_sent_back_changes_nothing(
    client: CheckedClient, administrator: Staff, office: Office
) -> None:
    sheet = client.get(of_unit(office, "/procedures.csv"))
    assert "Giữ nguyên 2 dòng" in upload(client, office, sheet.data).text
    template = client.get(of_unit(office, "/template.csv"))
    assert "Giữ nguyên 0 dòng" in upload(client, office, template.data).text
