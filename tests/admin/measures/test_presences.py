"""Open counters as columns: cut to their day and to the present, pauses taken out."""

from hypothesis import given
from hypothesis import strategies as st

from admin.measures.presences import PauseRow, Presences, SessionRow
from tests.admin.measures.offices import at

NOW = at("2026-11-20 12:00")
HOUR = 3_600_000_000
EIGHT, NINE, TEN = (at(f"2026-11-16 {clock}") for clock in ("08:00", "09:00", "10:00"))


def hours(sessions: list[SessionRow], pauses: list[PauseRow], now: int = NOW) -> dict[str, float]:
    """Return the open hours by local hour such as “320 08”: the day of the year, and the hour."""
    slots, shares = Presences.of(sessions, pauses, now).by_slot(HOUR)
    first = (at("2026-11-16 00:00") + 7 * HOUR) // HOUR
    found: dict[str, float] = {}
    for slot, share in zip((slots - first).tolist(), shares.tolist(), strict=True):
        day, hour = divmod(slot, 24)
        found[f"{16 + day} {hour:02}"] = found.get(f"{16 + day} {hour:02}", 0) + share / HOUR
    return {name: share for name, share in found.items() if share}


def test_a_session_adds_to_each_hour_what_lies_in_it() -> None:
    assert hours([(1, EIGHT + HOUR // 2, TEN)], []) == {"16 08": 0.5, "16 09": 1}


def test_two_counters_at_once_count_twice() -> None:
    assert hours([(1, EIGHT, NINE), (1, EIGHT, NINE)], []) == {"16 08": 2}


def test_a_pause_is_no_open_counter() -> None:
    pause = (1, EIGHT, TEN, EIGHT + HOUR // 2, NINE + HOUR // 4)
    assert hours([(1, EIGHT, TEN)], [pause]) == {"16 08": 0.5, "16 09": 0.75}


def test_a_pause_that_nobody_ended_ends_with_its_session() -> None:
    assert hours([(1, EIGHT, TEN)], [(1, EIGHT, TEN, NINE, None)]) == {"16 08": 1}


def test_what_is_still_open_is_open_until_now() -> None:
    assert hours([(1, EIGHT, None)], [(1, EIGHT, None, NINE, None)], now=TEN) == {"16 08": 1}


def test_a_counter_that_nobody_closed_is_not_open_over_night() -> None:
    evening = at("2026-11-16 22:00")
    assert hours([(1, evening, None)], []) == {"16 22": 1, "16 23": 1}


def test_nothing_recorded_is_nothing_open() -> None:
    assert hours([], []) == {}
    assert Presences.of([], [], NOW).days().tolist() == []


def test_a_day_is_recorded_once_however_often_a_counter_is_opened() -> None:
    rows = [(1, EIGHT, NINE), (2, NINE, TEN), (1, at("2026-11-17 00:00"), at("2026-11-17 01:00"))]
    assert len(Presences.of(rows, [], NOW).days()) == 2


def test_stretches_of_other_units_can_be_left_out() -> None:
    presences = Presences.of([(1, EIGHT, NINE), (2, EIGHT, TEN)], [], NOW)
    assert presences.take(presences.of_units([2])).until_us.tolist() == [TEN]


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50)), max_size=8),
    st.integers(0, 50),
)
def test_every_minute_of_a_session_is_counted_once_and_no_minute_of_its_pause(
    drawn: list[tuple[int, int, int, int]], until: int
) -> None:
    sessions: list[SessionRow] = []
    pauses: list[PauseRow] = []
    expected = 0
    minute = HOUR // 60 * 7
    for opens, stays, later, rests in drawn:
        opened, closed = EIGHT + opens * minute, EIGHT + (opens + stays) * minute
        paused = opened + later * minute
        sessions.append((1, opened, closed))
        pauses.append((1, opened, closed, paused, paused + rests * minute))
        ticks = range(opens, min(opens + stays, max(opens, until)))
        expected += sum(not opens + later <= tick < opens + later + rests for tick in ticks)
    _slots, shares = Presences.of(sessions, pauses, EIGHT + until * minute).by_slot(HOUR)
    assert int(shares.sum()) == expected * minute
