"""When somebody came who took a number without a network, as far as two clocks can tell."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ground.calendar import local_day, start_of_day
from kiosk.queue.outage.clocks import DRIFT, LONGEST_OUTAGE, Arrival, Contact, Reading, arrival, on_day
from tests.factories import MONDAY

MS = timedelta(milliseconds=1)
SERVER_MS = int(MONDAY.timestamp() * 1000)
HOUR_MS = 3_600_000
offsets = st.integers(-10 * 365 * 24 * HOUR_MS, 10 * 365 * 24 * HOUR_MS)
trips = st.integers(0, 10_000)


@given(
    offset=offsets, trip=trips, way=st.floats(0, 1), passed=st.integers(0, 48 * HOUR_MS), drift=st.floats(-DRIFT, DRIFT)
)
def test_the_truth_lies_within_the_bound_however_wrong_the_clock_is(
    offset: int, trip: int, way: float, passed: int, drift: float
) -> None:
    # The answer took a part of the round trip; the clock is off by any amount and runs a little fast or slow.
    device_at_answer = SERVER_MS + way * trip + offset
    contact = Contact(MONDAY, round(device_at_answer - trip / 2), trip)
    true = MONDAY + passed * MS
    shown = round(SERVER_MS + offset + passed + passed * drift)
    found = arrival(Reading(shown), contact, true + timedelta(hours=1))
    assert abs(found.at - true) <= found.bound + 2 * MS
    assert found.bound <= (trip / 2 + (passed + trip) * DRIFT * 1.01 + 2) * MS


@given(
    reading=st.integers(0, 4 * 10**12),
    jump=st.integers(-(10**12), 10**12),
    device=st.integers(0, 4 * 10**12),
    trip=trips,
    age=st.integers(-HOUR_MS, 10**9),
)
def test_no_arrival_is_in_the_future_or_before_the_contact_whatever_is_sent(
    reading: int, jump: int, device: int, trip: int, age: int
) -> None:
    now = MONDAY + age * MS
    found = arrival(Reading(reading, jump), Contact(MONDAY, device, trip), now)
    assert found.at <= now
    assert found.at >= min(MONDAY, now)
    assert found.bound >= timedelta()
    assert found.bound_seconds >= 1


@given(back=st.integers(3_000, 24 * HOUR_MS), passed=st.integers(0, 8 * HOUR_MS))
def test_a_clock_set_back_while_the_page_was_open_is_taken_forward_again_and_says_so(back: int, passed: int) -> None:
    contact = Contact(MONDAY, SERVER_MS, 40)
    found = arrival(Reading(SERVER_MS + passed - back, -back), contact, MONDAY + timedelta(days=1))
    assert found.at == MONDAY + passed * MS
    assert found.bound >= back * MS


def test_a_tablet_that_slept_all_night_is_believed_as_far_as_it_can_be() -> None:
    night = 15 * HOUR_MS
    found = arrival(Reading(SERVER_MS + night, night), Contact(MONDAY, SERVER_MS, 40), MONDAY + timedelta(hours=16))
    assert found.at == MONDAY + timedelta(hours=15)
    assert found.bound >= timedelta(hours=15)


def test_a_clock_that_fell_back_to_1970_leaves_the_whole_time_since_the_contact() -> None:
    later = MONDAY + timedelta(hours=2)
    assert arrival(Reading(1_000), Contact(MONDAY, SERVER_MS, 40), later) == Arrival(MONDAY, timedelta(hours=2))


def test_nobody_came_before_the_tablet_last_said_that_it_held_no_number() -> None:
    now, settled = MONDAY + timedelta(days=20), MONDAY + timedelta(days=19)
    found = arrival(Reading(SERVER_MS + HOUR_MS), Contact(MONDAY, SERVER_MS, 40), now, settled=settled)
    assert (found.at, found.bound) == (settled, timedelta(days=1))
    assert arrival(Reading(SERVER_MS + HOUR_MS), Contact(MONDAY, SERVER_MS, 40), now).at == now - LONGEST_OUTAGE


@given(at=st.integers(0, 8 * HOUR_MS), later=st.integers(0, HOUR_MS))
def test_whoever_came_after_the_browser_was_started_anew_may_have_come_at_any_time_since_the_contact(
    at: int, later: int
) -> None:
    now = MONDAY + (at + later) * MS
    found = arrival(Reading(SERVER_MS + at, unwatched=True), Contact(MONDAY, SERVER_MS, 40), now)
    assert found == Arrival(MONDAY + at * MS, max(at, later) * MS)


@given(seconds=st.integers(-5, 5))
def test_a_number_of_before_midnight_stays_on_its_day_and_one_of_after_it_too(seconds: int) -> None:
    midnight = start_of_day(local_day(MONDAY) + timedelta(days=1))
    found = Arrival(midnight + timedelta(seconds=seconds), timedelta(seconds=1))
    for day in (local_day(MONDAY), local_day(MONDAY) + timedelta(days=1)):
        moved = on_day(found, day, MONDAY + timedelta(days=2))
        assert local_day(moved.at) == day
        assert moved.bound - found.bound == abs(moved.at - found.at)


def test_a_day_that_has_not_come_or_is_long_over_is_not_believed() -> None:
    found, today = Arrival(MONDAY, timedelta(seconds=1)), local_day(MONDAY)
    for days in (-400, -2, 1, 400):
        assert on_day(found, today + timedelta(days=days), MONDAY) == found
