"""Daily sums of the counted visits."""

from datetime import UTC, date, datetime

from admin.measures.daily import daily_sums, daily_sums_below
from admin.measures.effects import DaySum
from admin.measures.periods import Period
from admin.measures.visits import Visit, VisitColumns
from kiosk.ground.calendar import Week


def at(day: int, hour: int, minute: int = 0) -> int:
    return round(datetime(2026, 3, day, hour, minute, tzinfo=UTC).timestamp() * 1_000_000)


def visit(
    arrived: int,
    minutes: int | None,
    state: str = "done",
    *,
    doubtful: bool = False,
    by_hand: bool = False,
    unit: int = 1,
) -> Visit:
    called = None if minutes is None else arrived + minutes * 60_000_000
    return Visit(arrived, None, called, called, called, state, doubtful, unit, by_hand, by_hand)


def test_a_day_is_the_offices_own_and_holds_only_counted_visits() -> None:
    columns = VisitColumns.of(
        [
            visit(at(9, 16, 59), 4),  # 23:59 here
            visit(at(9, 17), 10),  # midnight: the next day
            visit(at(10, 1), 20, by_hand=True),
            visit(at(10, 1), 50, doubtful=True),
            visit(at(10, 2), 50, "no_show"),
            visit(at(10, 3), None, "left"),
        ]
    )
    assert daily_sums(columns) == [DaySum(date(2026, 3, 9), 1, 240), DaySum(date(2026, 3, 10), 2, 1800, 1)]


def test_without_visits_there_is_no_day() -> None:
    assert daily_sums(VisitColumns.of([])) == []


def test_each_week_counts_the_units_that_stood_below_then() -> None:
    columns = VisitColumns.of([visit(at(9, 3), 1), visit(at(9, 3), 2, unit=2), visit(at(17, 3), 3, unit=2)])
    weeks = [Period.of_week(Week(2026, 11)), Period.of_week(Week(2026, 12))]
    assert daily_sums_below(columns, weeks, [{1}, {1, 2}]) == [
        DaySum(date(2026, 3, 9), 1, 60),
        DaySum(date(2026, 3, 17), 1, 180),
    ]
