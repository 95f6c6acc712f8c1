"""A week that stands out of a unit's own past is asked about, chance and the past's own turns are not."""

import numpy as np
import pytest

from admin.signals.judging import CODES, Floats, judge
from admin.signals.kinds import RULES, Level, Signal
from bench.signals import FOUND_WITHIN, asked_of_honest, found_of_cheats

FAST = RULES[Signal.FAST]


def weeks(*counts: tuple[float, ...]) -> Floats:
    return np.array([counts], float)


def levels(parts: Floats, signal: Signal = Signal.FAST) -> list[Level]:
    return [CODES[code] for code in judge(parts, RULES[signal]).level[0]]


def test_a_week_that_is_as_those_before_is_quiet() -> None:
    assert levels(weeks(*[(2, 100)] * 10))[-1] is Level.QUIET


def test_a_week_far_above_those_before_is_asked_about() -> None:
    found = judge(weeks(*[(2, 100)] * 10, (25, 100)), FAST)
    assert CODES[found.level[0, -1]] is Level.ASK
    assert found.observed[0, -1] == pytest.approx(27 / 200)  # two weeks are looked at together
    assert found.beside[0, -1] == pytest.approx(0.02)


def test_without_a_past_only_what_no_honest_office_does_is_asked_about() -> None:
    assert levels(weeks((3, 100), (3, 100))) == [Level.TOO_FEW] * 2
    assert levels(weeks((40, 100))) == [Level.ASK]


def test_a_past_of_cheating_from_the_first_day_hides_nothing_that_has_a_limit() -> None:
    assert levels(weeks(*[(40, 100)] * 20))[-1] is Level.ASK


@pytest.mark.parametrize("signal", list(Signal))
def test_under_too_few_nothing_is_said(signal: Signal) -> None:
    found = judge(weeks(*[(1, 2, 1, 2)] * 10), RULES[signal])
    assert set(found.level[0].tolist()) == {0}
    assert np.isnan(found.observed).all()


def test_an_office_whose_weeks_differ_much_is_asked_less_easily() -> None:
    steady = weeks(*[(10, 100), (11, 100)] * 6, (30, 100), (30, 100))
    unsteady = weeks(*[(2, 100), (30, 100)] * 6, (30, 100), (30, 100))
    assert levels(steady, Signal.OFFICE)[-1] is Level.ASK
    assert levels(unsteady, Signal.OFFICE)[-1] is Level.QUIET


def test_weeks_without_visits_as_in_tet_are_too_few_and_change_no_past() -> None:
    with_tet = weeks(*[(2, 100)] * 8, (0, 0), (0, 0), (2, 100), (2, 100))
    assert levels(with_tet)[9:] == [Level.TOO_FEW, Level.QUIET, Level.QUIET]


def test_after_a_target_the_weeks_before_it_are_what_counts() -> None:
    parts = weeks(*[(30, 100)] * 10, *[(40, 100)] * 3, *[(50, 100)] * 4)
    target = np.zeros((1, 17), np.bool_)
    target[0, :10] = True
    assert judge(parts, RULES[Signal.ALL_FIVE], target).beside[0, -1] == pytest.approx(0.3)
    assert judge(parts, RULES[Signal.ALL_FIVE]).beside[0, -1] == pytest.approx(420 / 1300)


def test_long_waiters_with_fewer_ballots_are_a_sign_and_more_are_none() -> None:
    before = [(40, 100, 20, 50)] * 10
    assert levels(weeks(*before, *[(40, 100, 4, 50)] * 4), Signal.COVERAGE)[-1] is Level.ASK
    assert levels(weeks(*before, *[(40, 100, 40, 50)] * 4), Signal.COVERAGE)[-1] is Level.QUIET


def test_what_is_said_beside_what_is_measured_counts_and_not_how_long_the_wait_was() -> None:
    before = [(30, 60, 80, 200)] * 10
    assert levels(weeks(*before, *[(50, 60, 160, 200)] * 3), Signal.UNDER_REPORTED)[-1] is Level.QUIET
    assert levels(weeks(*before, *[(30, 60, 20, 200)] * 3), Signal.UNDER_REPORTED)[-1] is Level.ASK


def test_honest_offices_are_asked_rarely() -> None:
    asked = asked_of_honest(120, np.random.default_rng(7))
    assert asked.pop("any") <= 0.2
    assert asked.pop("too_few") <= 0.1
    assert all(share <= 0.05 for share in asked.values()), asked


def test_each_way_of_cheating_is_found_within_weeks() -> None:
    assert FOUND_WITHIN == 4
    found = found_of_cheats(160, np.random.default_rng(7))
    assert set(found) == set(Signal)
    assert all(share >= 0.95 for share in found.values()), found
