"""A monitor's phone in the hall: two who come in at once, a network that goes, a page that stays where it is."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from admin.spot_checks.models import SpotSighting
from kiosk.office.models import Unit
from tests import cast
from tests.admin.spot_checks.looks import person, spot_check
from tests.browser.pilot import Pilot
from tests.browser.server import Server
from tests.factories import MONDAY


def begin(session: Session, pilot: Pilot) -> int:
    monitor = cast.staff(session, Role.MONITOR, session.get_one(Unit, pilot.top), login="monitor")
    at = MONDAY - timedelta(minutes=20)
    check = spot_check(session, session.get_one(Unit, pilot.unit), monitor, done=False, at=at)
    for seq in range(1, 9):
        person(session, check, seq, seq, None)
    return check.id


def seen(server: Server) -> list[tuple[int, bool, bool]]:
    with server.database.read() as session:
        rows = session.scalars(select(SpotSighting).order_by(SpotSighting.seq)).all()
        return [(row.seq, row.called_at is not None, row.late_seconds is not None) for row in rows]


def test_taps_are_one_each_wait_for_the_network_and_move_nothing(
    open_page: Callable[..., Page], server: Server, pilot: Pilot
) -> None:
    check_id = server.database.write(lambda session: begin(session, pilot))
    phone = open_page(phone=True)
    phone.goto(f"/admin/sign-in?next=/admin/spot-checks/hall/{check_id}")
    phone.get_by_label("Tên đăng nhập").fill("monitor")
    phone.get_by_label("Mật khẩu").fill(cast.PASSWORD)
    phone.get_by_role("button", name="Đăng nhập").click()
    phone.locator("#came").dblclick()
    expect(phone.get_by_text("Vừa bấm: người 10 có người đến")).to_be_visible()
    phone.mouse.wheel(0, 400)
    phone.wait_for_function("scrollY > 200")
    phone.route("**/hall/*", lambda route: route.abort("aborted"))  # no network
    phone.get_by_role("button", name="Người 5 được gọi").click()
    phone.locator("#came").click()
    expect(phone.locator("#outbox")).to_contain_text("còn 2 lần bấm chưa gửi")
    before = phone.evaluate("scrollY")
    phone.unroute("**/hall/*")
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_text("Người 11", exact=True)).to_have_count(1)
    expect(phone.locator("#outbox")).to_be_hidden()
    assert abs(phone.evaluate("scrollY") - before) < 150  # one card went to those who are done, one came
    assert [(seq, called) for seq, called, _late in seen(server)] == [(seq, seq == 5) for seq in range(1, 12)]
