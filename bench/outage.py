"""A tablet that gives 200 numbers while its line fails in seven ways: none may be lost, none doubled.

``python -m bench.outage [numbers]``. It takes some minutes and Chromium, so it is no part of the tests.
"""

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright
from sqlalchemy import func, select

from kiosk.ground import clock
from kiosk.office.models import Unit
from kiosk.queue.models import Ticket
from tests import factories
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.pilot import Pilot, open_pilot
from tests.browser.server import Server, serve
from tests.conftest import environ
from tests.databases import Copies

NUMBERS: Final = 200
STRETCH: Final = 8
"""Numbers between two changes of the weather."""
CLEARS: Final = 0.7
"""How often the sky clears in between: a form that the server drew is lost otherwise than one that was kept."""
KINDS: Final = ("fine", "no line", "answers lost", "pages lost", "forms late", "server busy", "silence", "killed")
HELD: Final = """() => new Promise(done => { const asked = indexedDB.open('kiosk', 1); asked.onsuccess = () => {
    asked.result.transaction('numbers').objectStore('numbers').count().onsuccess = (event) => {
        asked.result.close(); done(event.target.result); }; }; })"""


class Weather:
    """Stands in front of the application and answers as the line allows."""

    def __init__(self, server: Server) -> None:
        self._app: Callable[..., Iterable[bytes]] = server.app.wsgi_app
        self.kind = "fine"
        self.late: list[dict[str, Any]] = []
        server.app.wsgi_app = self  # type: ignore[method-assign]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if self.kind in {"fine", "killed"} or environ["PATH_INFO"].startswith("/static/"):
            return self._app(environ, start_response)
        form = environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"].endswith("/take")
        if (self.kind == "pages lost" and "/number/" not in environ["PATH_INFO"]) or (
            self.kind == "forms late" and not form
        ):
            return self._app(environ, start_response)
        if self.kind == "answers lost":
            b"".join(self._app(environ, lambda *_: lambda _part: None))
            raise ConnectionAbortedError(self.kind)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if self.kind == "forms late":
            self.late.append(environ | {"wsgi.input": BytesIO(body)})
        if self.kind == "server busy":
            start_response("503 Service Unavailable", [("Content-Length", "0"), ("Retry-After", "1")])
            return [b""]
        if self.kind == "silence":
            time.sleep(0.5)
        raise ConnectionAbortedError(self.kind)

    def arrive(self) -> None:
        """Let the forms that hung on the way reach the application, long after nobody waits for them."""
        for asked in self.late:
            b"".join(self._app(asked, lambda *_: lambda _part: None))


def main() -> None:
    """Give the numbers, drain the tablet and count."""
    wanted, seed = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBERS, random.randrange(10**6)
    weather_of = random.Random(seed)
    monday_at_nine()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        copies = Copies(Path(folder), "")
        with serve(environ(copies.make("sqlite"), LOG_LEVEL="ERROR")) as server:
            pilot, weather = open_pilot(server.database), Weather(server)
            context, start = opened(playwright, folder, server), f"/kiosk/{pilot.slug}"
            pair(context.pages[0], server, pilot, start)
            given: Counter[str] = Counter()
            while sum(given.values()) < wanted:
                if weather_of.random() < CLEARS:
                    weather.kind = "fine"
                    drain(context.pages[0], start)
                weather.kind = weather_of.choice(KINDS)
                if weather.kind == "killed":
                    kill(context)
                    context = opened(playwright, folder, server)
                for _ in range(min(STRETCH, wanted - sum(given.values()))):
                    given[take(context.pages[0], start)] += 1
            weather.kind = "fine"
            seconds, held = drain(context.pages[0], start)
            weather.arrive()
            context.close()
            report(server, given, held, seconds, seed)


def monday_at_nine() -> None:
    """Let the office's clock begin at nine on a Monday and go on: that of the tablet is wrong by days."""
    off = factories.MONDAY - clock.now()
    real = clock.now
    clock.now = lambda: real() + off


def opened(playwright: Playwright, folder: str, server: Server) -> BrowserContext:
    """Open the tablet's browser, which remembers what it kept."""
    return playwright.chromium.launch_persistent_context(
        Path(folder) / "tablet", executable_path=CHROMIUM, args=ARGUMENTS, base_url=server.url, locale="vi-VN"
    )


def kill(context: BrowserContext) -> None:
    """End the browser without a word: every page crashes, then the rest goes."""
    for page in context.pages:
        try:
            page.goto("chrome://crash", timeout=2000)
        except Error:
            continue
    context.close()


def pair(page: Page, server: Server, pilot: Pilot, start: str) -> None:
    """Make the browser a tablet and wait until it could go on alone."""
    _device, code = server.database.write(
        lambda session: factories.device(session, session.get_one(Unit, pilot.unit), "K")
    )
    page.goto(start)
    page.get_by_label("Mã ghép").fill(code)
    page.get_by_role("button", name="Ghép máy này").click()
    page.get_by_role("link", name="Lấy số").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def take(page: Page, start: str) -> str:
    """Take a number as somebody would who stands there, and return it."""
    page.goto(f"{start}/take")
    page.locator("label[for^=group-]").first.click()
    page.locator(".primary:visible").click()
    seen = page.locator(".ticket-number:visible:not(:empty)").or_(page.locator("#screen [role=alert]")).first
    seen.wait_for(timeout=60_000)
    if page.locator("#screen [role=alert]").count():  # a kept form that met the server is drawn anew
        page.locator(".primary:visible").click()
    return page.locator(".ticket-number:visible:not(:empty)").inner_text(timeout=60_000)


def drain(page: Page, start: str) -> tuple[float, int]:
    """Return how many seconds the tablet took to send what it held, and how many that were."""
    held = int(page.evaluate(HELD))
    began = time.perf_counter()
    page.goto(start)
    while page.evaluate(HELD):
        page.wait_for_timeout(100)
    seconds = time.perf_counter() - began
    page.locator("#screen:not([data-shell])").wait_for(timeout=60_000)
    return seconds, held


def report(server: Server, given: Counter[str], held: int, seconds: float, seed: int) -> None:
    """Print what became of the numbers; end with a fault when one is lost or doubled."""
    with server.database.read() as session:
        stored = Counter(one.label for one in session.scalars(select(Ticket)))
        tickets = session.scalar(select(func.count()).select_from(Ticket)) or 0
    alone = sum(count for number, count in given.items() if re.match("K", number))
    print(f"seed {seed}: {sum(given.values())} given, {alone} of them alone, {tickets} written down")
    print(f"{held} drained in {seconds:.1f} s; lost {sorted(given - stored)}, too many {sorted(stored - given)}")
    sys.exit(bool(given - stored) or bool(stored - given))


if __name__ == "__main__":
    main()
