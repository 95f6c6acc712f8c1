"""Each letter from a font that has it."""

import pytest

from kiosk.office.poster_fonts import (
    CHINESE,
    KHMER,
    LATIN,
    TYPEFACES,
    LettersMissingError,
    in_fonts,
    letters_of,
    width_mm,
)
from kiosk.office.poster_fonts import leading as leading_of


def fonts(language: str, text: str) -> list[tuple[str, str]]:
    return [(run.font.name, run.text) for run in in_fonts(language, text)]


@pytest.mark.parametrize("language", TYPEFACES)
def test_a_vietnamese_name_and_digits_look_alike_in_every_language(language: str) -> None:
    assert fonts(language, "Ủy ban phường 0292") == [(LATIN.name, "Ủy ban phường 0292")]


def test_a_line_is_cut_where_the_script_changes_and_marks_stay_with_their_letter() -> None:
    assert fonts("km", "បញ្ជរ 3 – ដី") == [(KHMER.name, "បញ្ជរ"), (LATIN.name, " 3 – "), (KHMER.name, "ដី")]
    assert fonts("km", "ក\u200dខ") == [(KHMER.name, "ក\u200dខ")]


def test_chinese_quotation_marks_are_chinese_on_chinese_posters_only() -> None:
    assert fonts("zh", "“取号”") == [(CHINESE.name, "“取号”")]
    assert fonts("vi", "“Lấy số”") == [(LATIN.name, "“Lấy số”")]


def test_letters_without_a_font_are_named_once() -> None:
    with pytest.raises(LettersMissingError, match=r"^😀$"):
        in_fonts("vi", "😀 a 😀")


def test_every_khmer_letter_sign_and_digit_is_there() -> None:
    unassigned = {*range(0x17DE, 0x17E0), *range(0x17EA, 0x17F0), *range(0x17FA, 0x1800)}
    assert set(range(0x1780, 0x1800)) - unassigned <= letters_of(KHMER)


def test_nearly_all_characters_of_gb_2312_are_there() -> None:
    rows = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF) if (high, low) < (0xD7, 0xFA))
    first_level = {ord(row.decode("gb2312")) for row in rows}
    assert len(first_level) == 3755
    assert first_level <= letters_of(CHINESE)
    assert len([letter for letter in letters_of(CHINESE) if 0x4E00 <= letter <= 0x9FFF]) > 6700


def test_khmer_is_shaped_and_not_set_letter_by_letter() -> None:
    stacked, apart = "ស្ត្រី", "សតរី"
    assert width_mm("km", stacked, 10, bold=False) < width_mm("km", apart, 10, bold=False)


def test_khmer_lines_stand_further_apart() -> None:
    assert leading_of("OTP ប្រាក់").pitch == 1.8
    assert 1.5 <= leading_of("OTP ប្រាក់", tight=True).pitch < 1.8
    assert leading_of("取号") == leading_of("Lấy số")
