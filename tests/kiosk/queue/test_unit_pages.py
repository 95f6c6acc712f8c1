"""A unit's public page: what somebody at home reads, with nothing about a counter or a person."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.ground.calendar import at_local
from kiosk.office.models import HolidayOverride, OpeningException, UnitVersion
from kiosk.queue import actions
from kiosk.queue.models import Ticket
from kiosk.queue.night_actions import NIGHT
from kiosk.queue.tickets import Move
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.office import ENTRANCE, Office, on_monday
from tests.page import Page

Clock = Callable[[datetime], None]
LAST_WEEK = MONDAY - timedelta(days=7)
TEN = tuple(range(10))


def address(office: Office) -> str:
    return f"/u/{office.unit.slug}"


def page_of(client: CheckedClient, office: Office, **query: str) -> Page:
    return Page(client.get(address(office), query_string=query))


def serve(session: Session, office: Office, waits: tuple[int, ...], *, at: datetime = LAST_WEEK) -> None:
    """Let people come at one instant and wait so many minutes."""
    clerk = factories.clerk(office.counter)
    for minutes in waits:
        ticket = factories.ticket(session, office.birth, at=at)
        for kind in (Move.CALL, Move.START, Move.FINISH):
            actions.move(session, ticket, kind, clerk, at=at + timedelta(minutes=minutes))


def test_it_tells_the_name_the_address_and_the_hotline(client: CheckedClient, session: Session, office: Office) -> None:
    office.unit.address = "Số 12, đường Hai Bà Trưng"
    page = page_of(client, office)
    assert page.title == "Phường Ninh Kiều"
    assert "Số 12, đường Hai Bà Trưng" in page.text
    assert next(link.href for link in page.links if link.href.startswith("tel:")) == "tel:02923820000"


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (9, "Đang mở cửa, đến 11:30."),
        (12, "Đang nghỉ trưa, mở lại lúc 13:30."),
        (6, "Đang đóng cửa, mở lúc 07:30."),
        (18, "Đang đóng cửa, mở lúc 07:30, Thứ Ba 17/11."),
    ],
)
def test_it_says_whether_the_door_is_open(
    client: CheckedClient, office: Office, set_clock: Clock, hour: int, words: str
) -> None:
    set_clock(on_monday(hour))
    assert words in page_of(client, office).text


def test_the_week_ahead_shows_holidays_and_other_hours(
    client: CheckedClient, session: Session, office: Office, set_clock: Clock
) -> None:
    set_clock(at_local(date(2026, 11, 20), time(9)))  # a Friday before Tuesday the 24th, a public holiday
    session.add(OpeningException(unit_id=office.unit.id, day=date(2026, 11, 23), opens=time(8), closes=time(11)))
    session.add(HolidayOverride(day=date(2026, 11, 25), is_working=False, note="Mất điện"))
    rows = dict(row for row in page_of(client, office).rows("Giờ làm việc") if len(row) == 2)
    assert rows["Hôm nay, Thứ Sáu 20/11"] == "07:30–11:30, 13:30–17:00"
    assert rows["Chủ Nhật 22/11"] == "Nghỉ"
    assert rows["Thứ Hai 23/11"] == "08:00–11:00 (khác thường lệ)"
    assert rows["Thứ Ba 24/11"].startswith("Nghỉ: Ngày Văn hóa")
    assert rows["Thứ Tư 25/11"] == "Nghỉ"


def test_people_who_wait_are_counted_by_service(client: CheckedClient, session: Session, office: Office) -> None:
    factories.ticket(session, office.birth)
    assert page_of(client, office).rows("Đang chờ lúc")[1:] == [
        ["Khai sinh, kết hôn, khai tử", "1"],
        ["Tôi không biết – nhờ hướng dẫn", "0"],
    ]


def test_a_number_is_not_to_be_had_from_afar(client: CheckedClient, office: Office) -> None:
    page = page_of(client, office)
    assert "Chỉ lấy số được khi đã đến nơi" in page.text
    assert not [link for link in page.links if link.href.endswith("/take")]
    assert page.link("Tra thủ tục").href == f"/q/{ENTRANCE}/procedures"


def test_the_wait_by_hour_is_the_median_of_the_weeks_that_are_over(
    client: CheckedClient, session: Session, office: Office
) -> None:
    serve(session, office, TEN, at=LAST_WEEK)
    serve(session, office, (20,) * 9, at=LAST_WEEK + timedelta(hours=1))
    serve(session, office, (50,) * 10, at=MONDAY)
    rows = dict(row for row in page_of(client, office).rows("theo giờ lấy số") if len(row) == 2)
    assert rows["9–10 giờ"] == "4 phút"
    assert rows["10–11 giờ"] == "chưa đủ dữ liệu"
    assert list(rows)[1:] == [f"{hour}–{hour + 1} giờ" for hour in (7, 8, 9, 10, 11, 13, 14, 15, 16)]


def test_the_weeks_are_told_in_words_in_a_table_and_in_a_chart(
    client: CheckedClient, session: Session, office: Office
) -> None:
    serve(session, office, (10,) * 12)
    page = page_of(client, office)
    assert "Tuần 9/11 – 15/11: chờ trung bình 10 phút, trong mục tiêu 15 phút." in page.text
    assert "Cả 8 tuần (21/9 – 15/11) có 12 lượt được tính: một nửa được gọi trong 10 phút" in page.text
    weeks = page.rows("Từng tuần")
    assert weeks[1] == ["9/11", "10", "12"]
    assert weeks[2] == ["2/11", "–", "dưới 10"]
    (picture,) = page.find("img")
    answer = client.get(picture.attrib["src"])
    assert answer.mimetype == "image/svg+xml"
    ElementTree.fromstring(answer.data)
    assert "max-age=86400" in answer.headers["Cache-Control"]
    again = client.get(picture.attrib["src"], headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_fewer_than_ten_visits_leave_no_number_anywhere(
    client: CheckedClient, session: Session, office: Office
) -> None:
    serve(session, office, (23,) * 9)
    page = page_of(client, office)
    assert "8 tuần qua chưa đủ dữ liệu" in page.text
    assert "23" not in page.text
    assert not page.find("img")
    assert client.get(f"{address(office)}/wait.svg").status_code == 404


def test_a_mean_that_leaves_people_out_is_not_told_alone(
    client: CheckedClient, session: Session, office: Office
) -> None:
    serve(session, office, (10,) * 12)
    for _ in range(12):
        ticket = factories.ticket(session, office.birth, at=LAST_WEEK)
        actions.move(session, ticket, Move.CLOSE, NIGHT, at=LAST_WEEK + timedelta(hours=2))
    assert "Tính cả những lượt ấy, trung bình là 65 phút." in page_of(client, office).text


def test_what_few_had_waited_cannot_be_reckoned_from_the_page(
    client: CheckedClient, session: Session, office: Office
) -> None:
    serve(session, office, (10,) * 12)
    for _ in range(4):
        ticket = factories.ticket(session, office.birth, at=LAST_WEEK)
        actions.move(session, ticket, Move.CLOSE, NIGHT, at=LAST_WEEK + timedelta(hours=2))
    text = page_of(client, office).text
    assert "không tính người tự trả số" in text
    assert "Tính cả những lượt ấy" not in text


def test_the_figures_stand_still_for_ten_minutes(
    client: CheckedClient, session: Session, office: Office, set_clock: Clock
) -> None:
    serve(session, office, (10,) * 12)
    first = page_of(client, office)
    session.execute(update(Ticket).values(arrived_at=LAST_WEEK - timedelta(minutes=10)))
    assert page_of(client, office).rows("Từng tuần") == first.rows("Từng tuần")
    set_clock(MONDAY + timedelta(minutes=10))
    assert page_of(client, office).rows("Từng tuần")[1] == ["9/11", "20", "12"]


def test_sample_data_are_marked(client: CheckedClient, office: Office) -> None:
    office.unit.is_demo = True
    assert "DỮ LIỆU MẪU" in page_of(client, office).text


def test_an_organisation_lists_its_units_and_has_no_figures_of_its_own(
    client: CheckedClient, session: Session, office: Office
) -> None:
    top = factories.tree(session).province
    page = Page(client.get(f"/u/{top.slug}"))
    assert [link.words for link in page.links if link.href in {"/u/cai-rang", "/u/ninh-kieu"}] == [
        "Phường Cái Răng",
        "Phường Ninh Kiều",
    ]
    assert "Thường chờ bao lâu" not in page.text
    assert page.follow(client, "Phường Cái Răng").title == "Phường Cái Răng"


def test_a_unit_without_hours_services_and_visits_has_a_page_all_the_same(
    client: CheckedClient, session: Session, office: Office
) -> None:
    bare = factories.unit(session, "Phường Thới Nhựt", pilot=False, pilot_since=None)
    assert "Chưa có giờ làm việc" in Page(client.get(f"/u/{bare.slug}")).text


def test_a_unit_that_never_was_or_is_no_more_is_explained(
    client: CheckedClient, session: Session, office: Office
) -> None:
    assert "Không có đơn vị này" in Page(client.get("/u/khong-co"), status=404).text
    closed = update(UnitVersion).where(UnitVersion.unit_id == office.unit.id).values(valid_until=date(2026, 11, 1))
    session.execute(closed)
    for rest in ("", "/definitions", "/wait.svg"):
        page = Page(client.get(address(office) + rest), status=404)
        assert "Phường Ninh Kiều không hoạt động lúc này" in page.text


def test_the_definitions_name_the_units_own_targets(client: CheckedClient, session: Session, office: Office) -> None:
    session.execute(update(UnitVersion).values(target_seconds=1200, older_target_seconds=2400))
    serve(session, office, TEN)
    page = page_of(client, office).follow(client, "Cách tính thời gian chờ")
    assert "trung bình không quá 20 phút. Mục tiêu cũ: 40 phút." in page.text
    assert "từ lúc Ông/Bà lấy số đến lúc được gọi lần đầu" in page.text


@pytest.mark.parametrize("language", ["vi", "en", "km", "zh"])
def test_the_page_and_its_chart_speak_every_language(
    client: CheckedClient, session: Session, office: Office, language: str
) -> None:
    serve(session, office, (10,) * 12)
    page = page_of(client, office, lang=language)
    assert page.language == language
    assert client.get(page.find("img")[0].attrib["src"]).status_code == 200
