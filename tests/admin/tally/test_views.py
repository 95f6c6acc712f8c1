"""The grid of tally sheets: whole sheets or nothing, once each, and taken back with a reason."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from admin.measures import queries as reports
from admin.measures import reading
from admin.measures.periods import Period
from admin.tally.models import TallySheet
from kiosk.ground.calendar import Week
from kiosk.office.models import ServiceGroup
from kiosk.queue import day_queries
from kiosk.queue.models import Ticket, TicketEvent, TicketLeg
from tests import cast, factories
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.form import Form
from tests.kiosk.office.record import acts
from tests.page import Page

FRIDAY = "2026-11-13"
WEEK = Week.of(date(2026, 11, 13))
TWO_LINES: dict[str, Any] = {
    "group-1": "a",
    "arrived-1": "0735",
    "called-1": "0750",
    "ended-1": "8:10",
    "result-1": "x",
    "group-4": "A",
    "arrived-4": "0740",
    "ended-4": "0900",
    "result-4": "B",
}


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    set_clock(MONDAY)
    return cast.cast(session)


@pytest.fixture
def birth(session: Session, people: Cast) -> ServiceGroup:
    return factories.group(session, people.unit)


@pytest.fixture
def greeter(client: CheckedClient, session: Session, people: Cast, birth: ServiceGroup) -> CheckedClient:
    sign_in(client, cast.staff(session, Role.GREETER, people.unit, login="greeter"))
    return client


def grid(client: CheckedClient, people: Cast) -> Form:
    return Page(client.get(f"/admin/tally/{people.unit.id}/new?day={FRIDAY}")).form(action_contains="/new")


def save(client: CheckedClient, form: Form, status: int = 200, **typed: Any) -> Page:
    return Page(form.submit(client, press="Lưu cả phiếu", **typed), status=status)


def stored(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Ticket)) or 0


def test_a_sheet_of_a_day_before_becomes_visits_of_its_own_channel(
    greeter: CheckedClient, people: Cast, birth: ServiceGroup, session: Session
) -> None:
    page = save(greeter, grid(greeter, people), **TWO_LINES)
    assert "Đã lưu trang 1 ngày 13/11/2026: 2 dòng." in page.text
    done, left = session.scalars(select(Ticket).order_by(Ticket.number))
    assert (done.channel, done.label, done.state, str(done.day)) == ("tally", "GT001", "done", FRIDAY)
    assert (done.arrived_quality, done.called_quality, done.ended_quality) == ("exact", "exact", "exact")
    assert (left.state, left.first_called_at) == ("left", None)
    assert {event.channel for event in session.scalars(select(TicketEvent))} == {"tally"}
    visits = reading.between(session, [people.unit.id], [Period.of_week(Week.of(done.day))], detailed=True)
    assert visits.by_staff.all()
    assert visits.by_hand.all()
    assert not visits.doubtful.any()
    assert "tally.enter" in acts(session)


def test_the_same_form_twice_and_the_same_page_by_another_form_store_nothing_more(
    greeter: CheckedClient, people: Cast, session: Session
) -> None:
    form = grid(greeter, people)
    save(greeter, form, **TWO_LINES)
    save(greeter, form, **TWO_LINES)
    again = save(greeter, grid(greeter, people), 409, **TWO_LINES)
    assert "Trang 1 ngày 13/11/2026 đã được nhập rồi (2 dòng)." in again.text
    assert again.form(action_contains="/new").defaults["arrived-4"] == "0740"
    assert stored(session) == 2
    save(greeter, grid(greeter, people), **TWO_LINES, page="2")
    assert stored(session) == 4


def test_one_wrong_line_keeps_everything_typed_and_stores_nothing(
    greeter: CheckedClient, people: Cast, session: Session
) -> None:
    page = save(greeter, grid(greeter, people), 422, **(TWO_LINES | {"called-1": "0730", "group-9": "Q"}))
    assert "Dòng 1 – Gọi: sớm hơn giờ trước đó" in page.text
    assert "Dòng 9 – Việc: không có nhóm việc mang chữ này" in page.text
    assert "Dòng 9 – Đến: thiếu giờ đến" in page.text
    kept = page.form(action_contains="/new").defaults
    assert {name: kept[name] for name in TWO_LINES} == TWO_LINES | {"called-1": "0730"}
    assert stored(session) == 0
    fixed = page.form(action_contains="/new")
    save(greeter, fixed, **(TWO_LINES | {"group-9": ""}))
    assert stored(session) == 2


def test_enter_only_checks(greeter: CheckedClient, people: Cast, session: Session) -> None:
    form = grid(greeter, people)
    page = Page(form.submit(greeter, press=form.buttons[0], **TWO_LINES), status=422)
    assert "Đọc được 2 dòng, không có lỗi" in page.text
    assert stored(session) == 0
    save(greeter, page.form(action_contains="/new"))
    assert stored(session) == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "2026-11-17"}, "Ngày này chưa tới"),
        ({"day": ""}, "Xin nhập ngày"),
        ({"day": "99999-99-99"}, "Xin nhập ngày"),
        ({"page": "0"}, "từ 1 đến 99"),
        ({"page": "x"}, "từ 1 đến 99"),
        ({"day": "2026-11-16", "arrived-1": "0905", "called-1": "0906", "ended-1": ""}, "giờ này chưa tới"),
        ({"group-1": "\0", "arrived-1": "٠٧٣٥"}, "giờ viết như 0735"),
    ],
)
def test_what_makes_no_sense_is_said_in_words(
    greeter: CheckedClient, people: Cast, session: Session, typed: dict[str, str], said: str
) -> None:
    assert said in save(greeter, grid(greeter, people), 422, **(TWO_LINES | typed)).text
    assert stored(session) == 0


def test_an_empty_sheet_is_not_stored(greeter: CheckedClient, people: Cast) -> None:
    assert "Phiếu còn trống" in save(greeter, grid(greeter, people), 422).text


def test_a_sheet_taken_back_is_in_no_figure_stays_on_record_and_can_be_typed_in_again(
    greeter: CheckedClient, people: Cast, session: Session
) -> None:
    page = save(greeter, grid(greeter, people), **TWO_LINES).follow(greeter, "Thu hồi")
    assert "Xin ghi lý do" in Page(page.form(button="Thu hồi phiếu").submit(greeter), status=422).text
    page = Page(page.form(button="Thu hồi phiếu").submit(greeter, reason="nhập nhầm ngày"))
    assert "đã thu hồi: nhập nhầm ngày" in page.text
    visits = reading.between(session, [people.unit.id], [Period.of_week(WEEK)])
    assert len(visits.state) == 0
    assert reports.last_week(session, [people.unit.id]) is None
    notes = session.scalars(select(TicketEvent.note).where(TicketEvent.kind == "remove")).all()
    assert notes == ["nhập nhầm ngày"] * 2
    assert set(session.scalars(select(TicketLeg.outcome))) == {"removed"}
    save(greeter, grid(greeter, people), **TWO_LINES)
    assert len(session.scalars(select(TallySheet)).all()) == 2
    assert len(reading.between(session, [people.unit.id], [Period.of_week(WEEK)]).state) == 2


def test_a_sheet_of_today_takes_no_number_from_those_who_come(
    greeter: CheckedClient, people: Cast, birth: ServiceGroup, session: Session
) -> None:
    factories.ticket(session, birth)
    save(greeter, grid(greeter, people), **(TWO_LINES | {"day": "2026-11-16", "ended-4": "0850"}))
    assert factories.ticket(session, birth).label == "A002"
    assert day_queries.given_on(session, people.unit.id, MONDAY.date()) == 2


def test_the_sheet_on_paper_has_the_groups_the_day_and_numbered_pages(
    greeter: CheckedClient, people: Cast, birth: ServiceGroup
) -> None:
    answer = greeter.get(f"/admin/tally/{people.unit.id}/sheet.pdf?pages=2&day={FRIDAY}")
    with pypdfium2.PdfDocument(io.BytesIO(answer.data)) as document:
        first, second = (page.get_textpage().get_text_bounded() for page in document)
    for said in ("Phường Ninh Kiều", "A = Hộ tịch", "Ngày 13/11/2026", "Trang 1", "X: xong việc", "25"):
        assert said in first
    assert "Trang 2" in second


@pytest.mark.parametrize("asked", ["pages=0", "pages=-5", "pages=x", "pages=99999999999999999999", "day=%00"])
def test_a_sheet_is_there_whatever_is_asked(greeter: CheckedClient, people: Cast, asked: str) -> None:
    assert greeter.get(f"/admin/tally/{people.unit.id}/sheet.pdf?{asked}").data.startswith(b"%PDF-")


def test_the_sheets_of_another_unit_are_closed(greeter: CheckedClient, people: Cast) -> None:
    assert greeter.get(f"/admin/tally/{people.neighbour.id}").status_code == 403
    assert greeter.get(f"/admin/tally/{people.unit.id}/sheets/77/take-back").status_code == 404
    assert greeter.get("/admin/tally/").headers["Location"].endswith(f"/admin/tally/{people.unit.id}")
