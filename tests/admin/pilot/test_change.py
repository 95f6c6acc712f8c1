"""Better or worse only beyond chance, with weeks as the units of chance."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.effects import DaySum
from admin.measures.figures import Interval
from admin.pilot.change import Change, Ground, Trend, change, since_before
from kiosk.ground.calendar import Week

MONDAY = date(2026, 6, 1)
LONG = (1500, 1380, 1440, 1320, 1560, 1400, 1450, 1500, 1420, 1480, 1390, 1510)
W47 = Week(2026, 47)


def days(weekly: Sequence[int], first: date = MONDAY, n: int = 100) -> list[DaySum]:
    """Five days a week on which *n* people waited so many seconds each."""
    return [
        DaySum(first + timedelta(weeks=week, days=day), n, n * seconds)
        for week, seconds in enumerate(weekly)
        for day in range(5)
    ]


def found(before: Sequence[int], now: Sequence[int], earlier: Sequence[int] | None = None) -> Change:
    """The change to *now*, when the four weeks before were the same, or *earlier*."""
    result = change(days(before), days(now, date(2026, 10, 26)), days(now if earlier is None else earlier))
    assert result is not None
    return result


def test_half_the_wait_in_every_week_is_better_beyond_chance() -> None:
    result = found(LONG, [seconds // 2 for seconds in LONG[:4]])
    assert result.trend is Trend.BETTER
    assert result.low is not None
    assert result.high is not None
    assert result.low < result.now_minutes - result.before_minutes < result.high < 0


def test_twice_the_wait_is_worse_and_the_same_weeks_show_no_change() -> None:
    assert found([seconds // 2 for seconds in LONG], LONG[:4]).trend is Trend.WORSE
    assert found(LONG, LONG[:4]).trend is Trend.UNCLEAR


def test_four_good_weeks_are_not_enough_when_the_four_before_were_as_always() -> None:
    half = [seconds // 2 for seconds in LONG[:4]]
    once = found(LONG, half, LONG[:4])
    assert (once.once, once.trend) == (Trend.BETTER, Trend.LATELY_BETTER)
    assert found(LONG, half, []).trend is Trend.UNKNOWN
    assert found(LONG, half, [2 * seconds for seconds in LONG[:4]]).trend is Trend.LATELY_BETTER


def test_four_calm_weeks_after_wild_ones_are_no_change() -> None:
    assert found((300, 3000, 600, 2600, 200, 3300, 900, 2100), (1200, 1250, 1300, 1100)).trend is Trend.UNCLEAR


def test_with_too_few_weeks_or_days_nothing_is_concluded_but_the_means_are_there() -> None:
    result = found(LONG, (700, 700, 700))
    assert (result.low, result.high, result.trend) == (None, None, Trend.UNKNOWN)
    assert result.now_minutes == pytest.approx(700 / 60)
    mondays = [one for one in days(LONG[:7]) if one.day.weekday() == 0]
    assert change(mondays, days(LONG[:4])).trend is Trend.UNKNOWN  # type: ignore[union-attr]


def test_the_means_are_those_of_visits_and_not_of_days() -> None:
    result = change([DaySum(MONDAY, 1, 6000), DaySum(MONDAY, 99, 0)], [DaySum(MONDAY, 10, 600)])
    assert result is not None
    assert (result.before_minutes, result.now_minutes) == (1, 1)


def test_under_ten_visits_on_a_side_neither_means_nor_an_interval_are_told() -> None:
    few = [DaySum(MONDAY + timedelta(days=4 * place), 1, 3600) for place in range(9)]
    assert change(few, days(LONG)) is None
    assert change(days(LONG), few) is None
    told = change(days(LONG), days(LONG[:4]), few)
    assert told is not None
    assert told.earlier is None


def test_a_side_written_by_hand_is_not_set_against_one_by_numbers() -> None:
    sheets = [replace(one, by_hand=one.n) for one in days(LONG)]
    result = change(sheets, days([700] * 4), days([700] * 4))
    assert result is not None
    assert {result.once, result.trend} == {Trend.OTHERWISE}
    assert result.before is not None
    assert result.before.by_hand == 1


def test_without_anybody_served_there_is_no_change_to_speak_of() -> None:
    assert change(days(LONG), []) is None
    assert change([DaySum(MONDAY, 0, 0)] * 20, days(LONG)) is None


def test_the_last_four_weeks_are_set_against_the_weeks_before_the_pilot() -> None:
    pilot = W47.shift(-9).monday
    every = days((1800,) * 6 + (1200,) * 10, W47.shift(-15).monday)
    result = since_before(every, baseline_from=None, pilot_since=pilot, until=W47)
    assert result is not None
    assert (result.before_minutes, result.now_minutes) == (30, 20)
    late = since_before(every, baseline_from=W47.shift(-11).monday, pilot_since=pilot, until=W47)
    assert late is not None
    assert late.trend is Trend.UNKNOWN
    young = since_before(every, baseline_from=None, pilot_since=W47.shift(-1).monday, until=W47)
    assert young is not None
    assert young.trend is Trend.UNKNOWN


def test_before_the_pilot_and_without_one_there_is_nothing_to_compare() -> None:
    every = days(LONG)
    assert since_before(every, baseline_from=None, pilot_since=None, until=W47) is None
    assert since_before(every, baseline_from=None, pilot_since=W47.shift(1).monday, until=W47) is None


def test_without_a_named_day_a_year_before_the_pilot_counts_and_nothing_older() -> None:
    pilot = W47.shift(-7).monday
    old = days((6000,) * 10, W47.shift(-7 - 62).monday)
    every = [*old, *days((1800,) * 6 + (1200,) * 8, W47.shift(-13).monday)]
    result = since_before(every, baseline_from=None, pilot_since=pilot, until=W47)
    assert result is not None
    assert result.before_minutes == 30


def test_weeks_with_holidays_count_on_neither_side_and_earlier_ones_take_their_place() -> None:
    pilot = W47.shift(-9).monday
    every = days((1800,) * 5 + (9000,) + (1200,) * 8 + (10, 10), W47.shift(-15).monday)
    short = {W47, W47.shift(-1), W47.shift(-10)}
    result = since_before(every, baseline_from=None, pilot_since=pilot, until=W47, short=short)
    assert result is not None
    assert (result.before_minutes, result.now_minutes, result.trend) == (30, 20, Trend.BETTER)
    assert result.now is not None
    assert result.now.n == 2000


@given(st.lists(st.integers(0, 3000), min_size=4, max_size=30))
def test_the_order_of_weeks_says_nothing(weekly: list[int]) -> None:
    result = found(weekly, weekly[::-1])
    assert result.before_minutes == result.now_minutes
    assert result.low is not None
    assert result.high is not None
    assert result.low <= 0 <= result.high


def test_each_mean_says_what_it_stands_on() -> None:
    result = found(LONG, [600] * 4)

    assert result.now is not None
    assert result.now == Ground(2000, Interval(600.0, 600.0))
    assert result.before is not None
    assert result.before.interval is not None
    assert result.before.interval.low_seconds / 60 < result.before_minutes < result.before.interval.high_seconds / 60
    short = change(days(LONG[:1]), days([600]))
    assert short is not None
    assert short.before == Ground(500, None)
