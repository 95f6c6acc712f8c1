"""The network is cut in the middle of every step: nothing is lost, nothing happens twice, and the person is told."""

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import func, select

from kiosk.ground.web.addresses import voting_token
from kiosk.queue.tickets import Move
from survey.ballots.models import PendingBallot
from tests.browser.bad_lines import (
    KEPT,
    NO_NUMBER,
    NOT_OPENED,
    OpenPhone,
    back_online,
    counted,
    only_ticket,
    opened,
    ready,
    said,
    serve,
)
from tests.browser.line import Line
from tests.browser.people import take_number
from tests.browser.pilot import BIRTHS, ENTRANCE, Pilot
from tests.browser.server import Server
from tests.browser.wall import Wall

DOOR = f"/q/{ENTRANCE}?choices=1"
TWICE = pytest.mark.parametrize("after", [False, True], ids=["never arrived", "answer lost"])


@TWICE
def test_a_number_is_never_promised_and_trying_again_gives_the_same(
    server: Server, line: Line, phones: OpenPhone, pilot: Pilot, after: bool
) -> None:
    with opened(phones) as phone:
        ready(phone, f"/q/{ENTRANCE}/take")
        phone.get_by_text(BIRTHS).click()
        with line.cut("POST", after=after):
            phone.get_by_role("button", name="Lấy số").click()
            said(phone, NO_NUMBER)
        assert counted(server, Move.ISSUE) == int(after)
        expect(phone.get_by_label(BIRTHS)).to_be_checked()
        phone.get_by_role("button", name="Lấy số").click()
        expect(phone.locator(".ticket-number")).to_have_text("A001")
    assert counted(server, Move.ISSUE) == 1


@TWICE
def test_a_browser_opened_again_takes_the_number_whose_answer_got_lost_and_the_next_time_another(
    server: Server, line: Line, phones: OpenPhone, pilot: Pilot, after: bool
) -> None:
    with opened(phones) as phone:
        ready(phone, f"/q/{ENTRANCE}/take")
        phone.get_by_text(BIRTHS).click()
        with line.cut("POST", after=after):
            phone.get_by_role("button", name="Lấy số").click()
            said(phone, NO_NUMBER)
    with opened(phones) as phone:
        assert take_number(phone)
        assert (counted(server, Move.ISSUE), phone.locator(".ticket-number").inner_text()) == (1, "A001")
        phone.context.clear_cookies()
        take_number(phone)
        expect(phone.locator(".ticket-number")).to_have_text("A002")


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without"])
def test_a_number_that_moves_is_not_lost_with_the_answer(
    server: Server, line: Line, phones: OpenPhone, chromium: Browser, pilot: Pilot, scripts: bool
) -> None:
    with opened(phones) as old:
        ticket = take_number(old)
        shown = old.locator(".hint b").inner_text()
    for cut in (True, False):  # each time a browser that knows nothing of the one before
        phone = chromium.new_page(base_url=server.url, java_script_enabled=scripts, locale="vi-VN")
        phone.goto(f"/q/{ENTRANCE}/claim")
        phone.get_by_label("Số thứ tự").fill("A001")
        phone.get_by_label("Mã của số").fill(shown)
        send = phone.get_by_role("button", name="Mở số của tôi")
        if not cut:
            send.click()
            expect(phone.locator(".ticket-number")).to_have_text("A001")
        else:
            with line.cut("POST", after=True):
                send.click()
                if scripts:
                    said(phone, NOT_OPENED)
                else:
                    phone.wait_for_url("chrome-error://**")
        assert phone.url != ticket
        phone.close()
    assert only_ticket(server).former_box is None


@TWICE
def test_leaving_outlives_the_network_and_the_browser(
    server: Server, line: Line, phones: OpenPhone, pilot: Pilot, after: bool
) -> None:
    with opened(phones) as phone:
        ready(phone, take_number(phone) + "/leave")
        phone.get_by_text("Chờ quá lâu").click()
        with line.cut("POST", after=after):
            phone.get_by_role("button", name="Trả số A001").click()
            said(phone, KEPT)
    assert counted(server, Move.LEAVE) == int(after)
    with opened(phones) as phone:
        phone.goto(DOOR)
        said(phone, "Đã trả số A001.")
    assert (counted(server, Move.LEAVE), only_ticket(server).reason) == (1, "too_long")


