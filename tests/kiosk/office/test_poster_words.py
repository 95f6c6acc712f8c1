"""The sentences posters really carry, on the sheets they are meant for."""

from dataclasses import replace
from typing import get_args

import pytest
from flask_babel import force_locale

from kiosk.office.poster_content import PaperSize, PosterKind
from kiosk.office.poster_marks import Letters
from kiosk.office.poster_words import anti_fraud, poster_steps, poster_words
from kiosk.office.posters import poster_sheet
from tests.conftest import environ
from tests.kiosk.office.sample_posters import COUNTER, ENTRANCE, LANGUAGES
from wsgi import create_app


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


@pytest.mark.parametrize("kind", get_args(PosterKind))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_usual_sentences_are_legible_in_every_language(language: str, kind: PosterKind) -> None:
    with create_app(environ("sqlite:///never-opened.db")).test_request_context(), force_locale(language):
        words, steps, warning = poster_words(kind), poster_steps(kind), anti_fraud()
    poster = replace(LANGUAGES[language], kind=kind, words=words, steps=steps, anti_fraud=warning)
    least: dict[PaperSize, float] = {"A4": 12, "A5": 8.4, "A6": 8.4}
    for size, points in least.items():
        marks = [mark for mark in poster_sheet(poster, size).marks if isinstance(mark, Letters)]
        read = [mark for mark in marks if any(mark.text in said for said in (words.note, *steps, warning))]
        assert min(mark.size for mark in read) >= points
        assert poster_sheet(replace(poster, trial=True, sample=True), size)


def test_an_entrance_sends_to_the_number_and_a_counter_to_the_questions() -> None:
    assert "lấy số" in poster_words("entrance").headline
    assert "trả lời" in poster_steps("counter")[2]


def test_the_poster_never_asks_what_it_says_we_never_ask() -> None:
    for asked in ("căn cước", "mật khẩu", "OTP", "tiền", "Zalo"):
        assert asked in anti_fraud()
