"""Which language a page speaks: the one in its address, the one picked before, the browser's, Vietnamese."""

import pytest
from flask import Response, url_for
from sqlalchemy.orm import Session

from kiosk.ground.i18n import COOKIE, LANGUAGES, UNREVIEWED, asked_by_phone
from survey.questionnaires import actions as questionnaires
from tests import factories
from tests.client import CheckedClient
from tests.page import Page

CODE = "7K3M9P2X"


def place(session: Session) -> None:
    factories.code(session, factories.unit(session), CODE)
    questionnaires.add_default_forms(session)


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


@pytest.mark.parametrize(
    ("browser", "spoken"),
    [
        ("km-KH, km;q=0.9, vi;q=0.5", "km"),
        ("zh-CN, zh;q=0.9, en;q=0.8", "zh"),
        ("zh-Hant-TW, en;q=0.8", "zh"),
        ("zh-HK", "zh"),
        ("en-GB, km;q=0.3", "en"),
        ("fr-FR, de;q=0.9", "vi"),
        ("km;q=abc, ;;,\x7f", "vi"),
    ],
)
def test_the_browsers_language_is_understood_in_all_its_spellings(
    client: CheckedClient, session: Session, browser: str, spoken: str
) -> None:
    place(session)
    assert Page(client.get(f"/q/{CODE}", headers={"Accept-Language": browser})).language == spoken


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_offers_every_other_language_under_its_own_name(
    client: CheckedClient, session: Session, code: str
) -> None:
    place(session)
    for path in (f"/q/{CODE}", f"/q/{CODE}/feedback", "/nowhere"):
        response = client.get(f"{path}?lang={code}")
        links = Page(response, status=response.status_code).tree.iter("a")
        offered = {link.get("hreflang"): link.text for link in links if link.get("hreflang")}
        assert offered == {other: name for other, name in LANGUAGES.items() if other != code}


def test_a_page_says_that_nobody_has_read_its_translation_yet_and_only_where_it_is_so(
    client: CheckedClient, session: Session
) -> None:
    place(session)
    said = {"vi": "bản ngữ", "en": "native speaker", "km": "ចេះភាសាខ្មែរពីកំណើត", "zh": "母语"}
    pages = {code: Page(client.get(f"/q/{CODE}?lang={code}")).text for code in LANGUAGES}
    assert {code for code, text in pages.items() if said[code] in text} == UNREVIEWED


@pytest.mark.parametrize(
    ("cookies", "spoken"),
    [
        ("language=km", "km"),
        ("language =km", "km"),
        ("x=1;language=km; y", "km"),
        ('language="km"', "km"),
        ("language=km; language=en", "km"),
        ("languages=km; my-language=km", "en"),
        ('x="; language=km; "', "en"),
        ("language=xx", "en"),
        ("language=\xff", "en"),
        ("language", "en"),
    ],
)
def test_a_cookie_is_read_as_browsers_write_it(cookies: str, spoken: str) -> None:
    assert asked_by_phone({"HTTP_COOKIE": cookies, "HTTP_ACCEPT_LANGUAGE": "en"}) == spoken


def test_only_a_page_remembers_the_language_of_its_address(client: CheckedClient) -> None:
    """Whoever keeps copies for others may keep a picture, and would hand out the cookie with it."""
    assert "Set-Cookie" in client.get("/privacy?lang=km").headers
    with client.application.test_request_context("/static/css/citizen.css?lang=km"):
        kept = client.application.process_response(Response("body {}", mimetype="text/css"))
    assert "Set-Cookie" not in kept.headers


def test_files_have_one_address_in_all_languages(client: CheckedClient) -> None:
    with client.application.test_request_context("/?lang=km"):
        assert url_for("clips.play", language="vi", name="survey", suffix=".mp3") == "/clips/vi/survey.mp3"
        assert "lang" not in url_for("static", filename="css/citizen.css")


@pytest.mark.parametrize("code", ["km", "zh"])
def test_staff_who_read_another_language_are_spoken_to_in_vietnamese(client: CheckedClient, code: str) -> None:
    page = Page(client.get("/admin/sign-in", headers={"Accept-Language": f"{code}, en;q=0.9"}))
    assert page.language == "vi"
    assert {link.words for link in page.links if "lang=" in link.href} == {"English"}
    assert Page(client.get(f"/admin/sign-in?lang={code}")).language == "vi"
    client.get(f"/?lang={code}")
    assert Page(client.get("/admin/sign-in")).language == "vi"
    assert Page(client.get("/")).language == code, "a look at a page of staff does not change what the phone speaks"
