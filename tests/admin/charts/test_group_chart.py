"""Small multiples: one scale for all, gaps where there is little, names that fit."""

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from admin.charts.group_chart import group_figure
from admin.charts.group_texts import GroupTexts
from admin.charts.sheet import PAGE, PHONE, Shape, saved
from admin.measures.group_series import GroupSeries, PeriodWait

TEXTS = GroupTexts(
    title="Đất đai làm người dân chờ nhiều nhất.",
    heading="Phút chờ mỗi tuần: ● trung bình, — một nửa ≤",
    stands_on="trung bình %(mean)s phút · n = %(n)s",
    others="Các việc khác",
    no_data="Chưa có dữ liệu",
    sample="DỮ LIỆU MẪU",
)
ENOUGH, FEW = PeriodWait(20, 900.0, 600), PeriodWait(9, None, None)
LAND = GroupSeries(
    "Đất đai, nhà ở, xây dựng và những việc có tên dài hơn bề rộng của ô", 40, 36_000, (ENOUGH, FEW, ENOUGH)
)
OTHERS = GroupSeries(None, 9, 540, (FEW, FEW, PeriodWait(0, None, None)), 6)
WEEKS = ["T45 (02/11)", "T46 (09/11)", "T47 (16/11)"]


def drawn(groups: list[GroupSeries], shape: Shape = PAGE) -> Figure:
    return group_figure(groups, WEEKS, 900, texts=TEXTS, sample=False, shape=shape)


def panels(figure: Figure) -> list[Axes]:
    return figure.axes[1:]


def test_all_panels_share_one_scale_from_zero() -> None:
    assert len({axes.get_ylim() for axes in panels(drawn([LAND, OTHERS]))}) == 1
    assert panels(drawn([LAND]))[0].get_ylim()[0] == 0


def test_a_period_with_few_is_a_gap() -> None:
    (axes,) = panels(drawn([LAND]))
    (means,) = [line for line in axes.lines if line.get_gid() == "means"]
    assert [str(value) for value in means.get_ydata()] == ["15.0", "nan", "15.0"]  # type: ignore[union-attr]


def test_each_panel_says_whose_it_is_and_what_it_stands_on() -> None:
    first, others = panels(drawn([LAND, OTHERS]))
    name, stands_on = [text.get_text() for text in first.texts]
    assert name.startswith("Đất đai")
    assert name.endswith("…")
    assert stands_on == "trung bình 15 phút · n = 40"
    assert [text.get_text() for text in others.texts] == ["Các việc khác", "trung bình – phút · n = 9"]


def test_a_phone_has_the_panels_one_under_the_other() -> None:
    assert {round(axes.get_position().x0, 3) for axes in panels(drawn([LAND] * 3, PHONE))} == {0.113}
    assert len({round(axes.get_position().x0, 3) for axes in panels(drawn([LAND] * 3))}) == 2


@pytest.mark.parametrize("shape", [PAGE, PHONE])
@pytest.mark.parametrize("groups", [[], [OTHERS], [LAND] * 8])
def test_any_number_of_groups_makes_a_picture(groups: list[GroupSeries], shape: Shape) -> None:
    assert saved(drawn(groups, shape), shape).endswith(b"</svg>\n")


def test_one_period_is_a_point_and_a_dash() -> None:
    alone = GroupSeries("Hộ tịch", 20, 18_000, (ENOUGH,))
    (axes,) = panels(group_figure([alone], WEEKS[-1:], 900, texts=TEXTS, sample=True))
    assert [line.get_marker() for line in axes.lines if line.get_gid() in ("means", "medians")] == ["_", "o"]
