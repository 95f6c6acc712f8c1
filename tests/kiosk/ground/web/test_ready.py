"""Pages that are drawn once and handed out: to whom, for how long, and never anything of a person."""

import gzip
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from flask import Flask, Response, make_response, request
from flask.testing import FlaskClient

from kiosk.ground.web import logs, ready
from kiosk.ground.web.ready import ReadyPages
from tests.factories import MONDAY

SetClock = Callable[[datetime], None]
SECOND = timedelta(seconds=1)


@pytest.fixture
def drawn() -> list[str]:
    """What the view was asked for, request by request."""
    return []


@pytest.fixture
def phone(drawn: list[str], set_clock: SetClock) -> FlaskClient:
    """A browser at a small application that keeps its pages for five seconds."""
    set_clock(MONDAY)
    return _application(drawn, 5).test_client(use_cookies=False)


def _application(drawn: list[str], seconds: int) -> Flask:
    app, numbers = Flask("small"), count(1)

    def fresh() -> str:
        return f"token-{next(numbers):04}"

    def form(kind: str) -> Response:
        drawn.append(request.full_path.removesuffix("?"))
        token = fresh()
        twice = token if kind == "twice" else ""
        answer = make_response(
            f"<p>{drawn[-1]} {request.headers.get('Accept-Language')}</p><input value={token}>{twice}"
        )
        if kind == "cookie":
            answer.set_cookie("seen", "1")
        if kind == "refused":
            answer.status_code = 403
        if kind == "unmarked":
            return answer
        until = MONDAY + 2 * SECOND if kind == "until" else None
        return ready.keep(answer, fresh, token, until=until)

    app.add_url_rule("/<kind>", view_func=form)
    app.wsgi_app = ReadyPages(app.wsgi_app, seconds)  # type: ignore[method-assign]
    return app


def test_the_next_phone_gets_the_same_page_with_a_token_of_its_own(phone: FlaskClient, drawn: list[str]) -> None:
    pages = [phone.get("/form") for _ in range(3)]
    assert drawn == ["/form"]
    assert [re.findall(r"token-\d+", page.text) for page in pages] == [["token-0001"], ["token-0002"], ["token-0003"]]
    assert {re.sub(r"token-\d+", "", page.text) for page in pages} == {"<p>/form None</p><input value=>"}
    assert [page.content_length for page in pages] == [len(page.data) for page in pages]
    assert len({tuple(page.headers) for page in pages}) == 1


@pytest.mark.parametrize("cookie", ["__Host-kiosk=x", "__Host-visits=x; __Host-kiosk=x", "__Host-kiosk =x"])
def test_what_a_tablet_is_shown_is_for_it_alone(phone: FlaskClient, drawn: list[str], cookie: str) -> None:
    for brought in (cookie, "__Host-visits=x", cookie, "__Host-visits=x"):
        phone.get("/form", headers={"Cookie": brought})
    assert drawn == ["/form"] * 3, "only the second phone is given a page that was drawn before"


def test_a_phone_that_reads_gzip_gets_gzip(phone: FlaskClient) -> None:
    plain = phone.get("/form").text
    for wanted in ("gzip, br", "gzip", "GZIP;q=1"):
        answer = phone.get("/form", headers={"Accept-Encoding": wanted})
        assert answer.content_encoding == "gzip"
        assert len(gzip.decompress(answer.data)) == len(plain)
    assert phone.get("/form", headers={"Accept-Encoding": "gzip;q=0"}).content_encoding is None


def test_a_page_is_drawn_anew_after_its_seconds(phone: FlaskClient, drawn: list[str], set_clock: SetClock) -> None:
    for wait in (0, 4.9, 5, 9.9, 10):
        set_clock(MONDAY + wait * SECOND)
        phone.get("/form")
    assert len(drawn) == 3


def test_a_clock_that_is_set_back_draws_anew(phone: FlaskClient, drawn: list[str], set_clock: SetClock) -> None:
    phone.get("/form")
    set_clock(MONDAY - SECOND)
    phone.get("/form")
    assert len(drawn) == 2


def test_a_page_that_stops_being_true_is_not_handed_out_any_more(
    phone: FlaskClient, drawn: list[str], set_clock: SetClock
) -> None:
    for wait in (0, 1, 2, 2):
        set_clock(MONDAY + wait * SECOND)
        phone.get("/until")
    assert len(drawn) == 3


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/form", "query_string": "lang=en"},
        {"path": "/form", "headers": {"Accept-Language": "km"}},
        {"path": "/form", "headers": {"Cookie": "language=km"}},
        {"path": "/form", "headers": {"Cookie": "x=1; language =km"}},
        {"path": "/form", "headers": {"Cookie": "__Host-visits=secret"}},
        {"path": "/form", "base_url": "https://old-name.example"},
        {"path": "/form", "method": "HEAD"},
        {"path": "/other"},
    ],
)
def test_whatever_may_change_the_page_makes_another_one(
    phone: FlaskClient, drawn: list[str], other: dict[str, Any]
) -> None:
    phone.get("/form")
    phone.open(**other)
    assert len(drawn) == 2


def test_cookies_that_say_nothing_change_nothing(phone: FlaskClient, drawn: list[str]) -> None:
    phone.get("/form")
    phone.get("/form", headers={"Cookie": "other=1; languages=x"})
    phone.get("/form", headers={"Accept-Language": "fr, vi;q=0.5"})
    assert len(drawn) == 1


@pytest.mark.parametrize("made_up", ["x=1", "lang=xx", "group=1x", "group=1234567890", "&".join(["choices=1"] * 4)])
def test_made_up_words_in_addresses_push_no_page_out(phone: FlaskClient, drawn: list[str], made_up: str) -> None:
    for address in ("/form?group=7&lang=km", f"/form?{made_up}", f"/form?{made_up}", "/form?group=7&lang=km"):
        assert "token" in phone.get(address).text
    assert drawn == ["/form?group=7&lang=km", f"/form?{made_up}", f"/form?{made_up}"]


@pytest.mark.parametrize("kind", ["cookie", "refused", "unmarked", "twice"])
def test_what_is_not_for_everybody_is_never_kept(phone: FlaskClient, drawn: list[str], kind: str) -> None:
    answers = [phone.get(f"/{kind}") for _ in range(2)]
    assert len(drawn) == 2
    assert ["token-0001" in answers[0].text, "token-0002" in answers[1].text] == [True, True]


def test_nothing_is_kept_for_no_seconds(drawn: list[str], set_clock: SetClock) -> None:
    set_clock(MONDAY)
    phone = _application(drawn, 0).test_client()
    assert phone.get("/form").text != phone.get("/form").text
    assert len(drawn) == 2


def test_a_page_handed_out_has_its_line_in_the_log(phone: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[tuple[object, ...]] = []
    monkeypatch.setattr(logs, "write_line", lambda *line: lines.append(line))
    for _ in range(2):
        phone.get("/form?group=1")
    assert [line[:3] for line in lines] == [("GET", "/<kind>", 200)]
