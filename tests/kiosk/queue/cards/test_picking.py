"""Which card goes out next, and how a number with a card is called."""

import pytest

from kiosk.queue.cards.picking import label, next_free


@pytest.mark.parametrize(
    ("in_use", "last", "expected"),
    [
        (set(), None, 1),
        ({1}, 1, 2),
        ({2, 3}, 1, 4),
        (set(), 5, 1),
        ({1, 2}, 5, 3),
        ({1, 2, 3, 4, 5}, 5, None),
        (set(), 40, 1),  # the office has fewer cards than it once had
    ],
)
def test_cards_go_round_and_those_in_use_are_passed_over(
    in_use: set[int], last: int | None, expected: int | None
) -> None:
    assert next_free(in_use, last, 5) == expected


def test_an_office_without_cards_has_no_next_one() -> None:
    assert next_free((), None, 0) is None


def test_whoever_holds_a_card_is_called_by_it_and_everybody_else_by_their_number() -> None:
    assert label("A", 7, None, "T") == "A007"
    assert label("A", 7, 37, "T") == "T037"
