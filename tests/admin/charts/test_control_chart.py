"""The control chart: limits by phase, what is more than chance ringed and said, patterns to watch left alone."""

import re
from collections.abc import Collection, Sequence

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from admin.charts.control_chart import CARRIED, control_chart, draw_means, draw_ranges
from admin.charts.control_texts import ControlTexts
from admin.charts.events import Event
from admin.charts.sheet import DESK, NARROW, PAGE, Layout, Panel, Shape, name_weeks, sheet
from admin.measures.spc import ControlChart, WeekMean, xmr
from kiosk.ground.calendar import weeks_until
from tests.admin.measures.offices import W47

TEXTS = ControlTexts(
    title="T47 chờ lâu khác thường: 24,5 phút.",
    waits="Thời gian chờ trung bình (phút)",
    ringed="khoanh: khác thường",
    watched="rỗng: theo dõi",
    left_out="nhạt: tuần không trọn",
    centre="Mức thường",
    high="Thường đến",
    low="Thường từ",
    target="Mục tiêu",
    run="%(n)s tuần liền",
    ranges="Chênh với tuần trước (phút)",
    range_high="Ngưỡng",
    no_data="Chưa có dữ liệu",
    sample="DỮ LIỆU MẪU",
    incident="× sự cố",
    week="T%(number)s (%(monday)s)",
    decimal_comma=True,
)
# Twice the same twelve: limits stand from the 24th week on.
QUIET = [12, 13, 11.5, 12.5, 13, 12, 11, 12.5, 13, 12, 11.5, 12.5] * 2
N = len(QUIET)
WEEKS = weeks_until(W47, 60)


def chart(
    minutes: Sequence[float | None], *, left_out: Collection[int] = (), changes: Collection[int] = ()
) -> ControlChart:
    """Weeks in order with these means; some left out, some with a change."""
    weeks = [
        WeekMean(week, None if value is None else value * 60, place not in left_out)
        for place, (week, value) in enumerate(zip(WEEKS, minutes, strict=False))
    ]
    return xmr(weeks, [WEEKS[place] for place in changes])


def drawn(found: ControlChart, layout: Layout = DESK) -> Axes:
    _figure, (axes,) = sheet([Panel("", 200)], layout, title="", sample=None)
    name_weeks([axes], [""] * len(found.points), layout)
    draw_means(axes, found, 15, TEXTS)
    return axes


def of(axes: Axes, gid: str) -> list[Line2D]:
    return [line for line in axes.lines if line.get_gid() == gid]


def places(axes: Axes, gid: str) -> list[float]:
    return [float(x) for line in of(axes, gid) for x in np.asarray(line.get_xdata(), float)]


def written(axes: Axes, gid: str) -> list[str]:
    return [text.get_text().replace("\n", " ") for text in axes.texts if text.get_gid() == gid]


def words(svg: bytes) -> str:
    """What is written in a drawing, which says so beside each line."""
    return " ".join(re.findall(r"<!-- (.*?) -->", svg.decode()))


def test_a_week_outside_the_limits_is_ringed_and_its_minutes_are_said() -> None:
    axes = drawn(chart([*QUIET, 12, 24.5]))

    assert places(axes, "findings") == [N + 1]
    assert written(axes, "said") == ["24,5"]


def test_a_run_is_ringed_and_counted() -> None:
    axes = drawn(chart([*QUIET, *[11.3] * 7]))

    assert set(range(N, N + 7)) <= set(places(axes, "findings"))
    assert written(axes, "said") == ["7 tuần liền"]


def test_a_pattern_to_watch_is_hollow_and_has_no_ring() -> None:
    axes = drawn(chart([*QUIET, 11.4, 11.8, 12.1, 12.3, 12.6, 12.9]))

    assert places(axes, "watches")
    assert not places(axes, "findings")
    assert not written(axes, "said")


def test_a_week_left_out_is_pale_off_the_line_and_breaks_it_not() -> None:
    axes = drawn(chart([*QUIET, 30, 12], left_out=[N]))

    assert places(axes, "left-out") == [N]
    assert N not in places(axes, "means")
    assert not places(axes, "findings")


