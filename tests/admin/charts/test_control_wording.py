"""What the control chart says in words: only since the last change, and never more than the limits allow."""

from collections.abc import Iterator

import pytest
from flask import Flask

from admin.charts.control_wording import control_texts, head, said, table, title
from tests.admin.charts.test_control_chart import QUIET, N, chart


@pytest.fixture(autouse=True)
def page(app: Flask) -> Iterator[None]:
    with app.test_request_context("/admin/"):
        yield


def test_weeks_that_vary_by_chance_are_said_to_do_so() -> None:
    assert title(chart(QUIET)) == ("Từ T40 (29/09) chưa thấy tuần nào khác thường: thường 12,2 phút, từ 9,7 đến 14,7.")


def test_a_long_week_and_a_short_one_are_named_with_the_limit_they_pass() -> None:
    assert title(chart([*QUIET, 24.5])) == "T12 (16/03) chờ lâu khác thường: 24,5 phút; thường không quá 14,7."
    assert title(chart([*QUIET, 5])) == "T12 (16/03) chờ ngắn khác thường: 5 phút; thường không dưới 9,7."


def test_a_run_is_said_with_its_length_and_end() -> None:
    assert title(chart([*QUIET, *[11.3] * 7])).endswith("chờ ngắn hơn mức thường (12,2 phút): ít khi do tình cờ.")


def test_a_change_that_helped_stays_the_title_when_it_has_limits_of_its_own() -> None:
    after = chart([*QUIET, *[value - 4 for value in QUIET]], changes=[N])

    assert title(after) == "Từ T12 (16/03) chờ ngắn hơn hẳn: thường 8,2 phút, trước đó 12,2."
    assert "Mức thường 8,2 phút, thường từ 5,7 đến 10,7." in said(after)


def test_a_finding_before_the_last_change_is_no_title() -> None:
    assert "24,5" not in title(chart([*QUIET, 24.5, *QUIET], changes=[N + 1]))


def test_without_twelve_weeks_the_title_says_how_many_are_missing() -> None:
    assert "còn thiếu 9 tuần" in title(chart([12, 13, 12]))
    assert title(chart([])) == title(chart([None, None])) == "Chưa có dữ liệu"
    assert said(chart([])) == "Chưa có dữ liệu"


def test_carried_limits_are_said() -> None:
    assert "còn thiếu 10 tuần trọn để tính giới hạn mới" in said(chart([*QUIET, 12, 13], changes=[N]))


def test_the_table_has_a_row_for_each_week_with_what_it_is() -> None:
    rows = table(chart([*QUIET, 24.5, 20, None], left_out=[N + 1]))

    assert len(rows[0]) == len(head())
    assert rows[0][:3] == ["T14 (30/03)", None, None]
    assert rows[1][-1] == "tuần không trọn, không xét"
    assert rows[2] == ["T12 (16/03)", "24,5", "12", "12,2", "9,7", "14,7", "chờ lâu khác thường"]
    assert rows[-1][-1] == ""


def test_the_words_on_the_chart_are_all_there() -> None:
    texts = control_texts(chart(QUIET))

    assert all(getattr(texts, name) != "" for name in texts.__slots__)
