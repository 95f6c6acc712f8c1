"""Which day of the next few is told about."""

from datetime import date, time

from kiosk.office.opening import Hours, Session
from kiosk.queue.hall.ahead import Unusual, unusual_after

DAY = (Session(time(7, 30), time(11, 30)), Session(time(13, 30), time(17)))
MORNING = DAY[:1]
WEEK = dict.fromkeys(range(5), DAY)
MONDAY, TUESDAY, THURSDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 26), date(2026, 11, 20)
CULTURE = {TUESDAY: "Ngày Văn hóa Việt Nam"}


def test_a_holiday_is_told_the_day_before_by_its_name() -> None:
    assert unusual_after(MONDAY, Hours(WEEK, holidays=CULTURE)) == Unusual(TUESDAY, True, (), "Ngày Văn hóa Việt Nam")


def test_a_day_before_which_people_still_come_as_usual_is_not_told_yet() -> None:
    assert unusual_after(FRIDAY, Hours(WEEK, holidays=CULTURE)) is None
    assert unusual_after(TUESDAY, Hours(WEEK, holidays=CULTURE)) is None


def test_on_friday_the_monday_is_told() -> None:
    assert unusual_after(FRIDAY, Hours(WEEK, overrides={MONDAY: False})) == Unusual(MONDAY, False, ())


def test_other_hours_are_told_and_a_saturday_that_is_worked() -> None:
    assert unusual_after(MONDAY, Hours(WEEK, exceptions={TUESDAY: MORNING})) == Unusual(TUESDAY, True, MORNING)
    saturday = date(2026, 11, 21)
    assert unusual_after(FRIDAY, Hours(WEEK, overrides={saturday: True})) == Unusual(saturday, True, DAY)


def test_where_no_day_is_usual_nothing_is_told() -> None:
    assert unusual_after(MONDAY, Hours({}, exceptions={TUESDAY: MORNING})) is None


def test_a_holiday_of_an_office_that_works_all_the_same_is_not_told() -> None:
    assert unusual_after(MONDAY, Hours(WEEK, exceptions={TUESDAY: DAY}, holidays=CULTURE)) is None
    assert unusual_after(THURSDAY, Hours(WEEK)) is None
