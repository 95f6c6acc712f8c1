"""The box gives the voting token back to the right code, and nonsense to every other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.queue import claim_boxes
from kiosk.queue.claim_codes import ALPHABET, CODE_CHARS

VOTES = st.binary(min_size=20, max_size=20).map(bytes.hex)
CODES = st.text(ALPHABET, min_size=CODE_CHARS, max_size=CODE_CHARS)
SECRET = "a secret that is only good for tests"


@settings(max_examples=25)
@given(VOTES, CODES, CODES)
def test_only_the_right_code_brings_the_token_out_again(vote: str, code: str, other: str) -> None:
    box = claim_boxes.lock(vote, code, salt="k", secret=SECRET)
    assert claim_boxes.unlock(box, code, salt="k", secret=SECRET) == vote
    assert (claim_boxes.unlock(box, other, salt="k", secret=SECRET) == vote) == (code == other)


def test_another_ticket_and_another_deployment_give_another_box() -> None:
    vote = "ab" * 20
    boxes = {
        claim_boxes.lock(vote, "7K3M9P", salt=salt, secret=secret) for salt in ("k", "l") for secret in (SECRET, "x")
    }
    assert len(boxes) == 4
    assert vote not in boxes


def test_what_is_no_voting_token_is_not_locked_away() -> None:
    with pytest.raises(ValueError, match="40 hex digits"):
        claim_boxes.lock("ab", "7K3M9P", salt="k", secret=SECRET)
