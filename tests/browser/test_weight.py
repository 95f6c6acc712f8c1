"""Every page for phones is light on its first visit: 14,000 bytes over the air, three answers, in every language."""

import sys
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser

from kiosk.ground.i18n import DEFAULT, LANGUAGES
from kiosk.queue.tickets import State
from tests.browser import weight
from tests.browser.everything import Everything, fill
from tests.browser.pages import of_citizens, other_faces
from tests.browser.pilot import ENTRANCE, Pilot
from tests.browser.server import Server, serve
from tests.conftest import environ
from tests.databases import Copies

MOST_BYTES: Final = 14_000
MOST_ANSWERS: Final = 3
SCRIPT_BYTES: Final = 5_000


@pytest.fixture
def server(copies: Copies) -> Iterator[Server]:
    """The application as offices run it: forms come ready-made and compressed."""
    address = copies.make("postgresql")
    with serve(environ(address, CACHE_SECONDS="5")) as running:
        yield running
    copies.drop(address)


def test_every_page_is_light(
    chromium: Browser, server: Server, pilot: Pilot, capsys: pytest.CaptureFixture[str]
) -> None:
    """All pages in the first language; in the others those with the most words and the forms."""
    everything = fill(server.database, pilot)
    every = [*of_citizens(server.app, pilot, everything), *other_faces(everything)]
    asked = [(address, DEFAULT) for address in every]
    asked += [(address, language) for language in LANGUAGES if language != DEFAULT for address in _some(everything)]
    with weight.scale(chromium, server.url) as scale:
        weights = [scale.weigh(address, language) for address, language in asked]
    with capsys.disabled():
        sys.stdout.write(f"\n{weight.table(weights)}\n")
    heavy = [one.line() for one in weights if one.total > MOST_BYTES or one.requests > MOST_ANSWERS]
    assert not heavy, "\n".join([weight.HEAD, *heavy])
    assert max(one.scripts for one in weights) <= SCRIPT_BYTES
    assert not [one.line() for one in weights if one.fonts and one.language != "km"]


def _some(everything: Everything) -> list[str]:
    waiting, done = everything.phones[State.WAITING], everything.phones[State.DONE]
    forms = (f"/q/{ENTRANCE}", f"/q/{ENTRANCE}/take", f"/q/{ENTRANCE}/feedback")
    return [*forms, f"/t/{waiting.token}", f"/s/{done.vote}"]
