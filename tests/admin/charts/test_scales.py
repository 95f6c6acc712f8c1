"""Marks, labels and numbers stand where a reader expects them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.charts.scales import spread, stacked, steps, thinned
from admin.measures.numbers import number


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (12.5, "12,5", "12.5"),
        (12.0, "12", "12"),
        (1234, "1.234", "1,234"),
        (0, "0", "0"),
        (1234567.25, "1.234.567,2", "1,234,567.2"),
    ],
)
def test_numbers_are_written_as_the_reader_writes_them(value: float, vietnamese: str, english: str) -> None:
    assert number(value, decimal_comma=True) == vietnamese
    assert number(value, decimal_comma=False) == english


@given(st.floats(1e-3, 1e7), st.integers(1, 10))
def test_a_scale_begins_at_zero_reaches_its_highest_value_and_has_no_more_marks_than_asked(
    highest: float, at_most: int
) -> None:
    marks = steps(highest, at_most)

    assert marks[0] == 0
    assert marks[-1] >= highest * (1 - 1e-9)
    assert 1 <= len(marks) - 1 <= at_most


def test_a_scale_counts_in_ones_twos_and_fives() -> None:
    assert steps(52, 6) == [0, 10, 20, 30, 40, 50, 60]
    assert steps(5.2, 6) == [0, 1, 2, 3, 4, 5, 6]
    assert steps(0.9, 2) == [0, 0.5, 1]


@given(st.lists(st.floats(0, 100), max_size=6))
def test_labels_keep_their_order_and_their_distance_below_the_top(wanted: list[float]) -> None:
    placed = spread(wanted, [15] * len(wanted), 100)

    assert len(placed) == len(wanted)
    ranked = sorted(range(len(wanted)), key=lambda label: (wanted[label], placed[label]))
    for below, above in pairwise(ranked):
        assert placed[above] - placed[below] >= 15 - 1e-9
    assert all(place <= 100 for place in placed)


def test_labels_that_are_apart_stay_where_they_are() -> None:
    assert spread([80, 10, 40], [15] * 3, 100) == [80, 10, 40]


def test_the_last_week_is_always_named_and_none_overlap() -> None:
    assert thinned(26, 308, 72) == [4, 11, 18, 25]
    assert thinned(1, 10, 72) == [0]
    assert thinned(0, 308, 72) == []


def test_a_label_of_two_lines_keeps_its_neighbours_further_away() -> None:
    assert spread([50, 52], [15, 30], 100) == [50, 72.5]


def test_labels_that_overlap_stand_one_above_the_other_the_latest_lowest() -> None:
    assert stacked([(0, 50), (20, 60), (100, 120)]) == [1, 0, 0]
    assert stacked([(0, 50), (50, 60)]) == [0, 0]
    assert stacked([]) == []
