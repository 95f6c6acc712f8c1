"""A difference is named only where chance is not enough to explain it."""

import pytest

from survey.opinions.comparing import against_the_rest, difference
from survey.opinions.figures import Part, rating


def test_the_interval_is_newcombes() -> None:
    """Newcombe 1998, table II: 56/70 and 48/80, method 10: 0,0524 to 0,3339."""
    found = difference(rating([0, 14, 0, 56, 0]), rating([0, 32, 0, 48, 0]))
    assert found is not None
    assert found == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


def test_ninety_and_eighty_per_cent_of_thirty_are_no_difference() -> None:
    assert difference(rating([0, 0, 3, 27, 0]), rating([0, 0, 6, 24, 0])) is None


def test_what_is_hidden_is_compared_with_nothing() -> None:
    assert difference(rating([9, 0, 0, 0, 0]), rating([0, 0, 0, 0, 90])) is None


def test_many_parts_are_held_to_a_stricter_interval() -> None:
    most, few = rating([0, 0, 20, 80, 0]), rating([0, 0, 9, 11, 0])
    assert against_the_rest([Part(1, most), Part(2, few)])[1].difference is not None
    parts = against_the_rest([Part(1, few), *(Part(key, most) for key in range(2, 12))])
    assert all(part.difference is None for part in parts)


def test_what_is_not_known_is_no_part_of_the_rest() -> None:
    """People of whom the part was not kept are not like the others: few came there."""
    alike, other = rating([0, 0, 20, 80, 0]), rating([0, 90, 0, 10, 0])
    parts = against_the_rest([Part(1, alike), Part(2, alike), Part(None, other)])
    assert all(part.difference is None for part in parts)
    assert against_the_rest([Part(1, alike), Part(None, other)])[0].difference is None
