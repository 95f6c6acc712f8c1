"""The jump at a change beside the trends around it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.segmented import segments


def test_a_jump_a_trend_and_a_bend_without_noise_are_found_exactly() -> None:
    found = segments([20 + 0.5 * week for week in range(-8, 0)], [14 + 0.2 * week for week in range(8)])
    assert found is not None
    assert found.trend.value == pytest.approx(0.5)
    assert found.step.value == pytest.approx(-6)
    assert found.bend.value == pytest.approx(-0.3)
    assert found.step.low == pytest.approx(-6)


def test_the_errors_are_those_of_newey_and_west() -> None:
    """Worked out term by term from the sandwich with lags 1 and 2, weights 2/3 and 1/3, and n ÷ (n − 4)."""
    before, after = [3.0, 1.0, 2.0, 4.0, 2.5, 3.5], [5.0, 4.0, 6.0, 5.5, 4.5, 6.5]
    found = segments(before, after)
    assert found is not None
    weeks = range(-6, 6)
    rows = [[1.0, float(week), float(week >= 0), week * float(week >= 0)] for week in weeks]
    values = [*before, *after]
    by_hand = _coefficients(rows, values)
    assert [found.trend.value, found.step.value, found.bend.value] == pytest.approx(by_hand[0][1:])
    reach = 2.306  # Student's t, 8 degrees of freedom, 97.5 %
    assert found.step.high - found.step.value == pytest.approx(reach * by_hand[1][2], rel=2e-3)


def test_five_weeks_on_a_side_are_too_few_and_gaps_do_not_count() -> None:
    assert segments([1.0] * 5, [1.0, 2.0] * 5) is None
    assert segments([1.0, None, 2.0, 1.0, 2.0, 1.0], [1.0, 2.0] * 5) is None
    assert segments([1.0, None, 2.0, 1.0, 2.0, 1.0, 1.0], [1.0, 2.0] * 5) is not None


@given(st.lists(st.floats(0, 1e5), min_size=6, max_size=12), st.lists(st.floats(0, 1e5), min_size=6, max_size=12))
def test_intervals_hold_their_estimates(before: list[float], after: list[float]) -> None:
    found = segments(before, after)
    assert found is not None
    for one in found:
        assert one.low <= one.value <= one.high


def _coefficients(rows: list[list[float]], values: list[float]) -> tuple[list[float], list[float]]:
    """Least squares and Newey–West errors in plain Python, as an independent recount."""
    size = range(4)
    crossed = [[sum(row[i] * row[j] for row in rows) for j in size] for i in size]
    inverse = _inverse(crossed)
    moments = [sum(row[i] * value for row, value in zip(rows, values, strict=True)) for i in size]
    found = [sum(inverse[i][j] * moments[j] for j in size) for i in size]
    errors = [
        value - sum(a * b for a, b in zip(found, row, strict=True)) for row, value in zip(rows, values, strict=True)
    ]
    count = len(rows)
    middle = [[0.0] * 4 for _ in size]
    for one in range(count):
        for other in range(count):
            weight = {0: 1.0, 1: 2 / 3, 2: 1 / 3}.get(abs(one - other), 0.0)
            for i in size:
                for j in size:
                    middle[i][j] += weight * errors[one] * errors[other] * rows[one][i] * rows[other][j]
    variance = [
        sum(inverse[i][a] * middle[a][b] * inverse[b][i] for a in size for b in size) * count / (count - 4)
        for i in size
    ]
    return found, [math.sqrt(one) for one in variance]


def _inverse(matrix: list[list[float]]) -> list[list[float]]:
    size = len(matrix)
    rows = [[*row, *(float(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(size):
            if row != column:
                rows[row] = [a - rows[row][column] * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [row[size:] for row in rows]
