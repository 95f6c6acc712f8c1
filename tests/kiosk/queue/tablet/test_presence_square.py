"""The tablet shows, too, what phones in the hall have to scan."""

from kiosk.queue.hall_code import hall_code
from tests.client import CheckedClient
from tests.factories import MONDAY, TEST_SECRET
from tests.kiosk.queue.office import Office
from tests.page import Page

SQUARE = "Mã QR để lấy số bằng điện thoại"


def test_the_start_shows_the_square_only_where_phones_are_asked_for_it(
    tablet: CheckedClient, office: Office, start: str, other_client: CheckedClient
) -> None:
    code = hall_code(TEST_SECRET, office.unit.id, MONDAY)
    assert SQUARE not in Page(tablet.get(start)).text
    office.unit.presence_code = True
    page = Page(tablet.get(start))
    assert SQUARE in page.text
    assert code in page.text
    assert code not in Page(other_client.get(start)).text


def test_the_tablet_itself_asks_nobody_who_stands_before_it(tablet: CheckedClient, office: Office, start: str) -> None:
    office.unit.presence_code = True
    form = Page(tablet.get(f"{start}/take")).form(action_contains="/take")
    assert form.submit(tablet, follow=False, group=str(office.birth.id)).status_code == 303
