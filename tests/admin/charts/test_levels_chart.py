"""Five counts as bars: every count that has room, the share beside, told apart in grey, what it is not at the foot."""

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.figure import Figure

from admin.charts import likert
from admin.charts.levels_chart import levels_figure
from admin.charts.levels_texts import LevelsRow, LevelsTexts, SatisfiedTexts
from admin.charts.satisfied_chart import SealedPoint, satisfied_figure
from admin.charts.sheet import PAGE, PHONE, Shape, saved
from kiosk.ground.calendar import Week
from tests.admin.charts.test_grey import lightness

NAMES = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")
FOOT = "Kết quả phản hồi tự nguyện tại chỗ, không thay thế Chỉ số SIPAS."
TEXTS = LevelsTexts("83 % hài lòng.", "Số phiếu", NAMES, "Chưa đủ phiếu", FOOT, "DỮ LIỆU MẪU")
WEEKLY = SatisfiedTexts("83 %", "Hài lòng, %", "Số phiếu", NAMES, "Chưa đủ phiếu", FOOT, "DỮ LIỆU MẪU")
ROW = LevelsRow("Chung (n = 130)", (1, 30, 30, 30, 1039), "83 %", "75–88 %")
POINTS = [SealedPoint(Week(2026, 46)), SealedPoint(Week(2026, 47), (1, 2, 3, 10, 14), 0.8, 0.63, 0.9)]


def said(figure: Figure, gid: str) -> list[str]:
    found = [text for axes in figure.axes for text in axes.texts if text.get_gid() == gid]
    return [text.get_text() for text in found]


def test_counts_stand_in_their_bars_where_there_is_room_and_the_share_beside() -> None:
    figure = levels_figure([ROW], texts=TEXTS, sample=False)
    assert said(figure, "count") == ["1.039"]
    assert said(figure, "result") == ["83 %", "75–88 %"]
    assert said(figure, "level") == list(NAMES)


def test_neighbouring_levels_are_told_apart_in_grey() -> None:
    greys = [lightness(face) for face in likert.FACES]
    assert min(abs(one - other) for one, other in pairwise(greys)) > 60


def test_a_week_that_may_not_be_told_leaves_a_gap() -> None:
    figure = satisfied_figure(POINTS, texts=WEEKLY, sample=False)
    shares = [line for line in figure.axes[0].lines if line.get_gid() == "share"]
    assert np.asarray(shares[0].get_ydata()).astype(str).tolist() == ["nan", "80.0"]
    assert len([line for line in figure.axes[0].lines if line.get_gid() == "interval"]) == 1


@pytest.mark.parametrize("shape", [PAGE, PHONE])
def test_any_number_of_rows_makes_a_picture_that_says_what_it_is_not(shape: Shape) -> None:
    for figure in (
        *(levels_figure(rows, texts=TEXTS, sample=True, shape=shape) for rows in ([], [ROW], [ROW, ROW])),
        *(satisfied_figure(points, texts=WEEKLY, sample=True, shape=shape) for points in ([], POINTS[:1], POINTS)),
    ):
        assert saved(figure, shape).endswith(b"</svg>\n")
        assert "SIPAS" in "".join(text.get_text() for text in figure.texts)
