"""A line stands on the ground where there is next to nothing and rises with the share."""

from admin.signals.drawing import line


def test_a_line_leaves_out_weeks_without_a_share_and_ends_with_the_latest() -> None:
    drawn = line([0.0, None, 0.5, 1.0])
    assert drawn
    assert drawn.points == "5,31.0 29,18.0 41,5.0"
    assert (drawn.width, drawn.last, drawn.first_share, drawn.last_share) == (46, (41, 5.0), 0.0, 1.0)


def test_next_to_nothing_stays_next_to_the_ground() -> None:
    drawn = line([0.0, 0.002])
    assert drawn
    assert drawn.last[1] > 28


def test_one_week_is_no_line() -> None:
    assert line([None, 0.4]) is None
    assert line([]) is None
