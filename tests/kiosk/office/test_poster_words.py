"""The sentences posters really carry, on the sheets they are meant for."""

from dataclasses import replace

import pytest

from kiosk.office.poster_content import PosterKind
from kiosk.office.poster_marks import Letters
from kiosk.office.poster_words import anti_fraud, poster_steps, poster_words
from kiosk.office.posters import poster_sheet
from tests.kiosk.office.sample_posters import COUNTER, ENTRANCE


@pytest.mark.parametrize("kind", ["entrance", "counter"])
def test_the_usual_sentences_stand_in_large_letters(kind: PosterKind) -> None:
    poster = replace(
        ENTRANCE if kind == "entrance" else COUNTER,
        words=poster_words(kind),
        steps=poster_steps(kind),
        anti_fraud=anti_fraud(),
    )
    sizes = {mark.text: mark.size for mark in poster_sheet(poster, "A4").marks if isinstance(mark, Letters)}
    assert all(size >= 17 for text, size in sizes.items() if any(text in step for step in poster.steps))
    assert all(size >= 30 for text, size in sizes.items() if text in poster.words.headline)


def test_an_entrance_sends_to_the_number_and_a_counter_to_the_questions() -> None:
    assert "lấy số" in poster_words("entrance").headline
    assert "trả lời" in poster_steps("counter")[2]


def test_the_poster_never_asks_what_it_says_we_never_ask() -> None:
    for asked in ("căn cước", "mật khẩu", "OTP", "tiền", "Zalo"):
        assert asked in anti_fraud()
