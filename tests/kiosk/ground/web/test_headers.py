"""The header table of the MDN HTTP Observatory, computed here: its modifiers, from a base of 100."""

import pytest
from werkzeug.wrappers import Response

from tests.client import CheckedClient

PAGES = ["/healthz", "/admin/sign-in", "/no-such-page", "/static/css/desk.css"]


def score(response: Response) -> int:
    """Return the observatory's score of one answer (scoring methodology, 2024)."""
    headers = response.headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert "unsafe" not in headers["Content-Security-Policy"]
    total = 100
    total += 10 if policy["default-src"] == "'none'" else 5  # csp-implemented-with-no-unsafe-default-src-none
    total += 5 if headers["Cross-Origin-Resource-Policy"] in {"same-origin", "same-site"} else 0
    total += 5 if headers["Referrer-Policy"] in {"no-referrer", "same-origin", "strict-origin"} else 0
    total += 5 if policy["frame-ancestors"] == "'none'" else 0  # x-frame-options-implemented-via-csp
    assert int(headers["Strict-Transport-Security"].split("max-age=")[1].split(";")[0]) >= 15_768_000
    assert headers["X-Content-Type-Options"] == "nosniff"
    for cookie in headers.getlist("Set-Cookie"):
        assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}, cookie
    return total


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_scores_at_least_125(client: CheckedClient, path: str) -> None:
    with client.get(path) as answer:
        assert score(answer) >= 125


def test_pages_are_not_kept_and_hashed_files_are(client: CheckedClient) -> None:
    assert client.get("/admin/sign-in").headers["Cache-Control"] == "no-store"
    with client.get("/static/css/desk.css?v=1") as answer:
        assert "immutable" in answer.headers["Cache-Control"]


def test_a_foreign_host_is_refused(client: CheckedClient) -> None:
    assert client.get("/healthz", base_url="https://evil.example").status_code == 400


def test_an_old_phone_that_hides_its_origin_is_let_in_but_another_site_is_not(client: CheckedClient) -> None:
    for origin, refused in (("null", False), ("https://evil.example", True), ("https://motcua.example", False)):
        answer = client.post("/q/ABCD2345/feedback", headers={"Origin": origin, "Sec-Fetch-Site": ""})
        assert (answer.status_code == 403) is refused, origin
