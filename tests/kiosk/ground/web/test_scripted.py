"""A form that a script sends is told the way; a browser is led there."""

from flask import Flask, redirect

from kiosk.ground.web import scripted


def answer(**headers: str) -> tuple[int, str | None, bytes]:
    app = Flask("tried")
    scripted.init_app(app)
    app.add_url_rule("/", view_func=lambda: redirect("/t/abc", 303), methods=["POST"])
    response = app.test_client().post("/", headers=headers)
    return response.status_code, response.headers.get("Location"), response.data


def test_a_script_is_told_where_to_go_on_without_being_sent_there() -> None:
    assert answer(**{"X-Script": "1"}) == (204, "/t/abc", b"")


def test_a_browser_is_sent_there() -> None:
    assert answer()[:2] == (303, "/t/abc")
