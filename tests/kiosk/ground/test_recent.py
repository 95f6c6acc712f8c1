"""How long an answer is kept, and when it is asked for again."""

from datetime import timedelta

import pytest

from kiosk.ground.recent import MOST, Recent
from tests.factories import MONDAY

SECOND = timedelta(seconds=1)


@pytest.fixture
def answers() -> list[int]:
    """What the office says, one after another."""
    return [1, 2, 3]


def test_an_answer_is_kept_for_its_life_and_not_longer(answers: list[int]) -> None:
    recent = Recent(5 * SECOND)
    said = [recent.get(MONDAY + wait * SECOND, "hours", lambda: answers.pop(0)) for wait in (0, 4.999, 5, 9.999, 10)]
    assert said == [1, 1, 2, 2, 3]


def test_a_clock_that_was_set_back_keeps_nothing(answers: list[int]) -> None:
    recent = Recent(5 * SECOND)
    said = [recent.get(MONDAY + wait * SECOND, "hours", lambda: answers.pop(0)) for wait in (0, -1)]
    assert said == [1, 2]


def test_nothing_is_kept_without_a_life(answers: list[int]) -> None:
    recent = Recent(timedelta())
    assert [recent.get(MONDAY, "hours", lambda: answers.pop(0)) for _ in range(3)] == [1, 2, 3]


def test_no_answer_is_an_answer() -> None:
    recent, asked = Recent(5 * SECOND), []
    for _ in range(2):
        assert recent.get(MONDAY, "no such code", lambda: asked.append(1)) is None
    assert asked == [1]


def test_codes_that_are_made_up_do_not_fill_the_memory() -> None:
    recent = Recent(5 * SECOND)
    for code in range(3 * MOST):
        recent.get(MONDAY, code, lambda: None)
    assert len(recent._kept) <= MOST
