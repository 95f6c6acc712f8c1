"""The pictures of the README, taken of the sample pilot in Chromium: ``python -m docs.screenshots``."""

import io
import os
import re
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from unittest import mock

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from kiosk.ground import clock
from kiosk.ground.i18n import DEFAULT, LANGUAGES
from tests.browser.conftest import ARGUMENTS, CHROMIUM, DESK, PHONE
from tests.browser.server import Server, serve

FOLDER: Final = Path(__file__).parent / "img"
FONTS: Final = Path(__file__).parents[1] / "static" / "fonts"
"""Lent to Chromium, which has no letters of its own for Chinese on most servers."""
ADDRESS: Final = "https://motcua.example"
MONDAY: Final = datetime(2026, 11, 16, 2, 10, tzinfo=UTC)
"""09:10 in Cần Thơ, when the hall is full."""
WEEK: Final = "2026-W46"
SLUG: Final = "mau-ninh-kieu"
ENTRANCE: Final = "DEM0NK00"
CLERK: Final = "mau.ninhkieu"
SUPERVISOR: Final = "mau.giamsat"
ADMINISTRATOR: Final = "mau.quantri"
MONITOR: Final = "mau.matran"
TELEVISION: Final[ViewportSize] = {"width": 1920, "height": 1080}
TABLET: Final[ViewportSize] = {"width": 800, "height": 1280}
STRIP: Final[ViewportSize] = {"width": 380, "height": 800}
COLOURS: Final = (256, 128, 64, 32)
MOST_BYTES: Final = 200_000
POSTER_WIDTH: Final = 900
GAP: Final = 16
GROUND: Final = "#d0d7de"
SERVICE: Final = "Khai sinh, kết hôn, khai tử"


@dataclass
class Studio:
    """The sample pilot on a Monday morning, browsers to look at it, and the passwords of its people."""

    server: Server
    browser: Browser
    passwords: dict[str, str]
    now: datetime = MONDAY
    told: dict[str, list[Image.Image]] = field(
        default_factory=lambda: {code: [] for code in LANGUAGES if code != DEFAULT}
    )
    """What a phone showed, screen by screen, in the languages that are not the first."""

    def open(self, size: ViewportSize, *, phone: bool = False) -> Page:
        """Open one more browser; phones have two dots for each pixel."""
        context = self.browser.new_context(
            base_url=self.server.url,
            viewport=size,
            device_scale_factor=2 if phone else 1,
            is_mobile=phone,
            has_touch=phone,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
        )
        return context.new_page()

    def sign_in(self, page: Page, login: str) -> None:
        """Sign somebody of the sample in."""
        page.goto("/admin/")
        page.locator("[name=login]").fill(login)
        page.locator("[name=password]").fill(self.passwords[login])
        page.locator("main button.primary").click()
        page.wait_for_url(re.compile(r"/admin/(monitoring/)?$"))

    def wait(self, minutes: int) -> None:
        """Let time pass in the office."""
        self.now += timedelta(minutes=minutes)


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(exist_ok=True)
    with studio() as room:
        phone, desk = room.open(PHONE, phone=True), room.open(DESK)
        take_number(room, phone)
        serve_at_counter(room, desk, phone)
        answer(room, phone)
        listen(room)
        look_round(room)
        tell_in_other_languages(room)
        see_the_week(room)
        set_up(room)


