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
    for act in day if new else ["wiped", *day]:
        if act == "wiped":  # what it printed since the last contact is known to nobody
            known = last = start_of_wiped(known)
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


def test_a_tablet_that_forgot_everything_goes_on_further_on_also_on_a_day_nobody_knows_of() -> None:
    assert start_of_wiped(None) == start_of_wiped(0) == GAP
    assert start_of_wiped(7) == 7 + GAP
