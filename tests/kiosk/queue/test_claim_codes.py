"""What people type is read as they meant it, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ground.web.addresses import CROCKFORD
from kiosk.queue.claim_codes import ALPHABET, CODE_CHARS, TypedNumber, read_claim_code, read_number, shown

CODES = st.text(ALPHABET, min_size=CODE_CHARS, max_size=CODE_CHARS)
BETWEEN = st.text(" -–—.\u00a0\t_", max_size=2)
LOOKALIKES = {"0": "0Oo", "1": "1IiLl"}


def test_the_alphabet_is_that_of_all_our_codes() -> None:
    assert ALPHABET == CROCKFORD


@given(CODES, st.data())
def test_a_code_is_read_however_it_is_written(code: str, data: st.DataObject) -> None:
    typed = data.draw(BETWEEN)
    for char in code:
        typed += data.draw(st.sampled_from(LOOKALIKES.get(char, char + char.lower()))) + data.draw(BETWEEN)
    assert read_claim_code(typed) == code
    assert read_claim_code(shown(code)) == code


@given(st.text())
def test_whatever_else_is_typed_is_a_code_of_six_or_none_at_all(typed: str) -> None:
    read = read_claim_code(typed)
    assert read is None or (len(read) == CODE_CHARS and set(read) <= set(ALPHABET))
    number = read_number(typed)
    assert number is None or number.number > 0


@pytest.mark.parametrize("typed", ["", "7K3M9", "7K3M9PP", "7K3M9U", "đường", "7K3 M9P 7", "😀" * 6, "７Ｋ３Ｍ９Ｐ０"])
def test_what_is_no_code_is_not_guessed(typed: str) -> None:
    assert read_claim_code(typed) is None


@pytest.mark.parametrize("typed", ["A012", "a12", " A 012 ", "A-12", "Số A012", "số a 12", "Ａ０１２", "A.012"])
def test_a_number_is_read_with_its_letter(typed: str) -> None:
    assert read_number(typed) == TypedNumber("A", 12)


def test_a_number_without_its_letter_is_read_too() -> None:
    assert read_number("012") == TypedNumber(None, 12)


@pytest.mark.parametrize("typed", ["", "A", "A000", "0", "ABCD12", "12A", "A1234567", "-", "A012B"])
def test_what_is_no_number_is_not_guessed(typed: str) -> None:
    assert read_number(typed) is None