def test_a_week_without_data_breaks_the_line() -> None:
    (line,) = of(drawn(chart([*QUIET, None, 12])), "means")

    assert np.isnan(np.asarray(line.get_ydata(), float)[N])


def test_each_phase_has_limits_of_its_own_and_those_carried_on_are_dashed() -> None:
    both = drawn(chart([*QUIET, *[value - 4 for value in QUIET]], changes=[N]))
    carried = drawn(chart([*QUIET, 12, 13], changes=[N]))

    assert [np.asarray(line.get_ydata(), float)[0].round(1) for line in of(both, "centre")] == [12.2, 8.2]
    assert [line.get_linestyle() for line in of(both, "centre")] == ["-", "-"]
    assert [line.get_linestyle() for line in of(carried, "centre")] == ["-", "--"]
    assert of(carried, "limits")[-1].get_linestyle() == "--"
    assert CARRIED


def test_no_line_crosses_from_one_phase_to_the_next() -> None:
    assert len(of(drawn(chart([*QUIET, *QUIET], changes=[N])), "means")) == 2


def test_lines_are_named_at_their_end_with_the_minutes_of_the_last_phase() -> None:
    axes = drawn(chart([*QUIET, *[value - 4 for value in QUIET]], changes=[N]))

    assert [text.split(" ")[-1] for text in written(axes, "label")] == ["5,7", "8,2", "10,7", "15"]


def test_with_few_weeks_there_are_points_and_the_target_but_no_limits() -> None:
    axes = drawn(chart([12, 13, 11]))

    assert places(axes, "usual-weeks") == [0, 1, 2]
    assert written(axes, "label") == ["Mục tiêu 15"]


@pytest.mark.parametrize("layout", [DESK, NARROW])
def test_what_is_said_never_lies_over_another(layout: Layout) -> None:
    axes = drawn(chart([*QUIET, *[20, 12.1, 20.5, 12, 21, 12.2, 20, 12] * 4]), layout)
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in axes.texts if text.get_gid() == "said"]

    assert boxes
    for place, one in enumerate(boxes):
        assert not any(one.padded(-1).overlaps(other.padded(-1)) for other in boxes[place + 1 :])


def test_the_lower_panel_shows_how_far_a_week_lies_from_the_one_before() -> None:
    _figure, (axes,) = sheet([Panel("", 48)], DESK, title="", sample=None)
    draw_ranges(axes, chart(QUIET), TEXTS)

    (line,) = of(axes, "ranges")
    assert np.asarray(line.get_ydata(), float)[1:4].tolist() == pytest.approx([1, 1.5, 1])
    assert written(axes, "label") == ["Ngưỡng 3,1"]


@pytest.mark.parametrize("minutes", [[], [None], [None, None], [12], [0], [12] * 26, [0] * 26, [6000, 1]])
@pytest.mark.parametrize("shape", [PAGE, Shape("svg", narrow=True)])
def test_little_or_odd_data_still_make_a_chart(minutes: Sequence[float | None], shape: Shape) -> None:
    svg = control_chart(chart(minutes), target_seconds=None, texts=TEXTS, sample=False, ranges=True, shape=shape)
    assert svg.endswith(b"</svg>\n")


def test_signs_are_explained_only_where_they_stand() -> None:
    plain = control_chart(chart(QUIET), target_seconds=900, texts=TEXTS, sample=False)
    found = chart([*QUIET, 24.5, 12], left_out=[N + 1])
    full = control_chart(
        found, target_seconds=900, texts=TEXTS, sample=True, events=[Event(WEEKS[3].monday, "mất điện", True)]
    )
    signs = [TEXTS.ringed, TEXTS.left_out, TEXTS.incident]

    assert not any(sign in words(plain) for sign in signs)
    assert all(sign in words(full) for sign in signs)
    assert b'id="sample"' in full
    assert full == control_chart(
        found, target_seconds=900, texts=TEXTS, sample=True, events=[Event(WEEKS[3].monday, "mất điện", True)]
    )
