import pytest
from flask import Flask, Response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from tests.client import CheckedClient
from tests.page import Page

HEAD = '<!doctype html><html lang="vi"><head><title>Lấy số</title></head><body><main><h1>Lấy số</h1>'
FORM = """
<form method="post" action="save">
  <input type="hidden" name="csrf_token" value="x">
  <label for="name">Tên</label><input id="name" name="name" value="An">
  <fieldset><legend>Nhóm</legend>
    <label><input type="radio" name="group" value="A" checked> Đất đai</label>
    <label><input type="radio" name="group" value="B"> Hộ tịch</label>
  </fieldset>
  <label><input type="checkbox" name="agreed"> Đồng ý</label>
  <label for="day">Ngày</label>
  <select id="day" name="day"><option value="1">Thứ hai</option><option value="2">Thứ ba</option></select>
  <label for="more">Thêm</label><textarea id="more" name="more">
không</textarea>
  <button name="do" value="save">Lưu</button> <button name="do" value="drop">Bỏ</button>
</form>"""


def bare_client(body: str) -> CheckedClient:
    app = Flask("tests")
    app.testing = True

    @app.get("/unit/")
    def show() -> str:
        return body

    @app.post("/unit/save")
    def save() -> ResponseReturnValue:
        sent = "&".join(f"{name}={value}" for name, value in sorted(request.form.items(multi=True)))
        return redirect(f"/unit/saved?{sent}", 303)

    @app.get("/unit/saved")
    def saved() -> str:
        return (
            f"{HEAD}<p>{' '.join(f'{name}={value}' for name, value in request.args.items())}</p></main></body></html>"
        )

    @app.get("/fault")
    def fault() -> Response:
        return Response("lỗi", 500)

    return CheckedClient(app, session=Session())


def page_with(body: str) -> Page:
    return Page(bare_client(f"{HEAD}{body}</main></body></html>").get("/unit/"))


def test_a_sound_page_is_read() -> None:
    page = page_with('<p>Còn  4\nngười</p><a href="../q/X">Xem</a><table><tr><th>Tuần</th><td>12</td></tr></table>')
    assert (page.title, page.language, page.heading) == ("Lấy số", "vi", "Lấy số")
    assert "Còn 4 người" in page.text
    assert page.link("Xem").href == "/q/X"
    assert page.rows() == [["Tuần", "12"]]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<p><div></div></p>", "line 1"),
        ("<b>", "line 1"),
        ('<p id="a"></p><p id="a"></p>', "stands 2 times"),
        ('<input name="x">', "has no label"),
        ('<label for="x"></label><input name="x" id="x">', "has no label"),
        ('<label for="y">Tên</label>', "refers to nothing"),
        ('<p aria-describedby="y">Tên</p>', "refers to nothing"),
        ("<button></button>", "has no words"),
        ('<img src="/a.png">', "has no alt"),
        ('<p style="color:red">x</p>', "inline style"),
        ("<script>1</script>", "inline <script>"),
        ('<button onclick="x()">Bấm</button>', "inline onclick"),
        ('<a href=" javascript:x()">Bấm</a>', "script in href"),
        ('<script src="https://cdn.example/x.js"></script>', "leaves the house"),
        ('<form method="post" action="/x"><button>Gửi</button></form>', "without a form token"),
        ('<form method="post" action="/s/secret"></form>', "has no button"),
        ("<h1>Hai</h1>", "needs one <h1>"),
    ],
)
def test_an_unsound_page_is_refused_with_its_reason(body: str, problem: str) -> None:
    with pytest.raises(AssertionError, match=problem):
        page_with(body)


@pytest.mark.parametrize("piece", [' lang="vi"', "<title>Lấy số</title>"])
def test_a_page_needs_language_and_title(piece: str) -> None:
    with pytest.raises(AssertionError, match=r"<html> has no lang|needs one <title>"):
        bare_client(f"{HEAD}</main></body></html>".replace(piece, "")).get("/unit/")


def test_another_status_than_expected_is_refused() -> None:
    with pytest.raises(AssertionError, match="status 200, not 404"):
        Page(bare_client(f"{HEAD}</main></body></html>").get("/unit/"), status=404)


def test_a_fault_fails_the_test_that_met_it() -> None:
    with pytest.raises(AssertionError, match="ended in a fault"):
        bare_client("").get("/fault")


def test_a_form_is_sent_with_its_defaults_and_the_pressed_button() -> None:
    client = bare_client(f"{HEAD}{FORM}</main></body></html>")
    page = Page(client.get("/unit/"))
    answer = Page(page.form(action_contains="save").submit(client, press="Lưu", name="Bình", agreed=True))
    assert answer.text.endswith("agreed=on csrf_token=x day=1 do=save group=A more=không name=Bình")


def test_a_form_takes_only_what_it_offers() -> None:
    client = bare_client(f"{HEAD}{FORM}</main></body></html>")
    form = Page(client.get("/unit/")).form(button="Bỏ")
    with pytest.raises(AssertionError, match="offers"):
        form.submit(client, press="Bỏ", group="C")
    with pytest.raises(AssertionError, match="no field"):
        form.submit(client, press="Bỏ", colour="red")
    with pytest.raises(AssertionError, match="press one of"):
        form.submit(client)
    answer = form.submit(client, press="Bỏ", follow=False, forged={"group": "C"})
    assert answer.status_code == 303
    assert "group=C" in answer.location
