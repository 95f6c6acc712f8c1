"""What an administrator lets the hall's screen tell, and where it then stands."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground.events import AuditEvent
from kiosk.office.models import Notice
from tests import cast, factories
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

Clock = Callable[[datetime], None]
TEXT = "Chiều nay quầy 2 nghỉ, xin mời Ông/Bà đến quầy 3."


@pytest.fixture
def people(client: CheckedClient, session: Session, set_clock: Clock) -> Cast:
    set_clock(MONDAY)
    people = cast.cast(session)
    factories.hours(session, people.unit)
    factories.group(session, people.unit)
    session.commit()
    sign_in(client, people.administrator)
    return people


def page_of(people: Cast, what: str = "") -> str:
    return f"/admin/hall/{people.unit.slug}/notices{what}"


def tell(client: CheckedClient, people: Cast, *, status: int = 200, **typed: str) -> Page:
    form = Page(client.get(page_of(people))).form(button="Thêm thông báo")
    known: dict[str, Any] = {"text_vi": TEXT, "shown_from": "16/11/2026", "shown_until": ""} | typed
    return Page(form.submit(client, **known), status=status)


def on_screen(client: CheckedClient, people: Cast, **query: str) -> list[str]:
    page = Page(client.get(f"/display/{people.unit.slug}", query_string=query))
    return [one.text or "" for one in page.find("p", class_="notice")]


def test_a_notice_stands_on_the_screen_in_its_language_from_day_to_day(
    client: CheckedClient, session: Session, people: Cast, set_clock: Clock
) -> None:
    tell(client, people, text_en="Counter 2 is closed this afternoon.", shown_until="17/11/2026")
    for days, shown in ((-1, []), (0, [TEXT]), (1, [TEXT]), (2, [])):
        set_clock(MONDAY + timedelta(days=days))
        assert on_screen(client, people) == shown
    set_clock(MONDAY)
    assert on_screen(client, people, lang="en") == ["Counter 2 is closed this afternoon."]
    assert on_screen(client, people, lang="km") == [TEXT]


def test_a_screen_learns_of_a_notice_with_its_next_question(client: CheckedClient, people: Cast) -> None:
    address = f"/display/{people.unit.slug}"
    mark = client.get(address).headers["ETag"]
    ask = {"X-Poll": "1", "If-None-Match": mark}
    assert client.get(address, headers=ask).status_code == 304
    tell(client, people)
    assert client.get(address, headers=ask).status_code == 200


def test_a_notice_is_changed_and_taken_off(client: CheckedClient, session: Session, people: Cast) -> None:
    tell(client, people)
    row = session.scalars(select(Notice)).one()
    form = Page(client.get(page_of(people, f"/{row.id}"))).form(button="Lưu")
    page = Page(form.submit(client, text_vi="Đã mở lại quầy 2."))
    assert on_screen(client, people) == ["Đã mở lại quầy 2."]
    page = Page(page.form(action_contains="/remove").submit(client))
    assert "Đã gỡ thông báo." in page.text
    assert on_screen(client, people) == []
    acts = session.scalars(select(AuditEvent.act).where(AuditEvent.act.startswith("notice")))
    assert list(acts) == ["notice.add", "notice.change", "notice.remove"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text_vi": " "}, "Xin nhập ô này."),
        ({"text_km": "ក" * 161}, "Xin nhập ngắn hơn."),
        ({"shown_until": "15/11/2026"}, "Ngày cuối phải từ ngày đầu trở đi."),
        ({"shown_from": "mai"}, "Xin nhập một ngày"),
        ({"shown_from": ""}, "Xin nhập ô này."),
    ],
)
def test_what_cannot_be_told_is_said_at_its_field_and_nothing_is_lost(
    client: CheckedClient, session: Session, people: Cast, typed: dict[str, str], said: str
) -> None:
    page = tell(client, people, status=422, text_en="Closed", **typed)
    assert said in page.text
    assert page.form(button="Thêm thông báo").defaults["text_en"] == "Closed"
    assert session.scalars(select(Notice)).all() == []


def test_a_third_notice_of_a_day_finds_no_room(client: CheckedClient, people: Cast) -> None:
    tell(client, people, shown_until="20/11/2026")
    tell(client, people, shown_from="18/11/2026")
    assert "đã đủ hai thông báo" in tell(client, people, status=422, shown_until="18/11/2026").text
    tell(client, people, shown_until="17/11/2026")
    tell(client, people, shown_from="21/11/2026")


def test_a_notice_of_another_unit_is_nobodys_here(client: CheckedClient, session: Session, people: Cast) -> None:
    session.add(Notice(unit_id=people.neighbour.id, text_vi="Riêng", shown_from=MONDAY.date()))
    session.flush()
    foreign = session.scalars(select(Notice.id)).one()
    for number in (foreign, 2**63 - 1, 2**63, 10**30):
        assert client.get(page_of(people, f"/{number}")).status_code == 404
    assert "Riêng" not in Page(client.get(page_of(people))).text
    assert on_screen(client, people) == []


def test_a_holiday_is_told_the_day_before_without_anybody(
    client: CheckedClient, people: Cast, set_clock: Clock
) -> None:
    set_clock(MONDAY + timedelta(days=7))
    assert on_screen(client, people) == ["Mai 24/11 nghỉ lễ: Ngày Văn hóa Việt Nam."]
