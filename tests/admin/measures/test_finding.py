"""The sentence before the chart says what the numbers say, and nothing when they say nothing."""

import pytest

from admin.measures.finding import Finding, Level, finding
from admin.measures.waiting import Targets
from kiosk.ground.calendar import Week
from tests.admin.measures.offices import W46, W47, busy, figures


def test_the_week_is_compared_with_the_target_and_with_the_week_before() -> None:
    assert finding([busy(W46, 20, 840), busy(W47, 30, 720)]) == Finding(
        week=W47,
        n=30,
        level=Level.WITHIN,
        mean_minutes=12.0,
        target_minutes=15.0,
        older_target_minutes=30.0,
        previous_mean_minutes=14.0,
    )


@pytest.mark.parametrize(
    ("wait", "level"),
    [(0, Level.WITHIN), (900, Level.WITHIN), (910, Level.NEAR), (1800, Level.NEAR), (1810, Level.OVER)],
)
def test_a_mean_of_exactly_the_target_is_within_it(wait: int, level: Level) -> None:
    assert finding([busy(W47, 10, wait)]).level is level


def test_the_level_is_that_of_the_printed_number() -> None:
    said = finding([busy(W47, 10, 902)])

    assert (said.mean_minutes, said.level) == (15.0, Level.WITHIN)


def test_nine_visits_are_too_few_to_say_anything() -> None:
    said = finding([busy(W46, 10, 60), busy(W47, 9, 60)])

    assert said.level is Level.TOO_FEW
    assert said.mean_minutes is None
    assert said.n == 9
    assert said.previous_mean_minutes == 1.0


def test_the_week_before_is_not_mentioned_when_it_had_too_few_or_is_not_there() -> None:
    assert finding([busy(W46, 9, 60), busy(W47, 10, 60)]).previous_mean_minutes is None
    assert finding([busy(Week(2026, 45), 50, 60), busy(W47, 10, 60)]).previous_mean_minutes is None
    assert finding([busy(W47, 10, 60)]).previous_mean_minutes is None


def test_an_empty_week_is_too_few() -> None:
    assert finding([figures([])]).level is Level.TOO_FEW


def test_targets_are_those_of_the_week() -> None:
    said = finding([busy(W46, 10, 60), busy(W47, 10, 90, Targets(60, 120))])

    assert (said.target_minutes, said.level) == (1.0, Level.NEAR)


def test_there_is_no_finding_without_a_week() -> None:
    with pytest.raises(ValueError, match="week"):
        finding([])
