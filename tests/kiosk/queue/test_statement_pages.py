"""What is kept about people, and for whom the pages work: one tap away, and true."""

from dataclasses import replace

import pytest
from flask import Flask

from kiosk.queue import cookies
from tests.client import CheckedClient
from tests.kiosk.queue.office import AT_COUNTER, ENTRANCE, TAKE, Office
from tests.page import Page


@pytest.mark.parametrize(
    "address", ["/", f"/q/{ENTRANCE}", f"/q/{AT_COUNTER}", TAKE, f"/q/{ENTRANCE}/feedback", "/nowhere"]
)
def test_both_are_one_tap_from_every_page(client: CheckedClient, office: Office, address: str) -> None:
    answer = client.get(address)
    page = Page(answer, status=answer.status_code)
    assert page.follow(client, href_contains="/privacy").heading == "Quyền riêng tư"
    assert page.follow(client, href_contains="/accessibility").heading == "Hỗ trợ tiếp cận"


def test_the_units_page_is_one_tap_from_its_entrance(client: CheckedClient, office: Office) -> None:
    page = Page(client.get(f"/q/{ENTRANCE}")).follow(client, "Giờ làm việc và thời gian chờ")
    assert page.path == f"/u/{office.unit.slug}"


def test_they_need_no_database(app: Flask, client: CheckedClient) -> None:
    app.extensions["database"].engine.dispose()
    assert client.get("/privacy").status_code == client.get("/accessibility").status_code == 200


def test_the_notice_tells_the_times_that_hold(client: CheckedClient, office: Office) -> None:
    text = Page(client.get("/privacy")).text
    office.take(client)
    cookie = client.get_cookie(cookies.NAME, domain="motcua.example")
    assert cookie is not None
    assert cookie.max_age is not None
    assert f"trong {cookie.max_age // cookies.SECONDS_PER_DAY} ngày" in text
    assert "Sau 24 tháng" in text


def test_the_body_that_answers_is_named_where_it_is_set(app: Flask, client: CheckedClient) -> None:
    assert "cơ quan có tên trên áp phích" in Page(client.get("/privacy")).text
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], responsible="UBND phường Ninh Kiều, 0292 3820 000")
    for address in ("/privacy", "/accessibility"):
        assert "Chịu trách nhiệm: UBND phường Ninh Kiều, 0292 3820 000." in Page(client.get(address)).text
