"""Which language a page speaks: the one in its address, the one picked before, the browser's, Vietnamese."""

from sqlalchemy.orm import Session

from kiosk.ground.i18n import COOKIE
from tests import factories
from tests.client import CheckedClient
from tests.page import Page

CODE = "7K3M9P2X"


def place(session: Session) -> None:
    factories.code(session, factories.unit(session), CODE)


def test_vietnamese_is_spoken_unless_something_else_is_asked_for(client: CheckedClient, session: Session) -> None:
    place(session)
    assert Page(client.get(f"/q/{CODE}")).language == "vi"
    assert Page(client.get(f"/q/{CODE}", headers={"Accept-Language": "fr, en;q=0.5"})).language == "en"
    assert Page(client.get(f"/q/{CODE}?lang=xx%00", headers={"Accept-Language": "vi"})).language == "vi"


def test_a_language_picked_on_one_page_is_kept_for_the_next(client: CheckedClient, session: Session) -> None:
    place(session)
    picked = Page(client.get(f"/q/{CODE}")).follow(client, "English")
    assert picked.language == "en"
    assert Page(client.get(f"/q/{CODE}")).language == "en"
    cookie = client.get_cookie(COOKIE, domain="motcua.example")
    assert cookie is not None
    assert (cookie.secure, cookie.http_only, cookie.same_site) == (True, True, "Lax")


def test_without_cookies_the_address_carries_the_language_on(client: CheckedClient, session: Session) -> None:
    place(session)
    page = Page(client.get(f"/q/{CODE}?lang=en"))
    client.delete_cookie(COOKIE, domain="motcua.example")
    assert page.link(href_contains="/procedures").href.endswith("?lang=en")
    assert page.follow(client, href_contains="/procedures").language == "en"
