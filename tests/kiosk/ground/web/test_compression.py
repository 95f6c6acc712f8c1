"""What goes over the air is small, and its size tells nobody a secret."""

from pathlib import Path

import pytest

from kiosk.ground.web.compression import chosen
from tests.client import CheckedClient, body_of

PHONE = {"Accept-Encoding": "gzip, deflate, br, zstd"}
OLD_PHONE = {"Accept-Encoding": "gzip, deflate"}


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP;q=1.0, br;q=0", "gzip"),
        ("br;q=0.000,gzip;q=0", None),
        ("identity", None),
        ("*", None),
        ("", None),
        (",;,q=0, gzip ; q=0.5", "gzip"),
    ],
)
def test_the_best_coding_is_chosen_that_the_browser_names(accepted: str, coding: str | None) -> None:
    assert chosen(accepted) == coding


def test_a_page_says_the_same_in_every_coding(client: CheckedClient) -> None:
    plain = client.get("/").data
    small, old = client.get("/", headers=PHONE), client.get("/", headers=OLD_PHONE)
    assert (small.content_encoding, old.content_encoding) == ("br", "gzip")
    assert body_of(small) == body_of(old) == plain
    assert max(len(small.data), len(old.data)) < 0.6 * len(plain)
    assert all("Accept-Encoding" in answer.vary for answer in (small, old, client.get("/")))


@pytest.mark.parametrize("path", ["css/citizen.css", "js/counter.js", "img/crest.svg"])
def test_a_file_comes_back_whole_and_is_kept_for_a_year(client: CheckedClient, root: Path, path: str) -> None:
    address = f"/static/{path}?v=0123456789ab"
    with client.get(address, headers=PHONE) as answer:
        assert body_of(answer) == (root / "static" / path).read_bytes()
        assert "max-age=31536000" in answer.headers["Cache-Control"]
    with client.get(address, headers={**PHONE, "If-None-Match": answer.headers["ETag"]}) as again:
        assert again.status_code == 304


def test_a_font_is_small_already_and_goes_as_it_is(client: CheckedClient, root: Path) -> None:
    font = next((root / "static" / "fonts").glob("*.*tf"))
    with client.get(f"/static/fonts/{font.name}", headers=PHONE) as answer:
        assert answer.data == font.read_bytes()


@pytest.mark.parametrize(
    ("query", "coding"),
    [("", "br"), ("?lang=en", "br"), ("?choices=1&lang=km", "br"), ("?x=guess", None), ("?lang=en&x=guess", None)],
)
def test_words_of_a_stranger_are_not_compressed_together_with_a_secret(
    client: CheckedClient, query: str, coding: str | None
) -> None:
    client.set_cookie("__Host-visits", "secret", domain="motcua.example")
    assert client.get(f"/{query}", headers=PHONE).content_encoding == coding


def test_whoever_brings_no_secret_gets_every_page_small(client: CheckedClient) -> None:
    assert client.get("/?x=guess", headers=PHONE).content_encoding == "br"


def test_an_answer_without_a_body_stays_so(client: CheckedClient) -> None:
    answer = client.get("/?code=12345678", headers=PHONE)
    assert answer.status_code == 303
    assert answer.content_encoding is None
