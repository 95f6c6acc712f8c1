"""The chart as a file: the same bytes each time, harmless, marked when it is a sample, and never a failure."""

import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from admin.charts.events import Event
from admin.charts.sheet import Shape
from admin.charts.weekly_chart import weekly_chart
from admin.measures.waiting import WeekFigures
from kiosk.ground.calendar import weeks_until
from tests.admin.measures.offices import TEXTS, W46, W47, busy, figures, sealed

WEEKS = [busy(week, 20, 600 + 10 * week.number) for week in weeks_until(W47, 6)]
SCORES = {W46: sealed(W46, [0, 2, 3, 5, 10], 40)}
EMPTY = figures([], W47)


def test_the_same_figures_are_the_same_bytes_so_that_a_cache_can_tell() -> None:
    assert weekly_chart(WEEKS, SCORES, texts=TEXTS, sample=False) == weekly_chart(
        WEEKS, SCORES, texts=TEXTS, sample=False
    )


def test_other_figures_are_another_picture() -> None:
    assert weekly_chart(WEEKS, {}, texts=TEXTS, sample=False) != weekly_chart(WEEKS[1:], {}, texts=TEXTS, sample=False)


@pytest.mark.parametrize("narrow", [False, True])
def test_the_picture_is_plain_svg_without_script_style_link_font_or_date(narrow: bool) -> None:
    title = "<script>alert(1)</script> & $\\frac{$ --> ]]>"
    svg = weekly_chart(WEEKS, SCORES, texts=replace(TEXTS, title=title), sample=True, shape=Shape(narrow=narrow))

    assert set(re.findall(rb"<(\w[\w:]*)", svg)) <= {b"svg", b"defs", b"g", b"path", b"use", b"clipPath", b"rect"}
    assert not re.search(rb"style=|onload|<!ENTITY|@import|font-face|20\d\d-\d\d-\d\dT", svg)
    assert set(re.findall(rb'href="(.)', svg)) == {b"#"}


def test_without_scores_their_panel_is_left_out_and_not_called_empty() -> None:
    svg = weekly_chart(WEEKS, None, texts=TEXTS, sample=False, shape=Shape(narrow=True)).decode()
    assert TEXTS.visits in svg
    assert TEXTS.satisfied not in svg
    assert TEXTS.no_scores not in svg


def test_a_sample_says_so_across_the_chart() -> None:
    plain = weekly_chart(WEEKS, SCORES, texts=TEXTS, sample=False)
    marked = weekly_chart(WEEKS, SCORES, texts=TEXTS, sample=True)

    assert b'id="sample"' in marked
    assert b'id="sample"' not in plain


@pytest.mark.parametrize(("narrow", "width"), [(False, 1300), (True, 833)])
def test_the_png_is_as_wide_as_it_says(narrow: bool, width: int) -> None:
    png = weekly_chart(WEEKS, SCORES, texts=TEXTS, sample=False, shape=Shape("png", narrow))
    picture = Image.open(BytesIO(png))

    assert picture.width == width
    assert "Software" not in picture.info


@pytest.mark.parametrize("weeks", [[], [EMPTY], [EMPTY, EMPTY], [busy(W47, 1, 0)], [busy(W47, 1, 36_000)]])
def test_little_or_no_data_still_makes_a_chart(weeks: Sequence[WeekFigures]) -> None:
    assert weekly_chart(weeks, {}, texts=TEXTS, sample=False, shape=Shape(narrow=True)).endswith(b"</svg>\n")


def test_a_hollow_point_is_explained_only_where_there_is_one() -> None:
    few = TEXTS.few.encode()

    assert few in weekly_chart([*WEEKS[:-1], busy(W47, 9, 60)], {}, texts=TEXTS, sample=False)
    assert few not in weekly_chart([*WEEKS[:-1], EMPTY], {}, texts=TEXTS, sample=False)


def test_a_change_is_written_at_its_day_and_a_cross_is_explained_only_where_there_is_one() -> None:
    change, incident = Event(W46.monday, "mở thêm quầy 4"), Event(W47.monday, "mất điện", is_incident=True)
    both = weekly_chart(WEEKS, {}, events=[change, incident], texts=TEXTS, sample=False)
    one = weekly_chart(WEEKS, {}, events=[change], texts=TEXTS, sample=False)

    assert "09/11 mở thêm quầy 4" in both.decode()
    assert TEXTS.incident in both.decode()
    assert TEXTS.incident not in one.decode()


def test_starting_the_application_does_not_wait_for_the_drawing_library() -> None:
    check = "import sys, admin.charts.weekly_chart, admin.charts.panels; sys.exit('matplotlib' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", check], check=False, timeout=60).returncode == 0
