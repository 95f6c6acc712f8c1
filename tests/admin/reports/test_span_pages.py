"""The pages of the week by half hours and of the spread of waits, from the rows of a real Monday."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.office.models import Counter, Unit
from kiosk.queue.models import CounterPause, CounterSession, Ticket
from tests import cast, factories, markup
from tests.admin.pilot.offices import event
from tests.admin.reports.test_pages import commit_late, serve
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

WAITS = (0, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 70)


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    """A unit where twelve people came at nine and two counters were open for an hour, one with a break."""
    set_clock(MONDAY + timedelta(days=1))
    people = cast.cast(session)
    group = serve(session, people.unit, WAITS)
    first = session.scalars(select(Counter).where(Counter.unit_id == people.unit.id)).one()
    desks = [
        factories.desk(session, one, group) for one in (first, factories.counter(session, people.unit, "2", group))
    ]
    for desk in desks:
        desk.closed_at = MONDAY + timedelta(hours=1)
    half = MONDAY + timedelta(minutes=30)
    session.add(CounterPause(session_id=desks[0].id, paused_at=half, resumed_at=None, reason="break"))
    session.flush()
    return people


def page(client: CheckedClient, people: Cast, name: str, **query: str) -> Page:
    sign_in(client, people.supervisor)
    return Page(client.get(f"/admin/reports/{people.unit.id}/{name}", query_string=query))


def rows(found: Page) -> dict[str, list[str]]:
    lines = ([markup.words(cell) for cell in line] for line in found.tree.iter("tr"))
    return {line[0]: line[1:] for line in lines}


def test_the_page_begins_with_the_hour_that_costs_people_most(client: CheckedClient, people: Cast) -> None:
    found = page(client, people, "rush")
    said = "Tổng thời gian chờ nhiều nhất vào thứ Hai 9:00–10:00: 12 người đến, 1,5 quầy mở, trung bình chờ 16,7 phút."
    assert said in found.text
    assert "100 % tổng thời gian chờ" in found.text
    assert "đông nhất so với số quầy mở: 8 người đến cho mỗi quầy" in found.text


def test_hours_are_those_of_eight_weeks_and_never_of_before_the_last_change(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    assert "28/09/2026–22/11/2026: Tổng thời gian chờ nhiều nhất" in page(client, people, "rush").text
    event(session, people.unit, people.clerk.id, date(2026, 11, 4))
    commit_late(session)
    assert "09/11/2026–22/11/2026: Tổng" in Page(client.get(f"/admin/reports/{people.unit.id}/rush")).text


def test_the_table_says_days_visits_waits_and_counters_of_each_half_hour(client: CheckedClient, people: Cast) -> None:
    found = rows(page(client, people, "rush"))
    assert found["Thứ Hai"] == ["9:30–10:00", "1", "0", "–", "0", "–", "–", "1"]


def test_counters_that_were_never_recorded_are_no_data(client: CheckedClient, session: Session, people: Cast) -> None:
    session.execute(update(CounterSession).values(unit_id=people.neighbour.id))
    found = page(client, people, "rush")
    assert "9:00–10:00: 12 người đến, trung bình chờ 16,7 phút." in found.text
    assert rows(found)["Thứ Hai"] == ["9:00–9:30", "1", "12", "12", "12", "16,7", "12", "–"]


def test_open_counters_are_not_told_where_they_are_one_persons_presence(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    first = session.scalars(select(CounterSession.counter_id).order_by(CounterSession.id)).first()
    session.execute(update(CounterSession).values(counter_id=first))
    found = page(client, people, "rush")
    assert "9:00–10:00: 12 người đến, trung bình chờ 16,7 phút." in found.text
    assert rows(found)["Thứ Hai"] == ["9:00–9:30", "1", "12", "12", "12", "16,7", "12"]
    assert "Số quầy mở" not in found.text
    assert "giờ có mặt của một người" in found.text
    drawn = [
        client.get(f"/admin/reports/{people.unit.id}/rush.svg?{query}") for query in ("show=counters&narrow=1", "")
    ]
    assert all("Số quầy mở" not in one.text for one in drawn)


def test_the_waits_page_says_within_how_many_minutes_nine_in_ten_were_called(
    client: CheckedClient, people: Cast
) -> None:
    found = page(client, people, "waits")
    assert "9 trong 10 người được gọi trong 22 phút; 8,3 % chờ quá 60 phút (1 người)." in found.text
    assert "Người dân chờ nhiều nhất ở việc “Hộ tịch”: 100 % tổng thời gian chờ, trung bình 16,7 phút." in found.text
    assert rows(found)["Hộ tịch"] == ["12", "3,3", "100 %", "16,7"]
    assert rows(found)["T47 (16/11)"] == ["16,7 / 12"]
    assert "Chưa đủ phiếu" in found.text


def test_a_few_waits_are_in_no_bin_and_in_no_sum(client: CheckedClient, session: Session, people: Cast) -> None:
    session.execute(update(Ticket).where(Ticket.number > 3).values(arrived_quality="back_dated"))
    found = page(client, people, "waits")
    assert rows(found)["Hộ tịch"] == ["3", "–", "–", "–"]
    assert "0–1" not in rows(found)
    assert not any(name.startswith("trên ") for name in rows(found))


def test_each_chart_is_drawn_once_and_can_be_sent_on(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    for name in ("rush", "spread", "groups", "reported"):
        address = f"/admin/reports/{people.unit.id}/{name}"
        first = client.get(f"{address}.svg?narrow=1")
        assert first.data.endswith(b"</svg>\n")
        again = client.get(f"{address}.svg?narrow=1", headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304
    assert client.get(f"/admin/reports/{people.unit.id}/rush.png").data.startswith(b"\x89PNG")


def test_a_phone_gets_the_map_that_was_chosen(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    address = f"/admin/reports/{people.unit.id}/rush.svg?narrow=1"
    drawn = [client.get(f"{address}&show={show}").data for show in ("arrivals", "waits", "counters")]
    assert len(set(drawn)) == 3
    assert client.get(address).data == drawn[1]


def test_any_period_can_be_asked_for(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    people.unit.pilot_since = MONDAY.date()
    ranges = ("kind=range&from=2026-11-16&to=2026-11-16", "kind=range")
    for query in ("kind=day", "kind=month&back=2", "kind=year&back=60", "back=1", *ranges):
        for name in ("rush", "waits"):
            found = Page(client.get(f"/admin/reports/{people.unit.id}/{name}?{query}"))
            assert "trung bình chờ 16,7 phút" in found.text or "trong 22 phút" in found.text


def test_what_cannot_be_read_is_explained_and_what_is_no_chart_not_found(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    address = f"/admin/reports/{people.unit.id}"
    for query in ("kind=x", "until=2026-W99", "back=0", "back=%00", "show=x"):
        assert client.get(f"{address}/rush?{query}").status_code == 422
    for name in ("rush.gif", "x.svg", ".svg", "spread.svg.png"):
        assert client.get(f"{address}/{name}").status_code == 404


def test_a_unit_without_visits_says_so(client: CheckedClient, session: Session) -> None:
    people = cast.cast(session)
    sign_in(client, people.supervisor)
    for name in ("rush", "waits"):
        assert "chưa có lượt đến nào" in Page(client.get(f"/admin/reports/{people.unit.id}/{name}")).text
    assert client.get(f"/admin/reports/{people.unit.id}/rush.svg").status_code == 404


def test_sample_data_are_marked_on_every_chart(client: CheckedClient, session: Session, people: Cast) -> None:
    session.execute(update(Unit).where(Unit.id == people.unit.id).values(is_demo=True))
    sign_in(client, people.supervisor)
    for name in ("rush", "spread", "groups", "reported"):
        assert b'id="sample"' in client.get(f"/admin/reports/{people.unit.id}/{name}.svg?narrow=1").data
