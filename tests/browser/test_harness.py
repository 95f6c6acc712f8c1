"""The browser sees the application, and the watch sees the browser."""

from collections.abc import Callable

import pytest
from flask import Response
from playwright.sync_api import Browser, Page

from tests.browser.server import Server
from tests.browser.watch import Watch
from tests.databases import Kind

SOUND = """<!doctype html><html lang="vi"><head><title>Lấy số</title></head>
<body><main><h1>Lấy số</h1>%s</main></body></html>"""


def put(server: Server, html: str) -> None:
    server.app.add_url_rule("/tried", view_func=lambda: Response(html), endpoint="tried")


@pytest.mark.parametrize("database_kind", ["sqlite", "postgresql"])
def test_the_application_is_ready_in_a_browser(server: Server, browser: Page, database_kind: Kind) -> None:
    assert server.database.is_sqlite == (database_kind == "sqlite")
    answer = browser.goto("/readyz")
    assert answer is not None
    assert (answer.status, answer.text()) == (200, "ready\n")


def test_axe_finds_what_people_stumble_over(server: Server, phone: Page, axe: Callable[[Page], list[str]]) -> None:
    put(server, SOUND % '<img src="/static/img/crest.svg">')
    phone.goto("/tried")
    assert [line.split(":")[0] for line in axe(phone)] == ["image-alt"]


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        ("<script>1</script>", "Content Security Policy"),
        ('<p style="color: red">x</p>', "Content Security Policy"),
        ('<img alt="" src="/static/nothing.png">', "404 for GET"),
        ('<img alt="" src="https://elsewhere.example/x.png">', "left the house"),
    ],
)
def test_the_watch_notes_what_a_page_may_not_do(server: Server, chromium: Browser, body: str, trouble: str) -> None:
    put(server, SOUND % body)
    with chromium.new_context(base_url=server.url) as context:
        watch = Watch(server.url)
        watch.follow(context)
        context.new_page().goto("/tried")
    assert any(trouble in line for line in watch.troubles), watch.troubles
