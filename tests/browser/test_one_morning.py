"""One morning in the hall: two counters, a phone, a tablet and the screen, each in a browser of its own."""

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy import select

from admin.accounts.roles import Role
from kiosk.office.models import Unit
from kiosk.queue.models import Ticket, TicketEvent
from survey.ballots.models import BallotChannel, PendingBallot
from tests import cast, factories
from tests.browser.people import (
    SERVING,
    answer_survey,
    heading,
    number_of,
    open_counter,
    press_key,
    sign_in,
    take_number,
    update,
)
from tests.browser.pilot import BIRTHS, LAND, Pilot
from tests.browser.server import Server
from tests.browser.wall import Wall

OpenPage = Callable[..., Page]
TELEVISION: Final[ViewportSize] = {"width": 1920, "height": 1080}
TABLET: Final[ViewportSize] = {"width": 800, "height": 1280}
A_POLL: Final = 5_000


@pytest.fixture
def tablet(open_page: OpenPage, server: Server, pilot: Pilot) -> Page:
    """A tablet that was paired a moment ago."""
    code = server.database.write(lambda s: factories.device(s, s.get_one(Unit, pilot.unit))[1])
    page = open_page(size=TABLET)
    page.goto(f"/kiosk/{pilot.slug}")
    page.get_by_label("Mã ghép").fill(code)
    page.get_by_role("button", name="Ghép máy này").click()
    return page


@pytest.fixture
def screen(open_page: OpenPage, pilot: Pilot) -> Page:
    """The television in the hall; its clock is moved by the test."""
    page = open_page(size=TELEVISION)
    page.clock.install()
    page.goto(f"/display/{pilot.slug}")
    return page


@pytest.fixture
def second_clerk(open_page: OpenPage, server: Server, pilot: Pilot) -> Page:
    """Somebody else, at counter 4."""
    server.database.write(lambda s: cast.staff(s, Role.CLERK, s.get_one(Unit, pilot.unit), login="lan").id)
    page = open_page()
    sign_in(page, "lan")
    page.goto(f"/admin/counter/{pilot.other_counter}")
    for service in (BIRTHS, LAND):
        page.get_by_label(service).check()
    page.get_by_role("button", name="Mở quầy").click()
    return page


def take_at(tablet: Page, service: str) -> tuple[str, str]:
    """Take a number at the tablet and return it with its code."""
    tablet.get_by_role("link", name="Lấy số").click()
    tablet.get_by_text(service).click()
    tablet.get_by_role("button", name="Lấy số").click()
    number, code = number_of(tablet), tablet.locator(".claim-code").inner_text()
    tablet.get_by_role("link", name="Xong, về đầu").click()
    return number, code


def shows(screen: Page, number: str, counter: str) -> None:
    """See whom the screen calls, once it has asked again."""
    screen.clock.run_for(A_POLL)
    expect(screen.locator("#number")).to_have_text(number)
    expect(screen.locator("#counter")).to_have_text(f"đến quầy {counter}")


def rate_at(tablet: Page, number: str, code: str) -> None:
    """Say at the tablet how the visit was, with what stands on the slip."""
    tablet.get_by_role("link", name="Đánh giá lượt vừa xong").click()
    tablet.get_by_label("Số thứ tự").fill(number)
    tablet.get_by_label("Mã của số").fill(code)
    tablet.get_by_role("button", name="Tiếp tục", exact=True).first.click()
    answer_survey(tablet)


def test_two_counters_a_phone_a_tablet_and_the_screen_tell_one_story(
    open_page: OpenPage, server: Server, pilot: Pilot, wall: Wall, tablet: Page, screen: Page, second_clerk: Page
) -> None:
    phone, clerk = open_page(phone=True, script=False), open_page()
    open_counter(clerk, pilot)
    take_number(phone)
    assert number_of(phone) == "A001"
    wall.forward(minutes=1)
    slip = take_at(tablet, BIRTHS)
    assert slip[0] == "A002"
    wall.forward(minutes=1)
    take_at(tablet, LAND)

    wall.forward(minutes=4)
    press_key(clerk, "n", "A001")
    shows(screen, "A001", "3")
    wall.forward(seconds=5)
    press_key(second_clerk, "n", "A002")  # two counters for one service: nobody is called twice
    shows(screen, "A002", "4")
    update(phone)
    assert heading(phone).split("\n") == ["Mời Ông/Bà đến", "quầy 3"]

    wall.forward(minutes=1)
    press_key(clerk, "n", "A001", SERVING)
    press_key(clerk, "x")
    press_key(second_clerk, "n", "A002", SERVING)
    wall.forward(minutes=6)
    press_key(second_clerk, "n", "B001")
    shows(screen, "B001", "4")
    rate_at(tablet, *slip)
    phone.reload()
    phone.get_by_role("link", name="Trả lời ngay").click()
    answer_survey(phone)

    with server.database.read() as session:
        called = session.scalars(select(TicketEvent.ticket_id).where(TicketEvent.kind == "call")).all()
        channels = session.scalars(select(PendingBallot.channel)).all()
        states = {row.label: row.state for row in session.scalars(select(Ticket))}
    assert len(called) == len(set(called)) == 3
    assert sorted(channels) == [BallotChannel.KIOSK, BallotChannel.VISIT]
    assert states == {"A001": "done", "A002": "done", "B001": "called"}
