from hypothesis import given
from hypothesis import strategies as st

from kiosk.ground.web.addresses import CROCKFORD, TOKEN_CHARS, digest
from survey.ballots.tokens import VotingToken, receipt_hash
from survey.paper.slip_codes import grouped

TOKENS = st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=26, max_size=40)


@given(TOKENS)
def test_whoever_holds_the_token_finds_the_receipt_again(text: str) -> None:
    token = VotingToken(text)
    assert token.receipt == VotingToken(text).receipt
    assert receipt_hash(token.receipt) == token.receipt_hash
    assert receipt_hash(token.receipt.upper()) == token.receipt_hash
    assert receipt_hash(grouped(token.receipt.upper())) == token.receipt_hash


@given(TOKENS)
def test_nothing_that_is_kept_of_a_token_is_the_token_or_its_receipt(text: str) -> None:
    token = VotingToken(text)
    kept = [token.ticket_hash, token.spent_hash, token.receipt_hash]
    assert len({*kept, token.text, token.receipt, digest("receipt", text)}) == 6


@given(TOKENS)
def test_a_receipt_has_the_letters_and_the_length_of_all_our_addresses(text: str) -> None:
    code = VotingToken(text).receipt
    assert len(code) == TOKEN_CHARS
    assert set(code.upper()) <= set(CROCKFORD)
