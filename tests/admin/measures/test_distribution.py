"""How waits are spread: nobody lost, “within 15 minutes” at the end of a bin, few enough bins."""

from math import ceil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.distribution import MOST_BINS, Distribution, distribution

TARGETS = (900, 1800)


def of(seconds: list[int], targets: tuple[int, ...] = TARGETS) -> Distribution:
    return distribution(np.array(seconds, np.int64), targets)


def test_a_wait_of_exactly_fifteen_minutes_is_within_fifteen() -> None:
    spread = of([900] * 3 + [901] * 2)
    within = 15 // spread.width_minutes
    assert (15 % spread.width_minutes, sum(spread.counts[:within]), sum(spread.counts[within:])) == (0, 3, 2)


def test_bins_reach_to_the_targets_even_when_nobody_waits() -> None:
    spread = of([0] * 20)
    assert (spread.end_minutes, spread.counts[0], sum(spread.counts), spread.at_once) == (30, 20, 20, 20)


def test_few_very_long_waits_are_counted_beyond_the_last_bin() -> None:
    spread = of([600] * 199 + [36_000])
    assert (spread.end_minutes, spread.longer, spread.over_long) == (30, 1, 1)


def test_an_older_target_far_away_does_not_press_the_bins_flat() -> None:
    assert of([600] * 20, (900, 86_400)).end_minutes == 15


def test_the_share_over_an_hour_does_not_count_the_hour_itself() -> None:
    assert of([3600] * 5 + [3601] * 5).over_long_share == 0.5


def test_nine_in_ten_are_called_within_whole_minutes() -> None:
    spread = of([60] * 17 + [2461] + [4000] * 2)
    assert (spread.p90_seconds, spread.p90_minutes, spread.median_seconds) == (2461, 42, 60)


def test_nine_waits_have_no_median() -> None:
    spread = of([600] * 9)
    assert (spread.n, spread.median_seconds, spread.p90_minutes, spread.over_long_share) == (9, None, None, None)


def test_without_waits_all_bins_are_empty() -> None:
    spread = of([])
    assert (spread.n, sum(spread.counts), spread.longer) == (0, 0, 0)


@pytest.mark.parametrize(("longest", "width"), [(600, 1), (3600, 3), (7200, 5), (86_400, 60)])
def test_bins_grow_with_the_waits(longest: int, width: int) -> None:
    assert of([longest] * 20).width_minutes == width


@given(
    st.lists(st.integers(0, 40_000) | st.sampled_from([0, 899, 900, 901, 3600, 3601]), max_size=60),
    st.tuples(st.integers(1, 120), st.integers(1, 600)),
)
def test_every_wait_stands_in_its_bin_as_a_naive_count_says(seconds: list[int], minutes: tuple[int, int]) -> None:
    spread = of(seconds, (minutes[0] * 60, minutes[1] * 60))
    width = spread.width_minutes * 60
    for place, count in enumerate(spread.counts):
        assert count == sum(max(ceil(wait / width), 1) == place + 1 for wait in seconds)
    assert sum(spread.counts) + spread.longer == spread.n == len(seconds)
    assert 1 <= len(spread.counts) <= MOST_BINS
    assert spread.longer <= 0.02 * len(seconds)
