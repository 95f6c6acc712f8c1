"""The counter in a real browser: keys, focus, refreshing, a weak network, a narrow strip."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office import priority_actions
from kiosk.queue.models import Ticket
from tests import cast, factories
from tests.admin.counter.office import Morning, morning
from tests.browser.server import Server
from tests.factories import MONDAY

POLL = "htmx.trigger(document.getElementById('poll'), 'poll')"
SetClock = Callable[[datetime], None]
Axe = Callable[[Page], list[str]]


@pytest.fixture
def scene(server: Server, set_clock: SetClock) -> Morning:
    """Forty people who came minute by minute since 08:20; it is 09:00."""

    def fill(session: Session) -> Morning:
        made = morning(session, set_clock)
        priority_actions.add_default_classes(session)
        for minute in range(40):
            group = made.land if minute % 3 else made.birth
            factories.ticket(session, group, at=MONDAY - timedelta(minutes=40 - minute))
        return made

    return server.database.write(fill)


def sit_down(page: Page, scene: Morning) -> None:
    page.goto(f"/admin/sign-in?next={scene.path()}")
    page.get_by_label("Tên đăng nhập").fill("clerk")
    page.get_by_label("Mật khẩu").fill(cast.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Mở quầy").click()
    expect(page.get_by_role("heading", name="Quầy đang trống")).to_be_visible()
    expect(page.locator("#keys")).not_to_have_attribute("hidden", "")  # the script has come, so keys are heard


def states(server: Server) -> list[str]:
    with server.database.read() as session:
        return [
            state for state in session.scalars(select(Ticket.state).order_by(Ticket.arrived_at)) if state != "waiting"
        ]


def test_one_key_a_citizen_and_the_focus_stays(server: Server, browser: Page, scene: Morning, axe: Axe) -> None:
    sit_down(browser, scene)
    assert axe(browser) == []
    number = browser.locator(".person-number")
    browser.keyboard.press("n")
    expect(number).to_have_text("A001")
    assert axe(browser) == []
    for called in ("B001", "B002"):
        scene.wait(seconds=20)
        browser.keyboard.press("n")
        expect(browser.get_by_role("heading", name="Đang phục vụ")).to_be_visible()
        scene.wait(minutes=3)
        browser.keyboard.press("Space")
        expect(number).to_have_text(called)
        expect(browser.locator("#next")).to_be_focused()
    scene.wait(minutes=1)
    browser.keyboard.press("k")
    expect(number).to_have_text("–")
    browser.keyboard.press("z")
    expect(number).to_have_text("B002")
    assert states(server) == ["done", "done", "called"]
    assert axe(browser) == []


def test_keys_never_fire_while_typing_or_with_control(server: Server, browser: Page, scene: Morning) -> None:
    sit_down(browser, scene)
    browser.locator("#remove-1").click()
    browser.get_by_label("Ghi thêm").fill("")
    browser.keyboard.type("nnn kkk")
    expect(browser.get_by_label("Ghi thêm")).to_have_value("nnn kkk")
    browser.get_by_role("heading", name="Hàng chờ").or_(browser.locator("h1")).first.click()
    for keys in ("Control+k", "Alt+n"):
        browser.keyboard.press(keys)
    browser.get_by_label("Dùng phím tắt").uncheck()
    browser.locator("h1").click()
    browser.keyboard.press("n")
    browser.evaluate(POLL)
    assert states(server) == []
    browser.get_by_label("Dùng phím tắt").check()
    browser.locator("h1").click()
    browser.keyboard.press("n")
    expect(browser.locator(".person-number")).to_have_text("A001")


def test_space_presses_what_has_the_focus(server: Server, browser: Page, scene: Morning) -> None:
    sit_down(browser, scene)
    browser.keyboard.press("n")
    recall = browser.get_by_role("button", name="Gọi lại")
    recall.focus()
    scene.wait(seconds=30)
    browser.keyboard.press("Space")
    expect(browser.get_by_role("status")).to_have_text("Đã gọi lại A001.")
    expect(recall).to_be_focused()
    assert states(server) == ["called"]


def test_a_fast_double_click_calls_one_person(server: Server, browser: Page, scene: Morning) -> None:
    sit_down(browser, scene)
    browser.locator("#next").dblclick()
    expect(browser.locator(".person-number")).to_have_text("A001")
    browser.evaluate(POLL)
    assert states(server) == ["called"]


def test_a_refresh_disturbs_neither_focus_nor_typing_nor_the_open_menu(
    server: Server, browser: Page, scene: Morning
) -> None:
    sit_down(browser, scene)
    browser.keyboard.press("n")
    expect(browser.locator(".person-number")).to_have_text("A001")
    browser.keyboard.press("c")
    note = browser.get_by_label("Nhắn quầy sau")
    note.fill("trùng số")
    server.database.write(lambda session: factories.ticket(session, session.merge(scene.birth), at=scene.now))
    with browser.expect_response("**/live") as answer:
        browser.evaluate(POLL)
    assert answer.value.status == 200
    expect(browser.locator("#tally")).to_contain_text("Đang chờ 40")
    expect(note).to_be_focused()
    expect(note).to_have_value("trùng số")
    expect(browser).to_have_title("(40) Quầy 3 – Lắng Nghe")
    with browser.expect_response("**/live") as answer:
        browser.evaluate(POLL)
    assert answer.value.status == 304


def test_two_clicks_log_a_walk_in_whose_number_stays_on_the_page(browser: Page, scene: Morning) -> None:
    sit_down(browser, scene)
    browser.keyboard.press("l")
    expect(browser.get_by_role("button", name="Hộ tịch")).to_be_focused()
    browser.get_by_role("button", name="Đất đai").click()
    expect(browser.locator(".said-number")).to_have_text("B027")
    expect(browser.get_by_role("link", name="In phiếu")).to_have_attribute("href", re.compile("^/t/.+/slip"))
    expect(browser.locator("#menu details[open]")).to_have_count(0)
    scene.wait(minutes=1)
    with browser.expect_response("**/live"):
        browser.evaluate(POLL)
    expect(browser.locator(".said-number")).to_have_text("B027")


def test_a_weak_network_is_said_and_the_same_press_counts_once(
    server: Server, chromium: Browser, scene: Morning
) -> None:
    """Its own browser: the watch of the others would rightly complain about the lost answers."""
    lost: list[str] = []
    mended = False

    def lose_answer(route: Route) -> None:
        if mended:
            route.continue_()
            return
        if lost:  # the first press does not even come to the server
            route.fetch()
        lost.append(route.request.url)
        route.abort()

    with chromium.new_context(base_url=server.url, locale="vi-VN") as context:
        page = context.new_page()
        sit_down(page, scene)
        page.route("**/next", lose_answer)
        page.keyboard.press("n")
        expect(page.get_by_role("alert")).to_contain_text("đang được gửi lại")
        assert lost
        page.locator("#remove-2").click()  # looking at something else, and one press more, leave it in its place
        expect(page.locator("#said")).to_contain_text("Bỏ số")
        page.keyboard.press("l")
        with page.expect_request("**/next"):
            page.get_by_role("button", name="Đất đai").click()
        expect(page.get_by_role("alert")).to_contain_text("đang được gửi lại")
        mended = True
        expect(page.locator(".said-number")).to_have_text("B027")
        expect(page.locator(".person-number")).to_have_text("A001")  # nobody pressed again
        expect(page.get_by_role("alert")).to_be_hidden()
        page.route("**/live", lambda route: route.abort(), times=1)
        page.evaluate(POLL)
        expect(page.get_by_role("alert")).to_contain_text("Mất kết nối")
        page.evaluate(POLL)
        expect(page.get_by_role("alert")).to_be_hidden()
    assert states(server) == ["called"]


def test_the_strip_beside_other_software_shows_the_person_first(browser: Page, scene: Morning, axe: Axe) -> None:
    browser.set_viewport_size({"width": 380, "height": 700})
    sit_down(browser, scene)
    browser.keyboard.press("n")
    expect(browser.locator(".person-number")).to_have_text("A001")
    assert browser.evaluate("document.documentElement.scrollWidth <= 380")
    box = browser.locator("#next").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 700
    assert axe(browser) == []
    browser.keyboard.press("l")
    browser.get_by_text("Ưu tiên, đến từ trước").click()
    assert browser.evaluate("document.documentElement.scrollWidth <= 380")
    assert axe(browser) == []


def test_a_clerk_who_was_relieved_sees_it_at_the_next_press(
    browser: Page, open_page: Callable[..., Page], server: Server, scene: Morning
) -> None:
    sit_down(browser, scene)
    server.database.write(
        lambda session: factories.desk(session, session.merge(scene.counter), staff_id=scene.people.supervisor.id)
    )
    browser.keyboard.press("n")
    expect(browser.get_by_role("button", name="Nhận quầy")).to_be_visible()
    expect(browser.get_by_text("Thao tác vừa rồi không được thực hiện.")).to_be_visible()
    assert states(server) == []
