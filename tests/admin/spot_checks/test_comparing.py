"""What was seen beside what was logged."""

from datetime import timedelta

import pytest

from admin.spot_checks.comparing import Logged, Sighting, compare
from admin.spot_checks.taps import Seen
from tests.factories import MONDAY


def minute(number: float) -> timedelta:
    return timedelta(minutes=number)


def seen(seq: int, came: float, called: float | None, *, number: str | None = None, **more: object) -> Seen:
    called_at = None if called is None else MONDAY + minute(called)
    return Seen(seq, MONDAY + minute(came), called_at, number=number, **more)  # type: ignore[arg-type]


def logged(came: float, called: float | None) -> Logged:
    return Logged(MONDAY + minute(came), None if called is None else MONDAY + minute(called))


def test_without_a_check_there_is_nothing_and_a_check_of_nobody_has_no_means() -> None:
    assert compare(0, [], []) is None
    found = compare(1, [], [])
    assert found is not None
    assert (found.people, found.n, found.observed_mean, found.observed_median, found.same) == (0, 0, None, None, None)
    assert found.logged_mean is None
    assert not found.enough


def test_who_was_checked_in_late_waited_longer_than_the_log_says() -> None:
    people = [
        Sighting(1, seen(1, 0, 20, number="A001"), logged(15, 20)),
        Sighting(1, seen(2, 1, 22, number="A002"), logged(2, 22)),
        Sighting(1, seen(3, 2, 30, number="A003"), logged(22, 30)),
        Sighting(1, seen(4, 3, 33), None),
    ]
    found = compare(1, people, [300, 420])
    assert found is not None
    assert (found.people, found.n, found.observed_median) == (4, 4, 21 * 60)
    assert found.observed_mean == pytest.approx((20 + 21 + 28 + 30) * 15)
    assert found.same is not None
    same = found.same
    assert (same.n, same.median_difference, same.largest_difference) == (3, 15 * 60, 20 * 60)
    assert (same.median_arrival_late, same.largest_arrival_late) == (15 * 60, 20 * 60)
    assert same.observed_mean == pytest.approx(23 * 60)
    assert same.logged_mean == pytest.approx(11 * 60)
    assert (found.logged_n, found.logged_mean) == (2, 360)


def test_the_largest_difference_keeps_its_sign() -> None:
    people = [Sighting(1, seen(1, 0, 5), logged(0, 6)), Sighting(1, seen(2, 0, 5), logged(-20, 6))]
    found = compare(1, people, [])
    assert found is not None
    assert found.same is not None
    assert found.same.largest_difference == -21 * 60


def test_everybody_who_was_not_timed_is_counted_with_the_reason() -> None:
    people = [
        Sighting(1, seen(1, 0, None, no_ticket=True), None),
        Sighting(1, seen(2, 0, 10, late_seconds=90), logged(0, 10)),
        Sighting(1, seen(3, 0, 10, number="Z009"), None),
        Sighting(1, seen(4, 0, None, left_at=MONDAY + minute(4)), logged(0, None)),
    ]
    found = compare(2, people, [])
    assert found is not None
    assert (found.checks, found.people, found.n, found.same) == (2, 4, 1, None)
    assert (found.without_ticket, found.not_called, found.late, found.unknown_number) == (1, 2, 1, 1)


def test_being_called_before_somebody_who_came_earlier_is_seen_within_one_check_only() -> None:
    overtaker = Sighting(1, seen(2, 5, 10), None)
    assert overtaken(Sighting(1, seen(1, 0, 12), None), overtaker) == 1
    assert overtaken(Sighting(1, seen(1, 0, None), None), overtaker) == 1
    assert overtaken(Sighting(1, seen(1, 0, 9), None), overtaker) == 0
    assert overtaken(Sighting(1, seen(1, 0, None, left_at=MONDAY + minute(8)), None), overtaker) == 0
    assert overtaken(Sighting(2, seen(1, 0, 12), None), overtaker) == 0


def overtaken(*people: Sighting) -> int:
    found = compare(1, people, [])
    assert found is not None
    return found.overtaken


def test_a_log_that_runs_backwards_is_held_against_nobody() -> None:
    assert logged(10, 5).wait_seconds is None
    found = compare(1, [Sighting(1, seen(1, 0, 20), logged(10, 5))], [])
    assert found is not None
    assert found.same is None


def test_ten_people_are_enough() -> None:
    for count, enough in ((9, False), (10, True)):
        found = compare(1, [Sighting(1, seen(place, 0, 5), None) for place in range(count)], [])
        assert found is not None
        assert found.enough == enough
