"""Slips are printed once, typed in by two people from outside, and counted; nobody of the office types them in."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from survey.ballots.models import PendingBallot
from survey.paper import slip_codes
from survey.paper.models import PaperRun, PaperSlip
from survey.questionnaires import actions as questionnaires
from tests import cast
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page
from tests.survey.paper.slips import Printed, printed


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    set_clock(MONDAY)
    questionnaires.add_default_forms(session)
    return cast.cast(session)


@pytest.fixture
def typists(session: Session, people: Cast) -> tuple[Staff, Staff]:
    one, two = (cast.staff(session, Role.TYPIST, people.top, login=login) for login in ("typist-1", "typist-2"))
    return one, two


@pytest.fixture
def run(session: Session, people: Cast) -> Printed:
    return printed(session, people.unit)


def open_slip(client: CheckedClient, code: str, status: int = 200) -> Page:
    form = Page(client.get("/admin/typing/")).form(action_contains="/typing/")
    return Page(form.submit(client, slip=code), status=status)


def save(client: CheckedClient, page: Page, typed: dict[str, Any], status: int = 200) -> Page:
    return Page(page.form(action_contains="/typing/").submit(client, **typed), status=status)


def test_a_run_is_printed_once_and_only_digests_are_kept(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, people.administrator)
    page = Page(client.get(f"/admin/paper/{people.unit.id}"))
    form = page.form(action_contains="/print")
    where, sent = f"/admin/paper/{people.unit.id}/print", dict(form.defaults) | {"slips": "3"}
    answer = client.post(where, data=sent)
    assert answer.mimetype == "application/pdf"
    text = " ".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(io.BytesIO(answer.data)))
    kept = set(session.scalars(select(PaperSlip.code_hash)))
    on_paper = {word for word in text.split() if slip_codes.read(word)}
    assert {slip_codes.kept(slip_codes.read(word) or "") for word in on_paper} == kept
    assert len(kept) == 3
    assert "in ngày 16/11/2026" in text
    assert Page(client.get(page.link("Xem các lần in").href.partition("#")[0])).rows("Các lần in")[1][2] == "3"
    again = Page(client.post(where, data=sent), status=409)
    assert "không tải lại được" in again.text
    assert session.scalars(select(PaperRun.slips)).all() == [3]
    assert "Chưa về" in Page(client.get(f"/admin/paper/{people.unit.id}")).text


REFUSED = (
    {"slips": "0"},
    {"slips": "101"},
    {"slips": "9" * 40},
    {"slips": "ba"},
    {"per_sheet": "3"},
    {"language": "fr"},
)


def test_what_cannot_be_printed_is_refused(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, people.administrator)
    form = Page(client.get(f"/admin/paper/{people.unit.id}")).form(action_contains="/print")
    for sent in REFUSED:
        known = dict(form.defaults) | {"slips": "2"} | sent
        assert client.post(f"/admin/paper/{people.unit.id}/print", data=known).status_code == 422
    assert session.scalars(select(PaperRun)).all() == []


def test_two_typists_who_agree_cast_the_ballot(
    client: CheckedClient, other_client: CheckedClient, session: Session, run: Printed, typists: tuple[Staff, Staff]
) -> None:
    overall, text = run.id_of("levels"), run.id_of("text")
    answers = {f"q{overall}": "2", f"q{text}": "Chờ lâu\r\nquá"}
    for browser, person in zip((client, other_client), typists, strict=True):
        sign_in(browser, person)
    page = open_slip(client, slip_codes.grouped(run.codes[0]).lower())
    saved = save(client, page, answers)
    assert "lần nhập thứ nhất" in saved.text
    assert "autofocus" in saved.find("input", id="slip")[0].attrib, "the next code can be typed at once"
    second = open_slip(other_client, run.codes[0])
    assert "Chờ lâu" not in second.text
    assert second.form(action_contains="/typing/").defaults[f"q{overall}"] == ""
    assert "phiếu đã được ghi nhận" in save(other_client, second, answers).text
    assert session.scalars(select(PendingBallot.answers)).one() == {str(overall): [2]}
    assert "đã được ghi nhận trước đó" in open_slip(client, run.codes[0], status=422).text
    assert client.get(f"/admin/typing/{run.codes[0]}").status_code == 409
    twice = save(other_client, second, answers, 409)
    assert f"{slip_codes.grouped(run.codes[0])}: Phiếu này đã được ghi nhận trước đó." in twice.text
    assert run.codes[1] in Page(twice.form(button="Mở phiếu").submit(other_client, slip=run.codes[1])).path


def test_two_who_differ_read_only_where(
    client: CheckedClient, other_client: CheckedClient, session: Session, run: Printed, typists: tuple[Staff, Staff]
) -> None:
    overall = run.id_of("levels")
    said = []
    for browser, person, level in zip((client, other_client), typists, ("2", "4"), strict=True):
        sign_in(browser, person)
        said.append(save(browser, open_slip(browser, run.codes[0]), {f"q{overall}": level}).text)
    assert "Hai người đọc khác nhau ở câu 5." in said[-1]
    for browser in (client, other_client):
        ask = Page(browser.get("/admin/typing/"))
        assert "1 phiếu Ông/Bà đã nhập đang chờ vì người khác đọc khác." in ask.text
        assert client.get(ask.link("Hướng dẫn nhập phiếu giấy").href).status_code == 200
    mine = open_slip(client, run.codes[0])
    assert "Hai người đọc khác nhau ở câu 5." in mine.text
    assert mine.form(action_contains="/typing/").defaults[f"q{overall}"] == "2"
    save(client, mine, {f"q{overall}": "4"})
    assert "đang chờ" not in Page(client.get("/admin/typing/")).text
    assert session.scalars(select(PendingBallot.answers)).one() == {str(overall): [4]}


def test_an_empty_slip_has_to_be_called_empty(
    client: CheckedClient, other_client: CheckedClient, session: Session, run: Printed, typists: tuple[Staff, Staff]
) -> None:
    sign_in(client, typists[0])
    page = open_slip(client, run.codes[0])
    assert "Chưa nhập câu nào" in save(client, page, {}, 422).text
    both = {f"q{run.id_of('levels')}": "3", "spoilt": "1"}
    assert "bỏ một trong hai" in save(client, page, both, 422).text
    too_long = {f"q{run.id_of('text')}": "a" * 1001}
    assert "dài quá 1000" in save(client, page, too_long, 422).text
    said = []
    for browser, person in zip((client, other_client), typists, strict=True):
        sign_in(browser, person)
        said.append(save(browser, open_slip(browser, run.codes[0]), {"spoilt": "1"}).text)
    assert "Cả hai ghi phiếu này trống" in said[-1]
    sign_in(client, cast.staff(session, Role.TYPIST, run.unit, login="typist-3"))
    assert "trống hoặc không đọc được" in open_slip(client, run.codes[0], status=422).text


def test_whoever_belongs_to_the_unit_and_codes_of_nobody_are_refused(
    client: CheckedClient, session: Session, run: Printed, typists: tuple[Staff, Staff], people: Cast
) -> None:
    sign_in(client, typists[0])
    assert "Không có phiếu nào" in open_slip(client, "7K3M9P2X04QTH11Z", status=422).text
    for code in ("7K3M", "\0", "\u0958" * 80):
        assert "16 chữ và số" in open_slip(client, code, status=422).text
    cast.grant(session, typists[0], Role.CLERK, people.unit)
    assert "ngoài đơn vị" in open_slip(client, run.codes[0], status=422).text
    assert client.get(f"/admin/typing/{run.codes[0]}").status_code == 403
    sign_in(client, cast.staff(session, Role.TYPIST, people.neighbour, login="typist-3"))
    assert "ngoài đơn vị" in open_slip(client, run.codes[0], status=422).text


def test_only_somebody_from_above_withdraws_slips(
    client: CheckedClient, session: Session, run: Printed, typists: tuple[Staff, Staff], people: Cast
) -> None:
    people.top.kind = "organisation"  # over two offices: nobody judges it
    where = f"/admin/paper/{people.unit.id}/runs/{run.run.id}/withdraw"
    sign_in(client, people.administrator)
    assert client.get(where).status_code == 403
    assert "Hủy" not in Page(client.get(f"/admin/paper/{people.unit.id}")).text
    sign_in(client, cast.staff(session, Role.ADMINISTRATOR, people.top, login="from-above"))
    page = Page(Page(client.get(where)).form(action_contains="/withdraw").submit(client))
    assert "đã hủy ngày 16/11/2026" in page.text
    sign_in(client, typists[0])
    assert "đã bị hủy" in open_slip(client, run.codes[0], status=422).text
