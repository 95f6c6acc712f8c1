"""What is a sign, and what is not."""

from datetime import timedelta

import pytest

from survey.ballots.signs import BURST_LATE, Sign, is_burst, network, timing
from tests.factories import MONDAY


@pytest.mark.parametrize(("seconds", "fast"), [(0, True), (4.9, True), (5, False), (90, False), (-1, True)])
def test_under_five_seconds_nobody_reads_the_questions(seconds: float, fast: bool) -> None:
    signs = timing(MONDAY, MONDAY + timedelta(seconds=seconds))
    assert Sign.TIMED in signs
    assert (Sign.FAST in signs) is fast


def test_a_form_without_a_stamp_or_kept_by_a_phone_is_not_timed() -> None:
    assert timing(None, MONDAY) == timing(MONDAY, None) == frozenset()


@pytest.mark.parametrize(("ballots", "ended", "burst"), [(5, 0, False), (6, 0, True), (30, 25, False), (31, 25, True)])
def test_more_ballots_than_visits_that_ended_and_late_answers_are_a_burst(
    ballots: int, ended: int, burst: bool
) -> None:
    assert BURST_LATE == 5
    assert is_burst(ballots, ended) is burst


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::"),
        ("192.168.1.20", "192.168.1.20"),
    ],
)
def test_a_network_is_an_address_or_the_first_half_of_a_long_one(address: str, told: str) -> None:
    assert network(address) == told


@pytest.mark.parametrize("address", ["", "127.0.0.1", "::1", "::", "unix:", "203.0.113.7, 10.0.0.1", "\x00", "٣"])
def test_the_machine_itself_and_nonsense_are_no_network(address: str) -> None:
    assert network(address) is None
