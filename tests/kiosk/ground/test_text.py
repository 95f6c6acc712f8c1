import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.ground.text import TextTooLongError, clean, fold, mask_personal

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@given(ANY_TEXT)
@settings(max_examples=2000)
def test_whatever_is_typed_can_be_stored_and_shown(text: str) -> None:
    kept = clean(text, max_chars=200, multiline=True)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not {unicodedata.category(char) for char in kept if char != "\n"} & {"Cc", "Cs"}
    assert clean(kept, max_chars=200, multiline=True) == kept


@given(ANY_TEXT)
@settings(max_examples=2000)
def test_a_line_stays_one_line(text: str) -> None:
    kept = clean(text, max_chars=200)
    assert "\n" not in kept
    assert kept == kept.strip()


@given(ANY_TEXT)
@settings(max_examples=500)
def test_masking_leaves_no_long_run_of_digits(text: str) -> None:
    assert mask_personal(mask_personal(text)) == mask_personal(text)


def test_decomposed_accents_become_the_same_word() -> None:
    assert clean(unicodedata.normalize("NFD", "Đăng ký khai sinh"), max_chars=50) == "Đăng ký khai sinh"


def test_more_than_may_be_kept_is_refused_not_cut() -> None:
    with pytest.raises(TextTooLongError):
        clean("a" * 11, max_chars=10)


def test_search_ignores_accents_and_case() -> None:
    assert fold("Đăng Ký KHAI sinh") == "dang ky khai sinh"
