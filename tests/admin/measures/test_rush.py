"""Arrivals, waits and open counters by weekday and half hour, against a recount in plain Python."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.presences import PauseRow, Presences, SessionRow
from admin.measures.rush import Rush, rush
from admin.measures.visits import Visit, VisitColumns
from tests.admin.measures.offices import at, visit, waiting

NOW = at("2026-12-31 12:00")
FIRST, LAST = at("2026-11-13 00:00"), at("2026-11-24 00:00")
SECOND = 1_000_000
HALF_HOUR = 1800 * SECOND
MONDAY, SATURDAY = 0, 5


def of(visits: Sequence[Visit], sessions: Sequence[SessionRow] = (), pauses: Sequence[PauseRow] = ()) -> Rush:
    return rush(VisitColumns.of(visits), Presences.of(sessions, pauses, NOW))


def shift(day: str, since: str, until: str) -> SessionRow:
    return 1, at(f"{day} {since}"), at(f"{day} {until}")


def test_a_cell_is_a_half_hour_by_the_clock_on_the_wall() -> None:
    counted = of([visit("2026-11-16 07:59"), visit("2026-11-16 08:00"), visit("2026-11-16 08:29")])
    assert {place: cell.arrivals for place, cell in counted.cells.items()} == {(MONDAY, 15): 1, (MONDAY, 16): 2}


def test_arrivals_are_shared_among_the_open_days_of_that_weekday() -> None:
    monday = [visit("2026-11-16 08:00")] * 30
    another = [visit("2026-11-23 10:00")]
    cell = of(monday + another).cells[MONDAY, 16]
    assert (cell.days, cell.arrivals, cell.arrivals_a_day) == (2, 30, 15)


def test_a_day_on_which_a_counter_was_open_and_nobody_came_is_an_open_day() -> None:
    counted = of([visit("2026-11-16 08:00")] * 10, [shift("2026-11-23", "08:00", "09:00")])
    assert counted.cells[MONDAY, 16].arrivals_a_day == 5
    assert counted.days == (2, 0, 0, 0, 0, 0, 0)


def test_everybody_who_comes_is_an_arrival_and_only_the_served_without_doubt_have_a_wait() -> None:
    cell = of([*[visit(wait=60)] * 9, visit(wait=120, doubtful=True), visit(wait=-60), waiting(600)]).cells[MONDAY, 16]
    assert (cell.arrivals, cell.waits, cell.waited_seconds) == (12, 9, 540)
    assert (cell.mean_seconds, cell.median_seconds) == (None, None)
    assert cell.arrivals_a_day == 12


def test_ten_waits_have_a_mean_and_a_median() -> None:
    cell = of([visit(wait=60 * minutes) for minutes in range(10)]).cells[MONDAY, 16]
    assert (cell.mean_seconds, cell.median_seconds) == (270, 240)


def test_counters_are_the_mean_over_the_days_on_which_they_were_recorded() -> None:
    day = "2026-11-16"
    sessions = [shift(day, "08:00", "09:00"), shift(day, "08:15", "09:00")]
    pauses = [(*sessions[0], at(f"{day} 08:40"), at(f"{day} 08:46"))]
    counted = of([visit("2026-11-23 08:00")], sessions, pauses)
    assert [counted.cells[MONDAY, half_hour].counters for half_hour in (16, 17)] == [1.5, pytest.approx(1.8)]
    assert (counted.days[MONDAY], counted.recorded_days[MONDAY]) == (2, 1)


def test_where_no_counter_was_ever_recorded_nobody_says_that_none_was_open() -> None:
    counted = of([visit("2026-11-16 08:00"), visit("2026-11-21 09:00")], [shift("2026-11-16", "13:00", "14:00")])
    assert counted.cells[MONDAY, 16].counters == 0
    assert counted.cells[SATURDAY, 18].counters is None


def test_hours_in_which_nothing_happened_are_not_there() -> None:
    counted = of([visit("2026-11-16 08:00"), visit("2026-11-21 14:10")])
    assert counted.weekdays == [MONDAY, SATURDAY]
    assert counted.half_hours == range(16, 29)
    assert (MONDAY, 17) not in counted.cells


def test_without_visits_and_counters_there_is_nothing() -> None:
    counted = of([])
    assert (counted.cells, counted.weekdays, list(counted.half_hours)) == ({}, [], [])
    assert counted.waited_seconds == 0


def _local(instant_us: int) -> datetime:
    return datetime.fromtimestamp(instant_us // SECOND, UTC).astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))


def _place(instant_us: int) -> tuple[int, int]:
    local = _local(instant_us)
    return local.weekday(), local.hour * 2 + local.minute // 30


@st.composite
def _visits(draw: st.DrawFn) -> Visit:
    arrived = draw(st.integers(FIRST, LAST) | st.sampled_from([at("2026-11-16 08:00"), at("2026-11-23 08:29:59")]))
    called = draw(st.none() | st.integers(-60, 7200).map(lambda wait: arrived + wait * SECOND))
    state = draw(st.sampled_from(["done", "left", "closed"]))
    return Visit(arrived, None, called, called, called, state, draw(st.booleans()))


@st.composite
def _sessions(draw: st.DrawFn) -> SessionRow:
    minutes = draw(st.integers(0, 1439))
    opened = at(f"2026-11-{draw(st.integers(13, 23))} 00:00") + minutes * 60 * SECOND
    return 1, opened, opened + draw(st.integers(0, 1440 - minutes)) * 60 * SECOND


@given(st.lists(_visits(), max_size=60), st.lists(_sessions(), max_size=6))
def test_every_cell_equals_the_naive_recount(visits: list[Visit], sessions: list[SessionRow]) -> None:
    days = {_local(visit.arrived_us).date() for visit in visits} | {_local(opened).date() for _, opened, _ in sessions}
    recorded = {_local(opened).date() for _, opened, _ in sessions}
    arrivals: dict[tuple[int, int], int] = defaultdict(int)
    waits: dict[tuple[int, int], list[int]] = defaultdict(list)
    opened: dict[tuple[int, int], int] = defaultdict(int)
    for one in visits:
        arrivals[_place(one.arrived_us)] += 1
        if one.first_called_us is None or one.doubtful or one.state == "left" or one.first_called_us < one.arrived_us:
            continue
        waits[_place(one.arrived_us)].append((one.first_called_us - one.arrived_us) // SECOND)
    for _, since, until in sessions:
        for minute in range(since, until or 0, 60 * SECOND):
            opened[_place(minute)] += 1

    counted = of(visits, sessions)

    assert set(counted.cells) == {*arrivals, *opened}
    for place, cell in counted.cells.items():
        ranked = sorted(waits[place])
        n = len(ranked)
        recorded_days = sum(day.weekday() == place[0] for day in recorded)
        assert cell.days == sum(day.weekday() == place[0] for day in days)
        assert (cell.arrivals, cell.waits, cell.waited_seconds) == (arrivals[place], n, sum(ranked))
        assert cell.median_seconds == (ranked[ceil(n / 2) - 1] if n >= 10 else None)
        assert cell.counters == (pytest.approx(opened[place] / 30 / recorded_days) if recorded_days else None)
