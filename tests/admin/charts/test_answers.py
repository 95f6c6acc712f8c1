"""A chart is drawn once, and not sent again to whoever has it."""

import pytest
from flask import Flask

from admin.charts import answers
from admin.charts.sheet import PAGE, PHONE, Shape
from admin.measures.memory import Memory


def test_a_chart_is_drawn_once_for_each_version_and_shape(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "KEPT", Memory(1_000_000))
    drawn: list[Shape] = []

    def draw(shape: Shape) -> bytes:
        drawn.append(shape)
        return b"<svg/>"

    with app.test_request_context("/admin/"):
        asked = [("one", PAGE), ("one", PAGE), ("one", PHONE), ("two", PAGE)]
        bodies = [answers.picture("drawn once", version, shape, draw).get_data() for version, shape in asked]

    assert drawn == [PAGE, PHONE, PAGE]
    assert set(bodies) == {b"<svg/>"}


def test_whoever_has_the_chart_is_not_sent_it_again_and_nobody_shares_it(app: Flask) -> None:
    with app.test_request_context("/admin/"):
        first = answers.picture("asked twice", "v", Shape("png"), lambda _shape: b"png")
    with app.test_request_context("/admin/", headers={"If-None-Match": first.headers["ETag"]}):
        second = answers.picture("asked twice", "v", Shape("png"), lambda _shape: b"png")

    assert (first.status_code, first.mimetype, second.status_code) == (200, "image/png", 304)
    assert second.get_data() == b""
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_a_version_changes_with_the_figures_and_with_the_language(app: Flask) -> None:
    versions = set()
    for address, figures in (("/admin/", 1), ("/admin/", 2), ("/admin/?lang=en", 1)):
        with app.test_request_context(address):
            versions.add(answers.version(figures))
            assert answers.version(figures) == answers.version(figures)

    assert len(versions) == 3


def test_an_address_tells_whether_a_phone_asks(app: Flask) -> None:
    with app.test_request_context("/admin/?narrow=1"):
        assert answers.wanted("svg") == PHONE
    with app.test_request_context("/admin/"):
        assert answers.wanted("png") == Shape("png")
