"""The whole journey in a second browser, with scripts off: Debian's Firefox, when it can be installed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from kiosk.office.models import Counter
from kiosk.queue import actions, queries
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Move
from tests import factories
from tests.browser.firefox import FIREFOX, Firefox, firefox
from tests.browser.pilot import AT_COUNTER, BIRTHS, ENTRANCE, Pilot
from tests.browser.server import Server
from tests.browser.wall import Wall

needs_firefox = pytest.mark.skipif(
    not FIREFOX.exists(), reason="FIREFOX IS MISSING, so this journey ran in Chromium only: see scripts/firefox"
)


@pytest.fixture
def phone(tmp_path: Path, server: Server) -> Iterator[Firefox]:
    del server  # it has to be there before the browser, and to go after it
    with firefox(tmp_path) as window:
        yield window


def take_number(phone: Firefox, server: Server) -> str:
    """Scan, choose, and return the address of the ticket."""
    phone.open(f"{server.url}/q/{ENTRANCE}?choices=1")
    phone.tap_link("Lấy")
    phone.choose(BIRTHS)
    phone.tap_button("Lấy số")
    return phone.address


def move(server: Server, pilot: Pilot, address: str, kind: Move, wall: Wall) -> None:
    """Let the clerk of counter 3 make a move on the ticket behind *address*."""
    token = TicketToken.read(address.rpartition("/")[2])
    assert token is not None

    def act(session: Session) -> None:
        ticket = queries.by_token_hash(session, token.hash)
        assert ticket is not None
        actions.move(session, ticket, kind, factories.clerk(session.get_one(Counter, pilot.counter)), at=wall.now)

    server.database.write(act)


@needs_firefox
def test_from_the_scan_to_the_thanks_in_firefox_without_script(
    phone: Firefox, server: Server, pilot: Pilot, wall: Wall
) -> None:
    ticket = take_number(phone, server)
    assert phone.read("//*[@class='ticket-number']") == "A001"
    assert "Bấm “Cập nhật”" in phone.read("//p[@class='plain']"), "no script has hidden it"
    wall.now += timedelta(minutes=3)
    move(server, pilot, ticket, Move.CALL, wall)
    phone.tap_link("Cập nhật")
    assert phone.heading == "Mời Ông/Bà đến quầy 3"
    move(server, pilot, ticket, Move.START, wall)
    phone.open(f"{server.url}/q/{AT_COUNTER}")
    assert phone.heading == "Ông/Bà đã xong việc ở quầy 3?"
    phone.tap_button("Đã xong việc")
    phone.tap_button("Gửi")
    assert phone.read("//*[@role='alert']//h2") == "Xin xem lại"
    for words in ("Dưới 5 phút", "Lần thứ nhất", "Đông người"):
        phone.choose(words)
    for question in ("thời gian chờ như vậy", "Nhìn chung"):
        phone.choose("Hài lòng", among=question)
    phone.tap_button("Gửi")
    assert phone.heading == "Xin cảm ơn Ông/Bà"

    take_number(phone, server)
    phone.tap_link("Tôi không chờ nữa")
    phone.choose("Chờ quá lâu")
    phone.tap_button("Trả số A002")
    assert phone.heading == "Đã trả số A002"
