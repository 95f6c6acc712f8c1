"""The worker that keeps pages for a phone without a network, and the page it shows in their place."""

import gzip
import re
from pathlib import Path

from tests.client import CheckedClient
from tests.page import Page

LARGEST = 5_000


def test_all_script_of_a_phone_weighs_five_kilobytes_at_most(root: Path) -> None:
    weights = {
        name: len(gzip.compress((root / "static/js" / name).read_bytes(), 9)) for name in ("citizen.js", "sw.js")
    }
    assert sum(weights.values()) <= LARGEST, weights


def test_the_worker_rules_from_the_root_is_asked_for_anew_and_knows_its_files(plain: CheckedClient) -> None:
    answer = plain.get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    head = answer.text.splitlines()[0]
    assert re.match(r'const RELEASE = "[0-9a-f]{12}", FILES = \[', head)
    for address in re.findall(r'"(/static/[^"]+)"', head):
        with plain.get(address) as file:
            assert (file.status_code, "immutable" in file.headers["Cache-Control"]) == (200, True)


def test_without_a_network_nobody_believes_to_have_a_number(plain: CheckedClient) -> None:
    page = Page(plain.get("/offline"))
    assert "chưa có số – thử lại, hoặc đến quầy hướng dẫn" in page.text
    assert page.find("a", class_="primary", href=""), "asks again for the very address that failed"


def test_every_page_for_phones_brings_the_one_script(plain: CheckedClient) -> None:
    scripts = Page(plain.get("/")).find("script")
    assert [(script.get("src", "").split("?")[0], script.get("defer")) for script in scripts] == [
        ("/static/js/citizen.js", "")
    ]