@TWICE
def test_checking_out_is_sent_when_the_network_is_back_and_goes_on_to_the_survey(
    server: Server, line: Line, phones: OpenPhone, pilot: Pilot, wall: Wall, after: bool
) -> None:
    with opened(phones) as phone:
        address = take_number(phone) + "/check-out"
        serve(server, pilot, wall, Move.CALL, Move.START)
        ready(phone, address)
        with line.cut("POST", after=after):
            phone.get_by_role("button", name="Đã xong việc").click()
            said(phone, KEPT)
        back_online(phone)
        expect(phone.get_by_role("button", name="Gửi")).to_be_visible()
    assert (counted(server, Move.FINISH), only_ticket(server).state) == (1, "done")


@TWICE
def test_a_survey_is_cast_once_without_a_service_worker_too(
    server: Server, line: Line, phones: OpenPhone, pilot: Pilot, wall: Wall, after: bool
) -> None:
    with opened(phones, worker=False) as phone:
        ticket = take_number(phone)
        serve(server, pilot, wall, Move.CALL, Move.FINISH)
        ready(phone, f"/s/{voting_token(ticket.rpartition('/')[2])}")
        phone.get_by_role("group", name="Nhìn chung").get_by_text("Hài lòng", exact=True).click()
        with line.cut("POST", after=after):
            phone.get_by_role("button", name="Gửi").click()
            said(phone, KEPT)
    with opened(phones, worker=False) as phone:
        phone.goto(DOOR)
        said(phone, "Phiếu khảo sát đã được gửi. Xin cảm ơn Ông/Bà.")
    with server.database.read() as session:
        assert session.scalar(select(func.count()).select_from(PendingBallot)) == 1


def test_a_browser_that_refuses_storage_sends_the_plain_form(
    server: Server, line: Line, phones: OpenPhone, pilot: Pilot
) -> None:
    with opened(phones, worker=False) as phone:
        phone.add_init_script("indexedDB.open = () => { throw new DOMException('refused', 'SecurityError'); }")
        ready(phone, take_number(phone) + "/leave")
        with line.cut("POST", only_scripts=True):
            phone.get_by_role("button", name="Trả số A001").click()
            expect(phone.get_by_role("heading", level=1)).to_have_text("Đã trả số A001")
        assert line.lost
    assert counted(server, Move.LEAVE) == 1


def test_what_the_server_refuses_ends_the_matter_and_is_shown(
    server: Server, line: Line, phones: OpenPhone, pilot: Pilot, wall: Wall
) -> None:
    with opened(phones) as phone:
        address = take_number(phone) + "/leave"
        ready(phone, address)
        with line.cut("POST"):
            phone.get_by_role("button", name="Trả số A001").click()
            said(phone, KEPT)
            serve(server, pilot, wall, Move.CALL, Move.START)
        back_online(phone)
        said(phone, "Số A001 không còn trong hàng chờ nên không trả lại được.")
        ready(phone, DOOR)
        said(phone, "")
    assert only_ticket(server).state == "serving"


def test_what_was_wrong_with_a_form_is_said_in_its_own_words(line: Line, phones: OpenPhone, pilot: Pilot) -> None:
    with opened(phones) as phone:
        ready(phone, take_number(phone) + "/leave")
        phone.get_by_text("Chờ quá lâu").click()
        phone.evaluate("document.querySelector('[name=reason]:checked').value = 'x'")
        with line.cut("POST"):
            phone.get_by_role("button", name="Trả số A001").click()
            said(phone, KEPT)
        back_online(phone)
        said(phone, "Xin chọn một lý do trong danh sách; bỏ trống cũng được.")


def test_what_could_not_be_sent_in_time_is_told_plainly(line: Line, phones: OpenPhone, pilot: Pilot) -> None:
    with opened(phones) as phone:
        ready(phone, take_number(phone) + "/leave")
        with line.cut("POST"):
            phone.get_by_role("button", name="Trả số A001").click()
            said(phone, KEPT)
        tomorrow = phone.evaluate("Date.now()") / 1000 + 24 * 3600
        phone.clock.install(time=tomorrow)
        phone.goto(DOOR)
        said(phone, "Chưa gửi được việc trả số A001. Hết giờ làm việc, số tự đóng, Ông/Bà không cần làm gì thêm.")
        ready(phone, DOOR)
        said(phone, "")
