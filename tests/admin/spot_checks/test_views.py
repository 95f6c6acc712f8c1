"""A monitor in the hall with a phone, a bad network and a trembling finger; and who sees it when."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from admin.spot_checks.models import SpotCheck, SpotSighting
from kiosk.ground.events import AuditEvent
from tests import cast
from tests.admin.spot_checks.looks import person, spot_check
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

Clock = Callable[[datetime], None]
SCRIPT = {"X-Script": "1"}


@pytest.fixture
def people(session: Session) -> Cast:
    return cast.cast(session)


@pytest.fixture
def monitor(session: Session, people: Cast) -> Staff:
    return cast.staff(session, Role.MONITOR, people.top, login="monitor")


@pytest.fixture
def hall(client: CheckedClient, people: Cast, monitor: Staff, set_clock: Clock) -> Page:
    """The page of a check that was just begun."""
    set_clock(MONDAY)
    sign_in(client, monitor)
    return Page(Page(client.get(f"/admin/spot-checks/{people.unit.id}")).form(button="Bắt đầu").submit(client))


def tap(client: CheckedClient, page: Page, act: str, *, status: int = 200, **sent: Any) -> Page:
    csrf = page.form(button="Có người đến").defaults["csrf_token"]
    data = {"csrf_token": csrf, "act": act, **sent}
    return Page(client.post(page.path, data=data, headers=SCRIPT), status=status)


def seen(session: Session) -> list[SpotSighting]:
    return list(session.scalars(select(SpotSighting).order_by(SpotSighting.seq)))


def test_people_are_timed_by_the_servers_clock(
    client: CheckedClient, session: Session, hall: Page, set_clock: Clock
) -> None:
    assert "Chưa có ai đang chờ" in hall.text
    page = Page(hall.form(button="Có người đến").submit(client))
    assert "Người 1 đến 09:00:00" in page.text
    set_clock(MONDAY + timedelta(minutes=2))
    page = Page(page.form(button="Có người đến").submit(client))
    set_clock(MONDAY + timedelta(minutes=14))
    first = next(form for form in page.forms if form.buttons == ["Được gọi"])
    page = Page(first.submit(client))
    assert "Đã xong: 1 người" in page.text
    set_clock(MONDAY + timedelta(minutes=20))
    page = Page(page.form(button="Đã về").submit(client))
    assert "Chưa có ai đang chờ" in page.text
    one, two = seen(session)
    assert (one.seq, one.called_at, one.left_at) == (1, MONDAY + timedelta(minutes=14), None)
    assert (two.seq, two.called_at, two.left_at) == (2, None, MONDAY + timedelta(minutes=20))
    assert (one.late_seconds, two.late_seconds) == (None, None)


def test_a_tap_that_is_sent_twice_is_one(client: CheckedClient, session: Session, hall: Page, set_clock: Clock) -> None:
    for _again in range(2):
        tap(client, hall, "arrived", key="ab" * 16)
    tap(client, hall, "arrived", key="cd" * 16)
    assert [one.seq for one in seen(session)] == [1, 2]
    tap(client, hall, "called", seq=1)
    set_clock(MONDAY + timedelta(minutes=5))
    for act in ("called", "left"):
        tap(client, hall, act, seq=1)
    assert (seen(session)[0].called_at, seen(session)[0].left_at) == (MONDAY, None)


def test_a_tap_without_a_network_keeps_how_late_it_came_as_information(
    client: CheckedClient, session: Session, hall: Page
) -> None:
    tap(client, hall, "arrived", key="ab" * 16, age="95")
    tap(client, hall, "called", seq=1, age="4")
    assert [(one.arrived_at, one.late_seconds) for one in seen(session)] == [(MONDAY, 95)]
    for age in ("-4", "x", "9" * 30, "0", "\x00"):
        tap(client, hall, "arrived", key=f"{len(seen(session)):032x}", age=age)
    assert {one.late_seconds for one in seen(session)} == {95, None}


def test_the_last_tap_goes_back_within_a_minute(
    client: CheckedClient, session: Session, hall: Page, set_clock: Clock
) -> None:
    page = tap(client, hall, "arrived", key="ab" * 16)
    page = tap(client, page, "called", seq=1)
    assert "Vừa bấm: người 1 được gọi" in page.text
    undo = page.form(button="Hoàn tác").defaults
    page = tap(client, page, "undo", seq=undo["seq"], undone=undo["undone"])
    assert seen(session)[0].called_at is None
    tap(client, page, "undo", seq=undo["seq"], undone=undo["undone"])  # sent again: what it meant is gone already
    assert len(seen(session)) == 1
    set_clock(MONDAY + timedelta(seconds=61))
    assert "Hoàn tác" not in Page(client.get(page.path)).text
    tap(client, page, "undo", seq=1, undone="arrived")
    assert len(seen(session)) == 1
    page = tap(client, page, "arrived", key="cd" * 16)
    tap(client, page, "undo", seq=2, undone="arrived")
    assert [one.seq for one in seen(session)] == [1]


def test_a_number_is_read_from_the_slip(client: CheckedClient, session: Session, hall: Page) -> None:
    page = tap(client, hall, "arrived", key="ab" * 16)
    page = Page(page.form(button="Ghi số").submit(client, number=" a 12"))
    assert seen(session)[0].number == "A012"
    page = Page(page.form(button="Ghi số").submit(client, number="bốn"), status=422)
    assert "ví dụ A012" in page.text
    assert page.form(button="Ghi số").defaults["number"] == "bốn"
    assert page.find("details", id="slip-1")[0].get("open") is not None
    page = Page(client.get(hall.path))
    page = Page(page.form(button="Không có số").submit(client))
    assert (seen(session)[0].number, seen(session)[0].no_ticket) == (None, True)
    page = Page(page.form(button="Ghi số").submit(client, number=""))
    assert (seen(session)[0].number, seen(session)[0].no_ticket) == (None, False)


@pytest.mark.parametrize(
    "sent",
    [
        {"act": "arrived"},
        {"act": "arrived", "key": "short"},
        {"act": "called"},
        {"act": "called", "seq": "9" * 40},
        {"act": "fly", "seq": "1"},
        {"act": "\x00", "seq": "\x00"},
        {},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(client: CheckedClient, hall: Page, sent: dict[str, str]) -> None:
    csrf = hall.form(button="Có người đến").defaults["csrf_token"]
    assert client.post(hall.path, data={"csrf_token": csrf, **sent}).status_code == 400
    nobody = client.post(hall.path, data={"csrf_token": csrf, "act": "called", "seq": "999"})
    assert nobody.status_code == 303


def test_nothing_is_seen_before_it_is_finished_and_then_the_unit_sees_people_without_numbers(
    client: CheckedClient, other_client: CheckedClient, session: Session, people: Cast, hall: Page
) -> None:
    page = tap(client, hall, "arrived", key="ab" * 16)
    page = tap(client, page, "number", seq=1, number="A001")
    check = session.scalars(select(SpotCheck)).one()
    sign_in(other_client, people.supervisor)
    assert other_client.get(f"/admin/spot-checks/checks/{check.id}").status_code == 404
    assert "Chưa có lần nào" in Page(other_client.get(f"/admin/spot-checks/{people.unit.id}")).text
    assert other_client.get(hall.path).status_code == 403
    remark = "Quầy 2 vắng, gọi 0912 345 678"
    done = Page(page.form(button="Kết thúc").submit(client, remark=remark))
    assert "Quầy 2 vắng, gọi •••" in done.text
    assert done.rows("Từng người")[1][4] == "A001"
    theirs = Page(other_client.get(f"/admin/spot-checks/{people.unit.id}")).follow(other_client, "1 người")
    assert "A001" not in theirs.text
    assert theirs.rows("Từng người")[1] == ["1", "09:00:00", "còn chờ", "–"]
    told = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert told is not None
    assert (told.act, told.unit_id, told.details) == ("spot_check.finish", people.unit.id, {"people": 1})


def test_a_finished_check_takes_no_more_taps_and_a_second_end_changes_nothing(
    client: CheckedClient, session: Session, hall: Page, set_clock: Clock
) -> None:
    hall.form(button="Kết thúc").submit(client, remark="Một")
    set_clock(MONDAY + timedelta(minutes=20))
    assert "/spot-checks/checks/" in hall.form(button="Có người đến").submit(client, follow=False).location
    hall.form(button="Kết thúc").submit(client, remark="Hai")
    check = session.scalars(select(SpotCheck)).one()
    assert (check.remark, check.ended_at, seen(session)) == ("Một", MONDAY, [])
    assert client.get(hall.path).status_code == 303


def test_a_remark_that_is_too_long_ends_nothing(client: CheckedClient, session: Session, hall: Page) -> None:
    assert hall.find("details", id="end")[0].get("open") is None
    for words in ("x" * 501, "\u0958" * 5000):
        page = Page(hall.form(button="Kết thúc").submit(client, forged={"remark": words}), status=422)
        assert "nhiều nhất 500 ký tự" in page.text
        assert page.find("details", id="end")[0].get("open") is not None
    page = Page(hall.form(button="Kết thúc").submit(client, forged={"remark": "x" * 501}), status=422)
    assert page.form(button="Kết thúc").defaults["remark"] == "x" * 501, "to be shortened, not typed again"
    assert session.scalars(select(SpotCheck)).one().ended_at is None


def test_beginning_twice_by_one_form_is_one_check(client: CheckedClient, people: Cast, monitor: Staff) -> None:
    sign_in(client, monitor)
    form = Page(client.get(f"/admin/spot-checks/{people.unit.id}")).form(button="Bắt đầu")
    assert form.submit(client, follow=False).location == form.submit(client, follow=False).location
    page = Page(client.get("/admin/spot-checks/"))
    assert page.text.count("Bấm giờ tiếp") == 1
    assert "tại Phường Ninh Kiều" in page.text


def test_another_monitor_taps_in_no_check_of_somebody_else(
    client: CheckedClient, session: Session, people: Cast, monitor: Staff
) -> None:
    check = spot_check(session, people.unit, monitor, done=False)
    sign_in(client, cast.staff(session, Role.MONITOR, people.top, login="other"))
    csrf = Page(client.get("/admin/")).form(action_contains="sign-out").defaults["csrf_token"]
    address = f"/admin/spot-checks/hall/{check.id}"
    assert client.get(address).status_code == 404
    for path, act in ((address, "arrived"), (address, "number"), (f"{address}/finish", "")):
        data = {"csrf_token": csrf, "act": act, "key": "ab" * 16, "seq": "1", "number": "?"}
        assert client.post(path, data=data).status_code == 404
    assert check.ended_at is None


def test_somebody_of_the_unit_does_not_time_its_people(
    client: CheckedClient, session: Session, people: Cast, monitor: Staff
) -> None:
    check = spot_check(session, people.unit, monitor, done=False)
    person(session, check, 1, 0, 10)
    sign_in(client, monitor)
    form = Page(client.get(f"/admin/spot-checks/{people.unit.id}")).form(button="Bắt đầu")
    cast.grant(session, monitor, Role.CLERK, people.unit)
    assert "vai trò trong đơn vị" in Page(form.submit(client), status=403).text
    page = Page(client.get(f"/admin/spot-checks/hall/{check.id}"))
    Page(page.form(button="Kết thúc").submit(client), status=403)
    assert check.ended_at is None
