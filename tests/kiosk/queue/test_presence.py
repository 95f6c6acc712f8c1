"""What the hall shows at this minute lets in who stands there, for three minutes and then for the time of one form."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue.claim_codes import ALPHABET
from kiosk.queue.hall_code import hall_code
from kiosk.queue.presence import CODE_CHARS, MARK_LIFE, MINUTE, changes_at, holds, mark_for, minute_code
from tests.factories import MONDAY, TEST_SECRET

SECOND = timedelta(seconds=1)
CODE = minute_code(TEST_SECRET, 1, MONDAY)
MARK = mark_for(CODE, TEST_SECRET, 1, MONDAY) or ""


def test_the_code_has_forty_bits_and_changes_with_the_minute() -> None:
    assert len(CODE) * 5 >= 40
    assert set(CODE.upper()) <= set(ALPHABET)
    change = changes_at(MONDAY)
    assert MONDAY < change <= MONDAY + MINUTE
    assert minute_code(TEST_SECRET, 1, change - timedelta(microseconds=1)) == CODE
    assert minute_code(TEST_SECRET, 1, change) != CODE


@pytest.mark.parametrize("late", [timedelta(), MINUTE, 3 * MINUTE - SECOND])
def test_a_code_of_the_last_three_minutes_is_good(late: timedelta) -> None:
    assert mark_for(CODE, TEST_SECRET, 1, MONDAY + late)


@pytest.mark.parametrize("moved", [3 * MINUTE, timedelta(days=1), -MINUTE])
def test_a_photograph_of_it_is_worth_nothing_three_minutes_later(moved: timedelta) -> None:
    assert mark_for(CODE, TEST_SECRET, 1, MONDAY + moved) is None


def test_one_halls_code_and_mark_say_nothing_in_another_nor_under_another_secret() -> None:
    for secret, unit_id in ((TEST_SECRET, 2), ("another", 1)):
        assert mark_for(CODE, secret, unit_id, MONDAY) is None
        assert mark_for(MARK, secret, unit_id, MONDAY) is None


def test_the_mark_lasts_a_quarter_of_an_hour_and_never_gets_younger() -> None:
    assert holds(MARK, TEST_SECRET, 1, MONDAY + MARK_LIFE)
    assert mark_for(MARK, TEST_SECRET, 1, MONDAY + MARK_LIFE) == MARK
    assert not holds(MARK, TEST_SECRET, 1, MONDAY + MARK_LIFE + SECOND)
    assert not holds(MARK, TEST_SECRET, 1, MONDAY - 2 * MINUTE)


def test_a_mark_with_another_second_is_no_mark() -> None:
    second, _, rest = MARK.partition("-")
    assert not holds(f"{int(second) + 60}-{rest}", TEST_SECRET, 1, MONDAY)
    assert not holds(f"0{MARK}", TEST_SECRET, 1, MONDAY)


def test_the_four_characters_are_no_code_of_an_address() -> None:
    code = hall_code(TEST_SECRET, 1, MONDAY)
    assert mark_for(code, TEST_SECRET, 1, MONDAY) is None
    assert mark_for(code.lower(), TEST_SECRET, 1, MONDAY) is None


@given(
    st.one_of(
        st.text(),
        st.from_regex(r"[0-9]{1,40}-[0-9a-z]{16}", fullmatch=True),
        st.text(ALPHABET.lower(), min_size=8, max_size=8),
    )
)
def test_whatever_else_is_brought_is_refused(brought: str) -> None:
    assert mark_for(brought + "é", TEST_SECRET, 1, MONDAY) is None
    if brought not in {CODE, MARK} and len(brought) >= CODE_CHARS:
        assert not holds(brought, TEST_SECRET, 1, MONDAY)
