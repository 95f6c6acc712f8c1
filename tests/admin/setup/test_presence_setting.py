"""Giving numbers by phone only to people in the hall: switched on by page or by command, recorded, told on the page."""

from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from tests.admin.setup.scene import scene
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.kiosk.office.record import last
from tests.page import Page

UNIT = "/admin/units/ninh-kieu"


def test_it_is_off_until_an_administrator_who_was_told_what_it_costs_switches_it_on(
    client: CheckedClient, session: Session
) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    before = here.unit.presence_code
    page = Page(client.get(f"{UNIT}/operation"))
    assert "không chặn được người ở sảnh gửi mã cho người khác" in page.text

    done = Page(page.form(button="Lưu").submit(client, presence_code=True))

    assert (before, here.unit.presence_code) == (False, True)
    assert "chỉ người ở sảnh lấy được số qua điện thoại" in done.text
    assert (last(session).act, last(session).details["presence_code"]) == ("unit.presence", {"old": False, "new": True})


def test_a_command_switches_it_and_leaves_it_alone_when_not_told(command: FlaskCliRunner, session: Session) -> None:
    here = scene(session)
    session.commit()
    for option, expected in (("--presence", True), ("--keep-at-night", True), ("--no-presence", False)):
        assert command.invoke(args=["unit", "set", "ninh-kieu", option]).exit_code == 0
        session.expire_all()
        assert here.unit.presence_code == expected
