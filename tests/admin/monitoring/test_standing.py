"""What a monitor is told first."""

import pytest

from admin.monitoring.standing import Intact, Watched, headline, intact
from kiosk.ground.calendar import Week
from tests.factories import MONDAY

WEEK = Week(2026, 46)


def office(*asks: str, alarming: bool = False, silent: int = 0) -> Watched:
    return Watched(
        unit_id=1,
        name="Phường Ninh Kiều",
        sealed=100,
        logged=120,
        aside=3 if alarming else 0,
        why="",
        alarms=["quá 2 %"] if alarming else [],
        asks=asks,
        silent=silent,
        signals=9,
        checks=0,
    )


def test_without_offices_there_is_nothing_to_ask() -> None:
    found = headline(WEEK, [], Intact.YES, MONDAY)
    assert (found.asks, found.offices, found.alarms) == (0, 0, 0)


def test_signals_and_alarms_are_added_up_over_offices() -> None:
    offices = [office("a", "b"), office("c"), office(alarming=True), office()]
    found = headline(WEEK, offices, Intact.YES, MONDAY)
    assert (found.asks, found.offices, found.alarms) == (3, 2, 1)
    assert [one.calls for one in offices] == [True, True, True, False]


def test_too_little_everywhere_is_not_nothing_to_ask() -> None:
    assert headline(WEEK, [office(silent=9), office(silent=9)], Intact.YES, MONDAY).says_nothing
    assert not headline(WEEK, [office(silent=9), office(silent=8)], Intact.YES, MONDAY).says_nothing


@pytest.mark.parametrize(
    ("signature", "checked", "contradictions", "known"),
    [
        (True, True, 0, Intact.YES),
        (True, None, 0, Intact.UNCHECKED),
        (None, True, 0, Intact.UNSIGNED),
        (None, None, 0, Intact.UNSIGNED),
        (False, True, 0, Intact.NO),
        (True, False, 0, Intact.NO),
        (None, False, 0, Intact.NO),
        (True, True, 1, Intact.NO),
    ],
)
def test_the_log_is_intact_only_when_everything_known_says_so(
    signature: bool | None, checked: bool | None, contradictions: int, known: Intact
) -> None:
    assert intact(signature=signature, checked=checked, contradictions=contradictions) is known
