"""The sample's days: the same every time, and as an office knows them."""

from collections import Counter as Tally
from collections.abc import Iterator
from datetime import date
from functools import cache
from statistics import fmean

import pytest

from admin.demo.days import Period, simulate, working_days
from admin.demo.hall import OPENS
from admin.demo.offices import COMMUNE, DEPARTMENT, Office
from admin.demo.stays import Stay
from kiosk.ground.calendar import Week
from kiosk.queue.tickets import State

HALF_YEAR = Period(seed=1, weeks=26, last=Week(2026, 46))
MONDAY = date(2026, 11, 9)


@cache
def half_year(office: Office) -> dict[date, list[Stay]]:
    days = (day for week in HALF_YEAR.all for day in working_days(week))
    return {day: simulate(office, day, HALF_YEAR).stays for day in days}


def waits(office: Office) -> Iterator[tuple[date, float]]:
    """Yield the minutes of everybody who was served."""
    for day, stays in half_year(office).items():
        yield from ((day, stay.waited / 60) for stay in stays if stay.state is State.DONE and stay.waited is not None)


def test_twelve_weeks_are_before_the_pilot_and_of_few_weeks_all_are_the_pilot() -> None:
    assert HALF_YEAR.all.index(HALF_YEAR.pilot_from) == 12
    assert HALF_YEAR.baseline_from == HALF_YEAR.all[0]
    short = Period(seed=1, weeks=12, last=HALF_YEAR.last)
    assert (short.pilot_from, short.baseline_from) == (short.all[0], None)


def test_the_same_seed_gives_the_same_day() -> None:
    assert simulate(COMMUNE, MONDAY, HALF_YEAR) == simulate(COMMUNE, MONDAY, HALF_YEAR)


def test_another_seed_gives_another_day() -> None:
    other = Period(seed=2, weeks=26, last=HALF_YEAR.last)
    assert simulate(COMMUNE, MONDAY, HALF_YEAR) != simulate(COMMUNE, MONDAY, other)


def test_a_day_does_not_depend_on_how_many_weeks_are_asked_for() -> None:
    shorter = Period(seed=1, weeks=3, last=HALF_YEAR.last)
    assert simulate(DEPARTMENT, MONDAY, HALF_YEAR) == simulate(DEPARTMENT, MONDAY, shorter)


def test_holidays_are_left_out() -> None:
    days = list(working_days(Week.of(date(2026, 9, 2))))
    assert date(2026, 9, 2) not in days
    assert 0 < len(days) < 5
    assert len(list(working_days(Week.of(MONDAY)))) == 5


@pytest.mark.parametrize(("office", "least", "most"), [(COMMUNE, 100, 260), (DEPARTMENT, 50, 120)])
def test_as_many_come_as_come_to_such_an_office(office: Office, least: int, most: int) -> None:
    sizes = [len(stays) for stays in half_year(office).values()]
    assert least <= min(sizes)
    assert max(sizes) <= most


def test_mondays_are_the_fullest_days_and_eight_to_nine_the_fullest_hour() -> None:
    by_weekday, by_hour = Tally[int](), Tally[int]()
    for day, stays in half_year(COMMUNE).items():
        by_weekday[day.weekday()] += len(stays)
        by_hour.update(stay.arrived // 3600 for stay in stays)
    assert by_weekday.most_common(1)[0][0] == 0
    assert by_hour.most_common(1)[0][0] == 8
    assert by_hour[14] > by_hour[12] * 3


def test_some_come_before_opening_and_some_wait_through_lunch() -> None:
    stays = [stay for stays in half_year(COMMUNE).values() for stay in stays]
    assert 0.02 < sum(stay.arrived < OPENS for stay in stays) / len(stays) < 0.08
    over_lunch = [s for s in stays if s.arrived < 11.5 * 3600 and s.called is not None and s.called >= 13.5 * 3600]
    assert len(over_lunch) > 100
    assert min(stay.waited or 0 for stay in over_lunch) >= 2 * 3600 - 600


def test_every_way_a_visit_can_end_is_there() -> None:
    states = Tally(stay.state for stays in half_year(COMMUNE).values() for stay in stays)
    assert set(states) == {State.DONE, State.LEFT, State.NO_SHOW, State.REMOVED, State.CLOSED}
    assert states[State.DONE] / states.total() > 0.9


def test_the_extra_counter_on_monday_mornings_shortens_the_wait() -> None:
    begins = HALF_YEAR.improved_from.monday
    before = fmean(wait for day, wait in waits(COMMUNE) if day < begins)
    after = fmean(wait for day, wait in waits(COMMUNE) if day >= begins)
    assert HALF_YEAR.all.index(HALF_YEAR.improved_from) == 16
    assert before == pytest.approx(17, abs=2)
    assert after == pytest.approx(11.5, abs=2)


def test_the_department_stays_as_it_was() -> None:
    begins = HALF_YEAR.improved_from.monday
    before = fmean(wait for day, wait in waits(DEPARTMENT) if day < begins)
    after = fmean(wait for day, wait in waits(DEPARTMENT) if day >= begins)
    assert before == pytest.approx(13, abs=2)
    assert after == pytest.approx(before, abs=2)
