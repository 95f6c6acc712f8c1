from datetime import timedelta

import pytest

from kiosk.office.opening import Opening, OpeningState
from kiosk.queue.admission import Admission, admission
from tests.factories import MONDAY

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (OpeningState.OPEN, Admission.OPEN),
        (OpeningState.LUNCH_BREAK, Admission.LUNCH),
        (OpeningState.CLOSED_FOR_TODAY, Admission.CLOSED),
        (OpeningState.DAY_OFF, Admission.DAY_OFF),
    ],
)
def test_the_door_gives_numbers_while_open_and_at_lunch(state: OpeningState, expected: Admission) -> None:
    found = admission(Opening(state, MONDAY + HOUR), HOUR, now=MONDAY)
    assert found is expected
    assert found.gives_numbers is (state in {OpeningState.OPEN, OpeningState.LUNCH_BREAK})


@pytest.mark.parametrize(
    ("minutes_before", "expected"), [(61, Admission.TOO_EARLY), (60, Admission.EARLY), (1, Admission.EARLY)]
)
def test_before_opening_numbers_are_given_for_the_last_hour(minutes_before: int, expected: Admission) -> None:
    opening = Opening(OpeningState.BEFORE_OPENING, MONDAY)
    assert admission(opening, HOUR, now=MONDAY - timedelta(minutes=minutes_before)) is expected


def test_a_unit_may_give_no_number_before_it_opens() -> None:
    opening = Opening(OpeningState.BEFORE_OPENING, MONDAY)
    assert admission(opening, timedelta(0), now=MONDAY - timedelta(seconds=1)) is Admission.TOO_EARLY
