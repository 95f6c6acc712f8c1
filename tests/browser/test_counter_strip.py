"""The counter as a strip of 380 px beside other software, with a line that says as much as a line can."""

from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from kiosk.office.models import PriorityClass
from tests import factories
from tests.admin.counter.office import Morning, morning
from tests.browser.server import Server
from tests.browser.test_counter import sit_down
from tests.factories import MONDAY


def test_a_person_who_goes_first_pushes_no_button_out_of_the_strip(
    server: Server, browser: Page, set_clock: Callable[[datetime], None]
) -> None:
    def fill(session: Session) -> Morning:
        made = morning(session, set_clock)
        made.birth.name_vi = "Trợ cấp, người có công, lao động"
        came = MONDAY - timedelta(minutes=26)
        factories.ticket(session, made.birth, at=came)
        session.add(PriorityClass(code="aged_60", name_vi="Từ 60 tuổi", position=1))
        factories.ticket(session, made.land, at=came, priority="aged_60")
        return made

    scene = server.database.write(fill)
    browser.set_viewport_size({"width": 380, "height": 700})
    sit_down(browser, scene)
    expect(browser.get_by_text("Ưu tiên: từ 60 tuổi")).to_be_visible()
    assert browser.evaluate("document.documentElement.scrollWidth") <= 380
