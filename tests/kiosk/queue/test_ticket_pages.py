"""My ticket: one page for each state, in one sentence, with what to do next."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.web.addresses import voting_token
from kiosk.queue import actions, desk_actions
from kiosk.queue.actions import Mover
from kiosk.queue.kinds import Channel, PauseReason
from kiosk.queue.tickets import Actor, Move
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.office import AT_COUNTER, ENTRANCE, MINUTE, Office, on_monday, only_ticket, open_office, work
from tests.page import Page

Clock = Callable[[datetime], None]
SYSTEM = Mover(actor=Actor.SYSTEM, channel=Channel.SYSTEM)


def survey_of(page: Page) -> str:
    return f"/s/{voting_token(page.path.removeprefix('/t/'))}"


def test_the_whole_visit_without_cookies_or_script(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    choices = Page(plain.get(f"/q/{ENTRANCE}"))
    form = choices.follow(plain, "Lấy số").form(action_contains="/take")
    ticket = Page(form.submit(plain, group=str(office.birth.id), respondent="person"))
    assert "A001" in ticket.heading
    set_clock(MONDAY + 12 * MINUTE)
    work(session, office, Move.CALL, at=MONDAY + 12 * MINUTE)
    called = ticket.follow(plain, "Cập nhật")
    assert called.heading == "Mời Ông/Bà đến quầy 3"
    work(session, office, Move.START, at=MONDAY + 12 * MINUTE)
    set_clock(MONDAY + 20 * MINUTE)
    serving = Page(plain.get(ticket.path))
    assert serving.heading == "Đang được phục vụ ở quầy 3"
    question = serving.follow(plain, "Tôi đã xong việc")
    answer = question.form(action_contains="/check-out").submit(plain, follow=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, survey_of(ticket))
    assert (only_ticket(session).state, only_ticket(session).ended_at) == ("done", MONDAY + 20 * MINUTE)
    thanks = Page(plain.get(ticket.path))
    assert "Ông/Bà đã chờ 12 phút." in thanks.text
    assert "7 ngày, đến 09:00, Thứ Hai 23/11" in thanks.text
    assert thanks.link("Trả lời ngay").href == survey_of(ticket)


def test_the_same_visit_by_scanning_with_a_phone_that_keeps_its_ticket(
    client: CheckedClient, office: Office, session: Session
) -> None:
    ticket = office.take(client)
    assert Page(client.get(f"/q/{AT_COUNTER}", follow_redirects=True)).path == ticket.path
    work(session, office, Move.CALL, Move.START)
    question = Page(client.get(f"/q/{AT_COUNTER}", follow_redirects=True))
    answer = question.form(action_contains="/check-out").submit(client, follow=False)
    assert answer.headers["Location"] == survey_of(ticket)
    assert only_ticket(session).state == "done"


def test_waiting_shows_the_number_the_people_ahead_and_a_band(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    for _ in range(4):
        factories.ticket(session, office.birth)
    page = office.take(plain)
    assert page.find("strong", class_="ticket-number")[0].text == "A005"
    assert "Còn 4 người phía trước, khoảng " in page.text
    assert page.link("Cập nhật").href == page.path
    assert "Khai sinh, kết hôn, khai tử · lấy số lúc 09:00 · xem lúc 09:00" in page.text
    assert "Xin lỗi" not in page.text


def test_the_first_in_line_hears_that_it_is_soon(plain: CheckedClient, office: Office) -> None:
    assert "Sắp đến lượt Ông/Bà, dưới 5 phút" in office.take(plain).text


def test_the_page_renews_itself_only_when_asked_and_can_be_stopped(plain: CheckedClient, office: Office) -> None:
    page = office.take(plain)
    assert not page.find("meta", http_equiv="refresh")
    renewing = page.follow(plain, "Tự cập nhật")
    assert renewing.find("meta", http_equiv="refresh")[0].get("content") == "30"
    assert renewing.link("Cập nhật").href == f"{page.path}?auto=30"
    assert not renewing.follow(plain, "Dừng tự cập nhật").find("meta", http_equiv="refresh")
    assert not Page(plain.get(f"{page.path}?auto=1")).find("meta", http_equiv="refresh")


def test_a_page_that_renews_itself_goes_on_when_called_and_stops_when_the_visit_is_over(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    path = f"{office.take(plain).path}?auto=30"
    work(session, office, Move.CALL)
    assert Page(plain.get(path)).find("meta", http_equiv="refresh")
    work(session, office, Move.FINISH, at=MONDAY + MINUTE)
    assert not Page(plain.get(path)).find("meta", http_equiv="refresh")


def test_over_target_the_page_apologises_and_says_why_and_whom_to_call(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    other = factories.counter(session, office.unit, "4", office.birth)
    factories.desk(session, other, office.birth)
    desk_actions.pause_desk(session, other.id, PauseReason.SYSTEM_DOWN, now=MONDAY)
    page = office.take(plain)
    set_clock(MONDAY + timedelta(minutes=15))
    assert "Xin lỗi" not in Page(plain.get(page.path)).text
    set_clock(MONDAY + timedelta(minutes=15, seconds=1))
    late = Page(plain.get(page.path))
    assert "Xin lỗi vì Ông/Bà đã phải chờ quá 15 phút." in late.text
    assert "Quầy 4 đang dừng: hệ thống gặp sự cố." in late.text
    assert "Hiện chỉ có 1 quầy phục vụ việc này." in late.text
    assert late.find("a", href="tel:02923820000")


def test_over_target_with_no_counter_open_says_so(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    page = office.take(plain)
    desk_actions.close_desk(session, office.counter.id, now=MONDAY)
    set_clock(MONDAY + timedelta(minutes=20))
    late = Page(plain.get(page.path)).text
    assert "chưa có quầy nào mở cho việc này" in late
    assert "Xin lỗi" in late


def test_whoever_came_before_opening_is_not_late_before_the_office_is(
    plain: CheckedClient, office: Office, set_clock: Clock
) -> None:
    set_clock(on_monday(6, 45))
    page = office.take(plain)
    set_clock(on_monday(7, 10))
    early = Page(plain.get(page.path)).text
    assert "Mở cửa lúc 07:30" in early
    assert "Xin lỗi" not in early
    set_clock(on_monday(7, 46))
    assert "Xin lỗi" in Page(plain.get(page.path)).text


def test_at_lunch_the_page_says_when_counters_reopen_and_quotes_nothing(
    plain: CheckedClient, office: Office, set_clock: Clock
) -> None:
    set_clock(on_monday(11, 20))
    page = office.take(plain)
    set_clock(on_monday(11, 31))
    noon = Page(plain.get(page.path)).text
    assert "các quầy mở lại lúc 13:30" in noon
    assert "khoảng" not in noon


def test_called_turns_the_whole_page_and_names_the_counter(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    page = office.take(plain)
    office.counter.name_vi = "Hộ tịch, chứng thực"
    work(session, office, Move.CALL)
    called = Page(plain.get(page.path))
    assert called.find("body", class_="called")
    assert called.title == "Mời đến quầy 3"
    assert "Hộ tịch, chứng thực" in called.text
    assert called.link("Tôi đã xong việc").href == f"{page.path}/check-out"


def test_on_hold_nobody_is_sent_home(plain: CheckedClient, office: Office, session: Session) -> None:
    page = office.take(plain)
    work(session, office, Move.CALL, Move.START, Move.HOLD)
    assert Page(plain.get(page.path)).heading == "Hồ sơ đang tạm dừng ở quầy 3"


UNKNOWN = "0123456789abcdefghjkmnpqrs"


@pytest.mark.parametrize(
    ("moves", "heading", "to_do"),
    [
        ((Move.CALL, Move.NO_SHOW), "Đã gọi số A001 mà chưa gặp Ông/Bà", "bấm nút dưới để vào hàng lại"),
        ((Move.REMOVE,), "Số A001 đã được cán bộ đưa ra khỏi hàng chờ", "hỏi quầy hướng dẫn"),
    ],
)
def test_a_visit_that_ended_otherwise_says_so_politely_and_may_still_vote(
    plain: CheckedClient, office: Office, session: Session, moves: tuple[Move, ...], heading: str, to_do: str
) -> None:
    page = office.take(plain)
    work(session, office, *moves)
    over = Page(plain.get(page.path))
    assert over.heading == heading
    assert to_do in over.text
    assert "đã hỏi ở quầy khác" not in over.text, "what a clerk notes is for the house"
    assert over.link("ý kiến").href == survey_of(page)
    assert over.link("Lấy số mới").href == f"/q/{ENTRANCE}?choices=1"


def test_a_ticket_closed_at_night_is_no_reproach(plain: CheckedClient, office: Office, session: Session) -> None:
    page = office.take(plain)
    actions.move(session, only_ticket(session), Move.CLOSE, SYSTEM, at=on_monday(17))
    over = Page(plain.get(page.path))
    assert "Hết giờ làm việc" in over.heading
    assert "Xin lỗi" in over.text


def test_after_seven_days_the_survey_is_no_longer_offered(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    page = office.take(plain)
    work(session, office, Move.CALL, Move.FINISH)
    set_clock(MONDAY + timedelta(days=7) - MINUTE)
    assert Page(plain.get(page.path)).link("Trả lời ngay")
    set_clock(MONDAY + timedelta(days=7))
    assert "đã hết hạn sau 7 ngày" in Page(plain.get(page.path)).text


def test_a_unit_without_an_entrance_code_offers_no_way_back_to_it(
    plain: CheckedClient, session: Session, nine: datetime
) -> None:
    group = factories.group(session, factories.unit(session))
    phone = factories.phone_ticket(session, group)
    page = Page(plain.get(f"/t/{phone.token}"))
    assert not [link for link in page.links if link.href.startswith("/q/")]


def test_an_address_read_out_loud_still_opens_the_ticket(plain: CheckedClient, office: Office) -> None:
    page = office.take(plain)
    token = page.path.removeprefix("/t/")
    for said in (token.upper(), f"{token[:13]}-{token[13:]}", token.replace("0", "o").replace("1", "l")):
        assert "A001" in Page(plain.get(f"/t/{said}")).heading


@pytest.mark.parametrize("address", [UNKNOWN, "a", "x" * 5000, "é" * 26, "' OR 1=1 --"])
def test_an_unknown_address_says_what_to_do(plain: CheckedClient, office: Office, address: str) -> None:
    for path in ("", "/leave", "/check-out"):
        page = Page(plain.get(f"/t/{address}{path}"), status=404)
        assert "Không tìm thấy số này" in page.heading
        assert "quét mã ở lối vào" in page.text
    for path in ("/leave", "/check-out"):
        assert plain.post(f"/t/{address}{path}").status_code == 404


def test_a_sample_office_says_so_on_the_ticket(plain: CheckedClient, session: Session, nine: datetime) -> None:
    assert "DỮ LIỆU MẪU" in open_office(session, is_demo=True).take(plain).text


def test_whoever_was_sent_on_is_told_to_which_service_until_the_next_call(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    land = factories.group(session, office.unit, "D", "Đất đai")
    page = office.take(plain)
    ticket = work(session, office, Move.CALL, Move.START)
    clerk = factories.clerk(office.counter)
    actions.move(session, ticket, Move.TRANSFER, clerk, at=MONDAY + MINUTE, group_id=land.id)

    assert "chuyển sang “Đất đai”, giữ nguyên số" in Page(plain.get(page.path)).text

    work(session, office, Move.CALL, Move.RETURN, at=MONDAY + 2 * MINUTE)
    assert "chuyển sang" not in Page(plain.get(page.path)).text


def test_the_page_says_which_people_are_counted(plain: CheckedClient, office: Office) -> None:
    assert "Chỉ đếm người chờ cùng việc này" in office.take(plain).text
