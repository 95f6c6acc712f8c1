"""What is said of eight weeks: how the mean stands to the targets, and what must be said beside it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from kiosk.queue.unit_weeks import LastWeek, Standing, UnitWeeks
from kiosk.queue.unit_wording import cautions, sentences, shown
from tests.conftest import environ
from wsgi import create_app

LAST = LastWeek(date(2026, 11, 9), date(2026, 11, 15), 12.5, Standing.WITHIN, 15, 30, False, None, False, None)
WEEKS = UnitWeeks(date(2026, 9, 21), date(2026, 11, 15), 1234, 9.0, 21.0, LAST, (), (), "tag")


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Iterator[None]:
    with create_app(environ("sqlite:///nowhere.db")).test_request_context("/?lang=vi"):
        yield


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing.WITHIN, "trong mục tiêu 15 phút"),
        (Standing.NEAR, "quá mục tiêu 15 phút, trong mục tiêu cũ 30 phút"),
        (Standing.OVER, "quá mục tiêu 15 phút"),
    ],
)
def test_the_last_week_is_told_first_and_against_its_targets(standing: Standing, words: str) -> None:
    first, together = sentences(replace(WEEKS, last=LAST._replace(standing=standing)))
    assert first == f"Tuần 9/11 – 15/11: chờ trung bình 12,5 phút, {words}."
    assert together.startswith("Cả 8 tuần (21/9 – 15/11) có 1.234 lượt được tính: một nửa được gọi trong 9 phút")


def test_weeks_that_have_enough_only_together_are_told_together() -> None:
    (together,) = sentences(replace(WEEKS, last=None))
    assert together.startswith("Cả 8 tuần")


def test_too_few_visits_are_told_without_a_number_of_minutes() -> None:
    few = replace(WEEKS, n=None, median_minutes=None, p90_minutes=None, last=None)
    assert sentences(few) == ("8 tuần qua chưa đủ dữ liệu: cần ít nhất 10 lượt được phục vụ.",)
    assert cautions(few) == ()


def test_a_mean_that_hides_something_says_so() -> None:
    assert cautions(WEEKS) == ()
    both = LAST._replace(leaves_out=True, with_uncounted_minutes=14.0, logged=True, without_logged_minutes=18.0)
    left_out, logged = cautions(replace(WEEKS, last=both))
    assert "Tính cả những lượt ấy, trung bình là 14 phút." in left_out
    assert "Không kể những lượt ấy, trung bình là 18 phút." in logged


def test_what_few_had_waited_is_not_given_away_by_a_second_mean() -> None:
    left_out, logged = cautions(replace(WEEKS, last=LAST._replace(leaves_out=True, logged=True)))
    assert left_out.endswith("hết giờ.")
    assert logged == "Một phần lượt đến do cán bộ ghi hộ."


def test_no_data_is_a_dash_and_not_a_zero() -> None:
    assert (shown(None), shown(0), shown(0.5)) == ("–", "0", "0,5")
