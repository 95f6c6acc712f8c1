"""The hall's code is good for those who see it now or saw it a moment ago, in one hall."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue.claim_codes import ALPHABET
from kiosk.queue.hall_code import CHARS, WINDOW, accepted, changes_at, hall_code
from tests.factories import MONDAY

SECRET = "a secret that is only good for tests"


def test_the_code_is_four_characters_and_stays_until_it_changes() -> None:
    code = hall_code(SECRET, 1, MONDAY)
    assert len(code) == CHARS
    assert set(code) <= set(ALPHABET)
    change = changes_at(MONDAY)
    assert MONDAY < change <= MONDAY + WINDOW
    assert hall_code(SECRET, 1, change - timedelta(microseconds=1)) == code
    assert hall_code(SECRET, 1, change) != code


def test_what_was_shown_a_moment_ago_is_accepted_and_what_was_shown_before_is_not() -> None:
    code = hall_code(SECRET, 1, MONDAY)
    assert accepted(code, SECRET, 1, MONDAY + WINDOW)
    assert not accepted(code, SECRET, 1, MONDAY + 2 * WINDOW)
    assert not accepted(code, SECRET, 1, MONDAY - WINDOW)


def test_the_code_of_one_hall_is_not_that_of_another() -> None:
    assert not accepted(hall_code(SECRET, 1, MONDAY), SECRET, 2, MONDAY)


@pytest.mark.parametrize("write", [str.lower, "-".join, " ".join])
def test_the_code_may_be_written_in_any_way(write: object) -> None:
    assert callable(write)
    assert accepted(write(hall_code(SECRET, 1, MONDAY)), SECRET, 1, MONDAY)


@given(st.text())
def test_whatever_else_is_typed_is_refused(typed: str) -> None:
    assert not accepted(typed + "ZZZZZZZZ", SECRET, 1, MONDAY)
