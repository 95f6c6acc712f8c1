"""The order of calling is one rule: what is shown, what is told to phones and what happens are the same."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue.order import (
    OTHERS_BETWEEN,
    Before,
    InLine,
    Policy,
    Why,
    in_order,
    others_after,
    others_before,
    people_ahead,
    people_ahead_in_line,
    place_after,
    why_next,
)

NINE = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LAST = 100


def line(*ranks: int) -> list[InLine]:
    """People who arrived one minute after the other."""
    return [InLine(rank, NINE + number * MINUTE, number) for number, rank in enumerate(ranks, start=1)]


def numbers(people: tuple[InLine, ...]) -> list[int]:
    return [one.ticket_id for one in people]


@st.composite
def waiting(draw: st.DrawFn) -> list[InLine]:
    ranks = draw(st.lists(st.sampled_from([0, 0, 0, 1, 2, 5]), max_size=25))
    minutes = draw(st.lists(st.integers(0, 6), min_size=len(ranks), max_size=len(ranks)))
    return [
        InLine(rank, NINE + minute * MINUTE, number)
        for number, (rank, minute) in enumerate(zip(ranks, minutes, strict=True), 1)
    ]


policies = st.sampled_from(Policy)
counts = st.integers(0, OTHERS_BETWEEN)


def choose(people: list[InLine], policy: Policy, since: int) -> InLine:
    """Choose as the database does: the smallest of one row's own values, knowing nobody else."""

    def key(one: InLine) -> tuple[object, ...]:
        class_counts = policy is Policy.STRICT or (policy is Policy.INTERLEAVED and since >= OTHERS_BETWEEN)
        return (one.rank or LAST if class_counts else LAST, *one[1:])

    return min(people, key=key)


def simulate(people: list[InLine], policy: Policy, since: int) -> list[InLine]:
    left, called = list(people), []
    while left:
        one = choose(left, policy, since)
        left.remove(one)
        since = others_after(since, one.rank)
        called.append(one)
    return called


def test_by_arrival_nobody_goes_first() -> None:
    assert numbers(in_order(line(0, 2, 0, 1), Policy.ARRIVAL, 2)) == [1, 2, 3, 4]


def test_strictly_the_lowest_class_goes_first_and_then_everybody() -> None:
    assert numbers(in_order(line(0, 2, 0, 1, 1), Policy.STRICT, 0)) == [4, 5, 2, 1, 3]


def test_interleaved_at_most_two_others_go_between_two_who_go_first() -> None:
    assert numbers(in_order(line(0, 0, 0, 0, 0, 1, 1, 1), Policy.INTERLEAVED, 2)) == [6, 1, 2, 7, 3, 4, 8, 5]


def test_interleaved_whoever_goes_first_and_came_first_waits_for_nobody() -> None:
    assert numbers(in_order(line(1, 2, 1, 0, 0, 0, 0), Policy.INTERLEAVED, 0)) == [1, 2, 3, 4, 5, 6, 7]


def test_interleaved_what_the_counter_has_called_already_counts() -> None:
    people = line(0, 0, 0, 2, 1)

    assert numbers(in_order(people, Policy.INTERLEAVED, 0)) == [1, 2, 5, 3, 4]
    assert numbers(in_order(people, Policy.INTERLEAVED, 1)) == [1, 5, 2, 3, 4]
    assert numbers(in_order(people, Policy.INTERLEAVED, 2)) == [5, 1, 2, 4, 3]


@given(waiting(), policies, counts)
def test_everybody_is_called_once_and_a_class_by_its_places(people: list[InLine], policy: Policy, since: int) -> None:
    called = in_order(people, policy, since)

    assert sorted(called) == sorted(people)
    for rank in {one.rank for one in people}:
        places = [one[1:] for one in called if one.rank == rank]
        assert places == sorted(places)


@given(waiting(), counts)
def test_interleaved_nobody_with_priority_waits_for_a_third_other(people: list[InLine], since: int) -> None:
    called = in_order(people, Policy.INTERLEAVED, since)

    others = since
    for position, one in enumerate(called):
        assert one.rank > 0 or others < OTHERS_BETWEEN or not any(later.rank for later in called[position:])
        others = 0 if one.rank else others + 1


@given(waiting(), counts)
def test_interleaved_only_a_lower_class_passes_somebody_with_priority(people: list[InLine], since: int) -> None:
    called = in_order(people, Policy.INTERLEAVED, since)

    for position, one in enumerate(called):
        if one.rank:
            assert all(0 < earlier.rank < one.rank or earlier[1:] < one[1:] for earlier in called[:position])


