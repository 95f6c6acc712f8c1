"""Lines of a printed text, measured in letters: one letter is 1 mm wide at 1 point."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.office.poster_text import BREAK, Setting, balanced, fit, wrap

NAME = "Ủy ban nhân dân phường Ninh Kiều, thành phố Cần Thơ"


def letters(text: str) -> float:
    return len(text)


def scaled_letters(text: str, bold: bool, size: float) -> float:
    return len(text) * size * (1.1 if bold else 1)


def test_lines_end_at_spaces_and_are_filled_from_the_first() -> None:
    assert wrap(NAME, 25, letters) == ("Ủy ban nhân dân phường", "Ninh Kiều, thành phố Cần", "Thơ")


def test_balanced_lines_leave_no_syllable_alone() -> None:
    assert balanced(NAME, 25, letters) == ("Ủy ban nhân dân", "phường Ninh Kiều,", "thành phố Cần Thơ")


def test_a_no_break_space_keeps_two_syllables_together() -> None:
    assert wrap("thành phố Cần\u00a0Thơ", 15, letters) == ("thành phố", "Cần\u00a0Thơ")


def test_a_line_may_end_at_a_break_that_does_not_show() -> None:
    assert wrap(f"langnghe{BREAK}.cantho{BREAK}.gov{BREAK}.vn", 16, letters) == ("langnghe.cantho", ".gov.vn")


def test_a_word_wider_than_a_line_is_cut_between_letters_not_before_an_accent() -> None:
    assert wrap(unicodedata.normalize("NFD", "ế" * 3), 3, letters) == tuple(
        unicodedata.normalize("NFD", letter) for letter in "ếếế"
    )


@pytest.mark.parametrize("text", ["", " ", BREAK])
def test_a_text_without_letters_has_no_lines(text: str) -> None:
    assert wrap(text, 10, letters) == ()
    assert fit(text, 10, 10, scaled_letters, largest=9, smallest=5, pitch=1.3).lines == ()


@given(st.lists(st.text("abcđế", min_size=1, max_size=30), max_size=20), st.integers(1, 40))
def test_no_line_is_too_wide_and_no_letter_is_lost(words: list[str], width: int) -> None:
    text = " ".join(words)
    for lines in (wrap(text, width, letters), balanced(text, width, letters)):
        assert all(len(line) <= width for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(balanced(text, width, letters)) <= len(wrap(text, width, letters))


def test_a_short_text_keeps_the_largest_size() -> None:
    assert fit("Lối vào", 200, 50, scaled_letters, largest=20, smallest=5, pitch=1.3) == Setting(20, ("Lối vào",))


def test_a_long_text_shrinks_until_its_lines_fit_the_height() -> None:
    setting = fit(NAME, 200, 10, scaled_letters, largest=20, smallest=3, pitch=1.3)
    assert 3 < setting.size < 20
    assert len(setting.lines) * setting.size * 1.3 * 25.4 / 72 <= 10


def test_a_text_shrinks_before_one_of_its_words_is_cut() -> None:
    assert fit("Information desk", 55, 500, scaled_letters, largest=20, smallest=2, pitch=1.3).lines == (
        "Information",
        "desk",
    )


def test_bold_letters_are_wider_and_so_set_smaller() -> None:
    light = fit(NAME, 100, 10, scaled_letters, largest=20, smallest=1, pitch=1.3)
    assert fit(NAME, 100, 10, scaled_letters, largest=20, smallest=1, pitch=1.3, bold=True).size < light.size


def test_a_text_is_never_set_smaller_than_allowed_and_never_loses_words() -> None:
    setting = fit(NAME, 40, 1, scaled_letters, largest=20, smallest=4, pitch=1.3)
    assert setting.size == 4
    assert "".join(setting.lines).replace(" ", "") == NAME.replace(" ", "")
