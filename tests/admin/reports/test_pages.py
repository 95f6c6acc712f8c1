"""The weekly page, its chart and its sheet, from the rows of a real week."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from admin.pilot.models import PilotEvent
from kiosk.office.models import Counter, ServiceGroup, Unit
from kiosk.queue import actions
from kiosk.queue.models import Ticket, TicketEvent
from kiosk.queue.tickets import Move
from tests import cast, factories, markup
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

WAITS = (0, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 30)
"""Minutes: mean 13,3, median 12, P90 22, ten of twelve within 20."""


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    """A unit where twelve people were served on one Monday."""
    set_clock(MONDAY + timedelta(days=1))
    people = cast.cast(session)
    serve(session, people.unit, WAITS)
    return people


def serve(session: Session, unit: Unit, waits: tuple[int, ...]) -> ServiceGroup:
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", group)
    for minutes in waits:
        ticket = factories.ticket(session, group)
        at = MONDAY + timedelta(minutes=minutes)
        for kind in (Move.CALL, Move.START, Move.FINISH):
            actions.move(session, ticket, kind, factories.clerk(counter), at=at)
    return group


def weekly(client: CheckedClient, people: Cast, **query: str) -> Page:
    sign_in(client, people.supervisor)
    return Page(client.get(f"/admin/reports/{people.unit.id}/weekly", query_string=query))


def row(page: Page, week: str) -> list[str]:
    """The cells of one week, without its name."""
    found = next(line for line in page.tree.iter("tr") if markup.words(line[0]) == week)
    return [markup.words(cell) for cell in found][1:]


def test_the_page_begins_with_the_finding(client: CheckedClient, people: Cast) -> None:
    assert "T47 (16/11) trung bình chờ 13,3 phút, trong mục tiêu 15 phút." in weekly(client, people).text


def test_the_table_shows_the_numbers_of_the_rows(client: CheckedClient, people: Cast) -> None:
    page = weekly(client, people)
    assert row(page, "T47 (16/11)") == ["12", "12", "13,3", "12", "22", "58,3 %", "0"]


def test_the_week_is_chosen_from_those_since_the_first_visit_without_script(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    group = session.scalars(select(ServiceGroup).where(ServiceGroup.unit_id == people.unit.id)).one()
    factories.ticket(session, group, at=MONDAY - timedelta(days=14))
    page = weekly(client, people)
    options = [option.get("value") for option in page.find("option")]
    assert options == ["2026-W47", "2026-W46", "2026-W45"]
    before = Page(page.form(button="Xem").submit(client, until="2026-W46"))
    assert "T46 (09/11): chưa đủ dữ liệu" in before.text
    assert "T47 (16/11) trung bình" in before.follow(client, "T47 (16/11) →").text
    assert "T45 (02/11): chưa đủ dữ liệu" in before.follow(client, "← T45 (02/11)").text


def test_a_week_leads_to_everything_about_it(client: CheckedClient, people: Cast) -> None:
    page = weekly(client, people)
    assert page.follow(client, "T47 (16/11)", href_contains="period").heading == "Số liệu T47 (16/11)"
    ids = {element.get("id") for element in page.tree.iter()}
    assert all(link.href.partition("#")[2] in ids for link in page.links if "#" in link.href)


def test_a_week_without_visits_between_others_is_no_data_and_not_zero_minutes(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    group = session.scalars(select(ServiceGroup).where(ServiceGroup.unit_id == people.unit.id)).one()
    factories.ticket(session, group, at=MONDAY - timedelta(days=14))
    assert row(weekly(client, people), "T46 (09/11)")[:5] == ["0", "0", "–", "–", "–"]


def test_the_sheet_counts_the_same_rows(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    answer = client.get(f"/admin/reports/{people.unit.id}/weekly.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(rows) == 26
    assert (rows[-1]["week"], rows[-1]["served"], rows[-1]["mean_wait_seconds"]) == ("2026-W47", "12", "800")
    assert rows[-2]["mean_wait_seconds"] == ""


def commit_late(session: Session) -> None:
    """Add a move whose number is lower than all others: its transaction began before theirs and ended after."""
    moved = session.scalars(select(TicketEvent).order_by(TicketEvent.id)).first()
    assert moved is not None
    known = {name: getattr(moved, name) for name in ("unit_id", "ticket_id", "kind", "at", "to_state", "channel")}
    session.add(TicketEvent(id=moved.id - 1, **known))
    session.flush()


def test_the_chart_is_drawn_once_and_again_only_when_the_queue_moved(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    sign_in(client, people.supervisor)
    address = f"/admin/reports/{people.unit.id}/weekly.svg"
    first = client.get(address)
    assert first.mimetype == "image/svg+xml"
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    factories.ticket(session, session.scalars(select(ServiceGroup).where(ServiceGroup.unit_id == people.unit.id)).one())
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200


def test_the_chart_is_drawn_again_when_an_earlier_event_is_committed_after_a_later_one(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    sign_in(client, people.supervisor)
    address = f"/admin/reports/{people.unit.id}/weekly.svg"
    first = client.get(address)
    # What the last of two transactions leaves behind: another wait, and no event with a higher number.
    later = MONDAY + timedelta(minutes=59)
    session.execute(update(Ticket).where(Ticket.number == 12).values(first_called_at=later))
    commit_late(session)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert again.data != first.data


def test_what_was_changed_stands_on_the_chart_and_below_it(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    before = weekly(client, people)
    session.add(
        PilotEvent(
            unit_id=people.unit.id,
            kind="intervention",
            first_day=MONDAY.date(),
            what="mở thêm quầy 4 sáng thứ Hai",
            staff_id=people.supervisor.id,
            staff_name="Giám Sát",
            recorded_at=MONDAY,
            issue_key="one",
        )
    )
    session.flush()
    page = Page(client.get(f"/admin/reports/{people.unit.id}/weekly"))
    assert "16/11/2026, thay đổi: mở thêm quầy 4 sáng thứ Hai" in page.text
    drawn = client.get(f"/admin/reports/{people.unit.id}/weekly.svg")
    assert "16/11 mở thêm quầy" in drawn.text
    assert "Đã xảy ra" not in before.text


def test_the_chart_can_be_sent_on_as_a_picture(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    assert client.get(f"/admin/reports/{people.unit.id}/weekly.png").data.startswith(b"\x89PNG")


def test_on_a_monday_morning_the_page_opens_on_the_week_that_says_something(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    group = session.scalars(select(ServiceGroup).where(ServiceGroup.unit_id == people.unit.id)).one()
    factories.ticket(session, group, at=MONDAY + timedelta(days=7))
    assert "T47 (16/11) trung bình chờ 13,3 phút" in weekly(client, people).text
    later = client.get(f"/admin/reports/{people.unit.id}/weekly?until=2026-W48")
    assert "T48 (23/11): chưa đủ dữ liệu" in Page(later).text


def test_a_week_in_the_past_can_be_asked_for(client: CheckedClient, people: Cast) -> None:
    assert "T46 (09/11): chưa đủ dữ liệu" in weekly(client, people, until="2026-W46").text


@pytest.mark.parametrize("until", ["2026-W54", "x", "0000-W01", "2026-W47'--"])
def test_a_week_that_does_not_exist_is_explained(client: CheckedClient, people: Cast, until: str) -> None:
    sign_in(client, people.supervisor)
    page = Page(client.get(f"/admin/reports/{people.unit.id}/weekly", query_string={"until": until}), status=422)
    assert "2026-W47" in page.text


def test_a_unit_without_visits_says_so(client: CheckedClient, session: Session) -> None:
    people = cast.cast(session)
    assert "chưa có lượt đến nào" in weekly(client, people).text


def test_whoever_sees_the_organisation_sees_all_units_together(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    serve(session, people.neighbour, (60, 60))
    sign_in(client, cast.staff(session, Role.SUPERVISOR, people.top, login="above"))
    page = Page(client.get(f"/admin/reports/{people.top.id}/weekly"))
    assert row(page, "T47 (16/11)")[:3] == ["14", "14", "20"]


def test_waits_left_out_of_the_headline_are_said_aloud(client: CheckedClient, session: Session, people: Cast) -> None:
    session.execute(update(Ticket).where(Ticket.number > 9).values(arrived_quality="back_dated"))
    assert "không tính 3 lượt" in weekly(client, people).text


@pytest.mark.parametrize("channel", ["clerk", "tally"])
def test_a_headline_thinned_by_visits_that_the_staff_logged_says_so(
    client: CheckedClient, session: Session, people: Cast, channel: str
) -> None:
    assert "do cán bộ ghi" not in weekly(client, people).text
    session.execute(update(Ticket).where(Ticket.number <= 4).values(channel=channel))
    commit_late(session)
    said = "Trong 12 lượt được tính, 4 do cán bộ ghi. Dưới 10 lượt nên không nêu số phút."
    assert said in Page(client.get(f"/admin/reports/{people.unit.id}/weekly")).text


def test_sample_data_are_marked_on_page_chart_and_sheet(client: CheckedClient, session: Session, people: Cast) -> None:
    session.execute(update(Unit).where(Unit.id == people.unit.id).values(is_demo=True))
    assert "DỮ LIỆU MẪU" in weekly(client, people).text
    assert "DỮ LIỆU MẪU" in client.get(f"/admin/reports/{people.unit.id}/weekly.csv").text
    plain = client.get(f"/admin/reports/{people.unit.id}/weekly.svg").data
    session.execute(update(Unit).where(Unit.id == people.unit.id).values(is_demo=False))
    assert client.get(f"/admin/reports/{people.unit.id}/weekly.svg").data != plain


@pytest.mark.parametrize("path", ["weekly", "weekly.svg", "weekly.png", "weekly.csv", "comments"])
def test_a_neighbour_and_a_clerk_are_refused(
    client: CheckedClient, other_client: CheckedClient, people: Cast, path: str
) -> None:
    sign_in(client, people.neighbour_supervisor)
    assert client.get(f"/admin/reports/{people.unit.id}/{path}").status_code == 403
    sign_in(other_client, people.clerk)
    assert other_client.get(f"/admin/reports/{people.unit.id}/{path}").status_code == 403


def test_visits_called_and_sent_back_are_told_once_each_and_stand_in_the_sheet(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    assert "trả lại hàng chờ" not in weekly(client, people).text
    group = session.scalars(select(ServiceGroup).where(ServiceGroup.unit_id == people.unit.id)).one()
    clerk = factories.clerk(session.scalars(select(Counter).where(Counter.unit_id == people.unit.id)).one())
    ticket = factories.ticket(session, group)
    for minutes, kind in enumerate((Move.CALL, Move.RETURN, Move.CALL, Move.RETURN)):
        actions.move(session, ticket, kind, clerk, at=MONDAY + timedelta(minutes=minutes))
    address = f"/admin/reports/{people.unit.id}/weekly"
    assert "1 lượt được gọi rồi trả lại hàng chờ." in Page(client.get(address)).text
    rows = list(csv.DictReader(io.StringIO(client.get(f"{address}.csv").text.removeprefix("\ufeff"))))
    assert [row["returned"] for row in rows[-2:]] == ["0", "1"]
