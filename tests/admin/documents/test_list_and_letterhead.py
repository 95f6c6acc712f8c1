"""The list of reports of a unit, the periods one may ask for, and the letterhead."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from admin.documents.models import Letterhead
from kiosk.ground.events import AuditEvent
from tests import cast, factories
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    set_clock(MONDAY)
    return cast.cast(session)


def test_the_last_week_that_is_over_stands_first(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    page = Page(client.get(f"/admin/documents/{people.unit.id}"))
    links = [link.words for link in page.links if "/weekly/" in link.href]
    assert links[0] == "Báo cáo tuần 46, 09/11/2026 – 15/11/2026"
    assert len(links) == 12
    assert page.link("Báo cáo tổng kết thí điểm, 01/06/2026 – 16/11/2026")


def test_the_list_of_an_organisation_says_how_many_pilot_units_it_adds_up(
    client: CheckedClient, session: Session, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(MONDAY)
    top = factories.unit(session, "UBND thành phố", pilot=False)
    top.pilot_since = None
    for name in ("Phường Ninh Kiều", "Phường Cái Răng"):
        factories.unit(session, name, parent=top, pilot=True, pilot_since=date(2026, 9, 7))
    sign_in(client, cast.staff(session, Role.SUPERVISOR, top))
    page = Page(client.get(f"/admin/documents/{top.id}"))
    assert "Báo cáo gộp 2 đơn vị thí điểm bên dưới." in page.text
    assert "chưa thí điểm" not in page.text
    report = page.follow(client, "Báo cáo tổng kết thí điểm, 07/09/2026 – 16/11/2026")
    assert "Số liệu gộp 2 đơn vị" in report.text


def test_a_period_of_ones_own_leads_to_its_report(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    page = Page(client.get(f"/admin/documents/{people.unit.id}"))
    form = next(form for form in page.forms if "first" in form.defaults)
    answer = form.submit(client, follow=False, kind="interim", first="2026-09-01", last="2026-09-30")
    assert answer.location.endswith(f"/admin/documents/{people.unit.id}/interim/2026-09-01_2026-09-30")


NO_PERIODS = (
    ("2026-09-30", "2026-09-01"),
    ("", ""),
    ("2026-12-01", "2026-12-31"),
    ("0000-00-00", "x"),
    ("\0", "2026-01-01"),
    ("2001-01-01", "2026-01-01"),
)


def test_days_that_are_no_period_are_asked_again(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    for first, last in NO_PERIODS:
        query = {"kind": "final", "first": first, "last": last}
        page = Page(client.get(f"/admin/documents/{people.unit.id}", query_string=query), status=422)
        assert "Xin chọn ngày đầu" in page.text
        assert "\0" not in page.text
    assert "\0" not in client.get(f"/admin/documents/{people.unit.id}?first=%00").text


def test_the_index_lists_only_ones_own_units(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    page = Page(client.get("/admin/documents/"))
    assert "Phường Ninh Kiều" in page.text
    assert "Phường Cái Răng" not in page.text


def test_a_letterhead_is_guessed_set_and_holds_from_its_day(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    sign_in(client, people.administrator)
    path = f"/admin/documents/{people.unit.id}/letterhead"
    page = Page(client.get(path))
    assert "Chưa ai đặt thể thức" in page.text
    form = page.form(button="Lưu")
    assert form.defaults["issuing_body"] == "Ủy ban nhân dân\nphường Ninh Kiều"
    assert form.defaults["superior_body"] == "Ủy ban nhân dân\nthành phố Cần Thơ"
    changed = {"signer_title": "KT. Chủ tịch\nPhó Chủ tịch", "recipients": "- UBND thành phố;\n- Lưu: VT, MC."}
    assert form.submit(client, follow=False, forged=changed).status_code == 303
    assert form.submit(client, follow=False, forged=changed).status_code == 303
    row = session.scalars(select(Letterhead)).one()
    assert (row.valid_from, row.signer_title) == (date(2026, 11, 16), "KT. Chủ tịch\nPhó Chủ tịch")
    acts = [act for act in session.scalars(select(AuditEvent.act)) if act.startswith("letterhead")]
    assert acts == ["letterhead.set"]
    assert "Phó Chủ tịch" in Page(client.get(f"/admin/documents/{people.unit.id}/weekly/2026-W46")).text


def test_a_letterhead_that_cannot_be_comes_back(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, people.administrator)
    form = Page(client.get(f"/admin/documents/{people.unit.id}/letterhead")).form(button="Lưu")
    wrong = (
        (("issuing_body", " \n "), "Xin nhập"),
        (("symbol", "B" * 41), "ngắn hơn"),
        (("valid_from", "9/9"), "một ngày"),
    )
    for (field, value), said in wrong:
        page = Page(form.submit(client, forged={field: value}), status=422)
        assert said in page.text
    assert session.scalars(select(Letterhead)).all() == []


def test_a_head_of_office_sees_reports_but_sets_no_letterhead(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    sign_in(client, cast.staff(session, Role.HEAD, people.unit, login="truong"))
    assert client.get(f"/admin/documents/{people.unit.id}").status_code == 200
    assert client.get(f"/admin/documents/{people.unit.id}/letterhead").status_code == 403
