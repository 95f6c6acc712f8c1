"""Khmer on a phone is drawn in a typeface of ours, which nobody else loads."""

from typing import Any

from playwright.sync_api import Page

from kiosk.ground.i18n import LANGUAGES
from tests.browser.pilot import ENTRANCE, Pilot


def fonts_of(page: Page, selector: str) -> set[tuple[str, bool]]:
    """Return the families that *selector* is drawn in, and whether the page brought them."""
    tools = page.context.new_cdp_session(page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root: dict[str, Any] = tools.send("DOM.getDocument")
    node: dict[str, Any] = tools.send("DOM.querySelector", {"nodeId": root["root"]["nodeId"], "selector": selector})
    drawn: dict[str, Any] = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})
    return {(font["familyName"], font["isCustomFont"]) for font in drawn["fonts"]}


def test_only_pages_in_khmer_ask_for_its_typeface(phone: Page, pilot: Pilot) -> None:
    for language in (*LANGUAGES, "vi"):
        phone.goto(f"/q/{ENTRANCE}?lang={language}")
        phone.evaluate("document.fonts.ready")
        asked = phone.evaluate("[...document.fonts].map(font => [font.family, font.status])")
        assert asked == [["Khmer Web", "loaded" if language == "km" else "unloaded"]], language
        assert (("Noto Sans Khmer", True) in fonts_of(phone, "h1")) == (language == "km")
