"""Checkpoints are three lines, promises five, and neither passes for the other."""

from datetime import date

import pytest

from survey.ledger import checkpoints
from survey.ledger.checkpoints import Head, Promise

# The example of C2SP tlog-checkpoint.
EXAMPLE = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


def test_the_example_of_the_specification_is_read_and_written() -> None:
    head = checkpoints.read_checkpoint(EXAMPLE)
    assert (head.origin, head.size, len(head.root)) == ("example.com/behind-the-sofa", 20_852_163, 32)
    assert checkpoints.checkpoint_text(head) == EXAMPLE


def test_lines_that_others_added_are_left_alone() -> None:
    assert checkpoints.read_checkpoint(f"{EXAMPLE}more\n").size == 20_852_163


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("20852163", "020852163"),
        ("20852163", "-1"),
        ("20852163", "²"),
        ("20852163", "9" * 19),
        ("CsUY", "CsU"),
        ("I=", ""),
    ],
)
def test_a_spoilt_checkpoint_is_refused(part: str, instead: str) -> None:
    with pytest.raises(ValueError, match="not a checkpoint"):
        checkpoints.read_checkpoint(EXAMPLE.replace(part, instead))


def test_a_promise_is_no_checkpoint() -> None:
    told = checkpoints.promise_text(Promise("h/ledger", "ninh-kieu", "2026-W47", "ab" * 32, date(2026, 11, 30)))
    assert told == f"h/ledger/promise\nninh-kieu\n2026-W47\n{'ab' * 32}\n2026-11-30\n"
    with pytest.raises(ValueError, match="not a checkpoint"):
        checkpoints.read_checkpoint(told)
    assert checkpoints.checkpoint_text(Head("h/ledger", 0, bytes(32))).count("\n") == 3
