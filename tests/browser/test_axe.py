"""Every page is sound for every reader: light and dark, Vietnamese and English, phone and desk, finger and keyboard."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from kiosk.ground.i18n import LANGUAGES
from kiosk.queue.tickets import State
from survey.ballots.tokens import VotingToken
from tests.browser import look
from tests.browser.conftest import PHONE
from tests.browser.everything import EVERYTHING, OUTSIDER, TWO_STEPS, Everything, fill
from tests.browser.pages import AUTO, NO_PAGES, of_citizens, of_outsiders, of_staff, other_faces
from tests.browser.people import SERVING, open_counter, press_key, sign_in, take_number
from tests.browser.pilot import BIRTHS, ENTRANCE, Pilot
from tests.browser.server import Server
from tests.browser.wall import Wall
from tests.cast import PASSWORD

OpenPage = Callable[..., Page]

NOTHING_HERE: Final = {
    *("counter.live", "citizen.unit_chart", "clips.play", "hall_clips.play", "tally.take_back"),
    *("ledger.consistency", "ledger.key", "ledger.proof", "paper.withdraw", "survey.promise_text"),
}
"""Parts of a page; the chart of weeks in which nobody came; voices nobody recorded; a sheet that nobody wrote; what
wants a key, numbers behind its address, or somebody from outside."""
OF_A_WEEK: Final = {
    "documents": {"kind": "weekly", "period": "2026-W46", "name": "weeks"},
    "exports": {"kind": "week", "code": "2026-W46"},
}
PAPER: Final = "/slip"
"""A picture of what is printed, in millimetres."""
IN_EVERY_LIGHT: Final = "vi"
"""Colours do not depend on the words: they are judged in one language, by day, by night and when forced."""
OTHERS: Final = tuple(sorted(set(LANGUAGES) - {IN_EVERY_LIGHT}, key=lambda language: language != "km"))
"""Khmer first: its letters take the most room."""
NARROW: Final[ViewportSize] = {"width": look.ZOOMED, "height": 740}
FOCUSED: Final = """() => {
  const label = document.activeElement.labels?.[0];
  const shown = label ?? document.activeElement;
  return [shown.innerText.trim(), getComputedStyle(shown).outlineStyle];
}"""


@pytest.fixture
def everything(server: Server, pilot: Pilot) -> Everything:
    return fill(server.database, pilot)


def judge(page: Page, address: str, judged: set[str]) -> list[str]:
    """Look at a page of staff, loaded once: by day at everything, by night at colours, the one thing that changes.

    Colours are judged where text stands in one, or on a ground, that is not among those *judged* before.

    tests/test_english_pages.py sees that everything has its English words; the markup around them is the same.
    """
    answer = page.goto(f"{address}{'&' if '?' in address else '?'}lang=vi")
    assert answer, address
    assert (answer.status, urlsplit(answer.url).path) == (200, address)
    found = look.faults(page, colours=look.new_pairs(page, judged))
    page.emulate_media(color_scheme="dark")
    found += look.faults(page, colours_only=True) if look.new_pairs(page, judged) else []
    page.emulate_media(color_scheme="light")
    return [f"{address}: {fault}" for fault in found]


def judge_here(page: Page, *, phone: bool = False) -> list[str]:
    """Look at a page as it came to stand, in both lights."""
    found = look.faults(page) + (look.cut_off(page) + look.small_targets(page) if phone else [])
    page.emulate_media(color_scheme="dark")
    found += look.faults(page, colours_only=True)
    page.emulate_media(color_scheme="light")
    return [f"{page.url}: {fault}" for fault in found]


def send_empty(page: Page, address: str, button: str) -> None:
    """Send a form without filling it in, as a browser would that does not check forms itself."""
    page.goto(address)
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("alert").first).to_be_visible()


def judge_phone(
    phone: Page, address: str, language: str, *, plain: bool, made_of: set[str], judged: set[str]
) -> list[str]:
    """Look at a phone's page in one language, loaded once: axe, 320 px, where the focus goes; in one in every light.

    Where it is made of nothing but what axe has seen before at this address (*made_of*), only what depends on its words
    is looked at. Colours are judged as for staff. *plain* ones answer there and then, with 200.
    """
    answer = phone.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
    assert not plain or (answer and answer.status == 200 and urlsplit(answer.url).path == address), address
    expect(phone.locator("html")).to_have_attribute("lang", language)
    found = look.cut_off(phone) + look.small_targets(phone)
    found += look.fine_print(phone) if not address.endswith(PAPER) else []
    kinds = look.kinds(phone)
    if not kinds <= made_of:
        made_of |= kinds
        found += look.unfocused(phone) + look.cramped(phone)
        found += look.faults(phone, colours=language == IN_EVERY_LIGHT and look.new_pairs(phone, judged))
    if language == IN_EVERY_LIGHT:
        for light in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
            phone.emulate_media(**light)  # type: ignore[arg-type]
            found += look.faults(phone, colours_only=True) if look.new_pairs(phone, judged) else []
        phone.emulate_media(color_scheme="light", forced_colors="none")
    return [f"{address}: {fault}" for fault in found if not (AUTO in address and fault.startswith("meta-refresh"))]


@pytest.mark.parametrize("languages", [(IN_EVERY_LIGHT,), OTHERS], ids=[IN_EVERY_LIGHT, "others"])
def test_a_citizens_pages(
    open_page: OpenPage, server: Server, pilot: Pilot, everything: Everything, languages: tuple[str, ...]
) -> None:
    size = PHONE if IN_EVERY_LIGHT in languages else NARROW
    phone, found = open_page(phone=True, size=size), []
    addresses = [(address, True) for address in of_citizens(server.app, pilot, everything)]
    addresses += [(address, False) for address in other_faces(everything)]
    judged: set[str] = set()
    for address, plain in addresses:
        made_of: set[str] = set()
        for language in languages:
            found += judge_phone(phone, address, language, plain=plain, made_of=made_of, judged=judged)
    assert not found, "\n".join(found)


def test_a_citizens_forms_that_come_back(open_page: OpenPage, pilot: Pilot) -> None:
    phone, found = open_page(phone=True), []
    for address, button in ((f"/q/{ENTRANCE}/take", "Lấy số"), (f"/q/{ENTRANCE}/feedback", "Gửi")):
        send_empty(phone, f"{address}?lang=vi", button)
        expect(phone.locator(".error-summary")).to_be_focused()
        found += judge_here(phone, phone=True) + look.unfocused(phone)
    assert not found, "\n".join(found)


def test_the_pages_of_staff(open_page: OpenPage, server: Server, pilot: Pilot, everything: Everything) -> None:
    judged: set[str] = set()
    desk, found = open_page(), judge(open_page(), "/admin/sign-in", judged)
    sign_in(desk, EVERYTHING)
    for address in of_staff(server.app, pilot, everything):
        found += judge(desk, address, judged)
    for address, button in (("/admin/staff/new", "Thêm người"), ("/admin/units/new", "Thêm đơn vị")):
        send_empty(desk, f"{address}?lang=vi", button)
        found += judge_here(desk)
    assert not found, "\n".join(found)


def test_the_pages_of_whoever_judges_from_outside(
    open_page: OpenPage, server: Server, pilot: Pilot, everything: Everything
) -> None:
    judged: set[str] = set()
    phone, found = open_page(size=PHONE), []
    sign_in(phone, OUTSIDER)
    for address in of_outsiders(server.app, pilot, everything):
        found += judge(phone, address, judged) + [f"{address}: {fault}" for fault in look.cut_off(phone)]
    assert not found, "\n".join(found)


def test_signing_in_in_two_steps(open_page: OpenPage, everything: Everything) -> None:
    desk = open_page()
    for password, heading in (("mật khẩu sai", "Đăng nhập cho cán bộ"), (PASSWORD, "Xác thực bước hai")):
        desk.goto("/admin/sign-in")
        desk.get_by_label("Tên đăng nhập").fill(TWO_STEPS)
        desk.get_by_label("Mật khẩu").fill(password)
        desk.get_by_role("button", name="Đăng nhập").click()
        expect(desk.get_by_role("heading", level=1)).to_have_text(heading)
        assert judge_here(desk) == []


def test_the_console_at_every_step(open_page: OpenPage, pilot: Pilot, wall: Wall) -> None:
    desk = open_page(size={"width": 380, "height": 800})
    take_number(open_page(phone=True, script=False))
    wall.forward(minutes=20)
    take_number(open_page(phone=True, script=False))
    open_counter(desk, pilot)
    found = judge_here(desk)
    for number, state in (("A001", "Đang mời đến quầy"), ("A001", SERVING), ("A002", "Đang mời đến quầy")):
        wall.forward(minutes=1)
        press_key(desk, "n", number, state)
        found += judge_here(desk)
    press_key(desk, "k")
    for key in "lo":
        press_key(desk, key)
        found += judge_here(desk) + look.cut_off(desk)
    press_key(desk, "p")
    desk.get_by_role("button", name="Nghỉ giữa giờ").click()
    expect(desk.get_by_text("Quầy tạm dừng từ")).to_be_visible()
    found += judge_here(desk)
    assert not found, "\n".join(found)


def test_what_is_no_page_is_no_html(open_page: OpenPage, server: Server, pilot: Pilot, everything: Everything) -> None:
    desk = open_page()
    sign_in(desk, EVERYTHING)
    known = {"unit_id": pilot.unit, "slug": pilot.slug, "code": ENTRANCE, "group_id": pilot.births}
    known |= {"kind": "png", "filename": "css/desk.css", "token": everything.phones[State.WAITING].token}
    known |= {"ending": "csv", "level": "0", "number": "000.p/1"}
    of_receipt = {"code": VotingToken(everything.voted.vote).receipt}
    adapter = server.app.url_map.bind("")
    for endpoint in sorted(NO_PAGES - NOTHING_HERE):
        rule = next(server.app.url_map.iter_rules(endpoint))
        values = known | OF_A_WEEK.get(endpoint.partition(".")[0], {})
        values |= of_receipt if endpoint == "survey.proof_json" else {}
        answer = desk.request.get(adapter.build(endpoint, {name: values[name] for name in rule.arguments}))
        assert (answer.status, "text/html" in answer.headers["content-type"]) == (200, False), endpoint


def test_a_number_can_be_taken_with_tab_enter_and_space_alone(open_page: OpenPage, pilot: Pilot) -> None:
    phone = open_page(size=PHONE, script=False)
    phone.goto(f"/q/{ENTRANCE}")
    tab_to(phone, "Lấy số")
    with phone.expect_navigation():
        phone.keyboard.press("Enter")
    for words in (BIRTHS, "Cá nhân"):
        tab_to(phone, words)
        phone.keyboard.press("Space")
    tab_to(phone, "Lấy số")
    with phone.expect_navigation():
        phone.keyboard.press("Enter")
    expect(phone.locator(".ticket-number")).to_have_text("A001")
    tab_to(phone, "Cập nhật")


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus, which must be seen, stands on what begins with *words*."""
    for _ in range(20):
        page.keyboard.press("Tab")
        text, outline = page.evaluate(FOCUSED)
        assert outline != "none", f"the focus on “{text}” cannot be seen"
        if text.startswith(words):
            return
    raise AssertionError(f"Tab does not reach “{words}”")
