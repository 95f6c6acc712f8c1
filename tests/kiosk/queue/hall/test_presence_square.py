"""The square on the hall's own screens: there while it is asked for, another each minute, for nobody else to see."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from kiosk.queue.hall.screen_keys import screen_key
from kiosk.queue.hall_code import hall_code
from kiosk.queue.presence_squares import address
from tests.client import CheckedClient
from tests.factories import MONDAY, TEST_SECRET
from tests.kiosk.queue.hall.test_views import poll, screen
from tests.kiosk.queue.office import ENTRANCE, MINUTE, Office, open_office
from tests.page import Page

SQUARE = "Mã QR để lấy số bằng điện thoại"


@pytest.fixture
def office(session: Session, nine: datetime) -> Office:
    """An office that gives numbers only to people in its hall."""
    return open_office(session, presence_code=True)


def key(office: Office) -> str:
    return screen_key(TEST_SECRET, office.unit.id)


def squares(page: Page) -> list[str]:
    """Return what is drawn in the squares of *page*."""
    drawings = [one for one in page.tree.iter() if SQUARE in [child.text for child in one]]
    return [path.attrib["d"] for one in drawings for path in one if path.attrib.get("fill") == "#000"]


def test_the_halls_own_screen_shows_the_square_and_the_four_characters(client: CheckedClient, office: Office) -> None:
    page = screen(client, office, key=key(office))
    assert len(squares(page)) == 1
    assert hall_code(TEST_SECRET, office.unit.id, MONDAY) in page.text


def test_a_screen_at_home_shows_neither(client: CheckedClient, office: Office) -> None:
    for page in (screen(client, office), screen(client, office, key="0" * 12)):
        assert not squares(page)
        assert hall_code(TEST_SECRET, office.unit.id, MONDAY) not in page.text


def test_the_square_is_another_one_each_minute_and_the_script_is_told(
    client: CheckedClient, office: Office, set_clock: Callable[[datetime], None]
) -> None:
    before = screen(client, office, key=key(office))
    set_clock(MONDAY + timedelta(seconds=30))
    assert poll(client, office, before, key=key(office)) == 304
    set_clock(MONDAY + MINUTE)
    assert poll(client, office, before, key=key(office)) == 200
    assert squares(screen(client, office, key=key(office))) != squares(before)


def test_the_square_leads_to_the_entrance_and_there_is_none_without_one(
    client: CheckedClient, session: Session, office: Office
) -> None:
    with client.application.app_context():
        assert f"/q/{ENTRANCE}?p=" in (address(office.unit.id, MONDAY) or "")
        assert address(0, MONDAY) is None


def test_a_unit_that_does_not_ask_shows_no_square(client: CheckedClient, session: Session, nine: datetime) -> None:
    quiet = open_office(session)
    assert not squares(screen(client, quiet, key=key(quiet)))
