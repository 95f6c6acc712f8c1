from hypothesis import given
from hypothesis import strategies as st

from kiosk.procedures.time_limits import Limit, LimitUnit, limit_of, read, written

limits = st.builds(Limit, st.integers(1, 9999), st.sampled_from(LimitUnit))


def test_a_limit_is_read_as_it_is_written_in_decisions() -> None:
    assert read("05 ngày làm việc") == Limit(5, LimitUnit.WORKING_DAYS)
    assert read("  15  NGÀY. ") == Limit(15, LimitUnit.DAYS)
    assert read("4 giờ làm việc") == read("4 gio") == Limit(4, LimitUnit.HOURS)


def test_words_and_nothing_are_no_number() -> None:
    for text in ("", "Trong ngày", "không quá 5 ngày", "0 ngày", "5", "5 tuần", "ngày 5", "12345 ngày", "5.5 ngày"):
        assert read(text) is None


def test_four_hours_are_shorter_than_a_working_day_and_eight_are_not() -> None:
    day = Limit(1, LimitUnit.WORKING_DAYS)
    assert Limit(4, LimitUnit.HOURS).is_shorter_than(day)
    assert not Limit(8, LimitUnit.HOURS).is_shorter_than(day)


def test_five_working_days_and_a_week_do_not_shorten_each_other() -> None:
    working, week = Limit(5, LimitUnit.WORKING_DAYS), Limit(7, LimitUnit.DAYS)
    assert not working.is_shorter_than(week)
    assert not week.is_shorter_than(working)
    assert not Limit(14, LimitUnit.DAYS).is_shorter_than(Limit(10, LimitUnit.WORKING_DAYS))


@given(limits, limits, limits)
def test_shorter_is_an_order(one: Limit, two: Limit, three: Limit) -> None:
    assert not one.is_shorter_than(one)
    assert not (one.is_shorter_than(two) and two.is_shorter_than(one))
    if one.is_shorter_than(two) and two.is_shorter_than(three):
        assert one.is_shorter_than(three)


def test_two_empty_columns_are_no_limit() -> None:
    assert limit_of(None, None) is None
    assert limit_of(3, "days") == Limit(3, LimitUnit.DAYS)


@given(limits)
def test_what_is_written_is_read_again(limit: Limit) -> None:
    assert read(written(limit)) == limit
