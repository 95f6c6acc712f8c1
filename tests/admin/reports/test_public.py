"""The weeks of a public page: nothing under ten visits, and the chart of nothing else."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from admin.measures.visits import VisitColumns
from admin.measures.waiting import weekly
from admin.reports.public import Past, PublicWeeks, last
from kiosk.office import queries as office
from tests import factories
from tests.admin.measures.offices import TARGETS, W46, W47, busy, visit
from tests.factories import MONDAY

EMPTY = VisitColumns.of([])


def past(*numbers: int) -> Past:
    """Weeks up to week 47 with so many visits of ten minutes."""
    weeks = [W47.shift(place - len(numbers) + 1) for place in range(len(numbers))]
    return Past(tuple(weeks), [busy(week, n, 600) for week, n in zip(weeks, numbers, strict=True)], EMPTY)


def test_a_week_with_few_visits_is_emptied_and_the_last_ones_are_not_told() -> None:
    told = past(12, 9, 10, 3).told
    assert [one.wait.n for one in told] == [12, 0, 10]
    assert told[1].wait.mean_seconds is None
    assert told[-1].week == W46


def test_where_no_week_has_ten_visits_nothing_is_told() -> None:
    assert past(9, 9).told == []
    assert past().told == []


def test_the_weeks_are_the_eight_that_are_over(app: Flask, session: Session) -> None:
    unit = factories.unit(session)
    view = office.unit_on(session, unit.id, date(2026, 11, 16))
    assert view is not None
    with app.test_request_context("/"):
        told = PublicWeeks().told(view, now=MONDAY)
    assert told is not None
    assert (told.since, told.until) == (date(2026, 9, 21), date(2026, 11, 15))
    assert (told.n, told.last, told.weeks, told.hours, told.chart) == (None, None, (), (), None)


@pytest.mark.parametrize(("wait", "standing"), [(900, "within"), (1200, "near"), (2400, "over")])
def test_a_mean_stands_to_the_targets_as_on_the_weekly_page(wait: int, standing: str) -> None:
    found = last([busy(W47, 10, wait)])
    assert found is not None
    assert (found.standing, found.mean_minutes) == (standing, wait / 60)


@pytest.mark.parametrize(("left", "told"), [(1, None), (12, 25.0)])
def test_a_second_mean_gives_nobody_of_few_away(left: int, told: float | None) -> None:
    waits = [visit(wait=600) for _ in range(12)] + [visit(wait=None, stay=2400, state="left") for _ in range(left)]
    found = last(weekly(VisitColumns.of(waits), [W47], [TARGETS]))
    assert found is not None
    assert found.leaves_out
    assert found.with_uncounted_minutes == told
