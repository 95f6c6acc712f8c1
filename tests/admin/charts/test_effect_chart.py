"""Before and after: two levels, the old one carried on, and a band that shows whether chance could have done it."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import FillBetweenPolyCollection
from matplotlib.lines import Line2D

from admin.charts.effect_chart import draw_effect, effect_chart, weeks
from admin.charts.effect_texts import EffectTexts
from admin.charts.sheet import DESK, PAGE, Panel, Shape, name_weeks, sheet
from admin.measures.before_after import compare, weekly_means, window
from admin.measures.effects import Compared, DaySum

TEXTS = EffectTexts(
    title="Chờ ngắn hơn 4 phút.",
    waits="Thời gian chờ trung bình mỗi 7 ngày (phút)",
    what="mở thêm quầy 4",
    before="Trước",
    after="Sau",
    other="Đơn vị kia",
    target="Mục tiêu",
    band="dải: mức sau, tin cậy 95 %",
    incident="× sự cố",
    no_data="Chưa có dữ liệu",
    sample="DỮ LIỆU MẪU",
    decimal_comma=True,
)
CHANGE = date(2026, 8, 24)


def days(before: Sequence[float], after: Sequence[float]) -> list[DaySum]:
    """One day with ten visits a week, of these mean minutes, on both sides of the change."""
    every = [*((-len(before) + place, mean) for place, mean in enumerate(before)), *enumerate(after)]
    return [DaySum(CHANGE + timedelta(weeks=place), 10, int(mean * 600)) for place, mean in every]


def compared(own: Sequence[DaySum], other: Sequence[DaySum] | None = None) -> Compared:
    return compare(window(CHANGE, first=own[0].day, last=own[-1].day + timedelta(days=6)), own, other)


def means(found: Compared, of: Sequence[DaySum]) -> list[float | None]:
    return weekly_means(of, found.window.first, found.window.before + found.window.after)


OWN = days([14, 13, 15, 14, 13, 15], [10, 9, 11, 10])
OTHER = days([18, 18, 17, 19, 18, 18], [18, 17, 19, 18])


def drawn(own: Sequence[DaySum], other: Sequence[DaySum] | None = None) -> Axes:
    found = compared(own, other)
    _figure, (axes,) = sheet([Panel("", 200)], DESK, title="", sample=None)
    name_weeks([axes], [""] * len(weeks(found.window)), DESK)
    draw_effect(axes, found, means(found, own), None if other is None else means(found, other), 15, TEXTS)
    return axes


def of(axes: Axes, gid: str) -> list[Line2D]:
    return [line for line in axes.lines if line.get_gid() == gid]


def heights(axes: Axes, gid: str) -> list[float]:
    return [round(float(np.asarray(line.get_ydata(), float)[0]), 1) for line in of(axes, gid)]


def test_both_levels_are_drawn_and_the_old_one_goes_on_dashed() -> None:
    axes = drawn(OWN)

    assert heights(axes, "level") == [14, 10]
    assert heights(axes, "level-kept") == [14]
    assert of(axes, "level-kept")[0].get_linestyle() == "--"
    assert [text.get_text() for text in axes.texts if text.get_gid() == "label"] == [
        "Mục tiêu 15",
        "Trước 14",
        "Sau 10",
    ]


def test_the_band_leaves_the_old_level_out_where_the_difference_is_beyond_chance() -> None:
    (band,) = [one for one in drawn(OWN).collections if isinstance(one, FillBetweenPolyCollection)]
    low, high = band.get_datalim(band.axes.transData).intervaly if band.axes else (0, 0)

    assert 8 < low < 10 < high < 14


def test_the_other_unit_stands_beside_in_grey() -> None:
    axes = drawn(OWN, OTHER)

    assert len(of(axes, "other")) == 1
    assert heights(axes, "level") == [18, 18, 14, 10]
    assert any(text.get_text() == "Đơn vị kia 18" for text in axes.texts)


def test_every_week_stands_at_its_place_and_one_without_visits_is_a_gap() -> None:
    (line,) = of(drawn([*OWN[:3], *OWN[4:]]), "own")
    values = np.asarray(line.get_ydata(), float)

    assert len(values) == 10
    assert np.isnan(values[3])


def test_weeks_are_counted_from_the_change() -> None:
    assert weeks(compared(OWN).window)[6] == CHANGE


@pytest.mark.parametrize("shape", [PAGE, Shape(narrow=True)])
def test_one_week_on_a_side_or_none_still_makes_a_chart(shape: Shape) -> None:
    for own in (days([14], [10]), days([14], []), days([], [10])):
        found = compared(own)
        svg = effect_chart(found, means(found, own), target_seconds=None, texts=TEXTS, sample=True, shape=shape)
        assert svg.endswith(b"</svg>\n")
        assert b'id="sample"' in svg


def test_an_incident_is_a_cross_only_within_the_weeks_compared() -> None:
    found = compared(OWN)

    def draw(day: date) -> str:
        return effect_chart(
            found, means(found, OWN), target_seconds=900, texts=TEXTS, sample=False, incidents=[day]
        ).decode()

    assert 'id="incident"' in draw(CHANGE + timedelta(days=9))
    assert TEXTS.incident in draw(CHANGE + timedelta(days=9))
    assert 'id="incident"' not in draw(CHANGE + timedelta(days=90))


def test_means_that_are_not_those_of_the_window_are_refused() -> None:
    with pytest.raises(ValueError, match="as many"):
        effect_chart(compared(OWN), [600], target_seconds=900, texts=TEXTS, sample=False)


def test_the_same_figures_are_the_same_bytes_with_the_change_written_at_its_day() -> None:
    found = compared(OWN, OTHER)

    def draw() -> bytes:
        return effect_chart(
            found, means(found, OWN), means(found, OTHER), target_seconds=900, texts=TEXTS, sample=False
        )

    assert draw() == draw()
    assert "24/08 mở thêm quầy 4" in draw().decode()
