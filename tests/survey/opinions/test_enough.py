"""Nothing of one to nine answers can be reckoned from what is told."""

from hypothesis import given
from hypothesis import strategies as st

from survey.opinions.enough import told


@given(st.lists(st.integers(0, 60), max_size=12))
def test_what_is_hidden_is_nobody_or_ten_together(parts: list[int]) -> None:
    shown = told(parts)
    hidden = sum(n for n, one in zip(parts, shown, strict=True) if not one)
    assert all(n == 0 or n >= 10 for n, one in zip(parts, shown, strict=True) if one)
    assert hidden == 0 or hidden >= 10 or not any(n >= 10 for n in parts)


@given(st.lists(st.one_of(st.just(0), st.integers(10, 60)), max_size=12))
def test_nothing_is_hidden_where_nothing_is_small(parts: list[int]) -> None:
    assert all(told(parts))


def test_the_smallest_part_is_hidden_with_one_that_is_too_small() -> None:
    assert told([7, 30, 12, 50]) == (False, True, False, True)


def test_two_small_parts_hide_each_other() -> None:
    assert told([7, 30, 4]) == (False, True, False)
