"""The form that gives a number, as a thumb meets it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.pilot import BIRTHS, ENTRANCE, Pilot

OpenPage = Callable[..., Page]


def test_whoever_taps_a_service_sees_the_button_that_gives_the_number(open_page: OpenPage, pilot: Pilot) -> None:
    phone = open_page(phone=True)
    phone.goto(f"/q/{ENTRANCE}/take?lang=vi")
    button = phone.get_by_role("button", name="Lấy số", exact=True)
    phone.get_by_text(BIRTHS).click()
    expect(button).to_be_in_viewport(ratio=1)
    last = phone.locator("#group .choice").last
    last.locator("input").focus()
    bar, choice = phone.locator(".thumb").bounding_box(), last.bounding_box()
    assert bar
    assert choice
    assert choice["y"] + choice["height"] <= bar["y"]
    phone.set_viewport_size({"width": 320, "height": 480})
    expect(phone.locator(".thumb")).to_have_css("position", "static")
