"""The tree of every week is the tree of that week."""

from datetime import date

from kiosk.office.descent import Descent, Stay

JULY = date(2026, 7, 1)  # a Wednesday
OLD, NEW, COMMUNE, SITE = 1, 2, 3, 4
LONG_AGO = date(2020, 1, 1)
MOVED = Descent(
    [
        Stay(OLD, None, LONG_AGO, None),
        Stay(NEW, None, LONG_AGO, None),
        Stay(COMMUNE, OLD, LONG_AGO, JULY),
        Stay(COMMUNE, NEW, JULY, None),
        Stay(SITE, COMMUNE, LONG_AGO, None),
    ]
)


def test_a_commune_that_moved_is_below_its_old_parent_before_and_its_new_one_after() -> None:
    assert MOVED.below(OLD, date(2026, 6, 30)) == {OLD, COMMUNE, SITE}
    assert MOVED.below(NEW, date(2026, 6, 30)) == {NEW}
    assert MOVED.below(OLD, JULY) == {OLD}
    assert MOVED.below(NEW, JULY) == {NEW, COMMUNE, SITE}


def test_whoever_was_ever_below_is_remembered_and_whoever_will_be_is_not_yet_known() -> None:
    assert MOVED.ever_below(OLD, date(2026, 12, 31)) == {OLD, COMMUNE, SITE}
    assert MOVED.ever_below(NEW, date(2026, 6, 30)) == {NEW}


def test_a_unit_made_in_the_middle_of_a_week_is_there_for_that_whole_week_and_not_before() -> None:
    made = Descent([Stay(NEW, None, LONG_AGO, None), Stay(COMMUNE, NEW, JULY, None)])

    assert made.below(NEW, date(2026, 6, 29)) == {NEW, COMMUNE}
    assert made.below(NEW, date(2026, 6, 28)) == {NEW}


def test_a_unit_that_ended_is_below_nobody_from_that_day() -> None:
    ended = Descent([Stay(COMMUNE, OLD, LONG_AGO, JULY)])

    assert ended.below(OLD, date(2026, 6, 30)) == {OLD, COMMUNE}
    assert ended.below(OLD, JULY) == {OLD}
