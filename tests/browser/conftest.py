"""Real Chromium against the real application. A console error, a breach of the policy or a call elsewhere fails."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from kiosk.ground import clock
from tests.browser.bad_lines import OpenPhone, open_phone
from tests.browser.line import Line
from tests.browser.pilot import Pilot, open_pilot
from tests.browser.server import REFUSES_COOKIES, Server, serve
from tests.browser.wall import Wall
from tests.browser.watch import Watch, violations
from tests.conftest import environ
from tests.databases import Copies, Kind

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--no-first-run",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PHONE: ViewportSize = {"width": 360, "height": 740}
PATIENCE = 30_000  # milliseconds: a busy machine is not a wrong answer
DESK: ViewportSize = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test in this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, once for all tests of this process."""
    assert CHROMIUM.exists(), "Chromium is missing: run `make test`, or install it with `apt-get install chromium`"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def database_kind() -> Kind:
    """The database behind ``server``: stories run on PostgreSQL; a smoke test overrides this with SQLite."""
    return "postgresql"


@pytest.fixture
def server(copies: Copies, database_kind: Kind) -> Iterator[Server]:
    """The application on a port of this machine, with a migrated database of its own."""
    address = copies.make(database_kind)
    with serve(environ(address)) as running:
        yield running
    copies.drop(address)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """The clock on the office's wall: Monday, 16 November 2026, 09:00, until the test moves it."""
    wall = Wall()
    monkeypatch.setattr(clock, "now", lambda: wall.now)
    return wall


@pytest.fixture
def pilot(server: Server, wall: Wall) -> Pilot:
    """An office that opens on the wall clock's Monday, behind ``server``."""
    return open_pilot(server.database)


@pytest.fixture
def open_page(chromium: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Give a function that opens one more browser: ``open_page(phone=True, script=False, cookies=False)``.

    Without *worker* there is no service worker, as in the browsers inside chat applications.
    """
    watch = Watch(server.url)
    contexts = []

    def open_one(
        *,
        phone: bool = False,
        script: bool = True,
        dark: bool = False,
        cookies: bool = True,
        policy: bool = True,
        worker: bool = False,
        agent: str | None = None,
        size: ViewportSize | None = None,
    ) -> Page:
        context = chromium.new_context(
            base_url=server.url,
            viewport=size or (PHONE if phone else DESK),
            is_mobile=phone,
            has_touch=phone,
            java_script_enabled=script,
            bypass_csp=not policy,
            locale="vi-VN",
            user_agent=agent,
            timezone_id="Asia/Ho_Chi_Minh",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            extra_http_headers={} if cookies else {REFUSES_COOKIES: "1"},
        )
        context.set_default_timeout(PATIENCE)
        if not worker:
            context.add_init_script("delete Navigator.prototype.serviceWorker")
        watch.follow(context)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    assert not watch.troubles, "\n".join(watch.troubles)


@pytest.fixture
def browser(open_page: Callable[..., Page]) -> Page:
    """A desk's browser, 1280 px wide."""
    return open_page()


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """A phone with script, 360 px wide."""
    return open_page(phone=True)


@pytest.fixture
def plain_phone(open_page: Callable[..., Page]) -> Page:
    """A phone without script."""
    return open_page(phone=True, script=False)


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """A function that lists what axe finds wrong on a page; an empty list is good."""
    return violations


@pytest.fixture
def line(server: Server) -> Line:
    """The line in front of the application, whole until a test cuts it."""
    return Line(server)


@pytest.fixture
def phones(chromium: Browser, server: Server, tmp_path: Path) -> OpenPhone:
    """A phone whose browser can be opened again."""
    return open_phone(chromium, server, tmp_path / "phone", ARGUMENTS, CHROMIUM)
