"""A visit counts in the period of its instant, and only where its unit counted then."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.belonging import places
from admin.measures.periods import Period, PeriodKind, until
from tests.admin.measures.offices import at

WEEKS = until(PeriodKind.WEEK, date(2026, 11, 22), 3)
FIRST = WEEKS[0].first


def of(clock: str, units: list[set[int]], periods: tuple[Period, ...] = WEEKS, unit: int = 1) -> int:
    return int(places(np.array([at(clock)]), np.array([unit]), periods, units)[0])


def test_a_period_begins_and_ends_at_local_midnight() -> None:
    clocks = ["2026-11-01 23:59:59", "2026-11-02 00:00", "2026-11-08 23:59:59", "2026-11-09 00:00", "2026-11-23 00:00"]
    assert [of(clock, [{1}] * 3) for clock in clocks] == [-1, 0, 0, 1, -1]


def test_a_unit_counts_only_in_the_periods_in_which_it_belonged() -> None:
    moved = [{1}, {1, 2}, {2}]
    assert [of(f"2026-11-{day:02} 08:00", moved, unit=2) for day in (2, 9, 16)] == [-1, 1, 2]


def test_between_two_periods_nothing_counts() -> None:
    assert of("2026-11-10 08:00", [{1}] * 2, (WEEKS[0], WEEKS[2])) == -1


def test_without_periods_nothing_counts() -> None:
    assert of("2026-11-10 08:00", [], ()) == -1


@given(
    st.lists(st.tuples(st.integers(-200, 800), st.integers(1, 3)), max_size=30),
    st.lists(st.sets(st.integers(1, 3)), min_size=3, max_size=3),
)
def test_places_equal_a_naive_search(visits: list[tuple[int, int]], below: list[set[int]]) -> None:
    midnight = at(f"{FIRST} 00:00")
    instants = np.array([midnight + hour * 3_600_000_000 for hour, _ in visits], np.int64)
    found = places(instants, np.array([unit for _, unit in visits], np.int64), WEEKS, below)
    for place, (hour, unit) in zip(found.tolist(), visits, strict=True):
        day = FIRST + timedelta(days=hour // 24)
        fitting = [number for number, week in enumerate(WEEKS) if week.holds(day) and unit in below[number]]
        assert place == (fitting[0] if fitting else -1)
