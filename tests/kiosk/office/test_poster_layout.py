"""Where the texts of a poster stand: they shrink, wrap and move, and never touch."""

from dataclasses import replace
from itertools import combinations

import pytest

from kiosk.office.poster_marks import BLUE, Code, Letters, Sheet
from kiosk.office.posters import PaperSize, Poster, poster_sheet
from tests.kiosk.office.sample_posters import (
    COUNTER,
    ENTRANCE,
    GROUP,
    KHMER,
    KHMER_GROUP,
    LANGUAGES,
    NAMES,
    WORDS,
)

KINDS_OF_NAME = ["mixed", "capitals", "accents", "one word", "short"]


def letters_of(poster: Poster) -> list[Letters]:
    return [mark for mark in poster_sheet(poster, "A4").marks if isinstance(mark, Letters)]


def extent(line: Letters) -> tuple[float, float, float, float]:
    """From the top of the highest Vietnamese capital to the foot of the lowest letter or Khmer stack, in mm."""
    em = line.size * 25.4 / 72
    foot = 0.53 if any("\u1780" <= letter <= "\u17ff" for letter in line.text) else 0.24
    top = 0.95 if foot > 0.24 else 1.05
    return line.x, line.y - top * em, line.x + line.width, line.y + foot * em


def assert_nothing_touches(sheet: Sheet) -> None:
    (code,) = (mark for mark in sheet.marks if isinstance(mark, Code))
    boxes = [extent(mark) for mark in sheet.marks if isinstance(mark, Letters)]
    boxes.append((code.x, code.y, code.x + code.side, code.y + code.side))
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other)
    edge = 6 * sheet.width / 210
    for left, top, right, bottom in boxes:
        assert min(left, top) >= edge
        assert right <= sheet.width - edge
        assert bottom <= sheet.height - edge


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0 and down > 0


def test_a_long_address_breaks_only_before_a_dot_or_after_a_slash() -> None:
    address = "dichvucong-langnghe.phuongninhkieu.cantho.gov.vn/lang-nghe"
    lines = [mark.text for mark in letters_of(replace(ENTRANCE, address=address)) if mark.text in address]
    (first, second) = [line for line in lines if len(line) > 5]
    assert first + second == address
    assert second.startswith(".") or first.endswith("/")


@pytest.mark.parametrize("poster", [replace(ENTRANCE, trial=True), replace(ENTRANCE, sample=True)])
def test_a_mark_is_the_largest_text_but_the_invitation(poster: Poster) -> None:
    marks = sorted(letters_of(poster), key=lambda mark: mark.size)
    largest = [mark.text for mark in marks if mark.text not in WORDS.headline][-1]
    assert largest in {WORDS.trial_mark, WORDS.sample_mark}


@pytest.mark.parametrize("unit", ["", *NAMES], ids=["none", *KINDS_OF_NAME])
@pytest.mark.parametrize("agency", NAMES, ids=KINDS_OF_NAME)
def test_names_of_120_letters_shrink_and_wrap_and_touch_nothing(agency: str, unit: str) -> None:
    poster = replace(
        COUNTER, agency=agency, unit=unit, trial=True, sample=True, place="Quầy 12 – Lao động, Người có công và Xã hội"
    )
    sheet = poster_sheet(poster, "A4")
    assert_nothing_touches(sheet)
    shown = "".join(mark.text for mark in sheet.marks if isinstance(mark, Letters)).replace(" ", "")
    assert agency.replace(" ", "") in shown
    assert unit.replace(" ", "") in shown


def test_texts_that_fill_every_field_still_fit() -> None:
    words = replace(WORDS, headline="Xin mời quét mã để lấy số thứ tự " * 2, note="Cán bộ sẽ lấy số giúp Ông/Bà. " * 4)
    poster = replace(
        ENTRANCE, agency=NAMES[2], unit=NAMES[2], place=NAMES[0][:80], steps=("Mở máy ảnh, hướng vào mã. " * 4,) * 3,
        hotline="0292 3 123 456 – 0292 3 123 457", trial=True, sample=True, words=words,
    )  # fmt: skip
    boxes = [extent(mark) for mark in letters_of(poster)]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


