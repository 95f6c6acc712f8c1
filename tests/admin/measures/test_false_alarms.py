"""The words on the page about chance agree with what chance does; the table itself: `python -m bench.false_alarms`."""

import pytest

from bench.false_alarms import ANY, ANY_FINDING, KINDS, after_26_weeks, after_a_change, rates

RUNS = 300


@pytest.mark.parametrize(
    ("kind", "low", "high"), [("normal", 0.10, 0.20), ("skewed", 0.24, 0.37), ("dependent", 0.43, 0.58)]
)
def test_in_26_weeks_without_any_change_findings_are_as_rare_as_the_page_says(
    kind: str, low: float, high: float
) -> None:
    found = rates(KINDS[kind], after_26_weeks, RUNS)
    assert low < found[ANY_FINDING] < high
    assert found[ANY] > found[ANY_FINDING]  # which is why the other patterns are only watched


def test_after_a_change_that_did_nothing_one_unit_in_four_has_a_finding_all_the_same() -> None:
    assert 0.20 < rates(KINDS["normal"], after_a_change, RUNS)[ANY_FINDING] < 0.32
