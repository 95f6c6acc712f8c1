"""The ticket's page with its script: it asks for itself, calls out, and can be stopped."""

from collections.abc import Callable

from playwright.sync_api import Page, Response, expect
from sqlalchemy import update

from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move
from tests.browser import look
from tests.browser.bad_lines import serve
from tests.browser.people import take_number
from tests.browser.pilot import Pilot
from tests.browser.server import Server
from tests.browser.wall import Wall

OpenPage = Callable[..., Page]

WITNESS = """
window.tones = 0; window.shakes = 0; window.awake = 0;
OscillatorNode.prototype.start = () => { window.tones += 1; };
OscillatorNode.prototype.stop = () => {};
navigator.vibrate = () => { window.shakes += 1; };
Object.defineProperty(navigator, 'wakeLock', {value: {
  request: async () => { window.awake += 1; return {release: async () => { window.awake -= 1; }}; }
}});
Object.defineProperty(document, 'hidden', {get: () => Boolean(window.away)});
"""
HEARD = "[window.tones, window.shakes, window.awake]"


class Asked:
    """The statuses of the page's own requests."""

    def __init__(self, page: Page) -> None:
        self.statuses: list[int] = []
        page.on("response", self._note)

    def _note(self, answer: Response) -> None:
        if "x-poll" in answer.request.headers:
            self.statuses.append(answer.status)

    def __len__(self) -> int:
        return len(self.statuses)


def waiting(open_page: OpenPage) -> tuple[Page, Asked]:
    """Somebody who waits, with a witness of what the phone does."""
    phone = open_page(phone=True)
    phone.add_init_script(WITNESS)
    phone.clock.install()
    take_number(phone)
    expect(phone.locator("html")).to_have_class("js")
    return phone, Asked(phone)


def test_the_page_calls_out_without_moving_anything(
    open_page: OpenPage, server: Server, pilot: Pilot, wall: Wall
) -> None:
    phone, _asked = waiting(open_page)
    bell = phone.get_by_role("button", name="Bật chuông")
    bell.click()
    expect(phone.get_by_role("button", name="Tắt chuông")).to_be_focused()
    assert phone.evaluate(HEARD) == [3, 1, 1]
    with phone.expect_response(lambda answer: answer.status == 304):
        phone.clock.fast_forward(13_000)
    serve(server, pilot, wall, Move.CALL)
    phone.clock.fast_forward(13_000)
    expect(phone).to_have_title("● Mời đến quầy 3")
    expect(phone.locator("body")).to_have_class("called")
    expect(phone.locator(".heard")).to_have_text("Mời Ông/Bà đến quầy 3")
    expect(phone.get_by_role("button", name="Tắt chuông")).to_be_focused()
    assert phone.evaluate(HEARD) == [6, 2, 1]
    assert look.faults(phone) + look.cut_off(phone) + look.small_targets(phone) == []
    phone.get_by_role("button", name="Tắt chuông").click()
    serve(server, pilot, wall, Move.RECALL)
    phone.clock.fast_forward(13_000)
    expect(phone.get_by_text("Gọi lúc 09:02.")).to_be_visible()
    assert phone.evaluate(HEARD) == [6, 2, 0]
    serve(server, pilot, wall, Move.FINISH)
    phone.clock.fast_forward(13_000)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Xin cảm ơn Ông/Bà đã đến")


def test_the_page_is_quiet_when_stopped_when_nobody_looks_and_when_the_server_says_so(
    open_page: OpenPage, server: Server, pilot: Pilot
) -> None:
    phone, asked = waiting(open_page)
    with phone.expect_response("**/t/*"):
        phone.clock.fast_forward(13_000)
    phone.get_by_role("button", name="Dừng tự cập nhật").click()
    phone.clock.fast_forward(60_000)
    with phone.expect_response("**/t/*"):
        phone.get_by_role("button", name="Tự cập nhật lại").click()
    phone.evaluate("window.away = true")
    phone.clock.fast_forward(13_000)
    phone.clock.fast_forward(60_000)
    with phone.expect_response("**/t/*"):
        phone.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))")
    assert asked.statuses == [304, 304, 304]
    phone.route("**/t/*", lambda route: route.fulfill(status=429, headers={"Retry-After": "60"}))
    with phone.expect_response("**/t/*"):
        phone.clock.fast_forward(13_000)
    expect(phone.locator(".said")).to_contain_text("Mạng đang yếu. Đây là tình trạng lúc")
    phone.unroute("**/t/*")
    phone.clock.fast_forward(40_000)
    assert len(asked) == 4
    with phone.expect_response("**/t/*"):
        phone.clock.fast_forward(40_000)
    expect(phone.locator(".said")).to_have_text("")
    server.database.write(
        lambda session: session.execute(update(Ticket).values(token_hash=None))
    )  # on another phone now
    phone.clock.fast_forward(13_000)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Không tìm thấy số này.")
