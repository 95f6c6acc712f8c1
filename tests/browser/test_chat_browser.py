"""The browser inside a chat application: cookies of its own, no service worker, no second window."""

from collections.abc import Callable

from playwright.sync_api import Page
from sqlalchemy.orm import Session

from kiosk.office.models import Counter
from kiosk.queue import actions
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move
from tests import factories
from tests.browser.people import answer_survey, heading, number_of, take_number
from tests.browser.pilot import AT_COUNTER, Pilot
from tests.browser.server import Server
from tests.browser.wall import Wall

ZALO = (
    "Mozilla/5.0 (Linux; Android 11; SM-A125F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/119.0.6045.193 Mobile Safari/537.36 Zalo android/12231043 ZaloTheme/light ZaloLanguage/vi"
)


def call(server: Server, pilot: Pilot, wall: Wall) -> None:
    """Let the clerk at counter 3 call the one person who waits, and begin."""

    def serve(session: Session) -> None:
        ticket, clerk = session.get_one(Ticket, 1), factories.clerk(session.get_one(Counter, pilot.counter))
        for kind in (Move.CALL, Move.START):
            actions.move(session, ticket, kind, clerk, at=wall.now)

    server.database.write(serve)


def shown_code(phone: Page) -> str:
    """Read the code under the number."""
    return phone.get_by_text("Mã của số:").locator("b").inner_text()


def claim(phone: Page, number: str, code: str) -> None:
    """Scan the counter and take the number over."""
    phone.goto(f"/q/{AT_COUNTER}")
    phone.get_by_role("link", name="Tôi đã có số").click()
    phone.get_by_label("Số thứ tự").fill(number)
    phone.get_by_label("Mã của số").fill(code)
    phone.get_by_role("button", name="Mở số của tôi").click()


def test_a_number_goes_from_the_phones_browser_into_the_chat_and_back_to_the_end(
    open_page: Callable[..., Page], server: Server, pilot: Pilot, wall: Wall
) -> None:
    own, chat = open_page(phone=True, script=False), open_page(phone=True, agent=ZALO)
    windows: list[Page] = []
    for phone in (own, chat):
        phone.on("popup", lambda window: windows.append(window))  # noqa: PLW0108 - a builtin is refused
    take_number(own)
    claim(chat, number_of(own), shown_code(own))
    assert number_of(chat) == "A001"
    assert not chat.evaluate("'serviceWorker' in navigator")
    chat.goto(f"/q/{AT_COUNTER}")
    assert number_of(chat) == "A001"
    own.reload()
    assert heading(own) == "Số này đã chuyển sang máy khác."

    code = shown_code(chat)
    wall.forward(minutes=5)
    call(server, pilot, wall)
    claim(own, "a 1", code.lower().replace("-", " "))
    assert heading(own) == "Ông/Bà đã xong việc ở quầy 3?"
    own.get_by_role("button", name="Đã xong việc").click()
    answer_survey(own)
    assert not windows
