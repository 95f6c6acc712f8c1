"""Every language of citizens has letters on charts, and lines end where its words do."""

import warnings
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib.font_manager import findfont

from admin.charts.sheet import DESK, Panel, sheet, svg
from admin.charts.typeface import drawable, even_lines, lines, pitch, prepare, shortened, width

KHMER = "រយៈពេលរង់ចាំជាមធ្យមនៅមជ្ឈមណ្ឌលសេវារដ្ឋបាលសាធារណៈខេត្តស៊ុកត្រាង"
CHINESE = "本周平均等候时间为十二分钟，在目标之内"
VIETNAMESE = "Thời gian chờ trung bình tuần này là 12,5 phút, trong mục tiêu"


def test_letters_of_all_four_languages_are_drawn() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns of a letter that no font has
        figure, _ = sheet([Panel(KHMER, 50), Panel(CHINESE, 50)], DESK, title=VIETNAMESE, sample="Đặng Ữ ặ")
        svg(figure)


def test_khmer_is_shaped_and_not_set_letter_by_letter() -> None:
    """The foot of a stacked consonant takes no width of its own."""
    assert width("ក្ក") == pytest.approx(width("ក"), rel=0.05)


@pytest.mark.parametrize("text", [KHMER, CHINESE, VIETNAMESE])
def test_lines_hold_all_of_the_text_and_none_is_too_wide(text: str) -> None:
    for found in (lines(text, 90), even_lines(text, 90, 11)):
        assert len(found) > 1
        assert "".join(found).replace(" ", "") == text.replace(" ", "")
        assert all(width(line) <= 90 for line in found)


def test_what_is_too_long_is_cut_at_a_word() -> None:
    assert shortened("mở thêm quầy 4 sáng thứ Hai", 1000) == "mở thêm quầy 4 sáng thứ Hai"
    assert shortened("mở thêm quầy 4, sáng thứ Hai", 115) == "mở thêm quầy 4…"
    assert shortened("", 10) == ""


def test_khmer_lines_stand_further_apart() -> None:
    assert pitch(KHMER) > pitch(VIETNAMESE)


def test_the_fonts_are_those_that_are_shipped(root: Path) -> None:
    prepare()
    found = Path(findfont("Noto Sans Khmer"))
    assert found.parent == root / "static" / "fonts"
    assert TTFont(found)["name"].getDebugName(1) == "Noto Sans Khmer"


def test_what_no_font_can_draw_is_a_box_and_what_is_no_letter_a_blank() -> None:
    assert drawable("mở\tquầy 🙂\x00 ភាសាខ្មែរ 中文") == "mở quầy □  ភាសាខ្មែរ 中文"
    assert lines("Phường\tA 🙂", 400) == ("Phường A □",)
