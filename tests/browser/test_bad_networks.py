"""The network is cut in the middle of every step: nothing is lost, nothing happens twice, and the person is told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from kiosk.ground.web.addresses import voting_token
from kiosk.queue.tickets import Move
from survey.ballots.models import PendingBallot
from tests.browser.bad_lines import (
    KEPT,
    NO_NUMBER,
    NOT_OPENED,
    WEAK,
    OpenPhone,
    back_online,
    counted,
    move_away,
    only_ticket,
    open_phone,
    opened,
    ready,
    said,
    serve,
)
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.line import Line
from tests.browser.people import heading, take_number
from tests.browser.pilot import BIRTHS, ENTRANCE, Pilot
from tests.browser.server import Server
from tests.browser.wall import Wall

OpenPage = Callable[..., Page]
DOOR = f"/q/{ENTRANCE}?choices=1"
DATE_KEPT = "path => caches.match(path, {ignoreVary: true}).then(kept => kept && kept.headers.get('Date'))"
AN_HOUR_OLD = """async (path) => {
    const cache = await caches.open('kept'), kept = await cache.match(path, {ignoreVary: true});
    const headers = new Headers(kept.headers);
    headers.set('Date', new Date(Date.now() - 36e5).toUTCString());
    await cache.put(path, new Response(kept.body, {headers}));
}"""
TWICE = pytest.mark.parametrize("after", [False, True], ids=["never arrived", "answer lost"])


@pytest.fixture
def line(server: Server) -> Line:
    """The line in front of the application, whole until a test cuts it."""
    return Line(server)


@pytest.fixture
def phones(chromium: Browser, server: Server, tmp_path: Path) -> OpenPhone:
    """A phone whose browser can be opened again."""
    return open_phone(chromium, server, tmp_path / "phone", ARGUMENTS, CHROMIUM)


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
        phone.set_default_timeout(8000)
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


def test_the_worker_keeps_the_ticket_and_the_ways_out_and_nothing_else(
    server: Server, line: Line, phones: OpenPhone, pilot: Pilot
) -> None:
    with opened(phones) as phone:
        ready(phone, DOOR)
        phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
        ticket = take_number(phone)
        phone.wait_for_function("caches.open('kept').then(kept => kept.keys()).then(pages => pages.length > 1)")
        with line.cut():
            phone.reload()
            expect(phone.locator(".ticket-number")).to_have_text("A001")
            said(phone, WEAK)
            phone.get_by_role("link", name="Tôi không chờ nữa").click()
            phone.get_by_role("button", name="Trả số A001").click()
            said(phone, KEPT)
            phone.goto(f"/q/{ENTRANCE}/take")
            assert heading(phone) == "Điện thoại đang không có mạng"
            said(phone, KEPT)
        back_online(phone)
        expect(phone.get_by_role("button", name="Lấy số")).to_be_visible()
        said(phone, "Đã trả số A001.")
        kept = phone.evaluate("caches.open('kept').then(kept => kept.keys()).then(all => all.map(one => one.url))")
        assert kept == [ticket, f"{ticket}/leave"]
    assert counted(server, Move.LEAVE) == 1


def test_a_copy_says_when_it_was_last_found_true_and_goes_with_its_ticket(
    server: Server, line: Line, phones: OpenPhone, pilot: Pilot, wall: Wall
) -> None:
    with opened(phones) as phone:
        ready(phone, DOOR)
        phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
        ticket = take_number(phone)
        phone.wait_for_function("caches.open('kept').then(kept => kept.keys()).then(pages => pages.length > 1)")
        phone.evaluate(AN_HOUR_OLD, ticket)
        phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        phone.wait_for_function(f"({DATE_KEPT})({ticket!r}).then(date => Date.now() - Date.parse(date) < 1.8e6)")
        phone.evaluate(AN_HOUR_OLD, ticket)
        seen = phone.evaluate(
            f"({DATE_KEPT})({ticket!r}).then(date => new Date(Date.parse(date) + 252e5).toISOString())"
        )
        with line.cut():
            phone.reload()
            said(phone, WEAK.replace("09:00", seen[11:16]))
        move_away(server)
        phone.goto(ticket)
        assert heading(phone) == "Số này đã chuyển sang máy khác."
        phone.wait_for_function(f"({DATE_KEPT})({ticket!r}).then(date => !date)")


def test_a_survey_from_a_copy_is_given_up_a_day_after_it_was_drawn(
    server: Server, line: Line, phones: OpenPhone, pilot: Pilot, wall: Wall
) -> None:
    with opened(phones) as phone:
        ready(phone, DOOR)
        phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
        ticket = take_number(phone)
        serve(server, pilot, wall, Move.CALL, Move.FINISH)
        survey = f"/s/{voting_token(ticket.rpartition('/')[2])}"
        ready(phone, survey)
        phone.wait_for_function(f"({DATE_KEPT})({survey!r})")
        drawn = phone.evaluate("Date.now()")
        phone.clock.install(time=drawn / 1000 + 23 * 3600)
        with line.cut():
            ready(phone, survey)
            phone.get_by_role("group", name="Nhìn chung").get_by_text("Hài lòng", exact=True).click()
            phone.get_by_role("button", name="Gửi").click()
            said(phone, KEPT)
        phone.clock.set_system_time(drawn / 1000 + 25 * 3600)
        phone.goto(DOOR)
        said(phone, "Phiếu khảo sát chưa gửi được sau 24 giờ. Muốn gửi, xin mở lại trang số và trả lời lần nữa.")
    with server.database.read() as session:
        assert session.scalar(select(func.count()).select_from(PendingBallot)) == 0


def test_a_phone_forgets_old_pages_by_itself_and_all_of_them_when_told(phones: OpenPhone, pilot: Pilot) -> None:
    with opened(phones) as phone:
        ready(phone, DOOR)
        phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
        ticket = take_number(phone)
        phone.wait_for_function("caches.open('kept').then(kept => kept.keys()).then(pages => pages.length > 1)")
        phone.evaluate(
            "date => caches.open('kept').then(kept => kept.put('/t/old', new Response('x', {headers: {Date: date}})))",
            "Thu, 01 Jan 2026 00:00:00 GMT",
        )
        ready(phone, DOOR)
        phone.wait_for_function("caches.match('/t/old').then(kept => !kept)")
        assert phone.evaluate("address => caches.match(address, {ignoreVary: true}).then(Boolean)", ticket)
        ready(phone, f"{ticket}/forget")
        phone.get_by_role("button", name="Bỏ khỏi máy này").click()
        phone.wait_for_function("address => caches.match(address, {ignoreVary: true}).then(kept => !kept)", arg=ticket)
