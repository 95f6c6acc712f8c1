"""The interval of a difference of means when weeks are the unit of chance."""

import numpy as np
import pytest

from admin.measures.week_blocks import Blocks, spread, spread_against
from bench.effects import Story, rates


def blocks(*minutes: float, n: int = 500) -> Blocks:
    visits = np.full(len(minutes), float(n))
    return Blocks(visits, visits * np.array(minutes) * 60)


def test_weeks_that_do_not_differ_leave_no_doubt() -> None:
    assert spread(blocks(20, 20, 20), blocks(15, 15)) == (-300, -300, -300)


def test_one_week_has_no_interval_and_neither_have_weeks_without_visits() -> None:
    assert spread(blocks(20), blocks(15, 15)) is None
    assert spread(blocks(20, 21), Blocks(np.array([3.0, 0.0]), np.array([60.0, 0.0]))) is None
    assert spread_against(blocks(20, 21), blocks(15, 16), blocks(20), blocks(15, 16)) is None


def test_with_few_weeks_the_interval_is_wider_than_the_weeks_themselves_would_make_it() -> None:
    few = spread(blocks(17, 19, 21, 23), blocks(17, 19, 21, 23))
    many = spread(blocks(*[17, 19, 21, 23] * 3), blocks(*[17, 19, 21, 23] * 3))
    assert few is not None
    assert many is not None
    # Welch's t by hand: variance 20/3 of four weeks, 6 degrees of freedom, so ± 2.447 · √(2 · 6.667 ÷ 4) minutes.
    assert few.high == pytest.approx(2.447 * 60 * np.sqrt(2 * 20 / 3 / 4), rel=0.1)
    assert many.high < few.high / 1.7


def test_what_both_units_share_cancels_week_by_week() -> None:
    moved = blocks(20, 24, 17, 22, 19), blocks(15, 20, 11, 18, 14)
    together = spread_against(*moved, *moved)
    assert together == (0, 0, 0)


def test_the_same_weeks_give_the_same_interval_whoever_asks() -> None:
    assert spread(blocks(20, 22), blocks(15, 16)) == spread(blocks(20, 22), blocks(15, 16))


@pytest.mark.parametrize("weeks", [4, 12])
def test_when_nothing_happened_the_interval_holds_0_nine_times_in_ten_and_conclusions_are_rare(weeks: int) -> None:
    nothing = rates(Story(weeks), 150)
    assert nothing.holds_zero > 0.87
    assert nothing.shorter + nothing.longer < 0.06


def test_what_happened_to_both_units_is_not_taken_for_an_effect_and_a_real_one_is_found() -> None:
    assert rates(Story(12, both=0.8), 150).shorter < 0.09
    assert rates(Story(12, factor=0.7), 100).shorter > 0.65
