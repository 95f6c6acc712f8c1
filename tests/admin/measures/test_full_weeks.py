"""Which weeks count for the limits."""

from datetime import date

from admin.measures.full_weeks import full_weeks, phase_starts
from kiosk.ground.calendar import Week, weeks_until

WEEKS = weeks_until(Week(2026, 10), 4)
TODAY = date(2026, 3, 30)
SINCE = date(2026, 1, 5)


def weekday(day: date) -> bool:
    return day.weekday() < 5


def test_four_weeks_of_five_days_count() -> None:
    assert full_weeks(WEEKS, usual=5, opens=weekday, since=SINCE, today=TODAY) == frozenset(WEEKS)


def test_a_week_with_a_holiday_does_not_count_and_one_with_a_worked_saturday_does() -> None:
    def opens(day: date) -> bool:
        return day == WEEKS[1].sunday.replace(day=WEEKS[1].sunday.day - 1) or (weekday(day) and day != WEEKS[2].monday)

    assert full_weeks(WEEKS, usual=5, opens=opens, since=SINCE, today=TODAY) == {WEEKS[0], WEEKS[1], WEEKS[3]}


def test_the_present_week_and_the_week_of_the_first_visit_do_not_count() -> None:
    since = date.fromordinal(WEEKS[0].monday.toordinal() + 2)
    assert full_weeks(WEEKS, usual=5, opens=weekday, since=since, today=WEEKS[3].sunday) == {WEEKS[1], WEEKS[2]}


def test_the_week_of_a_change_does_not_count_unless_it_came_by_its_first_day() -> None:
    monday, thursday = WEEKS[1].monday, date.fromordinal(WEEKS[2].monday.toordinal() + 3)
    seen = full_weeks(WEEKS, usual=5, opens=weekday, since=SINCE, today=TODAY, changes=[monday, thursday])
    assert seen == {WEEKS[0], WEEKS[1], WEEKS[3]}
    assert phase_starts([monday, thursday]) == {WEEKS[1], WEEKS[2]}


def test_a_unit_that_is_never_open_has_no_week() -> None:
    assert not full_weeks(WEEKS, usual=0, opens=lambda _: False, since=SINCE, today=TODAY)
