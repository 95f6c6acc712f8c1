"""When a phone shows something: first contentful paint of every page for phones, and its weight, over “Slow 3G”."""

import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from playwright.sync_api import sync_playwright

from kiosk.ground import clock
from kiosk.ground.i18n import DEFAULT
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.everything import fill
from tests.browser.pages import of_citizens
from tests.browser.pilot import open_pilot
from tests.browser.server import serve
from tests.browser.weight import scale
from tests.databases import Copies
from tests.factories import MONDAY, TEST_SECRET

HEAD = "| page on a slow phone, slow 3G | bytes | first paint, s |\n| --- | ---: | ---: |"


def on_slow_3g() -> str:
    """Return the table: 400 ms for each answer to begin, 400 kbit/s, a processor four times slower than this one."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, patch.object(clock, "now", lambda: MONDAY):
        address = Copies(Path(folder), "").make("sqlite")
        environ = {**os.environ, "DATABASE_URL": address, "SECRET_KEY": TEST_SECRET, "LOG_LEVEL": "ERROR"}
        with serve(environ) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            pilot = open_pilot(server.database)
            every = sorted(of_citizens(server.app, pilot, fill(server.database, pilot)))
            with scale(browser, server.url) as phone:
                weights = [phone.weigh(path, DEFAULT) for path in every]
                paints = [phone.first_paint(path) for path in every]
            browser.close()
    lines = [
        f"| {_short(one.address)} | {one.total:,} | {paint / 1000:.1f} |"
        for one, paint in zip(weights, paints, strict=True)
    ]
    return "\n".join([HEAD, *lines])


def _short(address: str) -> str:
    """Return the address without its secret."""
    return "/".join("…" if len(part) > 20 else part for part in address.split("/"))
