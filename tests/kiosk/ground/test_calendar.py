"""Days, weeks and working days where a UTC calendar would get them wrong."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ground.calendar import (
    ZONE,
    Week,
    add_working_days,
    at_local,
    is_working_day,
    local_day,
    start_of_day,
    weeks_until,
)

DAYS = st.dates(min_value=date(2000, 1, 3), max_value=date(2999, 1, 1))
TET_2026 = {date(2026, 2, day): "Tết Nguyên đán" for day in range(16, 21)}
SWAP_2026 = {date(2026, 1, 2): False, date(2026, 1, 10): True}


@pytest.mark.parametrize("wall", [time(6, 59), time(7, 0), time(16, 59), time(17, 0), time(0, 0), time(23, 59)])
def test_every_hour_on_the_wall_belongs_to_the_same_local_day(wall: time) -> None:
    assert local_day(at_local(date(2026, 11, 16), wall)) == date(2026, 11, 16)


def test_utc_midnight_is_seven_in_the_morning_and_does_not_cut_the_queue() -> None:
    before, after = at_local(date(2026, 11, 16), time(6, 59)), at_local(date(2026, 11, 16), time(7, 0))

    assert (before.date(), after.date()) == (date(2026, 11, 15), date(2026, 11, 16))
    assert after == datetime(2026, 11, 16, 0, 0, tzinfo=UTC)
    assert local_day(before) == local_day(after)


def test_utc_evening_is_already_the_next_local_day() -> None:
    assert local_day(datetime(2026, 12, 31, 16, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert local_day(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == date(2027, 1, 1)


def test_no_clock_is_changed_in_summer() -> None:
    offsets = {
        datetime(year, month, 1, tzinfo=ZONE).utcoffset() for year in range(2020, 2041) for month in range(1, 13)
    }
    assert offsets == {timedelta(hours=7)}


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_day(at_local(date(2026, 11, 16), time(7, 0)).replace(tzinfo=None))


@given(DAYS)
def test_a_local_day_lasts_from_its_start_to_the_start_of_the_next(day: date) -> None:
    start, following = start_of_day(day), start_of_day(day + timedelta(days=1))

    assert start.tzinfo is UTC
    assert start.astimezone(ZONE).time() == time(0, 0)
    assert local_day(start) == local_day(following - timedelta(microseconds=1)) == day
    assert following - start == timedelta(hours=24)


@given(DAYS)
def test_a_week_runs_from_its_monday_to_its_sunday_and_reads_back(day: date) -> None:
    week = Week.of(day)

    assert week.monday <= day <= week.sunday
    assert (week.monday.weekday(), week.sunday.weekday()) == (0, 6)
    assert Week.parse(str(week)) == week
    assert week.shift(1).monday == week.sunday + timedelta(days=1)
    assert week.shift(53).shift(-53) == week


@given(DAYS, DAYS)
def test_weeks_sort_as_their_mondays_and_as_their_names(one: date, other: date) -> None:
    first, second = Week.of(one), Week.of(other)

    assert (first < second) == (first.monday < second.monday)
    assert (first < second) == (str(first) < str(second))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 12, 28), "2025-W52"),
        (date(2025, 12, 29), "2026-W01"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
    ],
)
def test_weeks_at_the_ends_of_years(day: date, name: str) -> None:
    assert str(Week.of(day)) == name


def test_week_53_is_followed_by_week_1() -> None:
    assert Week(2026, 53).shift(1) == Week(2027, 1)
    assert Week(2027, 1).shift(-1) == Week(2026, 53)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-47", "2026-W7", "2026-W00", "2025-W53", "2026-W54", "2026-w47", " 2026-W47", "2026-W47\n"),
        *("0001-W01", "9999-W52", "२०२६-W४७"),
    ],
)
def test_a_week_written_otherwise_or_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Week.parse(text)


def test_a_year_of_52_weeks_has_no_week_53() -> None:
    with pytest.raises(ValueError, match="53"):
        Week(2025, 53)


def test_the_label_of_a_week_names_its_monday() -> None:
    assert Week.parse("2026-W47").label == "T47 (16/11)"
    assert Week.parse("2026-W47").named("W%(number)s, %(monday)s") == "W47, 16/11"


def test_the_weeks_until_one_end_with_it_and_leave_none_out() -> None:
    weeks = weeks_until(Week(2027, 1), 26)

    assert len(weeks) == 26
    assert weeks[-1] == Week(2027, 1)
    assert weeks[-2] == Week(2026, 53)
    assert all(later == earlier.shift(1) for earlier, later in pairwise(weeks))
    assert weeks_until(Week(2027, 1), 0) == ()
    with pytest.raises(ValueError, match="negative"):
        weeks_until(Week(2027, 1), -1)


def test_the_administrators_override_wins_over_holiday_and_weekday() -> None:
    holidays = {date(2026, 1, 1): "Tết Dương lịch"}

    assert not is_working_day(date(2026, 1, 1), holidays=holidays, overrides=SWAP_2026)
    assert not is_working_day(date(2026, 1, 2), holidays=holidays, overrides=SWAP_2026)
    assert is_working_day(date(2026, 1, 10), holidays=holidays, overrides=SWAP_2026)
    assert is_working_day(date(2026, 1, 2), holidays=holidays, overrides={})
    assert not is_working_day(date(2026, 1, 10), holidays=holidays, overrides={})
    assert is_working_day(date(2026, 1, 1), holidays=holidays, overrides={date(2026, 1, 1): True})


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 16), 3, date(2026, 11, 19)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 1, 1), 1, date(2026, 1, 5)),
        (date(2026, 1, 9), 1, date(2026, 1, 10)),
        (date(2026, 1, 9), 3, date(2026, 1, 13)),
    ],
)
def test_working_days_skip_weekends_tet_and_swapped_days(day: date, count: int, expected: date) -> None:
    assert add_working_days(day, count, holidays=TET_2026, overrides=SWAP_2026) == expected


@given(DAYS, st.integers(min_value=1, max_value=30))
def test_the_interval_after_a_day_holds_as_many_working_days_as_were_added(day: date, count: int) -> None:
    end = add_working_days(day, count, holidays=TET_2026, overrides=SWAP_2026)
    between = (day + timedelta(days=step) for step in range(1, (end - day).days + 1))

    assert sum(is_working_day(each, holidays=TET_2026, overrides=SWAP_2026) for each in between) == count


def test_going_back_by_working_days_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 11, 16), -1, holidays={}, overrides={})
