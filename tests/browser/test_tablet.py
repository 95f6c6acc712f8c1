"""The tablet in the hall: large and sound in four languages, nothing left of whoever was there before."""

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy.orm import Session

from kiosk.ground.i18n import LANGUAGES
from kiosk.office.models import Counter, Unit
from kiosk.queue import actions, queries
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Move
from tests import factories
from tests.browser import look
from tests.browser.pilot import BIRTHS, Pilot
from tests.browser.server import Server
from tests.factories import MONDAY

OpenPage = Callable[..., Page]

PORTRAIT: Final[ViewportSize] = {"width": 800, "height": 1280}
SHORT: Final[ViewportSize] = {"width": 1024, "height": 600}
SMALLEST_TARGET: Final = 64
SMALLEST_TEXT: Final = 24
IDLE: Final = 46_000
GRACE: Final = 15_000


@pytest.fixture
def start(pilot: Pilot) -> str:
    return f"/kiosk/{pilot.slug}"


@pytest.fixture
def tablet(open_page: OpenPage, server: Server, pilot: Pilot, start: str) -> Page:
    """A tablet that was paired a moment ago."""
    code = server.database.write(lambda s: factories.device(s, s.get_one(Unit, pilot.unit), prints=True)[1])
    page = open_page(size=PORTRAIT)
    page.add_init_script("window.printed = 0; window.print = () => { window.printed++; };")
    page.goto(start)
    page.get_by_label("Mã ghép").fill(code)
    page.get_by_role("button", name="Ghép máy này").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xin chào Ông/Bà")
    return page


def judge(tablet: Page, language: str) -> list[str]:
    """Look at a page; at colours, focus and sizes of letters only where they can differ."""
    found = look.faults(tablet, colours=language == "vi")
    if language == "vi":
        for light in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
            tablet.emulate_media(**light)  # type: ignore[arg-type]
            found += look.faults(tablet, colours_only=True)
        tablet.emulate_media(color_scheme="light", forced_colors="none")
        found += tablet.evaluate(look.FINE_PRINT, SMALLEST_TEXT) + look.unfocused(tablet)
    found += tablet.evaluate(look.TOO_SMALL, SMALLEST_TARGET) + look.cramped(tablet)
    tablet.set_viewport_size(SHORT)
    found += tablet.evaluate(look.CUT_OFF, SHORT["width"])
    tablet.set_viewport_size(PORTRAIT)
    return [f"{tablet.url}: {fault}" for fault in found + tablet.evaluate(look.CUT_OFF, PORTRAIT["width"])]


def serve(server: Server, pilot: Pilot, token: TicketToken) -> None:
    """Call the person with this ticket and be done with them."""

    def move(session: Session) -> None:
        ticket = queries.by_token_hash(session, token.hash)
        clerk = factories.clerk(session.get_one(Counter, pilot.counter))
        assert ticket
        for kind in (Move.CALL, Move.START, Move.FINISH):
            actions.move(session, ticket, kind, clerk, at=MONDAY)

    server.database.write(move)


def test_every_page_is_large_and_sound(tablet: Page, server: Server, pilot: Pilot, start: str) -> None:
    found = []
    for language in LANGUAGES:
        for part in ("", "/rate", "/take"):
            tablet.goto(f"{start}{part}?lang={language}")
            expect(tablet.locator("html")).to_have_attribute("lang", language)
            found += judge(tablet, language)
        tablet.locator(".grid label").first.click()
        tablet.locator(".primary").click()
        expect(tablet.locator(".ticket-number")).to_be_visible()
        found += judge(tablet, language)
    token = TicketToken(urlsplit(tablet.url).path.rpartition("/")[2])
    serve(server, pilot, token)
    tablet.goto(f"/s/{token.vote}?lang=vi")
    found += judge(tablet, "vi")
    assert tablet.locator("#screen").get_attribute("data-start") == start
    assert not found, "\n".join(found)


def type_what_is_wrong(tablet: Page, start: str) -> None:
    """Type a number and a code with the keys on the page: a tablet on a wall has no others."""
    tablet.goto(f"{start}/rate")
    for key in "A1X⌫":
        tablet.get_by_role("button", name=key, exact=True).click()
    tablet.get_by_label("Mã của số").click()
    for key in "000000":
        tablet.get_by_role("button", name=key, exact=True).click()
    tablet.locator(".primary").click()
    expect(tablet.get_by_role("alert").filter(has_text="không có số này")).to_be_visible()
    expect(tablet.get_by_label("Số thứ tự")).to_have_value("A1")
    expect(tablet.locator(".keys")).to_be_visible()


def test_nobody_there_brings_the_start_back_and_nothing_is_left(tablet: Page, start: str) -> None:
    type_what_is_wrong(tablet, start)
    tablet.clock.install()
    tablet.goto(f"{start}?lang=en")
    length = tablet.evaluate("history.length")
    tablet.get_by_role("link", name="Take a number").click()
    tablet.get_by_text(BIRTHS).click()
    tablet.locator(".primary").click()
    expect(tablet.locator(".ticket-number")).to_have_text("A001")
    tablet.wait_for_function("window.printed === 1")
    assert len(re.findall(rb"/Type\s*/Page\b", tablet.pdf(prefer_css_page_size=True))) == 1
    tablet.clock.run_for(IDLE)
    bar = tablet.locator("#idle")
    expect(bar).to_be_visible()
    expect(bar).to_contain_text("14")
    assert not look.faults(tablet)
    bar.get_by_role("button").click()
    expect(bar).to_be_hidden()
    tablet.clock.run_for(IDLE)
    expect(bar).to_be_visible()
    tablet.clock.run_for(GRACE)
    expect(tablet.get_by_role("heading", level=1)).to_have_text("Xin chào Ông/Bà")
    assert tablet.evaluate("[location.pathname, location.search, history.length]") == [start, "", length]
    assert [cookie["name"] for cookie in tablet.context.cookies()] == ["__Host-kiosk"]
