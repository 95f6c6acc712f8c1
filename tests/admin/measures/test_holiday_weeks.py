"""Which weeks are short by law."""

from datetime import date

from admin.measures.holiday_weeks import holiday_weeks
from kiosk.ground.calendar import Week

W36 = Week(2026, 36)


def test_a_week_with_a_day_off_is_short_and_one_with_a_worked_saturday_is_not() -> None:
    off, worked = date(2026, 9, 2), date(2026, 9, 12)

    def works(day: date) -> bool:
        return day == worked or (day.weekday() < 5 and day != off)

    assert holiday_weeks(W36.shift(-2).monday, W36.shift(2).sunday, works) == {W36}
    assert not holiday_weeks(W36.shift(1).monday, W36.monday, works)
