"""One text stands for a ballot, whoever writes it down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.ballots import canonical
from survey.ledger import entries

ANSWERS = st.dictionaries(st.integers(1, 99).map(str), st.lists(st.integers(1, 9), max_size=3), max_size=5)


@given(ANSWERS)
def test_the_order_in_which_questions_were_answered_has_no_influence(answers: dict[str, list[int]]) -> None:
    turned = dict(reversed(answers.items()))
    at = ("a", "2026-W47", "visit", True, "waiting/1")
    ballots = [canonical.cast_ballot(*at, each, cell=(1, 2, None, None)) for each in (answers, turned)]
    assert len({entries.commitment("0" * 64, ballot) for ballot in ballots}) == 1


@given(st.lists(st.text(), max_size=8))
def test_lines_are_digested_in_their_own_order(lines: list[str]) -> None:
    assert canonical.digest_of(lines) == canonical.digest_of(reversed(lines))
    assert canonical.digest_of([*lines, "one more"]) != canonical.digest_of(lines)


@pytest.mark.parametrize(
    "answers",
    [None, [], "text", {"7": 3}, {"7": ["3"]}, {"7": [True]}, {"7": [10**30]}, {"x": [1]}, {"8": [1]}, {"7": [None]}],
)
def test_what_is_no_answer_is_left_out_and_keeps_nobody_from_being_sealed(answers: object) -> None:
    assert canonical.pairs(answers, [7]) == set()


@given(ANSWERS)
def test_every_answer_to_what_was_asked_is_kept(answers: dict[str, list[int]]) -> None:
    told = {(int(question), value) for question, values in answers.items() for value in values}
    assert canonical.pairs(answers, [int(question) for question in answers]) == told


def test_the_digest_of_a_comment_is_another_for_each() -> None:
    number = "0912 345 678"
    one = canonical.comment_hash("a" * 32, "visit", number)
    assert one != canonical.comment_hash("b" * 32, "visit", number)
    assert one != canonical.comment_hash("a" * 32, "poster", number)
