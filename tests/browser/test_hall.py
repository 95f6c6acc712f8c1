"""The hall's screen in Chromium: calls wait for each other, a lost network is said and got over."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Browser, Page, Response, expect
from sqlalchemy.orm import Session

from kiosk.ground.web import clips, release
from kiosk.office.models import Counter, ServiceGroup
from kiosk.queue import actions
from kiosk.queue.hall.board import CLIPS
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move
from tests import factories
from tests.browser import look
from tests.browser.pilot import Pilot
from tests.browser.server import Server
from tests.browser.wall import Wall

OpenPage = Callable[..., Page]
TELEVISION = {"width": 1920, "height": 1080}
A_POLL = 5_000
SHOWN = 4_500
LOUDSPEAKER = """
window.played = [];
HTMLMediaElement.prototype.play = function () {
  played.push(this.src.replace(/^.*[/]|[.]wav.*$/g, ""));
  window.finish = () => this.onended();
  return Promise.resolve();
};
"""


@pytest.fixture
def people(server: Server, pilot: Pilot) -> list[int]:
    """Ten people who wait for births, and counters 3 and 4 open for them."""

    def come(session: Session) -> list[int]:
        group = session.get_one(ServiceGroup, pilot.births)
        for counter in (pilot.counter, pilot.other_counter):
            factories.desk(session, session.get_one(Counter, counter), group)
        return [factories.ticket(session, group).id for _ in range(10)]

    return server.database.write(come)


def call(server: Server, wall: Wall, ticket_id: int, counter_id: int, kind: Move = Move.CALL) -> None:
    wall.forward(seconds=1)

    def press(session: Session) -> None:
        clerk = factories.clerk(session.get_one(Counter, counter_id))
        actions.move(session, session.get_one(Ticket, ticket_id), kind, clerk, at=wall.now)

    server.database.write(press)


def watch(page: Page, pilot: Pilot) -> None:
    """Open the screen with a loudspeaker that the test stops, and with a clock that only the test moves."""
    page.add_init_script(LOUDSPEAKER)
    page.clock.install()
    page.goto(f"/display/{pilot.slug}")


def played(page: Page) -> list[str]:
    return cast(list[str], page.evaluate("played"))


def hear(page: Page, expected: list[str], *, before: int = 0) -> None:
    """Let each sound come to its end and see that exactly these were played, one after the other.

    *before*: so many of them had been heard earlier.
    """
    for heard in range(before + 1, len(expected) + 1):
        page.wait_for_function(f"played.length >= {heard}")
        assert played(page) == expected[:heard]
        page.evaluate("finish()")


def test_calls_wait_for_each_other_and_each_is_called_out_once(
    open_page: OpenPage, server: Server, pilot: Pilot, wall: Wall, people: list[int], root: Path
) -> None:
    anything = root / "static/sound/chime.wav"
    server.app.extensions[clips.EXTENSION] = {("vi", name): anything for name in CLIPS}
    call(server, wall, people[0], pilot.counter)
    screen = open_page(size=TELEVISION)
    watch(screen, pilot)
    number, sound = screen.locator("#number"), screen.get_by_role("button", name="Bật âm thanh")
    expect(number).to_have_text("A001")
    sound.click()
    hear(screen, ["chime"])
    expect(sound).to_be_hidden()
    call(server, wall, people[0], pilot.counter, Move.FINISH)
    call(server, wall, people[1], pilot.counter)
    call(server, wall, people[2], pilot.other_counter)
    screen.clock.run_for(A_POLL)
    expect(number).to_have_text("A002")
    expect(screen.locator(".last li").first).to_contain_text("A002")
    first = ["chime", "chime", "hall-call", "hall-a", "hall-0", "hall-0", "hall-2", "hall-counter", "hall-3"]
    hear(screen, first, before=1)
    screen.clock.run_for(SHOWN)
    expect(number).to_have_text("A003")
    expect(screen.locator("#counter")).to_have_text("đến quầy 4")
    both = [*first, "chime", "hall-call", "hall-a", "hall-0", "hall-0", "hall-3", "hall-counter", "hall-4"]
    hear(screen, both, before=len(first))
    screen.clock.run_for(3 * A_POLL)
    assert played(screen) == both
    assert look.faults(screen) == []
    screen.emulate_media(color_scheme="dark")
    assert look.faults(screen, colours_only=True) == []


def test_a_lost_network_is_said_and_got_over_and_a_new_release_loads_itself(
    chromium: Browser, server: Server, pilot: Pilot, wall: Wall, people: list[int]
) -> None:
    """Its own browser: the watch of the others would rightly complain about the lost answers."""
    statuses: list[int] = []

    def note(response: Response) -> None:
        if response.request.resource_type == "xhr":
            statuses.append(response.status)

    with chromium.new_context(base_url=server.url, viewport={"width": 1920, "height": 1080}) as context:
        screen = context.new_page()
        screen.on("response", note)
        watch(screen, pilot)
        badge = screen.locator("#offline")
        with screen.expect_response("**/display/**") as answer:
            screen.clock.run_for(A_POLL)
        assert answer.value.status == 304
        screen.route("**/display/**", lambda route: route.abort())
        screen.clock.run_for(A_POLL)
        expect(badge).to_have_text("Mất kết nối, đang nối lại. Số liệu lúc 09:00.")
        call(server, wall, people[0], pilot.counter)
        screen.unroute_all()
        screen.clock.run_for(A_POLL)
        expect(screen.locator("#number")).to_have_text("A001")
        expect(badge).to_be_hidden()
        screen.evaluate("window.old = true")
        server.app.extensions[release.EXTENSION] = "the next one"
        with screen.expect_navigation():
            screen.clock.run_for(timedelta(minutes=2).seconds * 1000)
        assert not screen.evaluate("window.old")
        expect(screen.locator("#number")).to_have_text("A001")
    assert set(statuses) <= {200, 304}
