"""The sheet: nothing leaves it, nothing lies over anything else, and the same bytes come out each time."""

from itertools import pairwise

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from admin.charts.labels import Label, beside
from admin.charts.palette import INK
from admin.charts.sheet import DESK, NARROW, Layout, Panel, heading, name_weeks, png, scale, sheet, svg
from kiosk.ground.calendar import weeks_until
from tests.admin.measures.offices import TEXTS, W47

KHMER = "រយៈពេលរង់ចាំជាមធ្យមនៅមជ្ឈមណ្ឌលសេវារដ្ឋបាលសាធារណៈខេត្តស៊ុកត្រាង ក្នុងមួយសប្តាហ៍"
LONG = "Trung tâm Phục vụ hành chính công tỉnh Sóc Trăng, điểm tiếp nhận số 2, chi nhánh phường Phú Lợi"
LAYOUTS = pytest.mark.parametrize("layout", [DESK, NARROW])


def drawn(layout: Layout, words: str = LONG) -> tuple[Figure, list[Axes]]:
    figure, panels = sheet([Panel(words, 100), Panel("n", 40)], layout, title=words, sample=None)
    name_weeks(panels, [week.label for week in weeks_until(W47, 26)], layout)
    for panel in panels:
        scale(panel, 30, 5, TEXTS)
    return figure, panels


def boxes(figure: Figure, texts: list[Text]) -> list[Bbox]:
    figure.draw_without_rendering()
    return [Text.get_window_extent(text) for text in texts if text.get_text()]  # without the hair line that leads there


def named(figure: Figure, gid: str) -> list[Text]:
    every = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    return [text for text in every if text.get_gid() == gid]


@LAYOUTS
@pytest.mark.parametrize("words", [LONG, KHMER, "Ngắn"])
def test_a_title_and_headings_of_any_length_stay_on_the_sheet_and_apart(layout: Layout, words: str) -> None:
    figure, _panels = drawn(layout, words)
    found = boxes(figure, [*named(figure, "title"), *named(figure, "heading")])

    assert all(box.x0 >= 0 and box.x1 <= layout.width and box.y1 <= figure.bbox.height for box in found)
    assert all(lower.y1 <= upper.y0 + 1 for upper, lower in pairwise(found))


@LAYOUTS
def test_names_of_weeks_never_touch_and_the_last_is_there(layout: Layout) -> None:
    figure, panels = drawn(layout)
    labels = [label for label in panels[-1].get_xticklabels() if label.get_text()]

    assert labels[-1].get_text() == W47.label
    assert all(left.x1 < right.x0 for left, right in pairwise(boxes(figure, labels)))


@LAYOUTS
def test_names_at_the_end_of_lines_never_touch_however_close_the_lines_are(layout: Layout) -> None:
    figure, (panel, _other) = drawn(layout)
    beside(
        panel, [Label(15 + place / 100, f"{word} 12,5", INK) for place, word in enumerate(["Mục tiêu", LONG, "Sau"])]
    )
    found = sorted(boxes(figure, named(figure, "label")), key=lambda box: box.y0)

    assert all(lower.y1 <= upper.y0 + 1 for lower, upper in pairwise(found))
    assert all(box.x1 <= layout.width for box in found)


def test_letters_are_large_enough_in_print() -> None:
    figure, panels = drawn(DESK)
    texts = [*figure.texts, *(text for axes in panels for text in [*axes.texts, *axes.get_xticklabels()])]

    assert DESK.width / 72 * 25.4 == pytest.approx(165, abs=0.2)  # mm, as wide as the text of an A4
    assert min(float(text.get_fontsize()) for text in texts) >= 11


def test_the_same_sheet_is_the_same_bytes_with_its_parts_named() -> None:
    first, second = (svg(drawn(DESK)[0]) for _ in range(2))

    assert first == second
    assert b'id="title"' in first
    assert png(drawn(NARROW)[0]) == png(drawn(NARROW)[0])


def test_a_heading_never_begins_a_line_with_the_dot_between_its_notes() -> None:
    figure, _panels = sheet([Panel(heading(*["ghi chú dài bằng từng này"] * 6), 50)], NARROW, title="", sample=None)
    (words,) = named(figure, "heading")

    assert not any(line.startswith("·") for line in words.get_text().split("\n"))


def test_the_number_of_a_long_name_stays_with_the_sign_before_it() -> None:
    figure, (panel, _other) = drawn(DESK)
    beside(panel, [Label(15, "90 % of people ≤ 138.6", INK)])

    assert named(figure, "label")[0].get_text() == "90 % of people\n≤ 138.6"
