"""The three sentences: what a leader reads between two meetings, without a term to ask about."""

import re
from dataclasses import replace

import pytest

from admin.charts.leader_texts import Mark
from admin.measures.cautions import Caution, Warned
from admin.pilot import leader_wording as wording
from admin.pilot.change import Change, Ground
from admin.pilot.leader import LeaderPage
from tests.admin.pilot.leaders import (
    ALIKE,
    LEFT_OUT,
    LOGGED,
    LONGER,
    MONDAY_MORNING,
    SHORT,
    SHORTER,
    page,
    reader,
    unit,
)

TERMS = re.compile(r"trung vị|P90|khoảng tin cậy|mốc nền|bootstrap|phân vị|n =|XmR", re.IGNORECASE)
PAGES = [
    page(unit()),
    page(unit(wait=1500, change=LONGER, longest=MONDAY_MORNING)),
    page(unit(n=4, change=None)),
    page(unit(change=SHORT, doubts=(LEFT_OUT, LOGGED))),
    page(unit("a"), unit("b", wait=2000, change=ALIKE, longest=MONDAY_MORNING)),
    page(unit("a", n=2, change=None), unit("b", n=0, change=None)),
    page(unit("a", doubts=(LOGGED,)), unit("b")),
]


def said(told: LeaderPage) -> tuple[str, ...]:
    with reader():
        return wording.sentences(told)


def test_the_first_sentence_says_what_nine_in_ten_waited_and_whether_that_is_within_the_target() -> None:
    first, *_ = said(page(unit(wait=2520)))
    assert first == "9 trong 10 người chờ không quá 42 phút; trung bình 42,0 phút, vượt mục tiêu 15 phút."
    assert said(page(unit()))[0].endswith("trung bình 14,0 phút, trong mục tiêu 15 phút.")
    assert said(page(unit(n=4)))[0] == "Tuần này chỉ có 4 người được phục vụ, chưa đủ để nói."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (SHORTER, "Bốn tuần gần nhất đến 22/11 trung bình chờ 14,2 phút, trước thí điểm 23,0 phút: giảm rõ."),
        (LONGER, "Bốn tuần gần nhất đến 22/11 trung bình chờ 23,0 phút, trước thí điểm 14,0 phút: tăng rõ."),
        (
            ALIKE,
            "Bốn tuần gần nhất đến 22/11 trung bình chờ 21,0 phút, trước thí điểm 20,0 phút: chưa thấy thay đổi rõ.",
        ),
        (SHORT, "Chưa đủ ngày có số liệu để so với trước thí điểm."),
        (None, "Chưa có đủ số liệu để so với trước thí điểm."),
    ],
)
def test_the_second_sentence_claims_a_change_only_beyond_chance(change: Change | None, sentence: str) -> None:
    assert said(page(unit(change=change)))[1] == sentence


def test_the_third_sentence_is_the_heaviest_doubt_else_the_longest_hour() -> None:
    assert "thận trọng" in said(page(unit(doubts=(LOGGED,), longest=MONDAY_MORNING)))[2]
    assert said(page(unit(doubts=(LEFT_OUT, LOGGED))))[2].startswith("Cần thận trọng: con số trên không kể 12 người")
    hour = said(page(unit(longest=MONDAY_MORNING)))[2]
    assert hour == (
        "Riêng tuần này, tổng thời gian chờ nhiều nhất là thứ Hai 16/11 từ 8 giờ 30 đến 9 giờ 30, trung bình 48,0 phút "
        "mỗi người."
    )
    assert said(page(unit()))[2] == "Trong tuần không có giờ nào phải chờ lâu hơn hẳn."


def test_of_a_few_units_the_sentences_name_each_with_its_minutes() -> None:
    told = page(unit("A"), unit("B", wait=1500, change=ALIKE, longest=MONDAY_MORNING))
    first, second, third = said(told)
    assert first == ("1 trong 2 đơn vị chờ trung bình trong mục tiêu. B 25,0 phút; A 14,0 phút; mục tiêu 15 phút.")
    assert second == "So với trước thí điểm: A giảm rõ, B chưa thấy thay đổi rõ."
    assert third.startswith("B. Riêng tuần này, tổng thời gian chờ nhiều nhất là thứ Hai")


