"""The story of the pilot: scan, wait, be called, be served, be asked, and see it in the weekly page."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests import ledger_key
from tests.browser import past
from tests.browser.people import (
    SERVING,
    answer_survey,
    heading,
    leave,
    log_walk_in,
    number_of,
    open_counter,
    press_key,
    sign_in,
    take_number,
    update,
)
from tests.browser.pilot import AT_COUNTER, ENTRANCE, Pilot
from tests.browser.server import Server
from tests.browser.wall import Wall
from tests.databases import Kind

OpenPage = Callable[..., Page]
STRIP: ViewportSize = {"width": 380, "height": 800}
WEEK = "T47 (16/11)"
ON_BOTH = pytest.mark.parametrize("database_kind", ["postgresql", "sqlite"])


def read_the_week(desk: Page, pilot: Pilot, sheet: Path) -> None:
    """Open the weekly page as the supervisor: thirteen served of fourteen, ten of twelve satisfied."""
    sign_in(desk, pilot.supervisor)
    desk.get_by_role("navigation").get_by_role("link", name="Báo cáo tuần").click()
    desk.get_by_role("link", name="Phường Ninh Kiều").click()
    expect(desk.locator(".lead")).to_have_text("T47 (16/11) trung bình chờ 10,4 phút, trong mục tiêu 15 phút.")
    chart = desk.get_by_role("img", name=WEEK)
    desk.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=chart.element_handle())
    waits, ballots = (row.get_by_role("cell").all_inner_texts() for row in desk.get_by_role("row", name=WEEK).all())
    assert waits == ["14", "13", "10,4", "10", "10,5", "92,3 %", "1"]
    assert {"12", "83,3 %", "55,2 – 95,3 %"} <= set(ballots)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Tải bảng CSV").click()
    download.value.save_as(sheet)
    assert "2026-W47" in sheet.read_text()


def come_and_leave(phone: Page) -> None:
    """Take a number, and give it back."""
    take_number(phone)
    leave(phone, "Chờ quá lâu")


def keep_receipt(phone: Page, promise: Path) -> str:
    """Open the receipt from the thanks, without a script, take the signed promise along, and return the address."""
    phone.get_by_role("link", name="Biên nhận của phiếu này").click()
    expect(phone.locator(".lead")).to_contain_text("Lời hứa có chữ ký: phiếu này sẽ có trong sổ trước ngày 30/11/2026.")
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Tải lời hứa có chữ ký").click()
    download.value.save_as(promise)
    return phone.url


def check_from_outside(phone: Page, server: Server, promise: Path) -> str:
    """Run the program that the log offers, by itself, against the running office and the promise of one ballot."""
    verifier = promise.with_name("verify.py")
    verifier.write_bytes(phone.request.get("/ledger/verify.py").body())
    command = [sys.executable, "-I", str(verifier), f"{server.url}/ledger", "--receipt", str(promise)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def see_it_kept(phone: Page, server: Server, receipt: str, promise: Path) -> None:
    """Open the receipt again after the seal, and let the program from outside say the same."""
    phone.goto(receipt)
    expect(phone.get_by_text("Phiếu có trong sổ, ai xóa cũng lộ.")).to_be_visible()
    assert "ĐÚNG" in check_from_outside(phone, server, promise)


def test_from_the_poster_at_the_door_to_the_weekly_page(
    open_page: OpenPage, server: Server, pilot: Pilot, wall: Wall, tmp_path: Path
) -> None:
    ledger_key.given_key(server.app, tmp_path)
    phone, second, clerk = open_page(phone=True, script=False), open_page(phone=True), open_page()
    past.serve_ten(server.database, pilot)
    open_counter(clerk, pilot)

    assert log_walk_in(clerk) == "A001"
    take_number(phone)
    assert number_of(phone) == "A002"
    expect(phone.get_by_text("Còn 1 người phía trước")).to_be_visible()
    later = take_number(second)
    assert number_of(second) == "A003"

    wall.forward(minutes=5)
    press_key(clerk, "n", "A001")
    wall.forward(seconds=30)
    press_key(clerk, "n", "A001", SERVING)
    wall.forward(minutes=5)
    press_key(clerk, "n", "A002")  # one key finishes with A001 and calls A002
    press_key(clerk, "z", "A001", SERVING)
    press_key(clerk, "n", "A002")
    update(phone)
    expect(phone).to_have_title("Mời đến quầy 3")
    assert heading(phone).split("\n") == ["Mời Ông/Bà đến", "quầy 3"]

    wall.forward(minutes=1)
    press_key(clerk, "n", "A002", SERVING)
    wall.forward(minutes=8)
    phone.goto(f"/q/{AT_COUNTER}")
    assert heading(phone) == "Ông/Bà đã xong việc ở quầy 3?"
    phone.get_by_role("button", name="Đã xong việc").click()
    answer_survey(phone)
    receipt = keep_receipt(phone, tmp_path / "receipt.txt")

    wall.forward(seconds=5)
    press_key(clerk, "n", "A003")  # A002 checked out by phone; the same key calls on
    wall.forward(minutes=1)
    press_key(clerk, "n", "A003", SERVING)
    wall.forward(minutes=4)
    press_key(clerk, "x")
    clerk.keyboard.press("d")
    clerk.get_by_role("button", name="Đóng quầy 3").click()
    expect(clerk.get_by_text("Đã đóng quầy")).to_be_visible()
    update(second)
    expect(second.get_by_text("Trả lời sau: đường dẫn này dùng được 7 ngày")).to_be_visible()
    come_and_leave(open_page(phone=True, script=False))

    wall.forward(days=6)
    second.goto(later)
    second.get_by_role("link", name="Trả lời ngay").click()
    answer_survey(second)
    wall.forward(days=1)
    assert "12 ballots sealed" in server.app.test_cli_runner().invoke(args=["ballots", "seal"]).output
    see_it_kept(phone, server, receipt, tmp_path / "receipt.txt")
    read_the_week(open_page(), pilot, tmp_path / "weekly.csv")


@ON_BOTH
def test_a_phone_without_cookies_and_without_script_gets_through_as_well(
    open_page: OpenPage, pilot: Pilot, wall: Wall, database_kind: Kind
) -> None:
    phone, clerk = open_page(phone=True, script=False, cookies=False), open_page()
    open_counter(clerk, pilot)
    ticket = take_number(phone)
    wall.forward(minutes=3)
    press_key(clerk, "n", "A001")
    update(phone)
    expect(phone).to_have_title("Mời đến quầy 3")
    phone.goto(f"/q/{AT_COUNTER}")
    expect(phone.get_by_role("link", name="Tôi đã có số")).to_be_visible()
    phone.goto(ticket)
    phone.get_by_role("link", name="Tôi đã xong việc").click()
    phone.get_by_role("button", name="Đã xong việc").click()
    answer_survey(phone)
    assert phone.context.cookies() == []
    wall.forward(seconds=5)
    press_key(clerk, "n")


def test_scanning_again_leads_back_to_ones_own_ticket_and_then_to_its_survey(
    open_page: OpenPage, pilot: Pilot, wall: Wall
) -> None:
    phone, clerk = open_page(phone=True, script=False), open_page()
    open_counter(clerk, pilot)
    ticket = take_number(phone)
    for code in (ENTRANCE, AT_COUNTER):
        phone.goto(f"/q/{code}")
        assert phone.url == ticket
    press_key(clerk, "n", "A001")
    wall.forward(minutes=1)
    press_key(clerk, "x")
    phone.goto(f"/q/{ENTRANCE}")
    phone.get_by_role("link", name="Trả lời khảo sát (số A001)").click()
    answer_survey(phone)
    phone.goto(f"/q/{AT_COUNTER}")
    phone.get_by_role("link", name="Trả lời khảo sát (số A001)").click()
    assert heading(phone) == "Xin cảm ơn Ông/Bà"


def test_the_console_shows_who_came_by_itself_and_moves_nothing(open_page: OpenPage, pilot: Pilot) -> None:
    clerk, phone = open_page(size=STRIP), open_page(phone=True, script=False)
    clerk.clock.install()
    open_counter(clerk, pilot)
    clerk.keyboard.press("l")
    clerk.get_by_text("Ưu tiên, đến từ trước").click()
    note = clerk.get_by_label("Đến lúc")
    note.fill("08:10")
    assert clerk.evaluate("scrollY") > 0
    place = note.bounding_box()
    take_number(phone)
    clerk.clock.fast_forward(10_000)
    expect(clerk.get_by_role("row", name="A001")).to_be_attached()
    expect(clerk).to_have_title("(1) Quầy 3 – Lắng Nghe")
    expect(note).to_be_focused()
    expect(note).to_have_value("08:10")
    assert note.bounding_box() == place  # what was added above it moves nothing under the clerk's eyes
