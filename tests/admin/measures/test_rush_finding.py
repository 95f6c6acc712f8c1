"""What a supervisor can act on: where the waiting is, and where people stand before too few counters."""

from admin.measures.presences import Presences, SessionRow
from admin.measures.rush import rush
from admin.measures.rush_finding import RushFinding, rush_finding
from admin.measures.visits import Visit, VisitColumns
from tests.admin.measures.offices import at, visit

NOW = at("2026-12-31 12:00")
MONDAY = 0
EIGHT, TEN = 16, 20


def of(visits: list[Visit], sessions: list[SessionRow] | None = None) -> RushFinding | None:
    return rush_finding(rush(VisitColumns.of(visits), Presences.of(sessions or [], [], NOW)))


def told(visits: list[Visit], sessions: list[SessionRow] | None = None) -> RushFinding:
    found = of(visits, sessions)
    assert found is not None
    return found


def shift(since: str, until: str, day: str = "2026-11-16") -> SessionRow:
    return 1, at(f"{day} {since}"), at(f"{day} {until}")


def test_the_worst_hour_is_that_with_the_most_waiting_and_not_the_highest_mean() -> None:
    many = [visit("2026-11-16 08:10", wait=600)] * 20 + [visit("2026-11-16 08:40", wait=600)] * 20
    long = [visit("2026-11-17 10:00", wait=1200)] * 10
    worst = told(many + long).worst
    assert (worst.weekday, worst.half_hour, worst.arrivals, worst.mean_seconds) == (MONDAY, EIGHT, 40, 600)


def test_its_share_of_all_waiting_is_told() -> None:
    visits = [visit("2026-11-16 08:10", wait=600)] * 30 + [visit("2026-11-17 10:00", wait=600)] * 10
    assert told(visits).worst_share == 0.75


def test_an_hour_may_begin_at_half_past() -> None:
    visits = [visit("2026-11-16 08:30")] * 10 + [visit("2026-11-16 09:29")] * 10 + [visit("2026-11-16 08:00")] * 5
    assert told(visits).worst.half_hour == EIGHT + 1


def test_of_equal_hours_the_first_of_the_week_is_named() -> None:
    assert told([visit("2026-11-17 08:00")] * 10 + [visit("2026-11-16 10:00")] * 10).worst.weekday == MONDAY


def test_the_last_hour_of_a_weekday_does_not_run_into_the_next_one() -> None:
    late = [visit("2026-11-16 23:50")] * 10 + [visit("2026-11-17 00:10")] * 10
    assert told(late).worst.arrivals == 10


def test_the_crowded_hour_has_the_most_people_for_each_open_counter() -> None:
    visits = [visit("2026-11-16 08:00", wait=900)] * 40 + [visit("2026-11-16 10:00", wait=60)] * 30
    sessions = [shift("08:00", "09:00")] * 4 + [shift("10:00", "11:00")]
    found = told(visits, sessions)
    assert found.worst.half_hour == EIGHT
    assert found.crowded is not None
    assert (found.crowded.half_hour, found.crowded.counters, found.crowded.arrivals_a_counter) == (TEN, 1, 30)


def test_the_half_hour_before_opening_and_lunch_are_not_crowded_but_closed() -> None:
    visits = [visit("2026-11-16 07:10", wait=900)] * 40 + [visit("2026-11-16 12:10")] * 50
    visits += [visit("2026-11-16 08:00")] * 10
    found = told(visits, [shift("07:55", "09:00"), shift("13:00", "14:00")])
    assert found.crowded is not None
    assert found.crowded.half_hour == EIGHT


def test_where_counters_were_not_recorded_no_hour_is_crowded() -> None:
    assert told([visit("2026-11-16 08:00")] * 10).crowded is None
    assert told([visit("2026-11-16 08:00")] * 10).worst.counters is None


def test_nine_waits_say_nothing() -> None:
    assert of([visit("2026-11-16 08:00")] * 9) is None


def test_where_nobody_waited_no_hour_is_the_worst() -> None:
    assert of([visit("2026-11-16 08:00", wait=0)] * 50) is None
