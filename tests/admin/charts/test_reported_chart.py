"""Measured and reported waits side by side, each with its n, none shown under ten."""

from dataclasses import replace

import pytest

from admin.charts.reported_chart import reported_figure
from admin.charts.reported_texts import PanelTexts, ReportedTexts
from admin.charts.sheet import PAGE, PHONE, Shape, saved
from admin.measures.reported import Reported
from kiosk.ground.calendar import Week

TEXTS = ReportedTexts(
    title="41 % người trả lời nói đã chờ quá 15 phút; đo được là 28 % số lượt.",
    panels=(
        PanelTexts("Phiếu trên điện thoại; 5 người không nhớ", "đo được, n = 100", "người dân nói, n = 20"),
        PanelTexts("Phiếu ở máy tính bảng", "đo được, n = 9", "người dân nói, n = 20"),
    ),
    bands=("dưới 5", "5–15", "15–30", "30–60", "trên 60"),
    no_data="Chưa đủ phiếu",
    sample="DỮ LIỆU MẪU",
)
PHONES = Reported("visit", 1, Week(2026, 40), Week(2026, 46), (5, 10, 5, 0, 0), 5, (40, 30, 20, 10, 0))
FEW_MEASURED = replace(PHONES, channel="kiosk", measured=(9, 0, 0, 0, 0))


def words(lines: list[Reported]) -> ReportedTexts:
    return replace(TEXTS, panels=TEXTS.panels[: len(lines)])


def shares(lines: list[Reported]) -> list[list[str]]:
    figure = reported_figure(lines, texts=words(lines), sample=False)
    return [[text.get_text() for text in axes.texts if text.get_gid() == "share"] for axes in figure.axes]


def test_both_distributions_stand_band_by_band() -> None:
    measured = ["40 %", "30 %", "20 %", "10 %", "0 %"]
    assert shares([PHONES]) == [[*measured, "25 %", "50 %", "25 %", "0 %", "0 %"]]


def test_each_place_of_answering_has_its_own_panel_and_fewer_than_ten_no_bars() -> None:
    assert [len(found) for found in shares([PHONES, FEW_MEASURED])] == [10, 5]


@pytest.mark.parametrize("shape", [PAGE, PHONE])
@pytest.mark.parametrize("lines", [[], [PHONES], [PHONES, FEW_MEASURED]])
def test_any_number_of_lines_makes_a_picture(lines: list[Reported], shape: Shape) -> None:
    figure = reported_figure(lines, texts=words(lines), sample=True, shape=shape)
    assert saved(figure, shape).endswith(b"</svg>\n")
