"""What people do in front of a screen, in their own words."""

import re
from typing import Final

from playwright.sync_api import Page, expect

from tests.browser.pilot import BIRTHS, ENTRANCE, Pilot
from tests.cast import PASSWORD

FREE: Final = "–"
SERVING: Final = "Đang phục vụ"


def take_number(phone: Page, service: str = BIRTHS) -> str:
    """Scan the poster at the entrance, take a number and return the ticket's address."""
    phone.goto(f"/q/{ENTRANCE}?choices=1")
    phone.get_by_role("link", name=re.compile("^Lấy")).click()
    phone.get_by_text(service).click()
    phone.get_by_role("button", name="Lấy số").click()
    expect(phone.locator(".ticket-number")).to_be_visible()
    return phone.url


def heading(page: Page) -> str:
    """Read what the page is about."""
    return page.get_by_role("heading", level=1).inner_text()


def number_of(phone: Page) -> str:
    """Read the number on the ticket."""
    return phone.locator(".ticket-number").inner_text()


def update(phone: Page) -> None:
    """Press the big button of a ticket that waits."""
    phone.get_by_role("link", name="Cập nhật", exact=True).click()


def sign_in(page: Page, login: str) -> None:
    """Sign in through the page every address of the staff leads to."""
    page.goto("/admin/")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Xin chào")


def open_counter(page: Page, pilot: Pilot) -> None:
    """Sign in as the clerk and open counter 3."""
    sign_in(page, pilot.clerk)
    page.get_by_role("navigation").get_by_role("link", name="Quầy", exact=True).click()
    page.get_by_role("button", name="Mở quầy 3").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quầy 3")
    expect(page.locator("#keys")).to_be_visible()  # only then keys are heard


def press_key(page: Page, key: str, number: str = FREE, state: str = "Đang mời đến quầy") -> None:
    """Press a shortcut of the console and wait until the desk shows who is there."""
    page.keyboard.press(key)
    expect(page.locator(".person-number")).to_have_text(number)
    expect(page.locator("#state")).to_have_text("Quầy đang trống" if number == FREE else state)


def log_walk_in(clerk: Page) -> str:
    """Give a number to somebody without a phone, and read it from the page."""
    clerk.keyboard.press("l")
    clerk.get_by_role("button", name=BIRTHS, exact=True).click()
    said = clerk.locator("#said .said-number")
    expect(said).to_be_visible()
    return said.inner_text()


def leave(phone: Page, why: str) -> None:
    """Give the number back and say why."""
    number = number_of(phone)
    phone.get_by_role("link", name="Tôi không chờ nữa").click()
    phone.get_by_text(why).click()
    phone.get_by_role("button", name=f"Trả số {number}").click()
    assert heading(phone) == f"Đã trả số {number}"


def answer_survey(phone: Page) -> None:
    """Tap an answer to each of the six questions."""
    for answer in ("Dưới 5 phút", "Lần thứ nhất", "Đông người"):
        phone.get_by_text(answer, exact=True).click()
    for question in ("thời gian chờ như vậy", "Nhìn chung"):
        phone.get_by_role("group", name=question).get_by_text("Hài lòng", exact=True).click()
    phone.get_by_label("muốn nói thêm").fill("Cán bộ tận tình.")
    phone.get_by_role("button", name="Gửi").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Xin cảm ơn Ông/Bà")
