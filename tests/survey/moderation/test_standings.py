"""Numbers beside a score."""

import pytest

from survey.moderation.standings import NONE, Standing, total


def test_what_is_decided_waits_or_is_left_out() -> None:
    some = Standing(sealed=100, left_out=5, decided={"spam": 6, "test": 1}, waiting=2)
    assert (some.kept, some.aside, some.coming_back, some.share) == (95, 7, 0, 0.07)


def test_what_was_restored_comes_back_later() -> None:
    assert Standing(sealed=50, left_out=5, decided={}, waiting=0).coming_back == 5


@pytest.mark.parametrize(
    ("sealed", "aside", "alarming"), [(100, 2, False), (100, 3, True), (40, 1, True), (0, 0, False)]
)
def test_more_than_two_in_a_hundred_is_an_alarm(sealed: int, aside: int, *, alarming: bool) -> None:
    assert Standing(sealed, 0, {"spam": aside} if aside else {}, aside).alarming is alarming


def test_standings_add_up_and_none_has_no_share() -> None:
    one = Standing(20, 5, {"spam": 5}, 0)
    two = Standing(30, 0, {"spam": 1, "test": 2}, 3)
    assert total([one, two]) == Standing(50, 5, {"spam": 6, "test": 2}, 3)
    assert total([]) == NONE
    assert NONE.share is None
