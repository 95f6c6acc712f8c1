from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.procedures import runs, sheets
from kiosk.ground import db
from kiosk.procedures.models import Procedure
from tests.admin.procedures.addresses import of_unit
from tests.client import CheckedClient
from tests.kiosk.procedures.office import Office
from tests.page import Page

HEAD = "Mã thủ tục,Tên thủ tục,Nhóm dịch vụ\n"


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


def upload(client: CheckedClient, office: Office, content: bytes) -> Page:
    token = Page(client.get(of_unit(office, "/import"))).form(action_contains="/import").defaults["csrf_token"]
    sent = {"csrf_token": token, "file": (BytesIO(content), "thu-tuc.csv")}
    response = client.post(of_unit(office, "/import"), data=sent, content_type="multipart/form-data")
    if response.status_code == 303:
        return Page(client.get(response.headers["Location"]))
    return Page(response, status=response.status_code)


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
