"""Only what is personal goes, and it is replaced by nothing but “•••”."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.moderation.striking import NotInTextError, TooMuchError, pieces_of, struck

TEXT = "Tôi là Nguyễn Thị Sáu ở ấp 3, chờ lâu quá, cán bộ quầy 2 nói to. Xin gọi chị Sáu."


def test_a_name_is_struck_out_wherever_it_stands() -> None:
    left = struck(TEXT, ["Sáu", "Nguyễn Thị Sáu"])
    assert left == "Tôi là ••••••••••••••• ở ấp 3, chờ lâu quá, cán bộ quầy 2 nói to. Xin gọi chị •••."


@pytest.mark.parametrize("pieces", [[], ["Lan"], ["•••"], [" "]])
def test_what_does_not_stand_there_cannot_be_struck_out(pieces: list[str]) -> None:
    with pytest.raises(NotInTextError):
        struck(TEXT + "  •••", pieces)


def test_a_complaint_cannot_be_struck_out_as_a_whole() -> None:
    with pytest.raises(TooMuchError):
        struck(TEXT, [TEXT])
    with pytest.raises(TooMuchError):
        struck(TEXT, sorted({letter for letter in TEXT if letter.isalpha()}))


def test_half_of_a_complaint_stays_however_often_somebody_strikes() -> None:
    left, struck_out = TEXT, 0
    for _round in range(8):
        for word in left.replace("•", " ").split():
            try:
                left = struck(left, [word])
            except (TooMuchError, NotInTextError):
                continue
            struck_out += 1
    assert struck_out > 3
    assert len(left.replace("•", "")) >= len(TEXT) / 2


def test_each_line_is_a_piece() -> None:
    assert pieces_of(" Sáu \r\n\r\nấp 3\n") == ["Sáu", "ấp 3"]


@given(st.text(alphabet="ab c", max_size=30), st.lists(st.text(alphabet="ab c", min_size=1, max_size=4), max_size=3))
def test_what_is_left_is_the_text_with_gaps(text: str, pieces: list[str]) -> None:
    try:
        left = struck(text, pieces)
    except (NotInTextError, TooMuchError):
        return
    gaps = ".*".join(re.escape(part) for part in left.split("•••"))
    assert re.fullmatch(gaps, text, re.DOTALL)
