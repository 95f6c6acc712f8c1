from hypothesis import given
from hypothesis import strategies as st

from kiosk.procedures.shares import Received, Shares, shares, shortens
from kiosk.procedures.time_limits import Limit, LimitUnit

TEN, EIGHT = Limit(10, LimitUnit.WORKING_DAYS), Limit(8, LimitUnit.WORKING_DAYS)
limits = st.none() | st.builds(Limit, st.integers(1, 30), st.sampled_from(LimitUnit))
rows = st.lists(st.builds(Received, st.booleans(), limits, limits))


def test_a_unit_without_procedures_has_no_share_rather_than_none_of_them() -> None:
    empty = shares([], has_code=True)
    assert empty == Shares(0, 0, 0)
    assert empty.shortened_share is None
    assert empty.reachable_share is None


def test_a_promise_counts_only_when_it_is_shorter_and_the_procedure_is_in_force() -> None:
    received = [
        Received(has_page=True, legal=TEN, announced=EIGHT),
        Received(has_page=True, legal=EIGHT, announced=EIGHT),  # the law has caught up
        Received(has_page=True, legal=None, announced=EIGHT),  # nothing to compare it with
        Received(has_page=False, legal=TEN, announced=EIGHT),
        Received(has_page=True, legal=TEN),
    ]
    found = shares(received, has_code=True)
    assert (found.total, found.shortened, found.reachable) == (5, 1, 4)
    assert (found.shortened_share, found.reachable_share) == (0.2, 0.8)


def test_without_a_printed_code_nothing_is_reachable_by_one() -> None:
    assert shares([Received(has_page=True)], has_code=False).reachable_share == 0


@given(rows, st.booleans())
def test_shares_lie_between_none_and_all(received: list[Received], has_code: bool) -> None:
    found = shares(received, has_code=has_code)
    assert 0 <= found.shortened <= found.total == len(received)
    assert 0 <= found.reachable <= found.total
    assert found.shortened <= sum(shortens(row.announced, row.legal) for row in received)
