"""What the record of a call says of its turn is read back as it was written."""

import pytest

from kiosk.queue.order import Policy
from kiosk.queue.turns import By, Turn, read, written


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("policy", Policy)
def test_what_was_written_is_read(by: By, policy: Policy) -> None:
    assert read(written(Turn(by, policy))) == Turn(by, policy)


@pytest.mark.parametrize("note", [None, "", "next", "next sideways", "late: crowd", "pick strict today"])
def test_a_note_of_something_else_tells_no_turn(note: str | None) -> None:
    assert read(note) is None
