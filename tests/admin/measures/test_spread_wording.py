"""What the spread of waits says: whole minutes that are true, the long tail by number, people's own words beside it."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from flask import Flask

from admin.measures.distribution import distribution
from admin.measures.group_series import GroupSeries
from admin.measures.reported import Reported
from admin.measures.spread_wording import answered_where, group_sentence, reported_sentence, spread_sentence
from kiosk.ground.calendar import Week

LINE = Reported("visit", 1, Week(2026, 40), Week(2026, 46), (5, 10, 5, 0, 0), 5, (40, 32, 20, 8, 0))


@pytest.fixture(autouse=True)
def reader(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "vi"}):
        yield


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ([300] * 9, "Chưa đủ dữ liệu (9 lượt được tính, cần ít nhất 10)."),
        ([0] * 50, "9 trong 10 người được gọi ngay; không ai chờ quá 60 phút."),
        ([61] * 50, "9 trong 10 người được gọi trong 2 phút; không ai chờ quá 60 phút."),
        ([2520] * 94 + [7200] * 6, "9 trong 10 người được gọi trong 42 phút; 6 % chờ quá 60 phút (6 người)."),
    ],
)
def test_nine_in_ten_are_called_within_whole_minutes(seconds: list[int], said: str) -> None:
    assert spread_sentence(distribution(np.array(seconds, np.int64), (900, 1800))) == said


def test_the_work_with_most_waiting_is_named_with_its_share() -> None:
    land, papers = GroupSeries("Đất đai", 20, 30_000, ()), GroupSeries("Hộ tịch", 30, 10_000, ())
    said = "Người dân chờ nhiều nhất ở việc “Đất đai”: 75 % tổng thời gian chờ, trung bình 25 phút."
    assert group_sentence([land, papers]) == said
    assert group_sentence([]) == group_sentence([replace(land, n=9)]) == "Chưa đủ dữ liệu để so các việc."
    assert group_sentence([replace(land, waited_seconds=0)]).startswith("Không ai phải chờ")


def test_what_people_said_stands_beside_what_was_measured() -> None:
    assert reported_sentence([LINE]) == "25 % người trả lời nói đã chờ quá 15 phút; đo được là 28 % số lượt."
    few = replace(LINE, measured=(9, 0, 0, 0, 0))
    assert reported_sentence([few]) == "25 % người trả lời nói đã chờ quá 15 phút; số đo chưa đủ dữ liệu."
    assert reported_sentence([]) == "Chưa đủ phiếu để so với số đo."
    assert answered_where(LINE) != answered_where(replace(LINE, channel="kiosk"))
