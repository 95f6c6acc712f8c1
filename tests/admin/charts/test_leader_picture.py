"""The picture a leader sends on: upright, one page, the same bytes for the same words, never a failure."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from admin.charts.leader_chart import MOST_ROWS, leader_chart, leader_chart_png, shown
from admin.charts.leader_picture import leader_picture
from admin.charts.leader_texts import LeaderTexts, Mark, UnitLine, WeekPoint, Word

LINE = UnitLine(
    "Trung tâm Phục vụ hành chính công phường Ninh Kiều",
    (Word("within", "trong mục tiêu"), Word("info", "chưa thấy thay đổi rõ")),
    23.0,
    14.0,
    15.0,
)
ONE = LeaderTexts(
    heading="Người dân chờ bao lâu ở Trung tâm Phục vụ hành chính công phường Ninh Kiều",
    period="Tuần từ 16/11 đến 22/11/2026",
    sentences=("9 trong 10 người chờ không quá 42 phút.", "Chưa thấy thay đổi rõ.", "Chờ lâu nhất là thứ Hai."),
    lines=(LINE,),
    chart="Người dân chờ ít hơn trước",
    scale="Số phút chờ trung bình mỗi tuần",
    target="Mục tiêu",
    before="trước thí điểm",
    now="gần đây",
    no_data="Chưa có đủ lượt đến để vẽ",
    note="Thời gian chờ: từ lúc lấy số đến lúc được gọi lần đầu.",
    sample="DỮ LIỆU MẪU",
    weeks=tuple(WeekPoint(f"{n:02}/11", None if n == 3 else 20 - n) for n in range(1, 9)),
    marks=(Mark(4, "bắt đầu thí điểm"), Mark(5, "mở thêm quầy 4 sáng thứ Hai và một việc rất dài nữa")),
)
ALL = replace(ONE, weeks=(), marks=(), lines=(LINE, replace(LINE, before=None, now=None)))
NOTHING = replace(ONE, weeks=tuple(WeekPoint(f"T{n}", None) for n in range(4)), lines=(replace(LINE, now=None),))


@pytest.mark.parametrize("texts", [ONE, ALL, NOTHING, replace(ALL, lines=(LINE,) * 100), replace(ALL, lines=())])
def test_the_picture_has_the_proportions_of_a_page(texts: LeaderTexts) -> None:
    with Image.open(BytesIO(leader_picture(texts))) as picture:
        assert picture.size == (1080, 1528)


def test_long_words_become_smaller_and_stay_on_the_page() -> None:
    long = replace(ONE, sentences=(" ".join(ONE.sentences * 4),) * 3)
    with Image.open(BytesIO(leader_picture(long))) as picture:
        margin = picture.convert("L").crop((1052, 40, 1080, 1528))
        assert not any(margin.histogram()[:200])


@pytest.mark.parametrize("texts", [ONE, ALL, NOTHING])
@pytest.mark.parametrize("narrow", [False, True])
def test_the_chart_is_plain_svg_the_same_each_time(texts: LeaderTexts, narrow: bool) -> None:
    svg = leader_chart(texts, narrow=narrow)
    assert svg == leader_chart(texts, narrow=narrow)
    assert set(re.findall(rb"<(\w[\w:]*)", svg)) <= {b"svg", b"defs", b"g", b"path", b"use", b"clipPath", b"rect"}
    assert b"style=" not in svg
    assert (b'id="sample"' in svg) == bool(texts.sample)


def test_only_so_many_units_are_drawn_as_can_be_read() -> None:
    assert len(shown(replace(ALL, lines=(LINE,) * 100))) == MOST_ROWS


def test_a_document_gets_the_chart_as_png() -> None:
    with Image.open(BytesIO(leader_chart_png(ONE))) as picture:
        assert picture.width == pytest.approx(560 / 72 * 200, abs=1)
