"""Scores say how many are satisfied, how sure that is, and what the silent ones could change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.satisfaction import score, wilson

COUNTS = st.lists(st.integers(0, 200), min_size=5, max_size=5)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_equal_the_published_ones(successes: int, n: int, low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17, p. 857, table I, method 3."""
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_the_share_and_mirrors_for_the_dissatisfied(successes: int, failures: int) -> None:
    n = successes + failures
    interval, mirrored = wilson(successes, n), wilson(failures, n)
    if interval is None or mirrored is None:
        assert n == 0
        return
    low, high = interval
    assert 0 <= low <= successes / n <= high <= 1
    assert (1 - mirrored[1], 1 - mirrored[0]) == pytest.approx((low, high))


def test_an_interval_of_everybody_has_a_width() -> None:
    low, high = wilson(10, 10) or (0, 0)

    assert high == 1
    assert low == pytest.approx(0.7225, abs=5e-5)


@pytest.mark.parametrize(("successes", "n"), [(-1, 5), (6, 5), (0, -1)])
def test_impossible_shares_are_refused(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="between"):
        wilson(successes, n)


def test_neither_satisfied_nor_dissatisfied_is_not_satisfied() -> None:
    assert score([0, 0, 10, 0, 0]).top2 == 0
    assert score([0, 0, 5, 3, 2]).top2 == 0.5


def test_no_ballots_are_no_score() -> None:
    nothing = score([0, 0, 0, 0, 0])

    assert (nothing.n, nothing.top2, nothing.low, nothing.high, nothing.coverage) == (0, None, None, None, None)
    assert not nothing.shown


def test_a_score_is_shown_from_ten_ballots() -> None:
    assert not score([0, 0, 0, 0, 9]).shown
    assert score([0, 0, 0, 0, 10]).shown


def test_the_silent_ones_could_all_be_dissatisfied_or_all_satisfied() -> None:
    one = score([1, 1, 2, 10, 6], served=100)

    assert one.coverage == 0.2
    assert one.lowest == 0.16
    assert one.highest == 0.96


def test_nobody_silent_leaves_nothing_open() -> None:
    one = score([2, 0, 0, 0, 8], served=10)

    assert one.lowest == one.top2 == one.highest == 0.8


@pytest.mark.parametrize("served", [None, 0, 9])
def test_there_is_no_coverage_of_visits_that_nobody_counted(served: int | None) -> None:
    one = score([0, 0, 0, 0, 10], served)

    assert (one.coverage, one.lowest, one.highest) == (None, None, None)


@given(COUNTS, st.integers(0, 2000))
def test_the_bounds_hold_what_everybody_would_have_answered(counts: list[int], silent: int) -> None:
    one = score(counts, sum(counts) + silent)
    if one.lowest is None or one.highest is None:
        assert one.served == 0
        return
    for satisfied_silent in (0, silent // 2, silent):
        truth = (counts[3] + counts[4] + satisfied_silent) / (one.n + silent)
        assert one.lowest - 1e-12 <= truth <= one.highest + 1e-12


@pytest.mark.parametrize("counts", [[1, 2, 3, 4], [1, 2, 3, 4, -1], [1, 2, 3, 4, 5, 6]])
def test_a_score_needs_five_counts(counts: list[int]) -> None:
    with pytest.raises(ValueError, match="five counts"):
        score(counts)


def test_visits_cannot_be_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        score([1, 1, 1, 1, 1], -1)


def test_ballots_that_came_in_another_way_count_in_coverage_and_bounds_only() -> None:
    alone, beside = score([2, 0, 0, 3, 5], 40), score([2, 0, 0, 3, 5], 40, [4, 0, 1, 2, 3])

    assert (beside.counts, beside.n, beside.top2, beside.low) == (alone.counts, alone.n, alone.top2, alone.low)
    assert beside.coverage == 20 / 40
    assert (beside.lowest, beside.highest) == (13 / 40, (13 + 20) / 40)
    assert score([10, 0, 0, 0, 0], 15, [10, 0, 0, 0, 0]).coverage is None, "more ballots than visits"
