"""The figures of any period, whole, narrowed and broken down, from the rows of real moves."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.office import priority_actions
from kiosk.office.models import Counter, ServiceGroup, Unit
from kiosk.queue import actions
from kiosk.queue.citizen_actions import CITIZEN
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move
from tests import cast, factories
from tests.admin.reports.test_pages import WAITS, serve
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page
from tests.survey.ballots.test_reported import cast as say
from tests.survey.ballots.test_reported import seal, usual

MINUTE = timedelta(minutes=1)


@pytest.fixture
def people(session: Session, client: CheckedClient, set_clock: Callable[[datetime], None]) -> Cast:
    """A unit where twelve people were served on one Monday of week 47, and its supervisor signed in."""
    set_clock(MONDAY + timedelta(days=7))
    people = cast.cast(session)
    priority_actions.add_default_classes(session)
    serve(session, people.unit, WAITS)
    sign_in(client, people.supervisor)
    return people


def page(client: CheckedClient, people: Cast, name: str, *, status: int = 200, **asked: str) -> Page:
    answer = client.get(f"/admin/reports/{people.unit.id}/{name}", query_string=asked or None)
    return Page(answer, status=status)


def group_of(session: Session, people: Cast) -> ServiceGroup:
    return session.scalars(select(ServiceGroup).where(ServiceGroup.unit_id == people.unit.id)).one()


def test_weeks_stand_side_by_side_the_latest_first(client: CheckedClient, people: Cast) -> None:
    found = page(client, people, "figures", back="2")
    assert [row[0] for row in found.rows("Số lượt")[1:]] == ["T47 (16/11)", "T46 (09/11)"]
    assert found.rows("Số lượt")[1][1:] == ["12", "12", "0", "0", "0", "0", "0", "0"]
    assert found.rows("Thời gian chờ")[1][1:] == ["12", "13,3", "12", "22", "30", "chưa đủ dữ liệu", "0", "13,3"]
    assert found.rows("Trong mục tiêu")[1][1:4] == ["58,3 %", "100 %", "58,3 %"]
    assert found.rows("Thời gian chờ")[2][1:] == ["0", "–", "–", "–", "–", "–", "0", "–"]


def test_every_heading_leads_to_what_it_means(client: CheckedClient, people: Cast) -> None:
    for name in ("figures", "period"):
        found = page(client, people, name, by="channel")
        ids = {element.get("id") for element in found.tree.iter() if element.get("id")}
        leads = {element.get("href", "")[1:] for element in found.tree.iter("a") if element.get("href", "")[:1] == "#"}
        assert len(leads) > 10
        assert leads <= ids | {"main"}


KINDS = {
    "month": "Tháng 11/2026",
    "report-month": "Tháng 12/2026 (15/11–14/12/2026)",
    "quarter": "Quý IV/2026",
    "report-quarter": "Quý IV/2026 (15/09–14/12/2026)",
    "report-half": "6 tháng cuối năm 2026 (15/06–14/12/2026)",
    "report-nine-months": "9 tháng năm 2026 (15/12/2025–14/09/2026)",
    "year": "Năm 2026",
    "report-year": "Năm 2026 (15/12/2025–14/12/2026)",
}


def test_every_kind_of_period_has_its_page(client: CheckedClient, people: Cast) -> None:
    for which, name in KINDS.items():
        found = page(client, people, "figures", kind=which, back="1")
        assert [row[:2] for row in found.rows("Số lượt")[1:]] == [[name, "0" if "nine" in which else "12"]]
        link = next(link for link in found.links if link.words == name)
        assert Page(client.get(link.href)).heading == f"Số liệu {name}"


def test_a_free_range_counts_its_days_and_no_other(client: CheckedClient, people: Cast) -> None:
    found = page(client, people, "figures?kind=range&from=2026-11-17&to=2026-11-30")
    assert found.rows("Số lượt")[1][:2] == ["17/11/2026–30/11/2026", "0"]
    link = next(link for link in found.links if link.words == "17/11/2026–30/11/2026")
    assert "17/11/2026–30/11/2026" in Page(client.get(link.href)).heading


def test_days_are_shown_in_the_first_eight_weeks_of_the_pilot_only(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    session.execute(update(Unit).where(Unit.id == people.unit.id).values(pilot=False, pilot_since=None))
    refused = page(client, people, "figures", status=422, kind="day")
    assert "chỉ có trong tám tuần đầu của thí điểm" in refused.text
    session.execute(update(Unit).where(Unit.id == people.unit.id).values(pilot=True, pilot_since=date(2026, 11, 12)))
    found = page(client, people, "figures", kind="day", back="4")
    assert [row[:2] for row in found.rows("Số lượt")[1:]] == [
        ["Thứ Hai 16/11/2026", "12"],
        ["Chủ Nhật 15/11/2026", "0"],
        ["Thứ Bảy 14/11/2026", "0"],
        ["Thứ Sáu 13/11/2026", "0"],
    ]


def test_a_filter_and_a_breakdown_stand_in_the_address_and_in_the_form(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    session.execute(update(Ticket).where(Ticket.number <= 4).values(channel="kiosk"))
    found = page(client, people, "figures", by="channel", back="1")
    assert [row[:3] for row in found.rows("Số lượt")[1:]] == [
        ["T47 (16/11)", "Điện thoại", "8"],
        ["T47 (16/11)", "Máy tính bảng ở sảnh", "4"],
    ]
    assert found.rows("Thời gian chờ")[2][2:4] == ["4", "chưa đủ dữ liệu"]
    form = found.form(button="Xem")
    only = Page(form.submit(client, channel="kiosk", by=""))
    assert only.rows("Số lượt")[1][1] == "4"
    assert "Chỉ tính: Cách lấy số – Máy tính bảng ở sảnh." in only.text
    assert only.form(button="Xem").defaults["channel"] == "kiosk"


def test_a_visit_that_was_passed_on_counts_in_both_groups_and_once_in_all(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    first, second = group_of(session, people), factories.group(session, people.unit, "B", "Đất đai")
    clerk = factories.clerk(session.scalars(select(Counter).where(Counter.unit_id == people.unit.id)).one())
    ticket = factories.ticket(session, first)
    for minutes, kind in ((5, Move.CALL), (6, Move.START), (9, Move.TRANSFER), (20, Move.CALL), (21, Move.START)):
        group_id = second.id if kind is Move.TRANSFER else None
        actions.move(session, ticket, kind, clerk, at=MONDAY + minutes * MINUTE, group_id=group_id)
    actions.move(session, ticket, Move.FINISH, clerk, at=MONDAY + 30 * MINUTE)
    found = page(client, people, "figures", by="group", back="1")
    assert [row[1:3] for row in found.rows("Số lượt")[1:]] == [["Hộ tịch", "13"], ["Đất đai", "1"]]
    sheet = page(client, people, "period", by="group")
    assert sheet.rows("Số lượt – Nhóm việc")[1:][1][:2] == ["Đất đai", "1"]
    assert page(client, people, "period").rows("Số lượt")[1][1] == "13"
    assert page(client, people, "figures", group=str(second.id)).rows("Số lượt")[1][1] == "1"


def test_the_full_sheet_of_a_week_begins_with_its_sentence(client: CheckedClient, people: Cast) -> None:
    found = page(client, people, "period", until="2026-W47")
    assert "T47 (16/11) trung bình chờ 13,3 phút, trong mục tiêu 15 phút." in found.text
    rows = {row[0]: row[1:] for row in found.rows("Các khoảng thời gian")}
    assert rows["Chờ: từ lúc đến tới lúc được gọi"] == ["12", "13,3", "12", "22", "30", "chưa đủ dữ liệu"]
    assert rows["Đi đến quầy"][:2] == ["12", "0"]
    assert "Kaplan–Meier): trung vị 12 phút, P90 22 phút." in found.text
    assert found.follow(client, "T46 (09/11)").heading == "Số liệu T46 (09/11)"


def test_whoever_left_is_told_with_the_reason_and_the_time_they_had_waited(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    ticket = factories.ticket(session, group_of(session, people))
    actions.move(session, ticket, Move.LEAVE, CITIZEN, at=MONDAY + 40 * MINUTE, reason="too_long")
    found = page(client, people, "period")
    assert ["Chờ quá lâu", "1", "–"] in found.rows("Vì sao")
    assert ["Tự trả số", "1", "chưa đủ dữ liệu"] in found.rows("chưa tính")
    assert "Trung bình trên không tính 1 lượt" in found.text
    assert "Vì sao người dân tự trả số" not in page(client, people, "period", channel="phone").text


def test_doubtful_visits_are_told_by_their_mark_and_whoever_was_sent_back_is_counted(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    session.execute(update(Ticket).where(Ticket.number <= 2).values(arrived_quality="back_dated"))
    clerk = factories.clerk(session.scalars(select(Counter).where(Counter.unit_id == people.unit.id)).one())
    ticket = factories.ticket(session, group_of(session, people))
    for minutes, kind in ((40, Move.CALL), (41, Move.RETURN)):
        actions.move(session, ticket, kind, clerk, at=MONDAY + minutes * MINUTE)
    found = page(client, people, "period")
    assert "Số liệu chưa chắc chắn: 15,4 % số lượt đến (ghi lại sau: 2)." in found.text
    assert "1 lượt được gọi rồi trả lại hàng chờ" in found.text


def test_what_people_say_they_waited_stands_beside_the_measure(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    assert "chưa đủ phiếu" in page(client, people, "period").text
    say(session, people.unit, usual(session), [1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 6])
    seal(session)
    found = page(client, people, "period", until="2026-W47")
    assert found.rows("Người dân nói")[1:] == [
        ["Dưới 5 phút", "2", "20 %", "2", "16,7 %"],
        ["Từ 5 đến 15 phút", "4", "40 %", "5", "41,7 %"],
        ["Trên 15 đến 30 phút", "3", "30 %", "5", "41,7 %"],
        ["Trên 30 đến 60 phút", "1", "10 %", "0", "0 %"],
        ["Trên 60 phút", "0", "0 %", "0", "0 %"],
        ["Không nhớ", "1", "–", "–", "–"],
    ]
    assert "phiếu trên điện thoại · T47 (16/11)" in found.text
    assert "phiếu trên điện thoại" not in page(client, people, "period", until="2026-W46").text
    assert "chỉ nêu khi xem tất cả các lượt" in page(client, people, "period", channel="phone").text


def test_an_address_that_says_nothing_is_explained(client: CheckedClient, people: Cast) -> None:
    nothing = ({"kind": "x"}, {"until": "0000-W01"}, {"group": "9" * 40}, {"back": "-1"}, {"class": "\x00"})
    for asked in nothing:
        assert "Xin chọn lại" in page(client, people, "figures", status=422, **asked).text
        assert "Xin chọn lại" in page(client, people, "period", status=422, **asked).text
    assert "Xin chọn lại" in page(client, people, "figures", status=422, until="1900-W02").text


def test_the_ends_of_the_calendar_are_pages_too(client: CheckedClient, people: Cast) -> None:
    for week in ("2999-W52", "1900-W01"):
        assert page(client, people, "period", until=week).heading.startswith("Số liệu T")
    for name in ("weekly", "fairness"):
        assert "2026-W47" in page(client, people, name, status=422, until="1900-W01").text


def test_a_unit_without_visits_says_so(client: CheckedClient, session: Session) -> None:
    people = cast.cast(session)
    sign_in(client, people.supervisor)
    for name in ("figures", "period"):
        assert "chưa có lượt đến nào" in page(client, people, name).text