@contextmanager
def studio() -> Iterator[Studio]:
    """Make the sample pilot on a scratch database and open Chromium before it."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        database = f"sqlite:///{scratch}/pictures.db"
        environ = {
            "SECRET_KEY": secrets.token_urlsafe(48),
            "DATABASE_URL": database,
            "LOG_LEVEL": "WARNING",
            "LEDGER_KEY": f"{scratch}/ledger.key",
        }
        with serve(environ) as server:
            chosen = server.app.config["SETTINGS"]
            server.app.config["SETTINGS"] = replace(chosen, base_url=ADDRESS)  # what posters and the log say
            Path(scratch, "fonts").symlink_to(FONTS)
            lent: dict[str, str | float | bool] = {**os.environ, "XDG_DATA_HOME": scratch}
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, env=lent)
            room = Studio(server, browser, {})
            with mock.patch.object(clock, "now", lambda: room.now):  # noqa: PT008 - the clock of the room moves on
                room.passwords.update(make_sample(server))
                yield room
            browser.close()


def make_sample(server: Server) -> dict[str, str]:
    """Fill the database; return the password of each login."""
    run = server.app.test_cli_runner().invoke
    run(args=["db", "upgrade"], catch_exceptions=False)
    run(args=["ledger", "init"], catch_exceptions=False)
    made = run(args=["demo"], catch_exceptions=False)
    return dict(re.findall(r"^  (mau\.\S+) +(\S+)  \S", made.output, flags=re.MULTILINE))


def take_number(room: Studio, phone: Page) -> None:
    """Scan the poster, choose, take a number, wait."""
    phone.goto(f"/q/{ENTRANCE}")
    show(room, phone, "phone-choices")
    phone.locator("a.option").first.click()
    phone.get_by_text(SERVICE).click()
    show(room, phone, "phone-groups")
    phone.get_by_text(SERVICE).click()
    phone.locator("button.primary").click()
    phone.locator(".ticket-number").wait_for()
    room.wait(minutes=4)
    phone.reload()
    show(room, phone, "phone-ticket")


def serve_at_counter(room: Studio, desk: Page, phone: Page) -> None:
    """Open counter 1, serve whoever waits before, and call the phone's number."""
    room.sign_in(desk, CLERK)
    desk.goto("/admin/counter/")
    desk.get_by_role("button", name=re.compile("quầy 1$")).click()
    number = phone.locator(".ticket-number").inner_text()
    press(desk)
    room.wait(minutes=2)
    desk.reload()
    keep(desk.screenshot(), "counter")
    strip = desk.context.new_page()
    strip.set_viewport_size(STRIP)
    strip.goto(desk.url)
    keep(strip.screenshot(), "counter-strip")
    while desk.locator(".person-number").inner_text() != number:
        room.wait(minutes=3)
        press(desk)
    phone.reload()
    show(room, phone, "phone-called")


def press(desk: Page) -> None:
    """Press the console's main button and wait for the next person."""
    before = desk.locator(".person-number").inner_text()
    desk.locator("#next").click()
    desk.wait_for_function("before => document.querySelector('.person-number').textContent !== before", arg=before)


def answer(room: Studio, phone: Page) -> None:
    """Check out at the counter and look at the questions."""
    phone.locator("a[href*='/check-out']").click()
    phone.locator("button.primary").click()
    phone.locator("fieldset.question").first.wait_for()
    show(room, phone, "phone-survey")
    phone.get_by_role("group", name="Nhìn chung").get_by_text("Hài lòng", exact=True).click()
    phone.get_by_role("button", name="Gửi").click()
    phone.get_by_role("link", name="Biên nhận của phiếu này").click()
    phone.get_by_text("Lời hứa có chữ ký").first.wait_for()
    keep(phone.screenshot(), "phone-receipt")


def listen(room: Studio) -> None:
    """Open what everybody may read of an office, the log, what staff see of satisfaction, and the monitors' page."""
    phone = room.open(PHONE, phone=True)
    for address, name in ((f"/u/{SLUG}/opinions", "phone-opinions"), ("/ledger", "phone-ledger")):
        phone.goto(address)
        keep(phone.screenshot(), name)
    room.sign_in(phone, MONITOR)
    phone.goto("/admin/monitoring/")
    keep(phone.screenshot(), "phone-monitor")
    desk = room.open({"width": 1280, "height": 1245})
    room.sign_in(desk, SUPERVISOR)
    desk.goto("/admin/opinions/")
    desk.get_by_role("link", name=re.compile("Ninh Kiều")).click()
    chart = desk.locator("figure img").first
    desk.wait_for_function("chart => chart.complete && chart.naturalWidth > 0", arg=chart.element_handle())
    keep(desk.screenshot(), "opinions")