def test_texts_too_long_for_one_sheet_are_refused_rather_than_overprinted() -> None:
    with pytest.raises(ValueError, match="too long for one sheet"):
        poster_sheet(replace(ENTRANCE, anti_fraud=ENTRANCE.anti_fraud * 30), "A4")


def test_the_picture_of_the_link_shows_the_end_of_a_long_host_for_it_says_whose_it_is() -> None:
    address = "khao-sat-thoi-gian-cho-doi.phuongninhkieu.cantho.gov.vn/q"
    shown = [mark.text for mark in letters_of(replace(ENTRANCE, address=address)) if mark.text.startswith("…")]
    assert len(shown) == 1
    assert shown[0].endswith("ninhkieu.cantho.gov.vn")


def test_a_sheet_of_a5_is_the_a4_made_smaller() -> None:
    large, small = poster_sheet(COUNTER, "A4"), poster_sheet(COUNTER, "A5")
    assert (small.width, small.height) == (148, 210)
    assert len(small.marks) == len(large.marks)
    texts = [mark for mark in small.marks if isinstance(mark, Letters)]
    assert all(mark.x + mark.width <= 148 - 9 and mark.y <= 210 - 7 for mark in texts)
    assert min(mark.size for mark in texts if mark.colour != BLUE) >= 9  # the link in the picture is only a picture


@pytest.mark.parametrize("size", ["A4", "A6"])
@pytest.mark.parametrize("poster", [*LANGUAGES.values(), GROUP, KHMER_GROUP], ids=[*LANGUAGES, "group", "km group"])
def test_nothing_touches_in_any_language_on_crowded_sheets(poster: Poster, size: PaperSize) -> None:
    assert_nothing_touches(poster_sheet(poster, size))
    assert_nothing_touches(poster_sheet(replace(poster, trial=True, sample=True, agency=NAMES[0]), size))


@pytest.mark.parametrize(("size", "least", "least_of_steps"), [("A4", 13, 13), ("A5", 9, 9), ("A6", 8.4, 9)])
@pytest.mark.parametrize("poster", [*LANGUAGES.values(), GROUP, KHMER_GROUP], ids=[*LANGUAGES, "group", "km group"])
def test_usual_texts_are_legible_in_every_language(
    poster: Poster, size: PaperSize, least: float, least_of_steps: float
) -> None:
    texts = [mark for mark in poster_sheet(poster, size).marks if isinstance(mark, Letters) and mark.colour != BLUE]
    assert min(mark.size for mark in texts) >= least
    steps = [mark.size for mark in texts if any(mark.text in step for step in poster.steps) and len(mark.text) > 1]
    assert min(steps) >= least_of_steps


def test_khmer_lines_stand_far_apart_where_there_is_room() -> None:
    lines = [mark for mark in letters_of(KHMER) if mark.text in KHMER.anti_fraud and len(mark.text) > 5]
    first, second = sorted(lines, key=lambda mark: mark.y)
    assert second.y - first.y >= 1.8 * first.size * 25.4 / 72 - 0.01


def test_the_seal_s_vietnamese_name_stands_under_the_one_in_another_language() -> None:
    texts = [mark.text for mark in letters_of(KHMER)]
    assert texts[:2] == [KHMER.agency, ENTRANCE.agency]


def test_a6_has_no_pictures_but_its_steps_below_one_another() -> None:
    large, small = letters_of(ENTRANCE), [m for m in poster_sheet(ENTRANCE, "A6").marks if isinstance(m, Letters)]
    assert "A012" in {mark.text for mark in large}
    assert "A012" not in {mark.text for mark in small}
    assert [mark.text for mark in small if mark.text in ENTRANCE.steps] == list(ENTRANCE.steps)


def test_a_group_s_drawing_stands_over_its_name_and_an_unknown_one_leaves_no_hole() -> None:
    plain = replace(GROUP, picture="")
    assert len(poster_sheet(GROUP, "A4").marks) > len(poster_sheet(plain, "A4").marks)
    assert poster_sheet(replace(GROUP, picture="../../etc"), "A4").marks == poster_sheet(plain, "A4").marks
