"""What the panels draw: gaps where there is nothing, hollow points where there is little, whiskers where unsure."""

import re
from collections.abc import Sequence
from math import isnan

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from admin.charts.palette import INK
from admin.charts.panels import draw_scores, draw_visits, draw_waits
from admin.charts.sheet import DESK, Panel, sheet
from admin.measures.waiting import Targets, WeekFigures
from kiosk.ground.calendar import Week, weeks_until
from tests.admin.measures.offices import TEXTS, W46, W47, busy, figures, sealed


@pytest.fixture
def axes() -> Axes:
    _figure, (panel,) = sheet([Panel("", 190)], DESK, title="", sample=None)
    return panel


def values(line: Line2D) -> list[float | None]:
    return [None if isnan(y) else round(y, 1) for y in np.asarray(line.get_ydata(), float).tolist()]


def heights(axes: Axes, *, marker: str, face: str | None = None) -> list[float]:
    lines = [line for line in axes.lines if line.get_marker() == marker]
    if face is not None:
        lines = [line for line in lines if line.get_markerfacecolor() == face]
    return [y for line in lines for y in values(line) if y is not None]


def written(axes: Axes) -> list[str]:
    return [
        text.get_text().replace("\n", " ") for text in axes.texts if text.get_text() and text.get_gid() != "heading"
    ]


def weeks_with_a_gap() -> Sequence[WeekFigures]:
    first, second, third, fourth = weeks_until(W47, 4)
    return [busy(first, 20, 600), figures([], second), busy(third, 9, 1200), busy(fourth, 30, 720)]


def test_no_line_is_drawn_across_a_week_without_data(axes: Axes) -> None:
    draw_waits(axes, weeks_with_a_gap(), TEXTS)

    line = next(line for line in axes.lines if line.get_marker() == "None")
    assert values(line) == [10, None, 20, 12]


def test_a_week_with_few_visits_is_a_hollow_point(axes: Axes) -> None:
    draw_waits(axes, weeks_with_a_gap(), TEXTS)

    assert heights(axes, marker="o", face="white") == [20]
    assert heights(axes, marker="o") == [10, 12, 20]


def test_lines_are_named_at_their_end_with_the_last_weeks_minutes(axes: Axes) -> None:
    draw_waits(axes, [busy(W46, 20, 600), busy(W47, 20, 750)], TEXTS)

    assert written(axes) == ["Mục tiêu 15", "Mục tiêu cũ 30", "9/10 người ≤ 12,5", "Một nửa ≤ 12,5", "Trung bình 12,5"]


def test_a_last_week_without_data_gives_names_without_minutes(axes: Axes) -> None:
    draw_waits(axes, [busy(W46, 20, 600), figures([], W47)], TEXTS)

    assert "Trung bình" in written(axes)
    assert not any(re.search(r"≤ \d", text) for text in written(axes))


def test_minutes_begin_at_zero_and_hold_both_targets(axes: Axes) -> None:
    draw_waits(axes, [busy(W47, 20, 60)], TEXTS)

    bottom, top = axes.get_ylim()
    assert bottom == 0
    assert 30 < top < 35


def test_an_older_target_far_above_everything_does_not_press_the_weeks_flat(axes: Axes) -> None:
    draw_waits(axes, [busy(W47, 20, 70, Targets(60, 1800))], TEXTS)

    assert axes.get_ylim()[1] < 2
    assert not any("Mục tiêu cũ" in text for text in written(axes))


def test_visits_are_counted_as_vietnamese_writes_thousands(axes: Axes) -> None:
    draw_visits(axes, [busy(W46, 2, 60), busy(W47, 1200, 60)], TEXTS)

    assert [bar.get_height() for bar in axes.patches if hasattr(bar, "get_height")] == [2, 1200]
    assert written(axes) == ["n = 1.200"]


def test_a_score_stands_in_its_week_with_its_interval(axes: Axes) -> None:
    weeks = [busy(W46, 20, 60), busy(W47, 20, 60)]
    draw_scores(axes, weeks, {W46: sealed(W46, [0, 2, 3, 5, 10])}, {}, TEXTS)

    assert heights(axes, marker="s") == [75]
    (whisker,) = [one.get_segments()[0] for one in axes.collections if isinstance(one, LineCollection)]
    assert whisker[:, 0].tolist() == [0, 0]
    assert whisker[:, 1].tolist() == pytest.approx([53.1, 88.8], abs=0.05)
    assert written(axes) == ["75 % (n = 20)"]


def test_a_batch_of_two_weeks_lies_over_both_even_when_it_began_before_the_chart(axes: Axes) -> None:
    weeks = [busy(W46, 20, 60), busy(W47, 20, 60)]
    draw_scores(axes, weeks, {W47: sealed(W47, [0, 0, 0, 0, 10], since=Week(2026, 44))}, {}, TEXTS)

    segments = [one.get_segments()[0] for one in axes.collections if isinstance(one, LineCollection)]
    across = next(segment for segment in segments if segment[0][1] == segment[1][1])
    assert across[0][0] < 0.5 < across[1][0]


def test_ballots_at_a_tablet_are_drawn_hollow_beside_the_others(axes: Axes) -> None:
    phone, tablet = sealed(W47, [0, 0, 0, 0, 20]), sealed(W47, [5, 0, 0, 0, 5])
    draw_scores(axes, [busy(W47, 40, 60)], {W47: phone}, {W47: tablet}, TEXTS)
    assert [line.get_markerfacecolor() for line in axes.lines] == [INK, "white"]
    assert heights(axes, marker="s") == [100, 50]
    assert written(axes) == ["■ 100 % (n = 20)", "□ 50 % (n = 10)"]


def test_scores_of_nine_ballots_and_of_other_weeks_are_not_drawn(axes: Axes) -> None:
    later = Week(2026, 48)
    scores = {W47: sealed(W47, [0, 0, 0, 0, 9]), later: sealed(later, [0, 0, 0, 0, 50])}
    draw_scores(axes, [busy(W47, 20, 60)], scores, {}, TEXTS)

    assert not axes.lines
    assert written(axes) == ["Chưa đủ phiếu để công bố"]
