"""What sealed ballots still say of how many voted who waited long."""

import numpy as np

from admin.signals.coverage import Counts, by_length


def node(arrivals: list[int], known: list[int], staying: int) -> list[float]:
    counts: Counts = by_length(np.array([arrivals], float), np.array([known], float), np.array([staying], float))
    return [float(number) for number in counts[0]]


def test_bands_that_are_told_add_up_by_length() -> None:
    assert node([20, 10, 8, 6, 0], [8, 4, 2, 1, 0], 0) == [12, 30, 3, 14]


def test_ballots_of_small_long_bands_are_known_to_be_long() -> None:
    assert node([20, 10, 3, 2, 1], [8, 4, 0, 0, 0], 2) == [12, 30, 2, 6]


def test_where_short_and_long_cannot_be_told_apart_both_are_left_out() -> None:
    assert node([20, 3, 3, 0, 0], [8, 0, 0, 0, 0], 2) == [8, 20, 0, 0]


def test_small_bands_without_a_ballot_had_none() -> None:
    assert node([20, 3, 3, 0, 0], [8, 0, 0, 0, 0], 0) == [8, 23, 0, 3]


def test_a_large_band_may_have_joined_few_others() -> None:
    assert node([20, 10, 6, 2, 0], [8, 4, 0, 0, 0], 3) == [12, 30, 3, 8]


def test_a_node_without_ballots_says_nothing() -> None:
    assert node([20, 10, 6, 2, 0], [0, 0, 0, 0, 0], 0) == [0, 0, 0, 0]
