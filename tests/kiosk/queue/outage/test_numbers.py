"""No two people of a day hold the same number, however often a tablet is wiped."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue.outage.numbers import GAP, start_of_wiped

# A day of one tablet: it gives out some numbers, hears of the server now and then, and may be wiped.
days = st.lists(st.one_of(st.integers(1, GAP), st.just("contact"), st.just("wiped")), max_size=30)


@given(days, st.booleans())
def test_a_tablet_that_is_wiped_never_prints_a_number_again(day: list[int | str], new: bool) -> None:
    printed: set[int] = set()
    known, last, since_contact = None, None, 0
    for act in ["wiped", *day]:
        if act == "wiped":  # what it printed since the last contact is known to nobody
            known = last = start_of_wiped(known, may_have_printed=not new)
            since_contact = 0
        elif act == "contact":
            known, since_contact = max(known or 0, last or 0), 0
        else:
            count = min(int(act), GAP - since_contact)
            since_contact += count
            numbers = set(range((last or 0) + 1, (last or 0) + 1 + count))
            assert not numbers & printed
            printed |= numbers
            last = (last or 0) + count


def test_a_new_tablet_begins_at_001_and_an_older_one_that_forgot_everything_further_on() -> None:
    assert start_of_wiped(None, may_have_printed=False) == 0
    assert start_of_wiped(None, may_have_printed=True) == GAP
    assert start_of_wiped(0, may_have_printed=False) == GAP