@given(waiting(), policies, counts, st.sampled_from([1, 2, 3, 5]), st.data())
def test_nobody_waits_longer_for_having_said_that_they_go_first(
    people: list[InLine], policy: Policy, since: int, rank: int, data: st.DataObject
) -> None:
    own = data.draw(st.sampled_from(line(0) + people))._replace(rank=0)
    rest = [one for one in people if one.ticket_id != own.ticket_id]
    said = own._replace(rank=rank)

    with_it, without = (in_order([*rest, who], policy, since).index(who) for who in (said, own))

    assert with_it <= without


@given(waiting(), policies, counts)
def test_what_is_foretold_is_what_happens(people: list[InLine], policy: Policy, since: int) -> None:
    assert list(in_order(people, policy, since)) == simulate(people, policy, since)


@given(waiting(), policies, counts)
def test_the_people_told_to_be_ahead_are_those_called_before(people: list[InLine], policy: Policy, since: int) -> None:
    called = in_order(people, policy, since)

    assert [told(one, people, policy, since) for one in called] == list(range(len(called)))


@given(waiting(), policies)
def test_counts_are_enough_wherever_nobody_goes_first_in_turns(people: list[InLine], policy: Policy) -> None:
    for one in people:
        counted = people_ahead(one.rank, before(one, people), policy)
        assert (counted is not None) is (policy is not Policy.INTERLEAVED or not any(who.rank for who in people))


def told(own: InLine, people: list[InLine], policy: Policy, since: int) -> int:
    """Tell as a phone is told: from counts where they are enough, otherwise from those who may go before."""
    counted = people_ahead(own.rank, before(own, people), policy)
    if counted is not None:
        return counted
    by_place = sorted(people, key=lambda one: one[1:])
    earlier = [one.rank for one in by_place if one[1:] < own[1:]]
    later = [one.rank for one in by_place if one[1:] > own[1:] and 0 < one.rank < (own.rank or LAST)]
    return people_ahead_in_line(own.rank, earlier, later, since)


def before(own: InLine, people: list[InLine]) -> Before:
    """Count as the statement does that a phone's page turns on."""
    rest = [one for one in people if one != own]
    return Before(
        earlier=sum(one[1:] < own[1:] for one in rest),
        first=sum(one.rank > 0 and (own.rank == 0 or one < own) for one in rest),
        others=sum(one.rank == 0 and (own.rank > 0 or one < own) for one in rest),
    )


@pytest.mark.parametrize(
    ("ranks", "policy", "since", "why"),
    [
        ((0, 1), Policy.ARRIVAL, 2, Why.FIRST_IN_LINE),
        ((0, 1), Policy.STRICT, 0, Why.PRIORITY),
        ((1, 0), Policy.STRICT, 0, Why.FIRST_IN_LINE),
        ((0, 0), Policy.STRICT, 2, Why.FIRST_IN_LINE),
        ((0, 1), Policy.INTERLEAVED, 2, Why.TURN_OF_PRIORITY),
        ((2, 1), Policy.INTERLEAVED, 2, Why.TURN_OF_PRIORITY),
        ((2, 1), Policy.INTERLEAVED, 1, Why.FIRST_IN_LINE),
        ((0, 1), Policy.INTERLEAVED, 1, Why.FIRST_IN_LINE),
        ((0, 0), Policy.INTERLEAVED, 2, Why.FIRST_IN_LINE),
    ],
)
def test_it_is_said_why_the_first_is_next(ranks: tuple[int, ...], policy: Policy, since: int, why: Why) -> None:
    assert why_next(in_order(line(*ranks), policy, since), policy) is why


def test_nobody_is_next_where_nobody_waits() -> None:
    assert in_order([], Policy.INTERLEAVED, 2) == ()
    assert why_next((), Policy.STRICT) is None


@given(counts, st.sampled_from([0, 1]))
def test_a_call_taken_back_owes_the_same_turn_again(since: int, rank: int) -> None:
    again = others_before(others_after(since, rank), rank)

    assert again == (OTHERS_BETWEEN if rank else min(since, OTHERS_BETWEEN - 1))


class TestWhoComesBack:
    places = tuple(NINE + number * MINUTE for number in range(5))
    now = NINE + 30 * MINUTE

    @pytest.mark.parametrize("after", [1, 3, 5])
    def test_lets_so_many_go_first(self, after: int) -> None:
        place = place_after(self.places, after, self.now)

        assert sum(other < place for other in self.places) == after

    def test_is_first_where_nobody_needs_to_go_before(self) -> None:
        assert place_after(self.places, 0, self.now) < NINE

    def test_is_last_where_fewer_wait(self) -> None:
        assert place_after(self.places[:2], 3, self.now) == self.now
        assert place_after([], 3, self.now) == self.now
        assert place_after([], 0, self.now) == self.now

    def test_is_behind_people_whose_clock_was_ahead(self) -> None:
        assert place_after([self.now + MINUTE], 3, self.now) > self.now + MINUTE

    def test_cannot_be_put_before_the_first(self) -> None:
        with pytest.raises(ValueError, match="before the first"):
            place_after(self.places, -1, self.now)
