"""A phone on a bad line: its browser can be closed and opened again, and the line can be cut."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.office.models import Counter
from kiosk.queue import actions
from kiosk.queue.models import MovedAddress, Ticket, TicketEvent
from kiosk.queue.tickets import Move
from tests import factories
from tests.browser.pilot import Pilot
from tests.browser.server import Server
from tests.browser.wall import Wall

NO_NUMBER = "Chưa có số – thử lại, hoặc đến quầy hướng dẫn."
KEPT = "Đã ghi trên máy, sẽ tự gửi khi có mạng. Xin giữ trang này."
NOT_OPENED = "Mạng đang yếu, số chưa mở được. Số vẫn còn, xin bấm lần nữa."
WEAK = "Mạng đang yếu. Đây là tình trạng lúc"

NO_WORKER = "delete Navigator.prototype.serviceWorker"
"""As in the browsers inside chat applications."""

OpenPhone = Callable[..., BrowserContext]


@contextmanager
def opened(phones: OpenPhone, *, worker: bool = True) -> Iterator[Page]:
    """Open the phone's browser and close it at the end of the block, whatever it was doing."""
    context = phones(worker=worker)
    yield context.pages[0]
    context.close()


def open_phone(chromium: Browser, server: Server, folder: Path, arguments: list[str], path: Path) -> OpenPhone:
    """Return what opens one and the same phone's browser, which remembers in *folder* what it kept."""

    def open_again(*, worker: bool = True) -> BrowserContext:
        context = chromium.browser_type.launch_persistent_context(
            folder,
            executable_path=path,
            args=arguments,
            base_url=server.url,
            viewport={"width": 360, "height": 740},
            locale="vi-VN",
        )
        if not worker:
            context.add_init_script(NO_WORKER)
        return context

    return open_again


def ready(page: Page, address: str) -> Page:
    """Go to a page and wait until its script is there."""
    page.goto(address)
    expect(page.locator("html")).to_have_class("js")
    return page


def said(page: Page, words: str) -> None:
    """Wait until the page says these *words* at its top."""
    expect(page.locator(".said")).to_have_text(words)


def back_online(page: Page) -> None:
    """Let the phone notice that there is a network again."""
    page.evaluate("window.dispatchEvent(new Event('online'))")


def counted(server: Server, kind: Move) -> int:
    """How often a move was made, by anybody."""
    with server.database.read() as session:
        return session.scalar(select(func.count(TicketEvent.id)).where(TicketEvent.kind == kind)) or 0


def only_ticket(server: Server) -> Ticket:
    """The one ticket there is."""
    with server.database.read() as session:
        return session.scalars(select(Ticket)).one()


def serve(server: Server, pilot: Pilot, wall: Wall, *kinds: Move) -> None:
    """Let the clerk at counter 3 make these moves on the one ticket, a minute apart."""
    for kind in kinds:
        wall.forward(minutes=1)
        server.database.write(
            lambda session, kind=kind: actions.move(  # type: ignore[misc]
                session,
                session.scalars(select(Ticket)).one(),
                kind,
                factories.clerk(session.get_one(Counter, pilot.counter)),
                at=wall.now,
            )
        )


def move_away(server: Server) -> None:
    """Let the one ticket have an address that nobody knows."""

    def move(session: Session) -> None:
        ticket = session.scalars(select(Ticket)).one()
        session.add(MovedAddress(token_hash=ticket.token_hash, ticket_id=ticket.id))
        ticket.token_hash = "elsewhere"

    server.database.write(move)
