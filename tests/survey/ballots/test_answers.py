import pytest

from survey.ballots.answers import COMMENT_CHARS, Answers, Asked, Problem, read

LEVELS = Asked(1, "levels", frozenset({1, 2, 3, 4, 5}), required=True)
REASONS = Asked(2, "several", frozenset({1, 2, 3}), required=False)
REMARK = Asked(3, "text", frozenset(), required=False)


def fill(**fields: list[str]) -> Answers:
    return read((LEVELS, REASONS, REMARK), lambda name: fields.get(name, []))


def test_every_question_but_the_required_one_can_be_skipped() -> None:
    assert fill(q1=["4"]) == Answers(picked={1: (4,)})


def test_a_missing_required_answer_is_named() -> None:
    assert fill(q2=["1"]).problems == {"q1": Problem.MISSING}


def test_several_reasons_can_be_picked_each_once() -> None:
    assert fill(q1=["5"], q2=["3", "1", "3"]).picked[2] == (1, 3)


@pytest.mark.parametrize("sent", [["6"], ["0"], ["x"], ["1", "2"], ["1; DROP TABLE ballot"]])
def test_what_was_not_offered_is_refused(sent: list[str]) -> None:
    assert fill(q1=sent).problems == {"q1": Problem.UNKNOWN}


@pytest.mark.parametrize(
    "text",
    [
        "Gọi tôi 0912 345 678 nhé",
        "số +84912345678",
        "CCCD 092123456789",
        "căn cước 092.123.456.789",
        "CMND cũ 361234567",
    ],
)
def test_numbers_that_tell_who_somebody_is_are_masked(text: str) -> None:
    answers = fill(q1=["1"], q3=[text])
    assert not any(char.isdigit() for char in answers.comments[0])


def test_a_scanned_identity_card_is_dropped_whole() -> None:
    answers = fill(q1=["1"], q3=["092123456789|361234567|Nguyễn Văn A|01011960|Nam|Cần Thơ"])
    assert answers.comments == ()


@pytest.mark.parametrize("text", ["Chờ 45 phút, quầy 3 đóng", "Năm 2026 tốt hơn 2025", "Lệ phí 150.000 đồng"])
def test_ordinary_numbers_stay(text: str) -> None:
    assert fill(q1=["1"], q3=[text]).comments == (text,)


def test_a_comment_is_kept_in_one_form_of_accents_without_hidden_characters() -> None:
    assert fill(q1=["1"], q3=["Cha\u0300o\u0000 ba\u0323n\u202e"]).comments == ("Chào bạn",)


def test_a_comment_that_is_too_long_is_refused_and_the_other_answers_are_not_lost() -> None:
    answers = fill(q1=["4"], q3=["a" * (COMMENT_CHARS + 1)])
    assert answers.problems == {"q3": Problem.TOO_LONG}
    assert answers.picked == {1: (4,)}
