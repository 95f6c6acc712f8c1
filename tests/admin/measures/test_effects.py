"""Before and after a change: what is compared, what is concluded, and what speaks against a conclusion."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.before_after import comparable, compare, weekly_means, window
from admin.measures.doubts import Around, effect
from admin.measures.effects import Caution, Conclusion, DaySum, Effect, Reason, Window, direction
from admin.measures.week_blocks import Spread

DAY = date(2026, 3, 9)  # a Monday
TWELVE = Window(DAY, 12, 12)


def days(before: Sequence[float], after: Sequence[float], *, n: int = 100, by_hand: int = 0) -> list[DaySum]:
    """Five days a week with *n* visits, of the given minutes on Wednesday, two less on Mondays, more on Fridays."""
    first = DAY - timedelta(weeks=len(before))
    return [
        DaySum(day, n, round(60 * n * (minutes + at - 2)), by_hand if day < DAY else 0)
        for week, minutes in enumerate([*before, *after])
        for at in range(5)
        for day in [first + timedelta(weeks=week, days=at)]
    ]


WAVY = [20.0, 21, 19, 20.5, 19.5, 20, 21, 19, 20.5, 19.5, 20, 21]
LOWER = [minutes - 5 for minutes in WAVY]


def of(before: Sequence[float] = WAVY, after: Sequence[float] = LOWER, **rest: object) -> Effect:
    other = rest.get("other", days(WAVY, WAVY))
    around = rest.get("around", Around())
    assert isinstance(around, Around)
    assert other is None or isinstance(other, list)
    return effect(Window(DAY, len(before), len(after)), days(before, after), other, around)


def test_five_minutes_less_while_the_other_unit_stays_is_shorter() -> None:
    found = of()
    assert found.conclusion == Conclusion.SHORTER
    assert (found.reasons, found.cautions) == ((), ())
    own, against = found.compared.own, found.compared.against_other
    assert own.difference is not None
    assert against is not None
    assert own.before.mean_seconds == pytest.approx(60 * sum(WAVY) / 12)
    assert own.difference.seconds == pytest.approx(-300)
    assert against.low <= -300 <= against.high < 0
    assert (own.before.days, own.before.n, own.before.last, own.after.first) == (60, 6000, date(2026, 3, 8), DAY)


def test_five_minutes_more_is_longer() -> None:
    assert of(LOWER, WAVY).conclusion == Conclusion.LONGER


def test_a_mean_is_of_visits_and_not_of_days() -> None:
    uneven = [DaySum(DAY, 1, 6000), DaySum(DAY + timedelta(days=1), 99, 0)]
    assert compare(Window(DAY, 0, 1), uneven).own.after.mean_seconds == 60


def test_nothing_is_concluded_where_the_interval_holds_0() -> None:
    found = of(WAVY, [minutes - 0.1 for minutes in WAVY])
    assert (found.conclusion, found.reasons) == (Conclusion.NONE, (Reason.WITHIN_CHANCE,))


def test_under_eight_days_and_under_four_weeks_nothing_is_concluded() -> None:
    assert of(WAVY, LOWER[:1]).reasons == (Reason.FEW_DAYS,)
    assert of(WAVY, LOWER[:3]).reasons == (Reason.FEW_WEEKS,)
    assert of(WAVY, LOWER[:4]).conclusion == Conclusion.SHORTER


def test_under_ten_visits_on_a_side_nothing_is_told_but_their_number() -> None:
    after = [DaySum(DAY + timedelta(days=at), 1, 60) for at in range(0, 27, 3)]
    found = effect(Window(DAY, 12, 4), [*days(WAVY, []), *after])
    assert found.reasons == (Reason.FEW_VISITS,)
    assert found.compared.own.after.n == 9
    assert (found.compared.own.after.mean_seconds, found.compared.own.difference) == (None, None)
    assert weekly_means(after, DAY, 4) == [None] * 4


def test_what_the_other_unit_did_too_is_no_effect() -> None:
    assert of(other=days(WAVY, LOWER)).reasons == (Reason.OTHER_CHANGED,)


def test_another_unit_too_restless_to_compare_with_leaves_it_open() -> None:
    restless = days([40.0, 10] * 6, [30.0, 12] * 6)
    assert of(other=restless).reasons == (Reason.OTHER_UNCLEAR,)


def test_another_unit_with_a_change_of_its_own_is_no_yardstick() -> None:
    found = of(other=days(WAVY, LOWER), around=Around(other_changes=[DAY + timedelta(days=9)]))
    assert (found.conclusion, found.cautions) == (Conclusion.SHORTER, (Caution.OTHER_HAD_CHANGE,))


def test_without_another_unit_that_is_said() -> None:
    found = of(other=None)
    assert (found.conclusion, found.cautions) == (Conclusion.SHORTER, (Caution.NO_OTHER_UNIT,))


def test_waits_that_were_falling_anyway_are_no_effect() -> None:
    falling = [30.0, 29.4, 28.1, 27.5, 26.2, 25.4, 24.1, 23.3, 22.4, 21.2, 20.6, 19.1]
    after = [18.4, 17.3, 16.5, 15.2, 14.4, 13.7, 12.1, 11.5, 10.4, 9.6, 8.1, 7.4]
    assert Reason.ALREADY_MOVING in of(falling, after).reasons


SMALL = [0.3, -0.3, 0.1, -0.2, 0.2, -0.1, 0.3, -0.3, 0.1, -0.1]


def test_a_conclusion_that_rests_on_two_bad_weeks_just_before_is_none() -> None:
    bad = [*(20 + minutes for minutes in SMALL), 20.9, 21.0]
    found = of(bad, [*(19.8 + minutes for minutes in SMALL), 19.8, 19.8], other=None)
    assert (found.conclusion, found.reasons) == (Conclusion.NONE, (Reason.UNUSUAL_BEFORE,))


def test_bad_weeks_just_before_are_named_where_the_conclusion_does_not_need_them() -> None:
    clear = of([*WAVY[:10], 24, 25])
    assert (clear.conclusion, clear.cautions) == (Conclusion.SHORTER, (Caution.UNUSUAL_BEFORE,))


def test_days_of_incidents_stay_and_are_named_and_a_conclusion_that_rests_on_them_falls() -> None:
    bad_days = [DAY - timedelta(weeks=back) for back in range(1, 13)]
    spoiled = [DaySum(one.day, one.n, 60 * 60 * one.n) if one.day in bad_days else one for one in days(WAVY, WAVY)]
    resting = effect(TWELVE, spoiled, days(WAVY, WAVY), Around(incidents=bad_days))
    assert resting.reasons == (Reason.INCIDENTS,)
    assert effect(TWELVE, spoiled, days(WAVY, WAVY)).conclusion == Conclusion.SHORTER
    harmless = of(around=Around(incidents=[DAY + timedelta(days=3)]))
    assert (harmless.conclusion, harmless.cautions) == (Conclusion.SHORTER, (Caution.INCIDENTS,))
    assert harmless.compared.own.after.n == 6000  # no figure is dropped


def test_a_conclusion_that_rests_on_weeks_with_holidays_falls_and_one_that_does_not_names_them() -> None:
    tet = [DAY + timedelta(weeks=week, days=2) for week in range(3)]
    usual = [20 + minutes for minutes in SMALL]
    calm = [19.0] * 6 + usual[:6]
    half = [DAY + timedelta(weeks=week) for week in range(6)]
    assert of([*usual, 20, 20], calm, other=None).conclusion == Conclusion.SHORTER
    quiet = of([*usual, 20, 20], calm, other=None, around=Around(holidays=half))
    assert (quiet.conclusion, quiet.reasons) == (Conclusion.NONE, (Reason.HOLIDAYS,))
    few = of(WAVY, LOWER[:6], around=Around(holidays=tet))
    assert few.reasons == (Reason.HOLIDAYS,)
    harmless = of(around=Around(holidays=tet))
    assert (harmless.conclusion, harmless.cautions) == (Conclusion.SHORTER, (Caution.HOLIDAYS,))


def test_a_baseline_written_by_hand_is_told_apart() -> None:
    found = effect(TWELVE, days(WAVY, LOWER, by_hand=100), days(WAVY, WAVY))
    assert found.cautions == (Caution.MEASURED_OTHERWISE,)


def test_two_changes_on_one_day_cannot_be_told_apart() -> None:
    clash = window(DAY, first=DAY - timedelta(weeks=12), last=DAY + timedelta(weeks=12), changes=[DAY])
    assert effect(clash, days(WAVY, LOWER)).reasons == (Reason.ANOTHER_CHANGE,)


def test_weeks_are_whole_counted_from_the_change_and_at_most_twelve() -> None:
    long_ago, later = DAY - timedelta(weeks=50), DAY + timedelta(weeks=50)
    assert window(DAY, first=long_ago, last=later) == TWELVE
    short = window(DAY, first=DAY - timedelta(days=20), last=DAY + timedelta(days=12))
    assert (short.before, short.after, short.first, short.last) == (2, 1, DAY - timedelta(weeks=2), date(2026, 3, 15))
    assert not short.cut
    assert window(DAY, first=DAY, last=DAY - timedelta(days=1)) == Window(DAY, 0, 0)


def test_another_change_ends_the_weeks_that_are_compared() -> None:
    found = window(
        DAY,
        first=DAY - timedelta(weeks=12),
        last=DAY + timedelta(weeks=12),
        changes=[DAY - timedelta(weeks=5), DAY + timedelta(weeks=2)],
    )
    assert (found.before, found.after, found.cut) == (5, 2, True)
    assert effect(found, days(WAVY, LOWER)).reasons == (Reason.ANOTHER_CHANGE, Reason.FEW_WEEKS)


def test_a_change_that_was_ended_is_compared_until_its_last_day() -> None:
    until = DAY + timedelta(weeks=5)
    ended = window(DAY, first=DAY - timedelta(weeks=12), last=DAY + timedelta(weeks=20), until=until)
    assert (ended.after, ended.cut) == (5, False)


def test_without_visits_there_are_no_means_and_no_conclusion() -> None:
    found = effect(TWELVE, [])
    assert found.compared.own.before.mean_seconds is None
    assert found.compared.own.difference is None
    assert found.reasons == (Reason.FEW_DAYS,)
    assert weekly_means([], DAY, 2) == [None, None]


def test_another_unit_that_was_not_there_on_these_days_is_no_yardstick() -> None:
    own = days(WAVY, LOWER)
    assert comparable(own, days(WAVY, LOWER), TWELVE)
    assert comparable(own, days(WAVY[3:], LOWER[3:]), TWELVE)
    assert not comparable(own, days(WAVY[4:], LOWER), TWELVE)
    assert not comparable(own, days(WAVY, LOWER[4:]), TWELVE)
    assert not comparable([], own, TWELVE)


def test_an_interval_that_touches_0_says_nothing() -> None:
    assert direction(Spread(-1, -2, 0)) == Conclusion.NONE
    assert direction(None) == Conclusion.NONE


sums = st.lists(
    st.builds(
        DaySum,
        st.dates(DAY - timedelta(weeks=13), DAY + timedelta(weeks=13)),
        st.integers(0, 300),
        st.integers(0, 10**7),
    ),
    max_size=60,
)


@given(sums, sums, st.integers(0, 12), st.integers(0, 12))
def test_whatever_the_days_are_a_conclusion_has_no_reason_against_it(
    own: list[DaySum], other: list[DaySum], before: int, after: int
) -> None:
    own = [one if one.n else DaySum(one.day, 0, 0) for one in own]
    found = effect(Window(DAY, before, after), own, other)
    assert (found.conclusion == Conclusion.NONE) == bool(found.reasons)
    spread = found.compared.own.difference
    if spread is not None:
        assert spread.low <= spread.high
        both = found.compared.own.before.mean_seconds, found.compared.own.after.mean_seconds
        assert both[0] is not None
        assert both[1] is not None
        assert spread.seconds == pytest.approx(both[1] - both[0], abs=1e-6)


@given(st.permutations(days(WAVY, LOWER)))
def test_the_order_in_which_days_are_handed_over_does_not_matter(shuffled: list[DaySum]) -> None:
    assert effect(TWELVE, shuffled).compared.own == effect(TWELVE, days(WAVY, LOWER)).compared.own
