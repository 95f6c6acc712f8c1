"""Lines of Khmer and Chinese end where a reader expects them to."""

import pytest

from kiosk.office.poster_breaks import breakable
from kiosk.office.poster_khmer import WORDS
from kiosk.office.poster_text import BREAK, wrap


def parts(text: str) -> list[str]:
    return breakable(text).split(BREAK)


def test_vietnamese_is_broken_at_spaces_only() -> None:
    assert breakable("Ủy ban nhân dân phường Ninh Kiều") == "Ủy ban nhân dân phường Ninh Kiều"


def test_chinese_may_end_after_any_character_but_not_before_a_mark_that_closes() -> None:
    assert parts("扫码，取号。") == ["扫", "码，", "取", "号。"]
    assert parts("点击“取号”。") == ["点", "击", "“取", "号”。"]


def test_latin_words_within_chinese_stay_whole() -> None:
    assert parts("登录Zalo后") == ["登", "录", "Zalo", "后"]


def test_khmer_ends_between_known_words() -> None:
    assert parts("គណៈកម្មាធិការប្រជាជនសង្កាត់") == ["គណៈកម្មាធិការ", "ប្រជាជន", "សង្កាត់"]
    assert parts("ស្កេនកូដដើម្បីយកលេខរៀង") == ["ស្កេន", "កូដ", "ដើម្បី", "យក", "លេខរៀង"]


def test_a_known_word_that_begins_another_word_does_not_cut_it() -> None:
    assert parts("លេខកូដទីតាំង") == ["លេខកូដ", "ទីតាំង"]


def test_unknown_khmer_is_cut_between_written_vowels_and_never_within_a_stack() -> None:
    assert parts("និញគៀវ") == ["និញ", "គៀវ"] or parts("និញគៀវ") == ["និញគៀវ"]
    for part in parts("ព្រៃវែងស្វាយរៀងស្ទឹងត្រែង"):
        assert not part.startswith("\u17d2")
        assert not part.endswith("\u17d2")
        assert "\u1780" <= part[0] <= "\u17b3"


def test_words_marked_by_hand_stay_whole() -> None:
    assert parts(f"លេខកូដទីតាំង{BREAK}ច្រកចូល") == ["លេខកូដទីតាំង", "ច្រកចូល"]


@pytest.mark.parametrize("text", ["", "A012", " ", "“", "。"])
def test_short_texts_stay_as_they_are(text: str) -> None:
    assert breakable(text) == text


def test_breaks_add_nothing_that_shows() -> None:
    text = "ទំព័រនេះមិនសួរលេខអត្តសញ្ញាណប័ណ្ណ OTP ប្រាក់ 扫码取号（示例）"
    assert breakable(text).replace(BREAK, "") == text
    assert all(len(line) <= 16 for line in wrap(breakable(text), 16, len))


def test_the_words_are_written_once_and_in_khmer_letters() -> None:
    assert len(set(WORDS)) == len(WORDS)
    assert all("\u1780" <= letter <= "\u17d7" for word in WORDS for letter in word)