def look_round(room: Studio) -> None:
    """Look at the television in the hall, and at the tablet below it."""
    hall, tablet = room.open(TELEVISION), room.open(TABLET)
    hall.goto(f"/display/{SLUG}")
    hall.evaluate("document.getElementById('tools').remove()")
    keep(hall.screenshot(), "hall", smaller=lambda image: image.reduce(2))
    offered = room.server.app.test_cli_runner().invoke(args=["device", "pair", SLUG, "K"], catch_exceptions=False)
    tablet.goto(f"/kiosk/{SLUG}")
    tablet.locator("[name=code]").fill(re.findall(r"\b[0-9A-Z]{4}-?[0-9A-Z]{4}\b", offered.output)[0])
    tablet.locator("button.primary").click()
    tablet.locator(".way.first").wait_for()
    keep(tablet.screenshot(), "tablet", smaller=lambda image: image.reduce(2))


def show(room: Studio, phone: Page, name: str) -> None:
    """Keep what the phone shows, and what it shows in the other languages; it ends in Vietnamese, freshly opened."""
    keep(phone.screenshot(), name)
    address = phone.url.partition("?")[0]
    for language in (*room.told, DEFAULT):
        phone.goto(f"{address}?lang={language}", wait_until="networkidle")
        with Image.open(io.BytesIO(phone.screenshot())) as opened:
            room.told.get(language, []).append(opened.convert("RGB").reduce(2))


def tell_in_other_languages(room: Studio) -> None:
    """Put the screens of a phone side by side, a picture for each language."""
    for language, screens in room.told.items():
        side_by_side = Image.new(
            "RGB", (sum(screen.width + GAP for screen in screens) - GAP, screens[0].height), GROUND
        )
        for place, screen in enumerate(screens):
            side_by_side.paste(screen, (place * (screen.width + GAP), 0))
        write(side_by_side, f"phone-{language}")


def see_the_week(room: Studio) -> None:
    """Open the page of the last week that is over."""
    desk = room.open({"width": 1280, "height": 1245})
    room.sign_in(desk, SUPERVISOR)
    desk.goto("/admin/reports/")
    desk.get_by_role("link", name=re.compile("Ninh Kiều")).click()
    desk.goto(f"{desk.url}?until={WEEK}")
    chart = desk.locator("figure img")
    desk.wait_for_function("chart => chart.complete && chart.naturalWidth > 0", arg=chart.element_handle())
    keep(desk.screenshot(), "weekly")


def set_up(room: Studio) -> None:
    """Open the unit's page and take its posters."""
    desk = room.open(DESK)
    room.sign_in(desk, ADMINISTRATOR)
    desk.goto(f"/admin/units/{SLUG}")
    keep(desk.screenshot(), "setup-unit")
    for language, name in (("vi", "poster-a4"), ("km", "poster-km")):
        poster = desk.request.get(f"/admin/codes/{ENTRANCE}/poster.png?size=A4&language={language}").body()
        keep(poster, name, smaller=lambda image: image.reduce(image.width // POSTER_WIDTH))


def keep(png: bytes, name: str, smaller: Callable[[Image.Image], Image.Image] = lambda image: image) -> None:
    """Keep a picture, made *smaller* if need be."""
    with Image.open(io.BytesIO(png)) as opened:
        write(smaller(opened.convert("RGB")), name)


def write(image: Image.Image, name: str) -> None:
    """Write a picture with as many colours as fit into 200 kB."""
    tried = (_with(image, colours) for colours in COLOURS)
    (FOLDER / f"{name}.png").write_bytes(next(png for png in tried if len(png) <= MOST_BYTES))


def _with(image: Image.Image, colours: int) -> bytes:
    packed = io.BytesIO()
    image.quantize(colours, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()


if __name__ == "__main__":
    main()
