"""Units side by side: each with its two means, how sure they are, and its own target."""

from collections.abc import Sequence

import numpy as np
import pytest
from flask import Flask
from matplotlib.axes import Axes

from admin.charts import units_wording
from admin.charts.sheet import DESK, NARROW, PAGE, Layout, Panel, Shape, sheet
from admin.charts.units_chart import draw_units, units_chart
from admin.charts.units_texts import Level, UnitLevels, UnitsTexts

TEXTS = UnitsTexts(
    title="Cả hai đơn vị chờ ngắn hơn trước.",
    waits="Thời gian chờ trung bình (phút)",
    before="trước thí điểm",
    now="hiện nay",
    target="mục tiêu",
    interval="khoảng tin cậy 95 %",
    too_few="chưa đủ dữ liệu",
    no_data="Chưa có dữ liệu",
    sample="DỮ LIỆU MẪU",
    decimal_comma=True,
)
LONG = "Trung tâm Phục vụ hành chính công tỉnh Sóc Trăng – điểm tiếp nhận số 2, chi nhánh phường Phú Lợi"
CENTRE = UnitLevels(LONG, Level(22.1, 19.8, 24.9), Level(16.4, 14.9, 18.1), 15)
WARD = UnitLevels("Phường Khánh Hòa", None, Level(9.6), 10)
QUIET = UnitLevels("Xã Vĩnh Châu", Level(12), None, 15)


def drawn(units: Sequence[UnitLevels], layout: Layout = DESK) -> Axes:
    _figure, (axes,) = sheet([Panel("", 60 * len(units))], layout, title="", sample=None)
    draw_units(axes, units, [[unit.name] for unit in units], [60.0] * len(units), TEXTS, layout)
    return axes


def minutes(axes: Axes, gid: str) -> list[float]:
    return [float(np.asarray(line.get_xdata(), float)[-1]) for line in axes.lines if line.get_gid() == gid]


def test_each_unit_has_its_means_their_intervals_and_its_own_target() -> None:
    axes = drawn([CENTRE, WARD])

    assert minutes(axes, "before") == [22.1]
    assert minutes(axes, "now") == [16.4, 9.6]
    assert minutes(axes, "interval") == [24.9, 18.1]
    assert minutes(axes, "target") == [15, 10]


def test_the_numbers_stand_beside_and_too_few_is_said() -> None:
    axes = drawn([CENTRE, WARD, QUIET])

    assert [text.get_text() for text in axes.texts if text.get_gid() == "numbers"] == [
        "22,1 → 16,4", "9,6", "chưa đủ dữ liệu",
    ]  # fmt: skip


def test_the_scale_begins_at_zero_and_holds_every_interval() -> None:
    low, high = drawn([CENTRE]).get_xlim()

    assert low == 0
    assert high > 24.9


@pytest.mark.parametrize("shape", [PAGE, Shape(narrow=True)])
def test_long_names_take_lines_and_one_or_no_unit_still_makes_a_chart(shape: Shape) -> None:
    for units in ([], [CENTRE], [CENTRE, WARD, QUIET] * 4):
        svg = units_chart(units, texts=TEXTS, sample=True, shape=shape)
        assert svg.endswith(b"</svg>\n")
    words = units_chart([CENTRE], texts=TEXTS, sample=False, shape=shape).decode()
    assert "Trung tâm Phục vụ" in words
    assert LONG not in words


def test_an_interval_is_explained_only_where_there_is_one() -> None:
    assert TEXTS.interval.split(" ")[-1] not in units_chart([WARD], texts=TEXTS, sample=False).decode()


@pytest.mark.parametrize("layout", [DESK, NARROW])
def test_marks_of_the_scale_have_room(layout: Layout) -> None:
    axes = drawn([UnitLevels("x", None, Level(5900), 15)], layout)

    assert 1 < len(axes.get_xticks()) <= 6


def test_the_table_and_the_words_tell_the_same_as_the_chart(app: Flask) -> None:
    with app.test_request_context("/admin/"):
        rows = units_wording.table([CENTRE, WARD, QUIET])
        told = units_wording.said("Chờ ngắn hơn.", [CENTRE, WARD, QUIET])

        assert all(len(row) == len(units_wording.head()) for row in rows)
    assert rows[0][1:] == ["22,1", "19,8 – 24,9", "16,4", "14,9 – 18,1", "15"]
    assert rows[1][1:] == [None, None, "9,6", "chưa đủ dữ liệu", "10"]
    assert "Phường Khánh Hòa: hiện nay 9,6 phút, mục tiêu 10." in told
    assert "Xã Vĩnh Châu: chưa đủ dữ liệu." in told
