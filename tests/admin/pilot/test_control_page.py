"""The control chart's page: the sentence, what is left out, phases, and how sure it is."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from admin.measures import weekly
from admin.pilot import control_queries
from admin.pilot.models import EventKind
from kiosk.office.models import HolidayOverride, OpeningException, ServiceGroup
from tests import cast, factories
from tests.admin.pilot.offices import LAST, event, served
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

TODAY = date(2026, 11, 16)
QUIET = [19.0, 21.0] * 6


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    set_clock(MONDAY)
    return cast.cast(session)


@pytest.fixture
def birth(session: Session, people: Cast) -> ServiceGroup:
    factories.hours(session, people.unit)
    return factories.group(session, people.unit)


@pytest.fixture
def supervisor(client: CheckedClient, people: Cast) -> CheckedClient:
    sign_in(client, people.supervisor)
    return client


def page(client: CheckedClient, people: Cast, asked: str = "") -> Page:
    return Page(client.get(f"/admin/pilot/{people.unit.id}/control{asked}"))


def test_a_week_outside_its_limits_is_said_first_and_that_it_may_be_chance(
    supervisor: CheckedClient, people: Cast, birth: ServiceGroup, session: Session
) -> None:
    served(session, birth, [*QUIET, *QUIET, 30.0])
    seen = page(supervisor, people)
    assert "T46 (09/11) chờ lâu khác thường: 30 phút" in seen.text
    assert "cứ khoảng 7 đơn vị thì 1 đơn vị có dấu hiệu như vậy" in seen.text
    assert "tính từ 24 tuần trọn" in seen.text
    rows = seen.text.partition("Từng tuần, phút")[2]
    assert rows.index("T46") < rows.index("T45")


def test_before_twelve_full_weeks_the_page_says_how_many_there_are(
    supervisor: CheckedClient, people: Cast, birth: ServiceGroup, session: Session
) -> None:
    assert "chưa có tuần nào đã qua có lượt đến" in page(supervisor, people).text
    served(session, birth, QUIET[:8])
    seen = page(supervisor, people)
    assert "Từ T39 (21/09): chưa đủ dữ liệu, cần 12 tuần trọn, có 8." in seen.text
    assert "do tình cờ: dù không có gì thay đổi" not in seen.text


def test_a_change_begins_a_phase_that_borrows_its_limits_and_is_marked(
    supervisor: CheckedClient, people: Cast, birth: ServiceGroup, session: Session
) -> None:
    served(session, birth, [*QUIET, 19.0, 21.0, *[14.0] * 8])  # one of the first is the week of a holiday
    event(session, people.unit, people.supervisor.id, LAST.shift(-7).monday)
    event(session, people.unit, people.supervisor.id, LAST.monday, "mất điện", kind=EventKind.INCIDENT)
    seen = page(supervisor, people)
    assert "8 tuần liền, đến T46 (09/11), chờ ngắn hơn mức thường (19,9 phút)" in seen.text
    assert "Từ T39 (21/09): mới có 8 tuần trọn, cần 12; tạm dùng giới hạn của trước thay đổi." in seen.text
    assert "cứ khoảng 4 đơn vị" in seen.text
    assert "21/09/2026, thay đổi: mở thêm quầy 4" in seen.text
    assert "09/11/2026, sự cố: mất điện" in seen.text
    for kind, begins in (("svg", b"<?xml"), ("png", b"\x89PNG")):
        picture = supervisor.get(f"/admin/pilot/{people.unit.id}/control.{kind}")
        assert picture.data.startswith(begins)


def test_holidays_days_off_by_order_and_own_exceptions_make_a_week_not_full(
    session: Session, people: Cast, birth: ServiceGroup
) -> None:
    served(session, birth, [*QUIET, 20.0])
    session.add(HolidayOverride(day=LAST.shift(-2).monday, is_working=False, note="Nghỉ bù"))
    session.add(OpeningException(unit_id=people.unit.id, day=LAST.shift(-4).monday, opens=None, closes=None))
    session.add(OpeningException(unit_id=people.unit.id, day=LAST.shift(-5).sunday, opens=time(8), closes=time(11)))
    session.flush()
    found = control_queries.read(session, people.unit.id, until=None, today=TODAY)
    left_out = [point.week for point in found.chart.points if not point.judged]
    independence_day = next(
        point.week
        for point in found.chart.points
        if date(2026, 9, 2) >= point.week.monday and date(2026, 9, 2) <= point.week.sunday
    )
    assert left_out == sorted({independence_day, LAST.shift(-4), LAST.shift(-2)})


def test_its_means_are_those_of_the_weekly_page_and_the_present_week_is_never_shown(
    session: Session, people: Cast, birth: ServiceGroup
) -> None:
    served(session, birth, [12.25, 31.5, 7.0])
    served(session, birth, [50.0], until=LAST.shift(1))
    found = control_queries.read(session, people.unit.id, until=None, today=TODAY + timedelta(days=3))
    shown = {point.week: point.value for point in found.chart.points}
    report = weekly.read(session, people.unit.id, until=LAST, today=TODAY)
    assert shown == {one.week: one.wait.mean_seconds for one in report.figures if one.wait.n}
    assert max(shown) == LAST


def test_an_earlier_week_may_be_asked_for_and_what_is_no_week_is_refused(
    supervisor: CheckedClient, people: Cast, birth: ServiceGroup, session: Session
) -> None:
    served(session, birth, [*QUIET, 30.0])
    earlier = page(supervisor, people, "?until=2026-W45")
    assert "T46 (09/11) →" in earlier.text
    assert {one.get("value") for one in earlier.find("option")} >= {"2026-W46", "2026-W45"}
    for wrong in ("2026-W60", "%00", "x" * 5000):
        assert supervisor.get(f"/admin/pilot/{people.unit.id}/control?until={wrong}").status_code == 422
    for odd in ("2999-W01", "1900-W01"):
        assert supervisor.get(f"/admin/pilot/{people.unit.id}/control?until={odd}").status_code == 200


def test_the_baseline_begins_where_the_pilot_says(session: Session, people: Cast, birth: ServiceGroup) -> None:
    served(session, birth, QUIET)
    people.unit.baseline_from, people.unit.pilot_since = LAST.shift(-4).monday, LAST.monday
    session.flush()
    found = control_queries.read(session, people.unit.id, until=None, today=TODAY)
    assert found.chart.points[0].week == LAST.shift(-4)


def test_what_is_kept_is_drawn_anew_when_something_is_written_down(
    supervisor: CheckedClient, people: Cast, birth: ServiceGroup, session: Session
) -> None:
    served(session, birth, QUIET)
    address = f"/admin/pilot/{people.unit.id}/control.svg"
    assert "mất điện" not in page(supervisor, people).text
    mark = supervisor.get(address).headers["ETag"]
    assert supervisor.get(address, headers={"If-None-Match": mark}).status_code == 304
    event(session, people.unit, people.supervisor.id, LAST.monday, "mất điện", kind=EventKind.INCIDENT)
    assert "mất điện" in page(supervisor, people).text
    assert supervisor.get(address, headers={"If-None-Match": mark}).status_code == 200
