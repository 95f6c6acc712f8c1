"""Each key has so many requests a minute."""

from datetime import timedelta

from kiosk.queue.api.turnstile import Turnstile
from tests.factories import MONDAY

SECOND = timedelta(seconds=1)


def test_beyond_the_most_a_key_waits_for_the_minute_to_end() -> None:
    turnstile = Turnstile(most=2)
    assert [turnstile.seconds_to_wait(1, MONDAY + n * SECOND) for n in (0, 10, 20, 59)] == [None, None, 40, 1]
    assert turnstile.seconds_to_wait(1, MONDAY + 60 * SECOND) is None


def test_keys_do_not_use_up_each_others_requests() -> None:
    turnstile = Turnstile(most=1)
    assert [turnstile.seconds_to_wait(key, MONDAY) for key in (1, 2, 1)] == [None, None, 60]


def test_a_clock_that_was_set_back_locks_nobody_out() -> None:
    turnstile = Turnstile(most=1)
    turnstile.seconds_to_wait(1, MONDAY)
    assert turnstile.seconds_to_wait(1, MONDAY - SECOND) is None
