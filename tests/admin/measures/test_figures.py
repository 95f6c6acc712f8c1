"""What stands beside the headline: way, service, stay, who was left out, how right the quoted wait was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.enough import told
from admin.measures.figures import Figures, KaplanMeier, LeftOut, MeanWait, Quotes, Waits
from admin.measures.periods import Period
from admin.measures.visits import Visit, VisitColumns
from admin.measures.waiting import by_period, of
from tests.admin.measures.offices import TARGETS, visit, waiting

SECOND = 1_000_000


def deep(*visits: Visit) -> Figures:
    return of(VisitColumns.of(visits), TARGETS, deep=True)


def full(wait: int = 600, way: int = 60, service: int = 300, hold: int = 0, **values: object) -> Visit:
    """Return a visit with all its instants: called, started, ended."""
    one = visit(wait=wait, way=way, stay=wait + way + service)
    return one._replace(last_called_us=one.first_called_us, hold_seconds=hold, **values)  # type: ignore[arg-type]


def test_way_service_and_stay_are_what_the_definitions_say() -> None:
    figures = deep(full(way=60, service=300, hold=100), full(way=120, service=500))

    assert figures.way is not None
    assert figures.service is not None
    assert figures.stay is not None
    assert (figures.way.mean_seconds, figures.service.mean_seconds) == (90, 350)
    assert figures.stay.mean_seconds == (960 + 1220) / 2


def test_the_way_begins_with_the_last_call() -> None:
    one = full(way=600)

    figures = deep(one._replace(last_called_us=(one.started_us or 0) - 45 * SECOND))

    assert figures.way is not None
    assert figures.way.mean_seconds == 45


def test_a_doubtful_arrival_spoils_no_service_and_a_doubtful_end_no_wait() -> None:
    late_arrival, by_night = full(doubtful=True), full(ended_doubtful=True)

    figures = deep(late_arrival, by_night)

    assert figures.wait.n == 1
    assert figures.service is not None
    assert figures.stay is not None
    assert figures.way is not None
    assert (figures.way.n, figures.service.n, figures.stay.n) == (1, 1, 0)


def test_times_that_run_backwards_are_in_no_duration() -> None:
    figures = deep(full(way=-5), full(service=10, hold=20))

    assert figures.way is not None
    assert figures.service is not None
    assert (figures.way.n, figures.service.n) == (1, 1)


def test_without_details_nothing_is_said_about_them() -> None:
    columns = VisitColumns.of([full()])
    headline = VisitColumns(*(getattr(columns, name) for name in columns.__slots__ if name != "details"))

    figures = of(headline, TARGETS, deep=True)

    assert [figures.way, figures.service, figures.stay, figures.quotes] == [None] * 4
    assert figures.wait.n == 1


def test_those_left_out_are_told_by_kind_and_add_up() -> None:
    figures = deep(
        full(),
        waiting(100),
        visit(state="no_show", wait=200, way=None),
        visit(state="removed", wait=None, stay=300),
        visit(state="closed", wait=None, stay=400),
        visit(state="serving", wait=500, stay=None),
        full(wait=700, doubtful=True),
        waiting(800)._replace(doubtful=True),
    )

    kinds = figures.left_out
    assert [kind.seconds for kind in kinds] == [100, 200, 300, 400, 500, 750]
    assert sum(kind.n for kind in kinds) == figures.uncounted.n == 7


@given(st.lists(st.tuples(st.sampled_from(["done", "left", "removed", "closed"]), st.integers(0, 900)), max_size=30))
def test_the_kinds_left_out_add_up_whatever_came(ends: list[tuple[str, int]]) -> None:
    figures = deep(*(visit(state=state, wait=None if second % 3 else second, stay=second) for state, second in ends))

    assert sum(kind.n for kind in figures.left_out) == figures.uncounted.n
    total = sum(kind.n * (kind.seconds or 0) for kind in figures.left_out)
    assert total == pytest.approx(figures.uncounted.n * (figures.uncounted.seconds or 0))


def test_the_quoted_wait_is_right_within_its_band_ends_included() -> None:
    band = {"estimate_low_seconds": 300, "estimate_high_seconds": 600}
    visits = [full(wait=wait, **band) for wait in (299, 300, 600, 720)]

    assert deep(*visits, full(wait=5000)).quotes == Quotes(4, 0.5, 0.25, 0.25, (120 - 1) / 2)
    assert deep(full(wait=400, **band)).quotes == Quotes(1, 1.0, 0.0, 0.0, None)
    assert deep(full(wait=5000)).quotes == Quotes(0)


def test_kaplan_meier_takes_whoever_went_as_waiting_at_least_so_long() -> None:
    figures = deep(full(wait=100), waiting(150), full(wait=200), visit(state="removed", wait=None, stay=300))

    assert figures.kaplan_meier == KaplanMeier(n=4, called=2, median_seconds=200, p90_seconds=None)


def test_a_doubtful_wait_is_not_on_the_curve() -> None:
    figures = deep(full(wait=100), full(wait=9999, doubtful=True))

    assert figures.kaplan_meier == KaplanMeier(1, 1, 100, 100)


def test_the_deep_part_costs_nothing_unless_asked_for() -> None:
    figures = of(VisitColumns.of([full()]), TARGETS)

    assert [figures.kaplan_meier, figures.quotes, figures.wait.interval] == [None] * 3


def test_the_interval_needs_eight_days() -> None:
    days = [visit(f"2026-11-{day:02d} 08:00", wait=600 + day) for day in range(2, 10)]

    assert deep(*days[:7]).wait.interval is None
    found = deep(*days).wait.interval
    assert found is not None
    assert 602 <= found.low_seconds < 605.5 < found.high_seconds <= 609


def test_fifteen_and_thirty_minutes_are_these_whatever_the_target() -> None:
    wait = deep(full(wait=900), full(wait=901), full(wait=1800), full(wait=1801)).wait

    assert (wait.within_15, wait.within_30) == (0.25, 0.75)


def test_under_ten_visits_only_their_number_is_told() -> None:
    few = told(deep(*[full(estimate_low_seconds=0, estimate_high_seconds=300)] * 9))

    assert few.wait == few.way == Waits(9)
    assert few.with_uncounted == MeanWait(9, None)
    assert few.service_level is few.service_level_of_all is None
    assert (few.quotes, few.kaplan_meier) == (Quotes(9), KaplanMeier(9, 9))
    assert few.counts.served == 9


def test_what_few_had_waited_is_not_to_be_found_by_subtraction() -> None:
    ten, by_staff = [full()] * 10, [full(wait=60, by_staff=True)]
    left = told(deep(*ten, *[waiting(50)] * 3))
    logged, mostly = told(deep(*ten, *by_staff)), told(deep(full(), *by_staff * 10))
    hand, at_once = told(deep(full(), *[full(by_staff=True, by_hand=True)] * 10)), told(deep(*ten, full(service=1)))

    assert (left.with_uncounted, logged.without_logged) == (MeanWait(13, None), MeanWait(10, None))
    assert (mostly.logged_by_staff, mostly.without_logged) == (MeanWait(10, None), MeanWait(1, None))
    assert (hand.by_hand, at_once.without_brief) == (MeanWait(10, None), MeanWait(10, None))
    assert told(deep(*ten, *by_staff * 10)).without_logged == MeanWait(10, 600.0)
    assert told(deep(*ten, *[waiting(50)] * 10)).with_uncounted == MeanWait(20, 325.0)


def test_a_kind_of_few_is_not_what_the_others_and_all_leave() -> None:
    removed, closed = (visit(state=state, wait=None, stay=500) for state in ("removed", "closed"))
    kinds = told(deep(full(), *[waiting(50)] * 12, *[removed] * 10, *[closed] * 3)).left_out
    alone = told(deep(full(), *[waiting(50)] * 12, *[removed] * 11)).left_out

    assert (kinds.left.seconds, kinds.removed.seconds, kinds.closed.seconds) == (50, None, None)
    assert (alone.left.seconds, alone.removed.seconds) == (50, 500)


def test_from_ten_on_everything_is_told_and_parts_of_it_still_by_their_own_number() -> None:
    ten = deep(*[full()] * 10, waiting(50))

    assert told(ten).wait == ten.wait
    assert told(ten).uncounted == MeanWait(1, None)
    assert told(ten).left_out == LeftOut(MeanWait(1, None), *[MeanWait(0, None)] * 5)


def test_a_visit_is_in_every_period_that_holds_its_day() -> None:
    visits = VisitColumns.of([visit("2026-11-14 23:59"), visit("2026-11-15 00:00")])
    keys = ["report-month/2026-11", "report-month/2026-12", "month/2026-11", "day/2026-11-15", "year/2025"]

    found = by_period(visits, [Period.parse(key) for key in keys], [TARGETS] * 5)

    assert [one.counts.arrivals for one in found] == [1, 1, 2, 1, 0]


def test_reporting_months_of_a_year_add_up_to_its_reporting_year() -> None:
    days = [f"2026-{month:02d}-{day:02d} 09:00" for month in range(1, 13) for day in (1, 14, 15, 28)]
    months = [Period.parse(f"report-month/2026-{month:02d}") for month in range(1, 13)]
    columns = VisitColumns.of([visit(day) for day in days])

    (year,) = by_period(columns, [Period.parse("report-year/2026")], [TARGETS])

    assert year.counts.arrivals == 46
    assert sum(one.counts.arrivals for one in by_period(columns, months, [TARGETS] * 12)) == 46


def test_share_of_doubtful_visits() -> None:
    assert deep().doubtful_share is None
    assert deep(full(), full(doubtful=True)).doubtful_share == 0.5
