"""Paper in a real browser: a slip prints on one page of its paper, a tally sheet is typed in by keyboard alone."""

import io
from collections.abc import Callable

import pypdfium2  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.queue.models import Ticket
from tests import cast, factories
from tests.browser.server import Server
from tests.browser.wall import Wall
from tests.factories import Phone

Open = Callable[..., Page]
Axe = Callable[[Page], list[str]]
MM = 25.4 / 72


@pytest.fixture
def phone(server: Server, wall: Wall) -> Phone:
    def fill(session: Session) -> Phone:
        people = cast.cast(session)
        factories.hours(session, people.unit)
        births = factories.group(session, people.unit, "A", "Khai sinh, kết hôn, khai tử", name_km="កំណើត")
        factories.group(session, people.unit, "B", "Đất đai, nhà ở")
        for _ in range(4):
            factories.ticket(session, births)
        return factories.phone_ticket(session, births)

    return server.database.write(fill)


def papers(page: Page) -> list[tuple[int, int]]:
    """The width and height in mm of each sheet that comes out of the printer."""
    with pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True))) as document:
        return [(round(sheet.get_width() * MM), round(sheet.get_height() * MM)) for sheet in document]


def test_a_slip_comes_out_on_one_piece_of_its_paper(open_page: Open, phone: Phone, axe: Axe) -> None:
    page = open_page()
    page.goto(f"/t/{phone.token}/slip")
    expect(page.get_by_role("button", name="In phiếu")).to_be_visible()
    assert axe(page) == []
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="In phiếu").click()
    assert page.title() == "printed"
    assert papers(page) == [(80, 190)]
    page.goto(f"/t/{phone.token}/slip?size=a6&lang=km")
    assert papers(page) == [(105, 148)]
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_sheet_is_typed_in_with_the_keyboard_alone(open_page: Open, server: Server, phone: Phone, axe: Axe) -> None:
    page = open_page()
    page.goto("/admin/sign-in?next=/admin/tally/")
    page.get_by_label("Tên đăng nhập").fill("clerk")
    page.get_by_label("Mật khẩu").fill(cast.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name="Nhập một phiếu").click()
    page.locator("#day").fill("2026-11-13")
    page.locator("#page").focus()
    for typed in ("2", "a", "0735", "0750", "0752", "0810", "x", "b", "0740", "0739", "", "", "x"):
        page.keyboard.insert_text(typed)
        page.keyboard.press("Enter")
    page.locator("#save").click()
    expect(page.get_by_text("Dòng 2 – Gọi: sớm hơn giờ trước đó").first).to_be_visible()
    expect(page.locator("#called-2")).to_be_focused()
    assert axe(page) == []
    page.keyboard.insert_text("0741")
    page.locator("#save").press("Enter")
    expect(page.get_by_text("Đã lưu trang 2 ngày 13/11/2026: 2 dòng.")).to_be_visible()
    with server.database.read() as session:
        assert len(session.scalars(select(Ticket).where(Ticket.channel == "tally")).all()) == 2
