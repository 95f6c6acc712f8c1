"""The control chart: a published example, its rules by hand, and what holds for any weeks."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.spc import BASELINE_WEEKS, D2, D4, FIXED_WEEKS, ControlChart, WeekMean, limits, xmr
from admin.measures.spc_rules import Direction, Rule
from kiosk.ground.calendar import Week

FIRST = Week(2026, 1)
# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: the flow rate of ten batches.
FLOW_RATE = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
# Mean 20, moving ranges all 2: limits at 14,68 and 25,32, which stand after 24 weeks.
QUIET = [19.0, 21.0] * 12


def weeks(values: Sequence[float | None], *, not_full: Sequence[int] = ()) -> list[WeekMean]:
    return [WeekMean(FIRST.shift(at), value, at not in not_full) for at, value in enumerate(values)]


def chart(values: Sequence[float | None], *changes: int, not_full: Sequence[int] = ()) -> ControlChart:
    return xmr(weeks(values, not_full=not_full), [FIRST.shift(at) for at in changes])


def found(of: ControlChart, rule: Rule) -> list[list[int]]:
    names = {FIRST.shift(at): at for at in range(100)}
    return [[names[week] for week in one.weeks] for one in of.signals if one.rule == rule]


def test_the_limits_are_those_of_the_handbook() -> None:
    flow = limits(FLOW_RATE)
    assert flow.centre == pytest.approx(50.81)
    assert flow.mean_range == pytest.approx(1.8778, abs=5e-5)
    assert (flow.low, flow.high) == (pytest.approx(45.8159, abs=5e-5), pytest.approx(55.8041, abs=5e-5))  # type: ignore[comparison-overlap]
    assert pytest.approx(1 + 3 * 0.8525 / D2, abs=5e-4) == D4


def test_a_limit_is_never_below_zero() -> None:
    assert limits([0.0, 9.0, 1.0]).low == 0


def test_one_value_has_no_range() -> None:
    with pytest.raises(ValueError, match="two values"):
        limits([3.0])


def test_without_weeks_there_is_nothing() -> None:
    empty = xmr([])
    assert (empty.points, empty.phases, empty.signals, empty.enough) == ((), (), (), False)


def test_eleven_weeks_are_not_enough_and_four_are_told_to_be_missing() -> None:
    assert not chart(QUIET[:11]).enough
    eight = chart([*QUIET[:8], 99.0])
    assert (eight.phases[0].weeks, eight.phases[0].missing) == (9, 3)
    assert not eight.signals
    assert chart(QUIET[:12]).enough


def test_a_short_week_and_one_with_too_few_visits_are_drawn_but_set_no_limit_and_are_no_finding() -> None:
    values = [*QUIET[:6], 90.0, None, *QUIET[6:12]]
    seen = chart(values, not_full=[6])
    assert seen.phases[0].limits == chart(QUIET[:12]).phases[0].limits
    assert seen.points[6].value == 90.0
    assert not seen.points[6].judged
    assert seen.points[7].value is None
    assert not seen.signals
    assert seen.points[8].moving_range == 2  # from the last week that counts


def test_moving_ranges_are_the_distances_of_weeks_that_count() -> None:
    assert [one.moving_range for one in chart([20.0, 23.0, 19.0]).points] == [None, 3.0, 4.0]


def test_a_week_outside_is_a_finding_that_says_whether_people_waited_longer() -> None:
    seen = chart([*QUIET, 25.4, 14.6, 25.2])
    assert found(seen, Rule.OUTSIDE) == [[24], [25]]
    assert [one.direction for one in seen.findings] == [Direction.LONGER, Direction.SHORTER]
    assert [one.is_finding for one in seen.points[24:]] == [True, True, False]


def test_a_run_of_seven_is_a_finding_and_six_are_not() -> None:
    assert found(chart([*QUIET, 20.5, 21, 20.1, 20.9, 20.2, 20.7]), Rule.RUN) == [list(range(23, 30))]
    assert not found(chart([*QUIET, 19.5, 20.5, 21, 20.1, 20.9, 20.2, 20.7]), Rule.RUN)


def test_a_run_goes_on_over_a_week_that_is_left_out_and_ends_at_one_on_the_centre() -> None:
    low = [19.0, 18.9, 19.1, 18.8, 19.2, 19.0, 18.7]
    over = chart([*QUIET, *low[:3], 40.0, *low[3:]], not_full=[27])
    assert found(over, Rule.RUN) == [[24, 25, 26, 28, 29, 30, 31]]
    assert not found(chart([*QUIET, *low[:3], 20.0, *low[3:]]), Rule.RUN)


def test_two_of_three_near_a_limit_are_only_watched() -> None:
    near = chart([*QUIET, 24, 20.5, 24, 19, 19, 24])
    assert found(near, Rule.NEAR_LIMIT) == [[24, 26]]
    assert near.points[24].is_watch
    assert not near.findings


def test_six_weeks_each_longer_than_the_one_before_are_only_watched() -> None:
    rising = chart([*QUIET, 18.2, 18.6, 19.0, 19.4, 20.6, 21.8, 20])
    assert found(rising, Rule.TREND) == [[24, 25, 26, 27, 28, 29]]
    assert [one.direction for one in rising.watches if one.rule == Rule.TREND] == [Direction.LONGER]
    assert not found(chart([*QUIET, 18.6, 19.0, 19.4, 20.6, 21.8, 20]), Rule.TREND)


def test_fifteen_weeks_that_hug_the_centre_are_only_watched() -> None:
    wide = [16.0, 16.0, 24.0, 24.0] * 6
    assert found(chart([*wide, *[20.5, 19.5, 19.0] * 5]), Rule.HUGGING) == [list(range(24, 39))]
    assert not found(chart([*wide, *[20.5, 19.5, 19.0] * 4, 20.5, 19.5]), Rule.HUGGING)


def test_a_new_phase_is_judged_by_the_old_limits_until_it_has_twelve_weeks_of_its_own() -> None:
    early = chart([*QUIET[:12], *[15.5] * 8], 12)
    assert [phase.carried for phase in early.phases] == [False, True]
    assert early.phases[1].missing == 4
    assert early.points[-1].limits == early.points[0].limits
    assert found(early, Rule.RUN) == [list(range(12, 20))]


def test_what_the_old_limits_said_of_a_phase_does_not_vanish_with_its_twelfth_week() -> None:
    late = chart([*QUIET[:12], *[value - 4 for value in QUIET[:12]]], 12)
    own = late.phases[1]
    assert own.limits is not None
    assert not own.carried
    assert own.limits.centre == 16
    assert not late.findings
    assert [(one.rule, one.direction) for one in own.against_before if one.rule == Rule.RUN] == [
        (Rule.RUN, Direction.SHORTER)
    ]


def test_changes_that_follow_each_other_quickly_do_not_cut_a_run() -> None:
    quick = chart([*QUIET[:12], *[18.5] * 4, *[18.6] * 4], 12, 16)
    assert [phase.carried for phase in quick.phases] == [False, True, True]
    assert found(quick, Rule.RUN) == [list(range(12, 20))]


def test_a_first_phase_without_limits_lends_none() -> None:
    seen = chart([*QUIET[:8], *QUIET[:12]], 8)
    assert seen.phases[0].limits is None
    assert seen.phases[1].limits is not None
    assert seen.enough


def test_a_change_before_the_first_week_or_with_it_begins_no_phase() -> None:
    assert len(xmr(weeks(QUIET), [FIRST, FIRST.shift(-3), FIRST.shift(200)]).phases) == 1


def test_weeks_that_never_differ_are_no_finding() -> None:
    assert not chart([0.1 + 0.2] * 12 + [0.3] * 10).findings


values = st.lists(st.one_of(st.none(), st.floats(0, 600)), max_size=45)


@given(values, st.lists(st.integers(0, 45), max_size=3), st.lists(st.integers(0, 45), max_size=10))
def test_every_week_is_drawn_once_and_limits_come_from_at_least_twelve(
    given_values: list[float | None], changes: list[int], not_full: list[int]
) -> None:
    seen = chart(given_values, *changes, not_full=not_full)
    assert [one.value for one in seen.points] == given_values
    for point in seen.points:
        if point.limits is not None:
            assert BASELINE_WEEKS <= point.limits.weeks <= FIXED_WEEKS
            assert 0 <= point.limits.low <= point.limits.centre <= point.limits.high
        else:
            assert not point.signals
        assert not (point.signals and not point.judged)
    assert {week for one in seen.signals for week in one.weeks} == {one.week for one in seen.points if one.signals}


@given(st.lists(st.floats(0, 600), min_size=24, max_size=40), st.floats(0, 600))
def test_after_24_weeks_a_later_week_never_undoes_what_was_found(first: list[float], later: float) -> None:
    before, after = chart(first), chart([*first, later])
    assert [one.limits for one in before.points] == [one.limits for one in after.points[:-1]]
    still = {(rule, week) for rule, week in _weeks_of(after)}
    assert {(rule, week) for rule, week in _weeks_of(before)} <= still


@given(st.lists(st.floats(1, 600), min_size=12, max_size=30), st.sampled_from([60, 0.25, 1000]))
def test_seconds_and_minutes_say_the_same(minutes: list[float], factor: float) -> None:
    one, other = chart(minutes), chart([value * factor for value in minutes])
    assert one.phases[0].limits is not None
    assert other.phases[0].limits is not None
    assert other.phases[0].limits.high == pytest.approx(one.phases[0].limits.high * factor)


def _weeks_of(of: ControlChart) -> itertools.chain[tuple[Rule, Week]]:
    return itertools.chain.from_iterable(((one.rule, week) for week in one.weeks) for one in of.signals)
