"""The finding of the week in words: on several days and on one, with and without counters on record."""

from collections.abc import Iterator

import pytest
from flask import Flask

from admin.measures.presences import Presences, SessionRow
from admin.measures.rush import Rush, rush
from admin.measures.rush_finding import rush_finding
from admin.measures.rush_wording import half_hours, more, sentence
from admin.measures.visits import Visit, VisitColumns
from tests.admin.measures.offices import at, visit


@pytest.fixture(autouse=True)
def reader(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "vi"}):
        yield


def week(visits: list[Visit], *sessions: SessionRow) -> Rush:
    return rush(VisitColumns.of(visits), Presences.of(sessions, [], at("2026-12-31 12:00")))


def shift(day: str) -> SessionRow:
    return 1, at(f"{day} 08:00"), at(f"{day} 09:00")


def said(found: Rush) -> tuple[str, str]:
    finding = rush_finding(found)
    return sentence(found, finding), more(finding) if finding else ""


def test_several_days_are_told_by_the_ordinary_one() -> None:
    visits = [visit(f"2026-11-{day} 08:10", wait=1860) for day in ("09", "16") for _ in range(24)]
    worst, beside = said(week(visits, shift("2026-11-16"), shift("2026-11-09")))
    assert worst == (
        "Tổng thời gian chờ nhiều nhất vào thứ Hai 8:00–9:00: mỗi ngày 24 người đến, 1 quầy mở, trung bình chờ 31 phút."
    )
    assert beside == (
        "Giờ ấy chiếm 100 % tổng thời gian chờ của cả kỳ. Đó cũng là giờ đông nhất so với số quầy mở: 24 người đến cho "
        "mỗi quầy."
    )


def test_one_day_is_that_day_and_unrecorded_counters_are_passed_over() -> None:
    worst, beside = said(week([visit("2026-11-22 14:40", wait=90)] * 12))
    assert worst == "Tổng thời gian chờ nhiều nhất vào Chủ nhật 14:30–15:30: 12 người đến, trung bình chờ 1,5 phút."
    assert beside == "Giờ ấy chiếm 100 % tổng thời gian chờ của cả kỳ."


def test_another_hour_may_have_too_few_counters() -> None:
    visits = [visit("2026-11-16 09:10", wait=1800)] * 20 + [visit("2026-11-17 08:10", wait=60)] * 30
    sessions = [shift("2026-11-17"), (1, at("2026-11-16 09:00"), at("2026-11-16 10:00"))]
    assert said(week(visits, *sessions))[1].endswith(
        "Đông nhất so với số quầy mở là thứ Ba 8:00–9:00: 30 người đến, 1 quầy mở, 30 người cho mỗi quầy."
    )


@pytest.mark.parametrize(
    ("visits", "why"),
    [([], "Chưa có lượt đến"), ([visit()] * 9, "Chưa đủ dữ liệu"), ([visit(wait=0)] * 20, "Không ai phải chờ")],
)
def test_where_there_is_no_finding_the_reason_is_told(visits: list[Visit], why: str) -> None:
    assert said(week(visits))[0].startswith(why)


def test_half_hours_are_told_by_the_clock() -> None:
    assert (half_hours(17, 2), half_hours(47, 1)) == ("8:30–9:30", "23:30–24:00")
