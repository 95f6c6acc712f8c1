"""When somebody came who is written down later."""

from datetime import UTC, datetime, time

import pytest

from admin.arrivals.late import FutureError, Late, LateReason, came_at

MORNING = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)
"""09:30 in Cần Thơ."""


@pytest.mark.parametrize("typed", [time(0, 0), time(7, 45), time(9, 30)])
def test_a_time_of_today_that_has_come_is_that_instant(typed: time) -> None:
    came = came_at(typed, now=MORNING)
    assert (MORNING - came).total_seconds() == (9 - typed.hour) * 3600 + (30 - typed.minute) * 60


@pytest.mark.parametrize("typed", [time(9, 31), time(23, 59)])
def test_a_time_that_has_not_come_is_refused_and_never_yesterdays(typed: time) -> None:
    with pytest.raises(FutureError):
        came_at(typed, now=MORNING)


def test_the_record_says_why() -> None:
    assert Late(MORNING, LateReason.POWER).note == "late: power"
