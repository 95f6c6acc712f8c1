"""The last tap, and how long it can be taken back."""

from datetime import timedelta

from admin.spot_checks.taps import Seen, Tap, last
from tests.factories import MONDAY


def at(seconds: int) -> timedelta:
    return timedelta(seconds=seconds)


def test_the_last_tap_is_the_latest_of_anybody() -> None:
    first = Seen(1, MONDAY, called_at=MONDAY + at(90))
    second = Seen(2, MONDAY + at(60))
    found = last([first, second])
    assert found is not None
    assert (found.seq, found.tap) == (1, Tap.CALLED)
    assert found.may_go(MONDAY + at(150))
    assert not found.may_go(MONDAY + at(151))


def test_before_anybody_came_there_is_none() -> None:
    assert last([]) is None


def test_somebody_called_in_the_second_they_came_was_called_last() -> None:
    found = last([Seen(1, MONDAY, called_at=MONDAY)])
    assert found is not None
    assert found.tap is Tap.CALLED


def test_a_tap_that_came_in_late_times_nobody() -> None:
    called = MONDAY + at(600)
    assert Seen(1, MONDAY, called).wait_seconds == 600
    assert Seen(1, MONDAY, called, late_seconds=30).wait_seconds == 600
    assert Seen(1, MONDAY, called, late_seconds=31).wait_seconds is None
    assert Seen(1, MONDAY, left_at=called).wait_seconds is None
