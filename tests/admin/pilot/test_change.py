"""Better or worse only beyond chance, with days as the units of chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.pilot.change import DayWaits, Trend, change

LONG = [DayWaits(100, 100 * seconds) for seconds in (1500, 1380, 1440, 1320, 1560, 1400, 1450, 1500, 1420, 1480)]
SHORT = [DayWaits(day.n, day.seconds // 2) for day in LONG]


def test_half_the_wait_on_every_day_is_better_beyond_chance() -> None:
    found = change(LONG, SHORT)
    assert found is not None
    assert found.trend is Trend.BETTER
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.now_minutes - found.before_minutes < found.high < 0


def test_twice_the_wait_is_worse_and_the_same_days_show_no_change() -> None:
    assert change(SHORT, LONG).trend is Trend.WORSE  # type: ignore[union-attr]
    assert change(LONG, LONG).trend is Trend.UNCLEAR  # type: ignore[union-attr]


def test_one_good_week_among_wild_days_is_no_change() -> None:
    wild = [DayWaits(100, 100 * seconds) for seconds in (300, 3000, 600, 2600, 200, 3300, 900, 2100)]
    calm = [DayWaits(100, 100 * seconds) for seconds in (1200, 1250, 1300, 1100, 1250, 1200, 1250, 1300)]
    assert change(wild, calm).trend is Trend.UNCLEAR  # type: ignore[union-attr]


def test_under_eight_days_on_a_side_nothing_is_concluded_but_the_means_are_there() -> None:
    found = change(LONG, SHORT[:7])
    assert found is not None
    assert (found.low, found.high, found.trend) == (None, None, Trend.UNKNOWN)
    assert found.before_minutes == pytest.approx(24.0833, abs=1e-3)


def test_the_means_are_those_of_visits_and_not_of_days() -> None:
    found = change([DayWaits(1, 6000), DayWaits(99, 0)], [DayWaits(10, 600)])
    assert found is not None
    assert (found.before_minutes, found.now_minutes) == (1, 1)


def test_days_on_which_nobody_came_are_no_days() -> None:
    assert change(LONG, []) is None
    assert change([DayWaits(0, 0)] * 20, SHORT) is None
    assert change([*LONG[:7], DayWaits(0, 0)], SHORT).trend is Trend.UNKNOWN  # type: ignore[union-attr]


def test_the_same_days_always_say_the_same() -> None:
    assert change(LONG, SHORT) == change(LONG, SHORT)


@given(st.lists(st.tuples(st.integers(1, 300), st.integers(0, 3000)), min_size=8, max_size=30), st.data())
def test_the_interval_holds_the_order_of_days_for_nothing(days: list[tuple[int, int]], data: st.DataObject) -> None:
    before = [DayWaits(n, n * wait) for n, wait in days]
    found = change(before, before[::-1])
    assert found is not None
    assert found.before_minutes == found.now_minutes
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.high
