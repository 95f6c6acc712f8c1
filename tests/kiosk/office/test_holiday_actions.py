from datetime import date

from sqlalchemy.orm import Session

from kiosk.ground.calendar import is_working_day
from kiosk.office import holiday_actions, queries
from kiosk.office.opening import sessions_on
from tests.factories import MONDAY, hours, unit
from tests.kiosk.office import record

FRIDAY = date(2026, 1, 2)
SATURDAY = date(2026, 1, 10)


def test_a_friday_swapped_for_a_saturday_is_off_and_the_saturday_is_worked(session: Session) -> None:
    row = unit(session)
    hours(session, row)
    usual = queries.hours_of(session, row.id, FRIDAY)
    assert (len(sessions_on(FRIDAY, usual)), len(sessions_on(SATURDAY, usual))) == (2, 0)

    for day, is_working in ((FRIDAY, False), (SATURDAY, True)):
        holiday_actions.add_holiday(
            session,
            day,
            is_working=is_working,
            note="Hoán đổi ngày làm việc",
            document="Công văn 1234",
            now=MONDAY,
            staff_id=7,
        )

    swapped = queries.hours_of(session, row.id, FRIDAY)
    assert sessions_on(FRIDAY, swapped) == ()
    assert [f"{each.opens:%H:%M}" for each in sessions_on(SATURDAY, swapped)] == ["07:30", "13:30"]
    assert not is_working_day(FRIDAY, holidays=swapped.holidays, overrides=swapped.overrides)
    assert is_working_day(SATURDAY, holidays=swapped.holidays, overrides=swapped.overrides)


def test_a_day_is_decided_once_and_can_be_given_back(session: Session) -> None:
    def add(note: str = "Nghỉ bù") -> None:
        holiday_actions.add_holiday(session, FRIDAY, is_working=False, note=note, document=None, now=MONDAY, staff_id=7)

    add()
    assert record.refused(add) == ("taken", "day")
    holiday_actions.remove_holiday(session, FRIDAY, now=MONDAY, staff_id=7)
    assert queries.hours_of(session, 1, FRIDAY).overrides == {}
    assert record.acts(session) == ["holiday.add", "holiday.remove"]
    assert record.last(session).details["note"] == {"old": "Nghỉ bù", "new": None}
    assert record.refused(lambda: holiday_actions.remove_holiday(session, FRIDAY, now=MONDAY, staff_id=7)) == (
        "unknown",
        "day",
    )
    assert record.refused(lambda: add(" ")) == ("missing", "note")
