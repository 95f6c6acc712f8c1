"""Periods cut the calendar without gap or overlap, and an address names each of them in one way."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.periods import Period, PeriodKind, containing, free, last_complete, overlapping, until

DAY = timedelta(days=1)
DAYS = st.dates(date(1950, 1, 1), date(2900, 12, 31))
KINDS = [kind for kind in PeriodKind if kind is not PeriodKind.RANGE]
WITHOUT_GAPS = [kind for kind in KINDS if kind is not PeriodKind.REPORT_NINE_MONTHS]
YEAR_ENDS = st.builds(
    lambda year, off: date(year, 12, 31) + timedelta(days=off), st.integers(1950, 2900), st.integers(-20, 20)
)


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("report-month/2026-11", "2026-10-15", "2026-11-14"),
        ("report-month/2026-01", "2025-12-15", "2026-01-14"),
        ("report-quarter/2026-Q1", "2025-12-15", "2026-03-14"),
        ("report-quarter/2026-Q4", "2026-09-15", "2026-12-14"),
        ("report-half/2026-H1", "2025-12-15", "2026-06-14"),
        ("report-half/2026-H2", "2026-06-15", "2026-12-14"),
        ("report-nine-months/2026", "2025-12-15", "2026-09-14"),
        ("report-year/2026", "2025-12-15", "2026-12-14"),
        ("month/2028-02", "2028-02-01", "2028-02-29"),
        ("quarter/2026-Q4", "2026-10-01", "2026-12-31"),
        ("year/2026", "2026-01-01", "2026-12-31"),
        ("week/2026-W53", "2026-12-28", "2027-01-03"),
        ("day/2026-11-16", "2026-11-16", "2026-11-16"),
        ("range/2026-01-31_2026-02-01", "2026-01-31", "2026-02-01"),
    ],
)
def test_each_kind_has_the_days_that_law_and_calendar_give_it(key: str, first: str, last: str) -> None:
    period = Period.parse(key)

    assert (str(period.first), str(period.last), period.key) == (first, last, key)


@pytest.mark.parametrize("kind", WITHOUT_GAPS)
@given(day=DAYS | YEAR_ENDS)
def test_every_day_is_in_one_period_and_the_next_begins_the_day_after(kind: PeriodKind, day: date) -> None:
    period = containing(kind, day)

    assert period.holds(day)
    assert period.shift(1).first == period.last + DAY
    assert period.shift(-1).last == period.first - DAY
    assert containing(kind, period.first) == containing(kind, period.last) == period
    assert period.shift(1).since == period.until


@given(day=DAYS)
def test_nine_months_are_the_first_three_quarters_of_the_year_of_reports(day: date) -> None:
    nine = containing(PeriodKind.REPORT_NINE_MONTHS, day)
    year = containing(PeriodKind.REPORT_YEAR, day)

    assert (nine.first, nine.year) == (year.first, year.year)
    assert nine.last + DAY == Period.parse(f"report-quarter/{nine.year}-Q4").first
    assert nine.shift(1).year == nine.year + 1


@given(day=DAYS)
def test_months_make_quarters_and_quarters_halves_and_years(day: date) -> None:
    for part, whole in [("month", "quarter"), ("quarter", "half"), ("half", "year")]:
        outer = containing(PeriodKind(f"report-{whole}"), day)
        inner = overlapping(PeriodKind(f"report-{part}"), outer)
        assert (inner[0].first, inner[-1].last) == (outer.first, outer.last)
        assert all(before.last + DAY == after.first for before, after in pairwise(inner))


@given(kind=st.sampled_from(KINDS), day=DAYS | YEAR_ENDS, count=st.integers(-30, 30))
def test_an_address_names_a_period_in_one_way(kind: PeriodKind, day: date, count: int) -> None:
    period = containing(kind, day)

    assert Period.parse(period.key) == period
    assert Period.read(kind, period.code) == period
    assert period.shift(count).shift(-count) == period


@given(first=DAYS, days=st.integers(0, 5 * 366 - 1))
def test_a_free_range_has_its_own_name_and_moves_by_its_own_length(first: date, days: int) -> None:
    period = free(first, first + timedelta(days=days))

    assert Period.parse(period.key) == period
    assert period.days == days + 1
    assert period.shift(1).first == period.last + DAY


@given(kind=st.sampled_from(KINDS), day=st.dates(date(2000, 1, 1), date(2900, 1, 1)), count=st.integers(0, 60))
def test_a_list_is_in_order_without_gaps_and_ends_with_the_day(kind: PeriodKind, day: date, count: int) -> None:
    periods = until(kind, day, count)

    assert len(periods) == count
    assert periods[-1:] == ((containing(kind, day),) if count else ())
    assert all(before.shift(1) == after for before, after in pairwise(periods))


@given(kind=st.sampled_from(KINDS), today=DAYS | YEAR_ENDS)
def test_the_last_complete_one_is_over_and_the_next_is_not(kind: PeriodKind, today: date) -> None:
    complete = last_complete(kind, today)

    assert complete.last < today
    assert complete.shift(1).last >= today


def test_the_weeks_of_a_reporting_month_may_straddle_its_ends() -> None:
    weeks = overlapping(PeriodKind.WEEK, Period.parse("report-month/2026-11"))

    assert [week.code for week in weeks] == ["2026-W42", "2026-W43", "2026-W44", "2026-W45", "2026-W46"]
    assert weeks[0].first < date(2026, 10, 15)
    assert weeks[-1].last > date(2026, 11, 14)


def test_a_day_begins_at_17_00_utc_of_the_day_before() -> None:
    period = Period.parse("day/2026-11-16")

    assert (period.since, period.until) == (
        datetime(2026, 11, 15, 17, tzinfo=UTC),
        datetime(2026, 11, 16, 17, tzinfo=UTC),
    )


def test_a_week_is_of_the_iso_year() -> None:
    week = Period.parse("week/2026-W01")

    assert (week.first, week.year, week.number) == (date(2025, 12, 29), 2026, 1)


@pytest.mark.parametrize(
    "key",
    [
        *("", "week", "week/", "week/2026-W54", "week/2025-W53", "week/26-W01", "fortnight/2026-01", "day/2026-02-30"),
        *("day/20261116", "day/2026-W47-1", "month/2026-13", "month/2026-00", "month/2026-1", "month/2026-Q1"),
        *("quarter/2026-Q5", "report-half/2026-H0", "report-half/2026-H3", "year/0000", "year/1899", "year/9999"),
        *("year/2026-01", "report-year/1900", "range/2026-01-01", "range/2026-01-02_2026-01-01"),
        *(
            "range/2020-01-01_2026-01-01",
            "range/0001-01-01_0001-01-02",
            "week/٢٠٢٦-W47",
            "year/2026\x00",
            "month/\ud800",
        ),
        *("report-month/99999999999999999999-01", "day/9999-12-31", "week/2999-W99", "year/3000"),
    ],
)
def test_absurd_addresses_are_refused(key: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 – whatever the words, a page answers with its own
        Period.parse(key)


@given(st.text(max_size=30), st.sampled_from([*PeriodKind]))
def test_whatever_is_typed_is_a_period_or_a_value_error(text: str, kind: PeriodKind) -> None:
    try:
        found = Period.parse(f"{kind}/{text}")
    except ValueError:
        return
    assert found.key == f"{kind}/{text}"


@pytest.mark.parametrize("count", [-1, 401, 10**30])
def test_a_list_is_bounded(count: int) -> None:
    with pytest.raises(ValueError, match="0 to 400"):
        until(PeriodKind.WEEK, date(2026, 11, 22), count)


@pytest.mark.parametrize("count", [10**5, -(10**30), 10**30])
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_led_out_of_the_calendar(kind: PeriodKind, count: int) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        containing(kind, date(2026, 11, 22)).shift(count * 366)


def test_days_that_are_no_such_period_make_none() -> None:
    with pytest.raises(ValueError, match="no week"):
        Period(PeriodKind.WEEK, date(2026, 11, 17), date(2026, 11, 23))
    with pytest.raises(ValueError, match="free range"):
        containing(PeriodKind.RANGE, date(2026, 11, 17))
