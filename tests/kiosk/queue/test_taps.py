"""How late a form came, by what a phone says of itself."""

from datetime import timedelta

import pytest

from kiosk.queue.taps import lateness


@pytest.mark.parametrize(("age", "seconds"), [("31", 31), ("600", 600), ("86400", 86400)])
def test_a_phone_that_had_no_network_is_believed(age: str, seconds: int) -> None:
    assert lateness(age) == timedelta(seconds=seconds)


@pytest.mark.parametrize("age", ["", "0", "30", "86401", "-600", "6e2", "10.5", "٣٠٠", "9" * 5000, "x", "\0"])
def test_a_slow_line_nonsense_and_more_than_a_day_count_as_now(age: str) -> None:
    assert lateness(age) == timedelta()
