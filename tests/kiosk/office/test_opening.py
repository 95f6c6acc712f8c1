"""The door: morning, lunch, afternoon, Tết, swapped days, days with their own hours."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ground.calendar import at_local, local_day
from kiosk.office.opening import (
    Hours,
    OpeningState,
    Session,
    closing_instant,
    opening_instant,
    opening_state,
    sessions_on,
)

MORNING = Session(time(7, 0), time(11, 0))
AFTERNOON = Session(time(13, 0), time(17, 0))
USUAL = dict.fromkeys(range(5), (MORNING, AFTERNOON))
MONDAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)
NEXT_MONDAY = date(2026, 11, 23)
WEEK = Hours(weekly=USUAL)
TET = Hours(weekly=USUAL, holidays={date(2026, 2, day): "Tết Nguyên đán" for day in range(16, 21)})
SWAP = Hours(weekly=USUAL, overrides={date(2026, 1, 2): False, date(2026, 1, 10): True})


def wall(day: date, hour: int, minute: int = 0) -> datetime:
    return at_local(day, time(hour, minute))


@pytest.mark.parametrize(
    ("hour", "minute", "state", "changes_at"),
    [
        (0, 0, OpeningState.BEFORE_OPENING, wall(MONDAY, 7)),
        (6, 59, OpeningState.BEFORE_OPENING, wall(MONDAY, 7)),
        (7, 0, OpeningState.OPEN, wall(MONDAY, 11)),
        (10, 59, OpeningState.OPEN, wall(MONDAY, 11)),
        (11, 0, OpeningState.LUNCH_BREAK, wall(MONDAY, 13)),
        (12, 59, OpeningState.LUNCH_BREAK, wall(MONDAY, 13)),
        (13, 0, OpeningState.OPEN, wall(MONDAY, 17)),
        (16, 59, OpeningState.OPEN, wall(MONDAY, 17)),
        (17, 0, OpeningState.CLOSED_FOR_TODAY, wall(MONDAY + timedelta(days=1), 7)),
        (23, 59, OpeningState.CLOSED_FOR_TODAY, wall(MONDAY + timedelta(days=1), 7)),
    ],
)
def test_the_door_through_a_monday(hour: int, minute: int, state: OpeningState, changes_at: datetime) -> None:
    opening = opening_state(wall(MONDAY, hour, minute), WEEK)

    assert (opening.state, opening.changes_at) == (state, changes_at)


def test_friday_evening_and_sunday_both_promise_monday_morning() -> None:
    evening = opening_state(wall(FRIDAY, 18), WEEK)
    sunday = opening_state(wall(FRIDAY + timedelta(days=2), 9), WEEK)

    assert (evening.state, evening.changes_at) == (OpeningState.CLOSED_FOR_TODAY, wall(NEXT_MONDAY, 7))
    assert (sunday.state, sunday.changes_at) == (OpeningState.DAY_OFF, wall(NEXT_MONDAY, 7))


def test_tet_is_a_week_off_and_names_the_day_after() -> None:
    opening = opening_state(wall(date(2026, 2, 17), 9), TET)

    assert (opening.state, opening.changes_at) == (OpeningState.DAY_OFF, wall(date(2026, 2, 23), 7))


def test_a_friday_off_is_worked_on_a_saturday_with_weekday_hours() -> None:
    assert sessions_on(date(2026, 1, 2), SWAP) == ()
    assert sessions_on(date(2026, 1, 10), SWAP) == (MORNING, AFTERNOON)
    assert sessions_on(date(2026, 1, 3), SWAP) == ()


def test_a_worked_saturday_takes_the_hours_of_the_last_weekday_the_unit_opens() -> None:
    hours = Hours(weekly={0: (MORNING, AFTERNOON), 3: (MORNING,)}, overrides=SWAP.overrides)

    assert sessions_on(date(2026, 1, 10), hours) == (MORNING,)


def test_a_worked_saturday_keeps_the_units_own_saturday_hours() -> None:
    hours = Hours(weekly={**USUAL, 5: (MORNING,)}, overrides=SWAP.overrides)

    assert sessions_on(date(2026, 1, 10), hours) == (MORNING,)


def test_an_override_cannot_open_a_weekday_the_unit_never_opens() -> None:
    hours = Hours(weekly={0: (MORNING,)}, overrides={date(2026, 11, 17): True})

    assert sessions_on(date(2026, 11, 17), hours) == ()


def test_the_units_exception_wins_over_override_holiday_and_week() -> None:
    short = Session(time(8, 0), time(10, 0))
    hours = Hours(
        weekly=USUAL,
        exceptions={MONDAY: (short,), FRIDAY: ()},
        holidays={MONDAY: "Lễ"},
        overrides={MONDAY: False, FRIDAY: True},
    )

    assert sessions_on(MONDAY, hours) == (short,)
    assert closing_instant(MONDAY, hours) == wall(MONDAY, 10)
    assert sessions_on(FRIDAY, hours) == ()
    assert opening_state(wall(FRIDAY, 9), hours).state is OpeningState.DAY_OFF


def test_an_override_opens_a_holiday() -> None:
    hours = Hours(weekly=USUAL, holidays={MONDAY: "Lễ"}, overrides={MONDAY: True})

    assert sessions_on(MONDAY, hours) == (MORNING, AFTERNOON)


def test_a_day_without_lunch_break_is_open_until_its_end() -> None:
    through = Hours(weekly={0: (Session(time(11, 0), time(17, 0)), MORNING, Session(time(8, 0), time(9, 0)))})
    opening = opening_state(wall(MONDAY, 11), through)

    assert (opening.state, opening.changes_at) == (OpeningState.OPEN, wall(MONDAY, 17))


def test_first_opening_and_last_closing_of_a_day() -> None:
    assert opening_instant(MONDAY, WEEK) == wall(MONDAY, 7)
    assert closing_instant(MONDAY, WEEK) == wall(MONDAY, 17)
    assert opening_instant(FRIDAY + timedelta(days=1), WEEK) is None
    assert closing_instant(FRIDAY + timedelta(days=1), WEEK) is None


def test_a_unit_without_hours_is_never_open_and_promises_nothing() -> None:
    opening = opening_state(wall(MONDAY, 9), Hours(weekly={}))

    assert (opening.state, opening.changes_at) == (OpeningState.DAY_OFF, None)


@pytest.mark.parametrize("closes", [time(7, 0), time(6, 0)])
def test_a_session_that_closes_before_it_opens_is_refused(closes: time) -> None:
    with pytest.raises(ValueError, match="closes after"):
        Session(time(7, 0), closes)


@given(st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31)), st.times())
def test_the_state_holds_until_the_promised_change_and_not_longer(day: date, on_the_wall: time) -> None:
    now = at_local(day, on_the_wall)
    opening = opening_state(now, TET)
    assert opening.changes_at is not None
    last_moment = opening.changes_at - timedelta(microseconds=1)

    assert opening.changes_at > now
    is_open = opening.state is OpeningState.OPEN
    assert (opening_state(last_moment, TET).state is OpeningState.OPEN) == is_open
    assert (opening_state(opening.changes_at, TET).state is OpeningState.OPEN) != is_open
    if is_open:
        assert local_day(opening.changes_at) == local_day(now)
