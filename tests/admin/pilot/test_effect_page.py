"""The page of an effect: the sentence, the other unit, and why there is no conclusion."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from admin.measures.effects import Caution, Conclusion, DaySum, Reason
from admin.pilot import effect_queries, effect_words
from admin.pilot.effect_queries import added_up
from admin.pilot.models import EventKind
from kiosk.office.models import ServiceGroup
from tests import cast, factories
from tests.admin.pilot.offices import LAST, event, served
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

TODAY = date(2026, 11, 16)
WAVY = [20.0, 21, 19, 20.5, 19.5, 20, 21, 19]
LOWER = [minutes - 5 for minutes in WAVY]
CHANGED = LAST.shift(-7).monday


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    set_clock(MONDAY)
    people = cast.cast(session)
    people.top.pilot = False
    for unit in (people.unit, people.neighbour):
        unit.pilot, unit.pilot_since = True, date(2026, 7, 1)
    session.flush()
    return people


@pytest.fixture
def groups(session: Session, people: Cast) -> tuple[ServiceGroup, ServiceGroup]:
    return factories.group(session, people.unit), factories.group(session, people.neighbour)


@pytest.fixture
def supervisor(client: CheckedClient, people: Cast) -> CheckedClient:
    sign_in(client, people.supervisor)
    return client


def address(people: Cast, rest: str = "effect") -> str:
    return f"/admin/pilot/{people.unit.id}/{rest}"


def test_the_sentence_comes_first_with_the_other_unit_beside_it(
    supervisor: CheckedClient, people: Cast, groups: tuple[ServiceGroup, ServiceGroup], session: Session
) -> None:
    served(session, groups[0], [*WAVY, *LOWER])
    served(session, groups[1], [*WAVY, *WAVY])
    mine = event(session, people.unit, people.supervisor.id, CHANGED)
    seen = Page(supervisor.get(address(people)))
    assert "Sau khi “mở thêm quầy 4” (21/09/2026), trung bình chờ giảm 5,0 phút (từ 4" in seen.text
    assert "; Phường Cái Răng chưa thấy đổi rõ." in seen.text
    assert "chờ ngắn hơn" in seen.text
    assert "hay tự ngắn lại dù không làm gì" in seen.text
    assert "Nếu xem lại mỗi tuần" in seen.text
    assert "Trước: 27/07/2026 – 20/09/2026, 40 ngày có lượt đến; sau: 21/09/2026 – 15/11/2026" in seen.text
    assert "từ −5" in seen.text
    cast.grant(session, people.supervisor, Role.SUPERVISOR, people.top)
    above = Page(supervisor.get(f"/admin/pilot/{people.top.id}/effect")).text
    assert "là thay đổi của Phường Ninh Kiều." in above
    assert "giảm" not in above
    for kind, begins in (("svg", b"<?xml"), ("png", b"\x89PNG")):
        assert supervisor.get(address(people, f"effect.{kind}?event={mine.id}")).data.startswith(begins)


def test_too_few_weeks_are_said_as_the_reason(
    session: Session, people: Cast, groups: tuple[ServiceGroup, ServiceGroup], supervisor: CheckedClient
) -> None:
    served(session, groups[0], [*WAVY, *LOWER[:2]])
    event(session, people.unit, people.supervisor.id, LAST.shift(-1).monday)
    seen = Page(supervisor.get(address(people)))
    assert (
        "Số liệu chưa cho phép kết luận về “mở thêm quầy 4” (02/11/2026) vì cần ít nhất 4 tuần trọn trước và sau, "
        "mới có 8 và 2." in seen.text
    )
    assert "Không có đơn vị thí điểm khác" in seen.text


def test_what_the_other_unit_did_too_is_no_effect_and_its_own_change_makes_it_no_yardstick(
    session: Session, people: Cast, groups: tuple[ServiceGroup, ServiceGroup]
) -> None:
    for group in groups:
        served(session, group, [*WAVY, *LOWER])
    event(session, people.unit, people.supervisor.id, CHANGED)
    found = effect_queries.read(session, people.unit.id, event_id=None, today=TODAY)
    assert found.found is not None
    assert found.found.reasons == (Reason.OTHER_CHANGED,)
    event(session, people.neighbour, people.supervisor.id, CHANGED + timedelta(days=9))
    found = effect_queries.read(session, people.unit.id, event_id=None, today=TODAY)
    assert found.found is not None
    assert found.found.conclusion == Conclusion.SHORTER
    assert Caution.OTHER_HAD_CHANGE in found.found.cautions


def test_the_end_of_another_change_is_a_change_too_here_and_at_the_other_unit(
    session: Session, people: Cast, groups: tuple[ServiceGroup, ServiceGroup]
) -> None:
    for group in groups:
        served(session, group, [*WAVY, *LOWER])
    by = people.supervisor.id
    event(session, people.unit, by, CHANGED)
    event(session, people.neighbour, by, LAST.shift(-30).monday, "việc cũ", last=CHANGED + timedelta(days=8))
    found = effect_queries.read(session, people.unit.id, event_id=None, today=TODAY).found
    assert found is not None
    assert Caution.OTHER_HAD_CHANGE in found.cautions
    event(session, people.unit, by, LAST.shift(-30).monday, "việc có hại", last=CHANGED - timedelta(days=1))
    found = effect_queries.read(session, people.unit.id, event_id=None, today=TODAY).found
    assert found is not None
    assert found.reasons == (Reason.ANOTHER_CHANGE,)


def test_incidents_within_the_weeks_are_listed(
    supervisor: CheckedClient, people: Cast, groups: tuple[ServiceGroup, ServiceGroup], session: Session
) -> None:
    served(session, groups[0], [*WAVY, *LOWER])
    event(session, people.unit, people.supervisor.id, CHANGED)
    event(session, people.unit, people.supervisor.id, LAST.monday, "mất điện", kind=EventKind.INCIDENT)
    event(session, people.unit, people.supervisor.id, date(2026, 1, 5), "mưa bão", kind=EventKind.INCIDENT)
    seen = Page(supervisor.get(address(people)))
    assert "09/11/2026, sự cố: mất điện" in seen.text
    assert "mưa bão" not in seen.text
    assert "Bỏ những ngày ấy ra, kết luận không đổi." in seen.text


def test_which_change_is_chosen_in_the_address_and_withdrawn_or_coming_ones_cannot_be(
    supervisor: CheckedClient, people: Cast, groups: tuple[ServiceGroup, ServiceGroup], session: Session
) -> None:
    assert "Chưa ghi thay đổi nào đã bắt đầu" in Page(supervisor.get(address(people))).text
    served(session, groups[0], [*WAVY, *LOWER])
    older = event(session, people.unit, people.supervisor.id, LAST.shift(-12).monday, "bỏ một tờ khai")
    event(session, people.unit, people.supervisor.id, CHANGED)
    coming = event(session, people.unit, people.supervisor.id, TODAY + timedelta(days=7), "thêm người")
    gone = event(session, people.unit, people.supervisor.id, CHANGED, "nhầm")
    gone.withdrawn_at, gone.withdrawn_by, gone.withdrawn_reason = MONDAY, "An", "nhầm"
    session.flush()
    assert "“mở thêm quầy 4”" in Page(supervisor.get(address(people))).text
    assert "“bỏ một tờ khai”" in Page(supervisor.get(address(people, f"effect?event={older.id}"))).text
    for wrong, status in ((coming.id, 404), (gone.id, 404), (99999999, 404), ("x", 422), ("9" * 40, 422), ("%00", 422)):
        assert supervisor.get(address(people, f"effect?event={wrong}")).status_code == status
    assert supervisor.get(address(people, "effect.svg?event=99999999")).status_code == 404


def test_without_any_visit_there_is_nothing_to_compare_and_no_picture(
    supervisor: CheckedClient, people: Cast, session: Session
) -> None:
    event(session, people.unit, people.supervisor.id, CHANGED)
    assert "chưa có lượt đến nào để so sánh" in Page(supervisor.get(address(people))).text
    assert supervisor.get(address(people, "effect.svg")).status_code == 404


def test_a_change_on_the_first_day_has_nothing_before_it(
    supervisor: CheckedClient, people: Cast, groups: tuple[ServiceGroup, ServiceGroup], session: Session
) -> None:
    served(session, groups[0], LOWER)
    event(session, people.unit, people.supervisor.id, CHANGED)
    seen = Page(supervisor.get(address(people)))
    assert "có bên chưa đủ 8 ngày có lượt đến" in seen.text


def test_samples_are_set_against_samples_only(
    session: Session, people: Cast, groups: tuple[ServiceGroup, ServiceGroup]
) -> None:
    for group in groups:
        served(session, group, [*WAVY, *LOWER])
    people.neighbour.is_demo = True
    event(session, people.unit, people.supervisor.id, CHANGED)
    found = effect_queries.read(session, people.unit.id, event_id=None, today=TODAY)
    assert found.others == ()
    assert effect_words.reasons(found) == []


def test_the_page_that_is_kept_is_made_anew_when_something_happens_at_the_other_unit(
    supervisor: CheckedClient, people: Cast, groups: tuple[ServiceGroup, ServiceGroup], session: Session
) -> None:
    for group in groups:
        served(session, group, [*WAVY, *LOWER])
    event(session, people.unit, people.supervisor.id, CHANGED)
    assert "trong cùng những ngày ấy Phường Cái Răng cũng đổi như vậy" in Page(supervisor.get(address(people))).text
    event(session, people.neighbour, people.supervisor.id, CHANGED + timedelta(days=9))
    assert "Phường Cái Răng cũng có thay đổi riêng" in Page(supervisor.get(address(people))).text


def test_days_of_several_units_are_added_up() -> None:
    monday, tuesday = TODAY, TODAY + timedelta(days=1)
    units = [[DaySum(monday, 2, 60, 1)], [DaySum(tuesday, 1, 10), DaySum(monday, 3, 30)]]
    assert added_up(units) == [DaySum(monday, 5, 90, 1), DaySum(tuesday, 1, 10)]
