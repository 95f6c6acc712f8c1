"""Which weeks are short by law."""

from datetime import date

from admin.measures.holiday_weeks import days_off, holiday_weeks
from kiosk.ground.calendar import Week

W36 = Week(2026, 36)


def test_a_week_with_a_day_off_is_short_and_one_with_a_worked_saturday_is_not() -> None:
    off, worked = date(2026, 9, 2), date(2026, 9, 12)

    def works(day: date) -> bool:
        return day == worked or (day.weekday() < 5 and day != off)

    assert days_off(W36.shift(-2).monday, W36.shift(2).sunday, works) == [off]
    assert holiday_weeks([off]) == {W36}
    assert not days_off(W36.sunday, W36.monday, works)
