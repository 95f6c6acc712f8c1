"""The pages that a phone keeps: which, how old they say they are, and when they go."""

from playwright.sync_api import expect
from sqlalchemy import func, select

from kiosk.ground.web.addresses import voting_token
from kiosk.queue.tickets import Move
from survey.ballots.models import PendingBallot
from tests.browser.bad_lines import (
    KEPT,
    WEAK,
    OpenPhone,
    back_online,
    counted,
    move_away,
    opened,
    ready,
    said,
    serve,
)
from tests.browser.line import Line
from tests.browser.people import heading, take_number
from tests.browser.pilot import ENTRANCE, Pilot
from tests.browser.server import Server
from tests.browser.wall import Wall

DOOR = f"/q/{ENTRANCE}?choices=1"
DATE_KEPT = "path => caches.match(path, {ignoreVary: true}).then(kept => kept && kept.headers.get('Date'))"
AN_HOUR_OLD = """async (path) => {
    const cache = await caches.open('kept'), kept = await cache.match(path, {ignoreVary: true});
    const headers = new Headers(kept.headers);
    headers.set('Date', new Date(Date.now() - 36e5).toUTCString());
    await cache.put(path, new Response(kept.body, {headers}));
}"""


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
            expect(phone.locator(".said")).to_contain_text(WEAK)
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
        with line.cut():
            phone.reload()
            expect(phone.locator(".said")).to_contain_text(WEAK)  # no poll is under way that finds the copy true again
            phone.evaluate(AN_HOUR_OLD, ticket)
            seen = phone.evaluate(
                f"({DATE_KEPT})({ticket!r}).then(date => new Date(Date.parse(date) + 252e5).toISOString())"
            )
            phone.reload()
            said(phone, f"{WEAK} {seen[11:16]}.")
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
