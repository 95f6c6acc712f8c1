from datetime import date, time

import pytest
from sqlalchemy.orm import Session

from kiosk.office import hours_actions, queries
from kiosk.office.hours_actions import Span
from kiosk.office.opening import sessions_on
from tests.factories import MONDAY, hours, unit
from tests.kiosk.office import record

MORNING = (time(7, 30), time(11, 30))
AFTERNOON = (time(13, 30), time(17))
TUESDAY = date(2026, 11, 17)


def test_a_week_of_two_sessions_a_day_is_kept_and_recorded(session: Session) -> None:
    row = unit(session)

    hours_actions.set_week(session, row.id, {0: [AFTERNOON, MORNING], 5: [MORNING]}, now=MONDAY, staff_id=7)

    weekly = queries.hours_of(session, row.id, TUESDAY).weekly
    assert {day: [(each.opens, each.closes) for each in sessions] for day, sessions in weekly.items()} == {
        0: [MORNING, AFTERNOON],
        5: [MORNING],
    }
    assert record.last(session).details["day_0"] == {"old": [], "new": ["07:30–11:30", "13:30–17:00"]}


def test_only_days_that_differ_are_recorded(session: Session) -> None:
    row = unit(session)
    hours(session, row)
    week: dict[int, list[Span]] = {day: [MORNING, AFTERNOON] for day in range(4)}

    hours_actions.set_week(session, row.id, week, now=MONDAY, staff_id=7)

    assert list(record.last(session).details) == ["day_4"]
    hours_actions.set_week(session, row.id, week, now=MONDAY, staff_id=7)
    assert record.acts(session) == ["hours.set"]


@pytest.mark.parametrize(
    ("spans", "reason"),
    [
        ([MORNING, (time(11), time(12))], "overlap"),
        ([(time(12), time(11))], "backwards"),
        ([(time(9), time(9))], "backwards"),
        ([(time(9), None)], "missing"),
        ([(None, time(9))], "missing"),
        ([MORNING, AFTERNOON, (time(18), time(19))], "out_of_range"),
    ],
)
def test_hours_that_cannot_be_are_refused_at_their_day(session: Session, spans: list[Span], reason: str) -> None:
    row = unit(session)

    assert record.refused(lambda: hours_actions.set_week(session, row.id, {2: spans}, now=MONDAY, staff_id=7)) == (
        reason,
        "day_2",
    )
    assert record.acts(session) == []


def test_sessions_may_touch(session: Session) -> None:
    noon = [(time(7), time(12)), (time(12), time(17))]

    assert hours_actions.checked_spans(noon, "hours") == noon


def test_an_exception_changes_its_day_until_it_is_removed(session: Session) -> None:
    row = unit(session)
    hours(session, row)
    early = (time(7), time(10))

    hours_actions.add_exception(session, row.id, TUESDAY, [early], note="Họp", now=MONDAY, staff_id=7)
    assert [(each.opens, each.closes) for each in sessions_on(TUESDAY, queries.hours_of(session, row.id, TUESDAY))] == [
        early
    ]

    hours_actions.remove_exception(session, row.id, TUESDAY, now=MONDAY, staff_id=7)
    assert len(sessions_on(TUESDAY, queries.hours_of(session, row.id, TUESDAY))) == 2
    assert record.last(session).details["hours"] == {"old": ["07:00–10:00"], "new": None}


def test_an_exception_without_hours_closes_the_unit(session: Session) -> None:
    row = unit(session)
    hours(session, row)

    hours_actions.add_exception(session, row.id, TUESDAY, [], note="Mất điện", now=MONDAY, staff_id=7)

    assert sessions_on(TUESDAY, queries.hours_of(session, row.id, TUESDAY)) == ()


def test_a_day_has_one_exception(session: Session) -> None:
    row = unit(session)

    def close() -> None:
        hours_actions.add_exception(session, row.id, TUESDAY, [], note=None, now=MONDAY, staff_id=7)

    close()
    assert record.refused(close) == ("taken", "day")
    assert record.refused(
        lambda: hours_actions.remove_exception(session, row.id, date(2026, 11, 18), now=MONDAY, staff_id=7)
    ) == ("unknown", "day")
