"""A tablet whose network goes around the survey, where no worker answers, is never left on a browser's own error."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from kiosk.queue.ticket_tokens import TicketToken
from tests.browser.bad_lines import OpenPhone, opened
from tests.browser.line import Line
from tests.browser.pilot import Pilot
from tests.browser.server import Server
from tests.browser.test_outage import pair, take
from tests.browser.test_tablet import serve


def broken(tablet: Page) -> None:
    """See that the page is still there and says that the line is weak."""
    expect(tablet.locator("#said")).to_contain_text("Xin bấm lại")


def test_a_page_that_does_not_come_leaves_the_one_before_in_sight(
    server: Server, line: Line, phones: OpenPhone, pilot: Pilot
) -> None:
    with opened(phones) as tablet:
        start = pair(tablet, server, pilot)
        take(tablet)
        tablet.evaluate("navigator.serviceWorker.ready.then(() => true)")
        token = TicketToken(urlsplit(tablet.url).path.rpartition("/")[2])
        serve(server, pilot, token)
        tablet.goto(f"{start}/rate")
        tablet.get_by_label("Số thứ tự").fill("A001")
        tablet.get_by_label("Mã của số").fill(token.code)
        with line.cut("GET /s/"):
            tablet.locator(".primary").click()
            broken(tablet)
        tablet.locator(".primary").click()
        expect(tablet.get_by_role("button", name="Gửi")).to_be_visible()
        with line.cut("GET /s/"):
            tablet.get_by_role("link", name="English").click()
            broken(tablet)
        tablet.get_by_role("group", name="Nhìn chung").get_by_text("Hài lòng", exact=True).click()
        with line.cut("GET /s/"):  # the ballot is cast, its thanks get lost
            tablet.get_by_role("button", name="Gửi").click()
            broken(tablet)
        tablet.get_by_role("button", name="Gửi").click()
        expect(tablet.get_by_role("heading", level=1)).to_have_text("Xin cảm ơn Ông/Bà")
        with line.cut():
            tablet.get_by_role("link", name="Về đầu", exact=True).click()
            expect(tablet.get_by_role("link", name="Lấy số")).to_be_visible()
