"""An interval of a mean takes days for the unit of chance, and says nothing when there are too few of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.enough import FEW_DAYS
from admin.measures.intervals import of_mean, student
from admin.measures.visits import Instants
from tests.admin.measures.days_in_common import coverage


def many(days: list[list[int]]) -> tuple[Instants, Instants]:
    """Return the waits of each of *days* in one array, and the number of the day of each."""
    return np.array([wait for day in days for wait in day]), np.repeat(np.arange(len(days)), [len(day) for day in days])


def test_under_eight_days_there_is_none_however_many_came() -> None:
    assert of_mean(*many([[600] * 500] * (FEW_DAYS - 1))) is None
    assert of_mean(*many([[600]] * FEW_DAYS)) == (600.0, 600.0)
    assert of_mean(np.array([], np.int64), np.array([], np.int64)) is None


def test_one_bad_day_of_many_people_is_one_bad_day() -> None:
    ordinary = [[600, 700, 500, 600]] * 19
    bad = of_mean(*many([*ordinary, [3600] * 200]))

    assert bad is not None
    assert bad.low_seconds == pytest.approx(600)
    assert bad.high_seconds > 2400


def test_the_same_waits_have_the_same_interval_in_any_order() -> None:
    waits, days = many([[100 * day + person for person in range(9)] for day in range(12)])
    mixed = np.random.default_rng(1).permutation(len(waits))

    assert of_mean(waits, days) == of_mean(waits[mixed], days[mixed]) == of_mean(waits, days + 20_000)


@given(st.lists(st.lists(st.integers(0, 7200), min_size=1, max_size=8), min_size=8, max_size=20))
def test_it_lies_between_the_best_and_the_worst_day_and_holds_the_mean(days: list[list[int]]) -> None:
    waits, numbers = many(days)

    found = of_mean(waits, numbers)

    assert found is not None
    means = [sum(day) / len(day) for day in days]
    assert min(means) - 1e-6 <= found.low_seconds <= found.high_seconds <= max(means) + 1e-6
    assert found.low_seconds <= waits.mean() + 1e-6


@pytest.mark.parametrize(("freedom", "printed"), [(7, 2.365), (9, 2.262), (19, 2.093), (59, 2.001), (10_000, 1.960)])
def test_students_t_is_that_of_the_tables(freedom: int, printed: float) -> None:
    assert student(0.975, freedom) == pytest.approx(printed, abs=1.5e-3)


def test_it_covers_the_truth_far_more_often_than_one_that_takes_visits_for_the_unit() -> None:
    clustered, naive = coverage(days=20, times=300)

    assert clustered >= 0.88
    assert naive <= 0.55
