"""Waits a citizen would count the same way, and estimates that hold."""

from datetime import UTC, datetime, timedelta
from math import log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue.waiting import (
    LONGEST_SECONDS,
    Band,
    WaitBand,
    estimate_band,
    percentile,
    service_seconds,
    stay_seconds,
    wait_band,
    wait_seconds,
    way_seconds,
)

NINE = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
WAITS = st.lists(st.integers(0, 20_000), min_size=1)


def minute(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def test_a_wait_of_zero_is_a_wait_and_no_call_is_none() -> None:
    assert wait_seconds(NINE, NINE) == 0
    assert wait_seconds(NINE, None) is None
    assert percentile([0, 0, 0], 50) == 0
    assert percentile([], 50) is None


def test_the_four_durations_of_a_visit() -> None:
    arrived, first, last, started, ended = NINE, minute(12), minute(14), minute(15.5), minute(30)

    assert wait_seconds(arrived, first) == 12 * 60
    assert way_seconds(last, started) == 90
    assert service_seconds(started, ended, hold_seconds=270) == 10 * 60
    assert stay_seconds(arrived, ended) == 30 * 60


def test_a_duration_without_one_of_its_ends_is_none() -> None:
    assert way_seconds(NINE, None) is way_seconds(None, NINE) is None
    assert service_seconds(NINE, None) is service_seconds(None, NINE) is None
    assert stay_seconds(NINE, None) is None


def test_fractions_of_a_second_are_not_rounded_up() -> None:
    assert wait_seconds(NINE, NINE + timedelta(seconds=59, microseconds=999_999)) == 59


def test_durations_that_run_backwards_are_refused() -> None:
    with pytest.raises(ValueError, match="backwards"):
        wait_seconds(NINE, minute(-1))
    with pytest.raises(ValueError, match="put aside"):
        service_seconds(NINE, minute(1), hold_seconds=61)


@given(WAITS, st.integers(1, 100))
def test_a_percentile_is_the_smallest_wait_that_enough_people_did_not_exceed(waits: list[int], percent: int) -> None:
    enough = [wait for wait in waits if 100 * sum(other <= wait for other in waits) >= percent * len(waits)]

    assert percentile(waits, percent) == min(enough)


@given(WAITS)
def test_percentiles_grow_from_the_shortest_to_the_longest_wait(waits: list[int]) -> None:
    values = [percentile(waits, percent) or 0 for percent in range(1, 101)]

    assert values == sorted(values)
    assert values[-1] == max(waits)


@pytest.mark.parametrize(("percent", "expected"), [(1, 10), (50, 50), (51, 60), (90, 90), (91, 100), (100, 100)])
def test_percentiles_of_ten_people(percent: int, expected: int) -> None:
    assert percentile(iter(range(100, 0, -10)), percent) == expected


@pytest.mark.parametrize("percent", [0, 101, -5])
def test_a_percentile_out_of_range_is_refused_even_without_waits(percent: int) -> None:
    with pytest.raises(ValueError, match="1 to 100"):
        percentile([], percent)


def test_a_negative_wait_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        percentile([5, -1], 50)
    with pytest.raises(ValueError, match="negative"):
        wait_band(-1)


@pytest.mark.parametrize(
    ("seconds", "band"),
    [
        (None, WaitBand.NONE),
        (0, WaitBand.UNDER_5),
        (299, WaitBand.UNDER_5),
        (300, WaitBand.FROM_5_TO_15),
        (900, WaitBand.FROM_5_TO_15),
        (901, WaitBand.OVER_15_TO_30),
        (1800, WaitBand.OVER_15_TO_30),
        (1801, WaitBand.OVER_30_TO_60),
        (3600, WaitBand.OVER_30_TO_60),
        (3601, WaitBand.OVER_60),
    ],
)
def test_bands_have_the_limits_of_the_question(seconds: int | None, band: WaitBand) -> None:
    assert wait_band(seconds) is band


def test_with_nobody_ahead_the_estimate_is_up_to_five_minutes() -> None:
    assert estimate_band(0, 1, [], 600) == Band(0, 300)


def test_without_an_open_counter_nobody_can_know() -> None:
    assert estimate_band(0, 0, [600] * 20, 600) is None


def test_few_services_count_less_than_the_usual_one() -> None:
    assert estimate_band(4, 2, [3000] * 9, 300) == estimate_band(4, 2, [], 300) == Band(0, 1200)
    assert estimate_band(4, 2, [600] * 10, 300) == Band(1200, 1500)


def test_an_endless_queue_is_quoted_a_whole_day_at_most() -> None:
    assert estimate_band(10_000, 1, [600] * 20, 600) == Band(LONGEST_SECONDS - 300, LONGEST_SECONDS)


@pytest.mark.parametrize("arguments", [(-1, 1, [], 600), (1, -1, [], 600), (1, 1, [5, -5], 600), (1, 1, [], -600)])
def test_negative_people_counters_or_seconds_are_refused(arguments: tuple[int, int, list[int], int]) -> None:
    with pytest.raises(ValueError, match="negative"):
        estimate_band(*arguments)


@given(st.integers(0, 500), st.integers(1, 30), st.lists(st.integers(0, 7200), max_size=40), st.integers(0, 3600))
def test_a_band_is_made_of_five_minutes_and_grows_with_the_queue(
    ahead: int, counters: int, recent: list[int], default: int
) -> None:
    band = estimate_band(ahead, counters, recent, default)
    longer = estimate_band(ahead + 1, counters, recent, default)
    assert band is not None
    assert longer is not None

    assert 0 <= band.low_seconds < band.high_seconds <= LONGEST_SECONDS
    assert band.low_seconds % 300 == band.high_seconds % 300 == 0
    assert longer.high_seconds >= band.high_seconds
    assert (band.low_minutes * 60, band.high_minutes * 60) == (band.low_seconds, band.high_seconds)


@pytest.mark.parametrize(("ahead", "counters"), [(3, 1), (12, 3), (40, 4)])
def test_about_eight_of_ten_simulated_waits_fall_inside_the_band(ahead: int, counters: int) -> None:
    random = Random(20261116)
    recent = [round(-420 * log(1 - (place + 0.5) / 200)) for place in range(200)]  # the exponential's own quantiles
    band = estimate_band(ahead, counters, recent, 600)
    assert band is not None
    waits = [_simulated_wait(random, ahead, counters) for _ in range(2000)]

    inside = sum(band.low_seconds <= wait <= band.high_seconds for wait in waits) / len(waits)
    assert inside >= 0.75


def _simulated_wait(random: Random, ahead: int, counters: int) -> float:
    """Return the seconds until *ahead* people have been taken by counters that are all busy now."""
    free_at = [random.expovariate(1 / 420) for _ in range(counters)]
    for _ in range(ahead):
        free_at.sort()
        free_at[0] += random.expovariate(1 / 420)
    return min(free_at)
