"""The histogram: every wait in a bar, targets, median and P90 as named lines, what lies beyond hatched."""

import numpy as np
import pytest
from matplotlib.axes import Axes

from admin.charts.sheet import PAGE, PHONE, Shape, saved
from admin.charts.spread_chart import spread_figure
from admin.charts.spread_texts import SpreadTexts
from admin.measures.distribution import Distribution, distribution
from admin.measures.figures import Targets

TARGETS = Targets(900, 1800)
TEXTS = SpreadTexts(
    title="9 trong 10 người được gọi trong 42 phút; 6 % chờ quá 60 phút.",
    heading="Số lượt theo số phút chờ",
    target="mục tiêu",
    older_target="mục tiêu cũ",
    median="một nửa ≤",
    p90="9/10 ≤",
    longer="trên 30",
    no_data="Chưa đủ dữ liệu",
    sample="DỮ LIỆU MẪU",
)


def of(seconds: list[int]) -> Distribution:
    return distribution(np.array(seconds, np.int64), TARGETS)


def drawn(spread: Distribution, shape: Shape = PAGE) -> Axes:
    return spread_figure(spread, TARGETS, texts=TEXTS, sample=False, shape=shape).axes[0]


def names(axes: Axes) -> list[str]:
    return sorted(text.get_text() for text in axes.texts if text.get_gid() == "label")


def test_every_counted_wait_stands_in_a_bar() -> None:
    axes = drawn(of([60] * 30 + [1700] * 69 + [9000]))
    assert sum(patch.get_height() for patch in axes.patches) == 100  # type: ignore[attr-defined]


def test_targets_median_and_p90_are_named_with_their_minutes() -> None:
    assert names(drawn(of([120] * 60 + [1500] * 40))) == ["9/10 ≤ 25", "một nửa ≤ 2", "mục tiêu 15", "mục tiêu cũ 30"]


def test_an_older_target_beyond_the_bins_has_no_line() -> None:
    axes = spread_figure(of([60] * 50), Targets(900, 90_000), texts=TEXTS, sample=False).axes[0]
    assert not [name for name in names(axes) if name.startswith("mục tiêu cũ")]


def test_waits_beyond_the_end_are_one_hatched_bar_with_a_name() -> None:
    def beyond(axes: Axes) -> list[str | None]:
        return [text.get_text() for text in axes.texts if text.get_gid() == "longer"]

    assert beyond(drawn(of([60] * 199 + [9000]))) == ["trên 30"]
    assert beyond(drawn(of([60] * 200))) == []


def test_under_ten_waits_a_sentence_stands_in_place_of_the_bars() -> None:
    axes = drawn(of([60] * 9))
    assert (len(axes.patches), [text.get_text() for text in axes.texts][-1]) == (0, "Chưa đủ dữ liệu")


@pytest.mark.parametrize("shape", [PAGE, PHONE])
@pytest.mark.parametrize("seconds", [[], [0] * 50, [86_400] * 20, [*range(0, 20_000, 7)]])
def test_any_waits_make_a_picture(seconds: list[int], shape: Shape) -> None:
    figure = spread_figure(of(seconds), TARGETS, texts=TEXTS, sample=True, shape=shape)
    assert saved(figure, shape).endswith(b"</svg>\n")