def test_of_many_units_they_are_counted_and_the_worst_is_named() -> None:
    first, second, _third = said(page(*(unit(name) for name in "ABC"), unit("D", wait=1500), unit("E", change=ALIKE)))
    assert first.startswith("4 trong 5 đơn vị chờ trung bình trong mục tiêu. Lâu nhất: D, 9 trong 10 người")
    assert second == "So với trước thí điểm: 4 đơn vị giảm rõ, E chưa thấy thay đổi rõ."


@pytest.mark.parametrize("told", [page(unit(n=0)), page(unit("A", n=0), unit("B", n=3))])
def test_of_a_week_without_figures_one_sentence_is_said_and_nothing_is_drawn(told: LeaderPage) -> None:
    with reader():
        texts = wording.texts(told, (Mark(1, "bắt đầu thí điểm"),))
    assert len(texts.sentences) == 1
    assert not texts.told
    assert (texts.weeks, texts.marks) == ((), ())
    assert {line.now for line in texts.lines} == {None}
    assert {line.words[1].level for line in texts.lines} == {"info"}


@pytest.mark.parametrize("kind", Warned)
def test_no_good_word_is_in_green_while_the_figures_leave_people_or_minutes_out(kind: Warned) -> None:
    hiding = page(unit(doubts=(Caution(kind, 12, 0.1, 600.0, 0.02),)))
    with reader():
        (line,) = wording.texts(hiding).lines
    recorded = kind in {Warned.REMOVED, Warned.DOUBTFUL, Warned.LOGGED, Warned.CLOSED, Warned.RETURNED}
    assert ({word.level for word in line.words} == {"within"}) is recorded
    assert ("giảm rõ" in said(hiding)[1]) is recorded
    assert ("chưa kể hết" in said(hiding)[1]) is not recorded


def test_hand_written_weeks_are_not_set_against_numbers() -> None:
    counted = replace(SHORTER, before=Ground(500, None, 1.0), now=Ground(500, None, 0.1))
    assert said(page(unit(change=counted)))[1].endswith("nên không so được.")
    mixed = said(page(unit("A", change=counted), unit("B"), unit("C", doubts=(LEFT_OUT,))))[1]
    assert mixed.endswith("B giảm rõ, C chưa kể hết thời gian chờ, A chưa so được.")


def test_the_unit_named_as_the_longest_is_the_longest_and_not_the_farthest_over_its_own_target() -> None:
    strict = replace(unit("A", wait=1200), target_minutes=5.0)
    first, *_ = said(page(strict, unit("B", wait=1800), unit("C"), unit("D")))
    assert "Lâu nhất: B, 9 trong 10 người chờ không quá 30 phút." in first


def test_nothing_is_said_of_before_where_nothing_is_known_of_it() -> None:
    assert said(page(unit("A", change=None), unit("B", change=SHORT)))[1] == "Chưa đủ số liệu để so với trước thí điểm."
    assert said(page(unit("A", change=None), unit("B", change=ALIKE)))[1].endswith("chưa thấy thay đổi rõ.")


@pytest.mark.parametrize("told", PAGES)
def test_no_page_has_a_technical_term_or_an_empty_sentence(told: LeaderPage) -> None:
    with reader():
        texts = wording.texts(told)
    whole = " ".join([texts.heading, texts.period, *texts.sentences, texts.chart, texts.note, texts.scale])
    assert not TERMS.search(whole)
    assert "None" not in whole
    assert all(sentence.endswith(".") for sentence in texts.sentences)
    assert len(texts.lines) == len(told.units)
    assert all(len(line.words) == 2 for line in texts.lines)


def test_one_unit_has_its_weeks_drawn_and_several_stand_side_by_side() -> None:
    with reader():
        assert len(wording.texts(page(unit())).weeks) == 6
        assert wording.texts(page(unit("a"), unit("b"))).weeks == ()


@pytest.mark.parametrize("kind", Warned)
def test_every_doubt_is_said_in_plain_words(kind: Warned) -> None:
    sentence = said(page(unit(doubts=(Caution(kind, 12, 0.1, 600.0, 0.02),))))[2]
    assert sentence.startswith("Cần thận trọng: ")
    assert not TERMS.search(sentence)
