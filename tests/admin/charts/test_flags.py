"""Names over upright lines never lie over each other, nor over another name's line."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from admin.charts.flags import levels

ROOM = 300.0
SPANS = st.lists(st.tuples(st.floats(0, ROOM), st.floats(5, 140)), max_size=6)


def test_names_far_apart_stand_on_one_level() -> None:
    assert [place.level for place in levels([(10, 50), (100, 50)], ROOM)] == [0, 0]


def test_a_name_over_its_neighbours_line_moves_up() -> None:
    assert [place.level for place in levels([(10, 50), (20, 50)], ROOM)] == [1, 0]


def test_a_name_at_the_right_end_stands_left_of_its_line() -> None:
    (place,) = levels([(295, 60)], ROOM)
    assert place.left + 60 < 295


@given(SPANS)
def test_no_two_names_on_one_level_touch_and_none_leaves_the_axes(spans: list[tuple[float, float]]) -> None:
    placed = levels(spans, ROOM)
    assert len(placed) == len(spans)
    for (_, wide), place in zip(spans, placed, strict=True):
        assert place.left >= 0
        assert place.left + wide <= ROOM + 0.001
    for (first, one), (second, other) in combinations(zip(spans, placed, strict=True), 2):
        if one.level == other.level:
            assert one.left + first[1] <= other.left or other.left + second[1] <= one.left
