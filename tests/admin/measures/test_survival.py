"""Kaplan–Meier: by hand, against a textbook, against another program, and where it has to agree with the ranks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter  # type: ignore[import-untyped]
from lifelines.utils import qth_survival_time  # type: ignore[import-untyped]

from admin.measures.figures import KaplanMeier
from admin.measures.survival import curve, kaplan_meier
from kiosk.queue.waiting import percentile

# Weeks of remission on 6-mercaptopurine: Freireich et al. 1963, Blood 21, 699–716, as in
# Kleinbaum & Klein 2012, Survival Analysis, 3rd edition, table 2.3.
RELAPSED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
STILL_WELL = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PRINTED = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}


def test_the_curve_of_the_textbook() -> None:
    weeks = np.array([*STILL_WELL, *RELAPSED])
    relapsed = np.arange(21) >= len(STILL_WELL)

    times, left = curve(weeks, relapsed)

    assert dict(zip(times.tolist(), left.round(4).tolist(), strict=True)) == PRINTED
    assert kaplan_meier(weeks, relapsed) == KaplanMeier(21, 9, median_seconds=23, p90_seconds=None)


def test_by_hand_with_a_tie_of_a_call_and_somebody_who_goes() -> None:
    """Of five, one is called at 10 (4/5); at 20 one is called and one goes (3/4 of it); of two, one at 30 (1/2)."""
    times, left = curve(np.array([10, 20, 20, 30, 40]), np.array([True, True, False, True, False]))

    assert times.tolist() == [10, 20, 30]
    assert left == pytest.approx([4 / 5, 3 / 5, 3 / 10])


def test_nobody_has_no_curve_and_nobody_called_has_none_that_comes_down() -> None:
    nobody = np.array([], np.int64)

    assert kaplan_meier(nobody, nobody.astype(bool)) == KaplanMeier(0, 0)
    assert kaplan_meier(np.array([5, 9]), np.array([False, False])) == KaplanMeier(2, 0)
    assert kaplan_meier(np.array([5]), np.array([True])) == KaplanMeier(1, 1, 5, 5)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_when_everybody_is_called_it_is_the_nearest_rank(waits: list[int]) -> None:
    found = kaplan_meier(np.array(waits), np.ones(len(waits), np.bool_))

    assert (found.median_seconds, found.p90_seconds) == (percentile(waits, 50), percentile(waits, 90))


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=40))
def test_whoever_goes_earlier_cannot_make_the_rest_look_faster(waits: list[tuple[int, bool]]) -> None:
    seconds, called = np.array([wait for wait, _ in waits]), np.array([called for _, called in waits])

    censored = kaplan_meier(seconds, called).median_seconds
    everybody = kaplan_meier(seconds, np.ones(len(waits), np.bool_)).median_seconds

    assert everybody is not None
    assert censored is None or censored >= everybody


@pytest.mark.parametrize("seed", range(8))
def test_it_agrees_with_lifelines_on_ties_and_censoring(seed: int) -> None:
    random = np.random.default_rng(seed)
    seconds = random.integers(0, 60 if seed % 2 else 3600, 300)
    called = random.random(300) < 0.7
    other = KaplanMeierFitter().fit(seconds, called)

    times, left = curve(seconds, called)
    found = kaplan_meier(seconds, called)

    assert left == pytest.approx(other.survival_function_at_times(times).to_numpy())
    for share, ours in ((0.5, found.median_seconds), (0.1, found.p90_seconds)):
        theirs = qth_survival_time(share, other.survival_function_)
        assert ours == (None if np.isinf(theirs) else theirs)
