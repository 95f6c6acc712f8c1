"""The leader's page in Chromium: nothing to scroll sideways on a phone, one A4 on paper."""

import io
from collections.abc import Callable
from datetime import timedelta

import pypdfium2  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from kiosk.ground import clock
from kiosk.ground.calendar import Week, local_day
from tests import cast, factories
from tests.admin.pilot.offices import served
from tests.browser.server import Server
from tests.cast import PASSWORD

LOGIN = "leader"
UNITS = 12


def fill(session: Session) -> None:
    """A leader over a dozen pilot units with long names."""
    today = local_day(clock.now())
    top = factories.unit(session, "Thành phố Cần Thơ", pilot=False, pilot_since=None)
    for number in range(UNITS):
        name = f"Trung tâm Phục vụ hành chính công phường số {number}"
        unit = factories.unit(session, name, parent=top, pilot_since=today - timedelta(weeks=1))
        served(session, factories.group(session, unit), [12.0 + number], until=Week.of(today).shift(-1))
    cast.staff(session, Role.LEADER, top, login=LOGIN)


def test_it_fits_a_phone_and_one_page_of_paper(open_page: Callable[..., Page], server: Server) -> None:
    server.database.write(fill)
    page = open_page()
    page.goto("/admin/")
    page.get_by_label("Tên đăng nhập").fill(LOGIN)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Người dân chờ bao lâu")
    page.set_viewport_size({"width": 360, "height": 740})
    for address in ("/admin/pilot/leader", "/admin/pilot/2/leader", "/admin/pilot/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
        if "leader" in address:
            with pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True))) as document:
                assert [round(sheet.get_width()) for sheet in document] == [595], address
