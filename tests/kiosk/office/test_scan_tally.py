"""What counts as somebody opening a printed code, and that no thread's count is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from kiosk.office.scan_tally import Opened, Tally, code_opened

DAY = date(2026, 11, 16)
STAFF = "__Host-staff"


def asked(**more: str) -> str | None:
    return code_opened({"REQUEST_METHOD": "GET", "PATH_INFO": "/q/7K3M9P2X", "QUERY_STRING": ""} | more, STAFF)


def test_a_phone_that_opens_a_printed_code_counts_whether_its_browser_says_much_or_nothing() -> None:
    assert asked() == "7K3M9P2X"
    assert asked(HTTP_SEC_FETCH_SITE="none", HTTP_SEC_FETCH_DEST="document") == "7K3M9P2X"
    assert asked(HTTP_SEC_FETCH_SITE="cross-site", HTTP_COOKIE="lang=en") == "7K3M9P2X"
    assert asked(PATH_INFO="/q/7k3m-9p2x") == "7k3m-9p2x"


@pytest.mark.parametrize(
    "other",
    [
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
        {"QUERY_STRING": "choices=1"},
        {"QUERY_STRING": "lang=en"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
        {"HTTP_SEC_FETCH_DEST": "empty"},
        {"HTTP_SEC_FETCH_SITE": "same-origin"},
        {"HTTP_COOKIE": "a=b; __Host-staff=secret"},
        {"PATH_INFO": "/q/7K3M9P2X/take"},
        {"PATH_INFO": "/q/"},
        {"PATH_INFO": "/u/ninh-kieu"},
        {"PATH_INFO": "/"},
    ],
)
def test_what_is_nobody_scanning_does_not_count(other: dict[str, str]) -> None:
    assert asked(**other) is None


def test_threads_add_up_and_nothing_is_taken_twice() -> None:
    tally, opened = Tally(), Opened("7K3M9P2X", DAY)
    taken = []

    def scan(_number: int) -> None:
        for _ in range(200):
            tally.add(opened)
        taken.append(tally.take()[opened])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(scan, range(8)))
    assert sum(taken) + tally.take()[opened] == 1600
