"""Waits by hour of the day count the visits that the weekly headline counts."""

from admin.measures.hourly import all_waits, counted, hourly
from admin.measures.visits import Visit, VisitColumns
from kiosk.queue.unit_weeks import HourWait
from tests.admin.measures.offices import W46, W47, figures, visit, waiting


def of(*visits: Visit) -> VisitColumns:
    return counted(VisitColumns.of(visits), [(W46, [0]), (W47, [0])])


def test_the_median_is_that_of_the_hour_in_which_people_came() -> None:
    early = [visit(f"2026-11-16 08:{minute:02}", wait=60 * minute) for minute in range(10)]
    late = [visit(f"2026-11-17 15:{minute:02}", wait=900) for minute in range(11)]
    assert hourly(of(*early, *late)) == (HourWait(8, 10, 240), HourWait(15, 11, 900))


def test_an_hour_in_which_nine_came_has_no_median() -> None:
    assert hourly(of(*[visit("2026-11-16 08:59", wait=60)] * 9)) == (HourWait(8, 9, None),)


def test_a_day_begins_and_an_hour_counts_by_the_clock_on_the_wall() -> None:
    assert [one.hour for one in hourly(of(visit("2026-11-16 00:30"), visit("2026-11-16 07:00")))] == [0, 7]


def test_the_visits_are_those_behind_the_weekly_headline() -> None:
    week = [
        visit(wait=60),
        visit(wait=120, doubtful=True),
        visit(wait=-60),
        visit(wait=180, state="no_show"),
        visit(wait=240, state="closed"),
        visit(wait=300, state="closed", way=None),
        waiting(400),
    ]
    assert len(all_waits(of(*week))) == figures(week).wait.n
    assert sorted(all_waits(of(*week))) == [60, 240]


def test_other_weeks_and_units_that_did_not_count_then_are_left_out() -> None:
    visits = VisitColumns.of([visit("2026-11-08 23:59"), visit("2026-11-09 00:00"), visit("2026-11-23 00:00")])
    assert len(all_waits(counted(visits, [(W46, [0]), (W47, [0])]))) == 1
    assert all_waits(counted(visits, [(W46, [7])])) == []


def test_without_visits_there_is_no_hour() -> None:
    assert hourly(of()) == ()
