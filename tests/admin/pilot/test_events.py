"""Interventions and incidents: who may write them down, once each, and that nobody edits them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from admin.accounts.queries import Person
from admin.accounts.roles import Role
from admin.pilot import actions, queries
from admin.pilot.actions import Happening, NotThereError
from admin.pilot.models import EventKind, PilotEvent
from kiosk.ground.db import Database
from kiosk.office.models import UnitVersion
from tests import cast, factories
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.office.record import acts
from tests.page import Page

MAY = {
    Role.GREETER: (403, 403, 403),
    Role.CLERK: (403, 403, 403),
    Role.HEAD: (200, 403, 200),
    Role.LEADER: (200, 403, 403),
    Role.SUPERVISOR: (200, 200, 200),
    Role.ADMINISTRATOR: (200, 403, 403),
    Role.MONITOR: (200, 403, 403),
    Role.MODERATOR: (403, 403, 403),
    Role.TYPIST: (403, 403, 403),
}
COUNTER_4: dict[str, Any] = {"first_day": "2026-11-16", "what": "Mở thêm quầy 4 sáng thứ Hai"}
CARD = "092090000001|361000001|Nguyễn Văn An|01011990|Nam|Cần Thơ|01012021"
"""What a phone reads from an identity card: all of it is dropped."""
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("incidents", {"first_day": "2026-11-17", "what": "Mất điện"}, "Muộn nhất là 16/11/2026."),
    ("interventions", {"first_day": "2026-12-18", "what": "Thêm quầy"}, "Muộn nhất là 17/12/2026."),
    ("incidents", {"first_day": "2026-11-16", "last_day": "2026-11-13", "what": "Mất"}, "Ngày cuối sớm hơn"),
    ("incidents", {"first_day": "hôm qua\x00", "what": "Mất điện"}, "Xin nhập một ngày"),
    ("incidents", {"first_day": "9999999-01-01", "what": "Mất điện"}, "Xin nhập một ngày"),
    ("incidents", {"first_day": "2026-11-16", "what": " \u200e "}, "Xin nhập ô này."),
    ("incidents", {"first_day": "2026-11-16", "what": CARD}, "Xin nhập ô này."),
    ("incidents", {"first_day": "2026-11-16", "what": "x" * 301}, "nhiều nhất 300 ký tự"),
]


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    set_clock(MONDAY)
    return cast.cast(session)


@pytest.fixture
def supervisor(client: CheckedClient, people: Cast) -> CheckedClient:
    sign_in(client, people.supervisor)
    return client


def address(people: Cast, rest: str) -> str:
    return f"/admin/pilot/{people.unit.id}/{rest}"


def write(client: CheckedClient, people: Cast, where: str = "interventions", status: int = 200, **typed: Any) -> Page:
    form = Page(client.get(address(people, f"{where}/new"))).form(action_contains="/new")
    return Page(form.submit(client, **typed), status=status)


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(PilotEvent)) or 0


def test_a_change_is_dated_signed_and_on_record(supervisor: CheckedClient, people: Cast, session: Session) -> None:
    page = write(supervisor, people, **COUNTER_4)
    assert "Đã ghi. Biểu đồ và báo cáo sẽ có dấu ở ngày này." in page.text
    for cell in ("từ 16/11/2026", "Thay đổi", "Mở thêm quầy 4 sáng thứ Hai", "Nguyễn Văn supervisor, 16/11/2026"):
        assert cell in page.text
    mark = queries.events(session, [people.unit.id], date(2026, 11, 16), date(2026, 11, 22))[0]
    assert (mark.kind, mark.day, mark.last_day, mark.by) == (
        EventKind.INTERVENTION,
        date(2026, 11, 16),
        None,
        "Nguyễn Văn supervisor",
    )
    assert "pilot.record" in acts(session)


@pytest.mark.parametrize("role", Role)
def test_heads_write_incidents_down_supervisors_both_and_the_others_only_read(
    client: CheckedClient, session: Session, people: Cast, role: Role
) -> None:
    sign_in(client, cast.staff(session, role, people.unit, login="somebody"))
    paths = [address(people, rest) for rest in ("events", "interventions/new", "incidents/new")]
    assert tuple(client.get(path).status_code for path in paths) == MAY[role]


def test_a_head_takes_back_incidents_and_no_changes(client: CheckedClient, people: Cast, session: Session) -> None:
    sign_in(client, cast.staff(session, Role.HEAD, people.unit, login="head"))
    change, incident = (
        _event(session, people.unit.id, people.supervisor.id, kind, f"key {kind}") for kind in EventKind
    )
    assert client.get(address(people, f"events/{change}/withdraw")).status_code == 403
    assert client.get(address(people, f"events/{incident}/withdraw")).status_code == 200
    offered = [link.href for link in Page(client.get(address(people, "events"))).links]
    assert address(people, f"events/{incident}/withdraw") in offered
    assert address(people, f"events/{change}/withdraw") not in offered


def test_the_neighbours_event_is_not_found_below_ones_own_unit(
    supervisor: CheckedClient, people: Cast, session: Session
) -> None:
    theirs = _event(session, people.neighbour.id, people.supervisor.id, EventKind.INCIDENT, "a key")
    assert supervisor.get(address(people, f"events/{theirs}/withdraw")).status_code == 404


def test_a_double_tap_writes_one_line_and_other_words_in_the_same_form_are_asked_about(
    supervisor: CheckedClient, people: Cast, session: Session
) -> None:
    form = Page(supervisor.get(address(people, "interventions/new"))).form(action_contains="/new")
    for _ in range(2):
        Page(form.submit(supervisor, **COUNTER_4))
    assert count(session) == 1
    page = Page(form.submit(supervisor, **(COUNTER_4 | {"what": "Bỏ một tờ khai"})), status=409)
    assert "Lần bấm trước đã ghi: từ 16/11/2026, “Mở thêm quầy 4 sáng thứ Hai”." in page.text
    assert count(session) == 1
    Page(page.form(action_contains="/new").submit(supervisor))
    assert session.scalars(select(PilotEvent.what).order_by(PilotEvent.id)).all()[1] == "Bỏ một tờ khai"


def test_what_cannot_be_right_comes_back_as_it_was_typed(
    supervisor: CheckedClient, people: Cast, session: Session
) -> None:
    for where, typed, said in WRONG:
        page = write(supervisor, people, where, 422, **typed)
        assert said in page.text
        kept = page.form(action_contains="/new").defaults
        assert kept["what"].strip() == typed["what"].replace("\u200e", "").replace(CARD, "").strip()
        assert kept["first_day"] == typed["first_day"].replace("\x00", "")
    assert count(session) == 0


def test_a_change_may_be_announced_and_numbers_of_people_are_masked(
    supervisor: CheckedClient, people: Cast, session: Session
) -> None:
    write(supervisor, people, first_day="2026-12-17", what="Gọi 0912 345 678\u202e khi đông")
    assert session.scalars(select(PilotEvent.what)).one() == "Gọi ••• khi đông"


def test_a_withdrawn_line_stays_in_the_list_and_leaves_the_marks(
    supervisor: CheckedClient, people: Cast, session: Session
) -> None:
    write(supervisor, people, **COUNTER_4)
    event = session.scalars(select(PilotEvent.id)).one()
    form = Page(supervisor.get(address(people, f"events/{event}/withdraw"))).form(action_contains="/withdraw")
    for nothing in ("  ", CARD):
        assert "Xin ghi lý do." in Page(form.submit(supervisor, reason=nothing), status=422).text
    page = Page(form.submit(supervisor, reason="Ghi nhầm đơn vị"))
    assert "Nguyễn Văn supervisor rút lại 16/11/2026: Ghi nhầm đơn vị" in page.text
    assert "Mở thêm quầy 4 sáng thứ Hai" in page.text
    assert "Đã rút lại." in Page(form.submit(supervisor, reason="Ghi nhầm đơn vị")).text
    later = Page(form.submit(supervisor, reason="Lần hai"))
    assert "đã được Nguyễn Văn supervisor rút lại lúc 09:00 16/11/2026" in later.text
    assert "Đã rút lại." not in later.text
    assert session.scalars(select(PilotEvent.withdrawn_reason)).one() == "Ghi nhầm đơn vị"
    assert queries.events(session, [people.unit.id], date(2026, 1, 1), date(2026, 12, 31)) == []
    assert acts(session).count("pilot.withdraw") == 1


def test_a_form_opened_the_day_before_yesterday_writes_nothing_and_keeps_what_was_typed(
    supervisor: CheckedClient, people: Cast, session: Session
) -> None:
    form = Page(supervisor.get(address(people, "incidents/new"))).form(action_contains="/new")
    page = Page(form.submit(supervisor, token="forged", first_day="2026-11-16", what="Mất điện"), status=422)
    assert "đã mở quá một ngày" in page.text
    again = page.form(action_contains="/new")
    Page(again.submit(supervisor))
    assert count(session) == 1


def test_a_former_unit_keeps_its_list(supervisor: CheckedClient, people: Cast, session: Session) -> None:
    write(supervisor, people, **COUNTER_4)
    former = update(UnitVersion).where(UnitVersion.unit_id == people.unit.id).values(valid_until=date(2026, 11, 16))
    session.execute(former)
    page = Page(supervisor.get(address(people, "events")))
    assert "Phường Ninh Kiều" in page.title
    assert "Mở thêm quầy 4 sáng thứ Hai" in page.text


def test_above_several_units_the_list_says_whose_it_is(client: CheckedClient, people: Cast, session: Session) -> None:
    people.top.kind = "organisation"
    sign_in(client, cast.staff(session, Role.SUPERVISOR, people.top, login="above"))
    _event(session, people.neighbour.id, people.supervisor.id, EventKind.INCIDENT, "a key")
    page = Page(client.get(f"/admin/pilot/{people.top.id}/events"))
    assert "Phường Cái Răng" in page.text
    assert not [link for link in page.links if link.href.endswith("/new")]
    assert client.get(f"/admin/pilot/{people.top.id}/incidents/new").status_code == 404


def test_a_unit_for_practice_has_no_events(supervisor: CheckedClient, people: Cast, session: Session) -> None:
    people.unit.is_practice = True
    session.flush()
    assert supervisor.get(address(people, "events")).status_code == 404
    assert supervisor.get(address(people, "interventions/new")).status_code == 404


def test_what_lasted_touches_each_of_its_days(session: Session, people: Cast) -> None:
    _event(session, people.unit.id, people.supervisor.id, EventKind.INCIDENT, "a key", last=date(2026, 11, 12))
    ids = [people.unit.id]
    assert len(queries.events(session, ids, date(2026, 11, 12), date(2026, 11, 13))) == 1
    assert len(queries.events(session, ids, date(2026, 11, 1), date(2026, 11, 10))) == 1
    assert not queries.events(session, ids, date(2026, 11, 13), date(2026, 11, 20))
    assert not queries.events(session, [], date(2026, 11, 12), date(2026, 11, 13))


def test_two_at_once_write_one_line(live_database: Database) -> None:
    def begin(session: Session) -> tuple[int, Person]:
        unit = factories.unit(session)
        staff = cast.staff(session, Role.SUPERVISOR, unit)
        return unit.id, _person(staff.id, staff.name)

    unit_id, person = live_database.write(begin)
    happening = Happening(unit_id, EventKind.INTERVENTION, date(2026, 11, 16), None, "Mở thêm quầy 4")

    def tap(_: int) -> int:
        return live_database.write(
            lambda session: actions.record(session, happening, key="one", by=person, now=MONDAY).id, replayable=True
        )

    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(tap, range(4)))
    assert len(ids) == 1

    def back(reason: int) -> str | None:
        return live_database.write(
            lambda session: (
                actions.withdraw(session, unit_id, min(ids), str(reason), by=person, now=MONDAY).withdrawn_reason
            ),
            replayable=True,
        )

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(back, range(2)))) == 1


def test_what_is_not_there_cannot_be_taken_back(session: Session, people: Cast) -> None:
    person = _person(1, "An")
    with pytest.raises(NotThereError):
        actions.withdraw(session, people.unit.id, 1, "nhầm", by=person, now=MONDAY)


def _person(staff_id: int, name: str) -> Person:
    return Person(staff_id, name, name, grants=(), must_change_password=False, two_steps=False, in_sample=False)


def _event(
    session: Session, unit_id: int, staff_id: int, kind: EventKind, key: str, *, last: date | None = None
) -> int:
    row = PilotEvent(
        unit_id=unit_id,
        kind=kind,
        first_day=date(2026, 11, 10),
        last_day=last,
        what="Mất điện",
        staff_id=staff_id,
        staff_name="An",
        recorded_at=MONDAY,
        issue_key=key,
    )
    session.add(row)
    session.flush()
    return row.id
