"""A tablet whose network goes gives numbers on its own; switched off in between, it loses and doubles none."""

from io import BytesIO

import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect
from sqlalchemy import select

from kiosk.office.models import Unit
from kiosk.queue.models import Ticket
from kiosk.queue.ticket_tokens import TicketToken
from tests import factories
from tests.browser.bad_lines import OpenPhone, opened
from tests.browser.line import Line
from tests.browser.pilot import BIRTHS, Pilot
from tests.browser.server import Server
from tests.browser.watch import violations

AWAY = "Đang mất mạng. Vẫn lấy số được ở đây."
SECRET = "location.hash.slice(1)"
UNWATCHED = """() => new Promise(done => { const asked = indexedDB.open('kiosk', 1); asked.onsuccess = () => {
    asked.result.transaction('numbers').objectStore('numbers').getAll().onsuccess = (event) => {
        asked.result.close(); done(event.target.result.map(one => one.unwatched)); }; }; })"""

NONE_LEFT = f"""async () => {{
    while ((await ({UNWATCHED})()).length) await new Promise(again => setTimeout(again, 50));
}}"""


def pair(page: Page, server: Server, pilot: Pilot) -> str:
    """Make the browser a tablet of the office and return the address of its start."""
    _device, code = server.database.write(lambda session: factories.device(session, session.get_one(Unit, pilot.unit)))
    start = f"/kiosk/{pilot.slug}"
    page.goto(start)
    page.get_by_label("Mã ghép").fill(code)
    page.get_by_role("button", name="Ghép máy này").click()
    return start


def take(page: Page) -> str:
    """Take a number as somebody would who stands there, and return it."""
    page.get_by_role("link", name="Lấy số").click()
    page.get_by_text(BIRTHS).click()
    page.get_by_role("button", name="Lấy số").click()
    return page.locator(".ticket-number:visible").inner_text()


def home(page: Page) -> None:
    page.get_by_role("link", name="Xong, về đầu").click()


def test_numbers_given_without_a_network_survive_a_killed_browser_and_are_written_down_once(
    server: Server, line: Line, phones: OpenPhone, pilot: Pilot
) -> None:
    given = []
    with opened(phones) as tablet:
        start = pair(tablet, server, pilot)
        expect(tablet.get_by_role("link", name="Lấy số")).to_be_visible()
        tablet.evaluate("navigator.serviceWorker.ready.then(() => true)")
        given.append(take(tablet))
        home(tablet)
        expect(tablet.get_by_role("link", name="Lấy số")).to_be_visible()
        with line.cut("/number/|/sync"):  # the server has given A002, and nobody will ever see it
            given.append(take(tablet))
            home(tablet)
        with line.cut():
            for _ in range(2):
                given.append(take(tablet))
                secret = TicketToken(tablet.evaluate(SECRET))
                shown = tablet.locator(".claim-code").first.inner_text()
                assert shown.replace("-", "") == secret.code
                assert scanned(tablet) == f"{server.url}/t/{secret.text}"
                expect(tablet.locator("#outage")).to_contain_text(AWAY)
                home(tablet)
            given.append(take(tablet))
            assert not violations(tablet)
            assert tablet.evaluate(UNWATCHED) == [False] * 4
    with line.cut(), opened(phones) as tablet:  # it was switched off with the number in sight
        tablet.goto(start)
        expect(tablet.locator("#outage")).to_have_text(f"{AWAY} 4 số chờ gửi.")
        given.append(take(tablet))
        assert sorted(tablet.evaluate(UNWATCHED)) == [False] * 4 + [True]  # nobody saw what the clock did meanwhile
    with opened(phones) as tablet:
        tablet.goto(start)
        expect(tablet.get_by_role("link", name="Đánh giá")).to_be_visible()
        tablet.evaluate(NONE_LEFT)  # the line says nothing, too, before the page has looked
        expect(tablet.locator("#outage")).to_have_text("")
    assert given == ["A001", "K001", "K002", "K003", "K004", "K005"]
    with server.database.read() as session:
        assert [one.label for one in session.scalars(select(Ticket).order_by(Ticket.id))] == given


def scanned(page: Page) -> str:
    """Read the square on the screen as a phone would."""
    picture = Image.open(BytesIO(page.locator(".code svg:visible").screenshot()))
    found = zxingcpp.read_barcodes(picture)
    return found[0].text if found else ""
