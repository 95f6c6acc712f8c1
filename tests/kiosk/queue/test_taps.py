"""How late a form came, by what a phone says of itself."""

from datetime import timedelta

import pytest

from kiosk.queue.taps import lateness
from tests.factories import MONDAY

DAY_BEFORE = MONDAY - timedelta(hours=24)


@pytest.mark.parametrize(("age", "seconds"), [("31", 31), ("600", 600), ("86400", 86400)])
def test_a_phone_that_had_no_network_is_believed(age: str, seconds: int) -> None:
    assert lateness(age, drawn=DAY_BEFORE, now=MONDAY) == timedelta(seconds=seconds)


@pytest.mark.parametrize("age", ["", "0", "30", "-600", "6e2", "10.5", "٣٠٠", "9" * 5000, "x", "\0"])
def test_a_slow_line_and_nonsense_count_as_now(age: str) -> None:
    assert lateness(age, drawn=DAY_BEFORE, now=MONDAY) == timedelta()


@pytest.mark.parametrize(("drawn", "seconds"), [(600, 600), (31, 31), (30, 0), (0, 0), (-5, 0)])
def test_nobody_taps_on_a_form_before_it_is_drawn(drawn: int, seconds: int) -> None:
    told = lateness("7200", drawn=MONDAY - timedelta(seconds=drawn), now=MONDAY)
    assert told == timedelta(seconds=seconds)
