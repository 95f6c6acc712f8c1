"""How often a ticket's page asks for itself, and when its mark still holds."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue import polling
from kiosk.queue.tickets import ENDED_STATES, State
from tests.factories import MONDAY


@pytest.mark.parametrize(("ahead", "seconds"), [(0, 10), (3, 10), (4, 20), (15, 20), (16, 30), (400, 30)])
def test_whoever_is_far_from_the_front_asks_less_often(ahead: int, seconds: int) -> None:
    assert polling.seconds_between(State.WAITING, ahead) == seconds


def test_whoever_is_called_asks_often_and_whoever_is_served_seldom() -> None:
    assert polling.seconds_between(State.CALLED, None) == 10
    assert polling.seconds_between(State.SERVING, None) == 30


def test_a_visit_that_is_over_does_not_ask_but_a_missed_person_may_be_taken_back() -> None:
    asking = {state for state in ENDED_STATES if polling.seconds_between(state, None)}
    assert asking == {State.NO_SHOW}


def test_a_mark_holds_until_the_page_changes_by_itself() -> None:
    mark = polling.with_end("0123456789abcdef", MONDAY)
    assert polling.still_true(mark, "0123456789abcdef", now=MONDAY - timedelta(seconds=1))
    assert not polling.still_true(mark, "0123456789abcdef", now=MONDAY)
    assert polling.still_true(polling.with_end("ab", None), "ab", now=MONDAY)


def test_what_is_said_otherwise_has_another_mark() -> None:
    marks = {polling.digest_of(said) for said in (("vi", 1), ("en", 1), ("vi", 2), ("vi", None), ("vi", "1"))}
    assert len(marks) == 5


@given(st.text() | st.none())
def test_a_mark_that_is_not_ours_never_holds(seen: str | None) -> None:
    assert not polling.still_true(seen, "0123456789abcdef", now=MONDAY)


@given(st.text())
def test_an_end_that_is_not_ours_never_holds(until: str) -> None:
    if not until.strip().strip("+-0_xX"):
        return
    assert polling.still_true(f"ab-{until}", "ab", now=MONDAY) in {True, False}
