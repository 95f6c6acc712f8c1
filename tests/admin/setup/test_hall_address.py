"""The unit's setup tells what to type into the television of the hall."""

from sqlalchemy.orm import Session

from kiosk.queue.hall.screen_keys import screen_key
from tests import cast
from tests.cast import sign_in
from tests.client import BASE_URL, CheckedClient
from tests.factories import TEST_SECRET
from tests.page import Page


def test_the_address_of_the_screen_is_whole_and_without_the_readers_language(
    client: CheckedClient, session: Session
) -> None:
    people = cast.cast(session)
    sign_in(client, people.administrator)
    link = Page(client.get(f"/admin/units/{people.unit.slug}?lang=en")).link(href_contains="/display/")
    path = f"/display/{people.unit.slug}?key={screen_key(TEST_SECRET, people.unit.id)}"
    assert (link.words, link.href) == (f"{BASE_URL}{path}", path)
    assert Page(client.get(link.href)).language == "vi"
