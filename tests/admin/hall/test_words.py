from admin.hall import words
from kiosk.queue.hall.board import CLIPS


def test_only_the_words_of_ones_own_numbers_and_counters_are_asked_for() -> None:
    figures = [f"hall-{figure}" for figure in range(10)]
    found = words.needed(["A", "HT", "T"], ["1", "3B", "12", "Tiếp nhận"])
    assert found == ("hall-call", "hall-counter", *figures, "hall-a", "hall-b", "hall-h", "hall-t", "hall-12")


def test_every_word_is_said_in_every_language() -> None:
    for language, spoken in words.SPOKEN.items():
        assert len(spoken) == 12
        assert all(words.said(name, language) for name in CLIPS)
    assert [words.said(name, "vi") for name in ("hall-call", "hall-7", "hall-a", "hall-12")] == [
        *("Xin mời số", "bảy", "A", "12")
    ]


def test_a_file_says_by_its_name_which_word_it_is() -> None:
    names = ("7.mp3", "hall-7.wav", "A.OGG", "C:\\giọng\\call.m4a", "../counter.mp3", "12.mp3", "bay.mp3", "7", "")
    found = [words.clip_named(name) for name in names]
    assert found == ["hall-7", "hall-7", "hall-a", "hall-call", "hall-counter", "hall-12", "", "", ""]
