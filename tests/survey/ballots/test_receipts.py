from datetime import date

import pytest

from survey.ballots.receipts import Standing, standing

DUE = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("position", "signed", "day", "told"),
    [
        (None, 0, 29, Standing.PROMISED),
        (None, 9, 30, Standing.OVERDUE),
        (3, 3, 29, Standing.WAITING),
        (3, 3, 30, Standing.OVERDUE),
        (3, 4, 16, Standing.KEPT),
        (3, 4, 30, Standing.KEPT),
        (0, 0, 16, Standing.WAITING),
    ],
)
def test_only_a_signed_checkpoint_keeps_the_promise(
    position: int | None, signed: int, day: int, told: Standing
) -> None:
    assert standing(position, DUE, signed=signed, today=date(2026, 11, day)) is told


def test_what_is_voted_for_practice_was_promised_to_nobody() -> None:
    assert standing(None, DUE, signed=0, today=DUE, practice=True) is Standing.PRACTICE
