"""A sealed ballot could be anybody's of five, and none is lost on the way."""

from collections import Counter
from random import Random, SystemRandom

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from survey.ballots.sealing import ENOUGH_ARRIVALS, UNIT, Cell, coarsen, enough, shuffled

FINEST = st.builds(
    Cell,
    st.sampled_from([None, 1, 2, 3]),
    st.sampled_from([None, 7, 8]),
    st.sampled_from([None, "under_5", "5_to_15", "over_60"]),
    st.sampled_from([None, "person", "business"]),
)
ARRIVALS = st.dictionaries(FINEST, st.integers(0, 12), max_size=60)


@st.composite
def weeks(draw: st.DrawFn) -> tuple[dict[str, Cell], dict[Cell, int]]:
    """Ballots of visits, at most one for each arrival, and some from the open poster, which nobody arrives at."""
    arrivals = draw(ARRIVALS)
    people = [cell for cell, count in sorted(arrivals.items(), key=str) for _ in range(count)]
    voted = draw(st.lists(st.booleans(), min_size=len(people), max_size=len(people)))
    cells = [cell for cell, ballot in zip(people, voted, strict=True) if ballot]
    cells += [UNIT] * draw(st.integers(0, 12))
    assume(enough(cells))
    return {f"b{number}": cell for number, cell in enumerate(cells)}, arrivals


def holds(node: Cell, cell: Cell) -> bool:
    """Whether *cell* lies at or under *node*; “not said” at the end of a node means “any”."""
    depth = max((place + 1 for place, attribute in enumerate(node) if attribute is not None), default=0)
    return cell[:depth] == node[:depth]


@given(weeks())
def test_every_stored_cell_covers_five_arrivals_or_is_the_whole_unit(
    week: tuple[dict[str, Cell], dict[Cell, int]],
) -> None:
    pending, arrivals = week

    for node in set(coarsen(pending, arrivals).values()) - {UNIT}:
        assert sum(count for cell, count in arrivals.items() if holds(node, cell)) >= ENOUGH_ARRIVALS


def suspects(label: Cell, stored: set[Cell], arrivals: dict[Cell, int]) -> int:
    """How many people are left to whoever knows every visit and sees which cells are stored.

    Somebody from a part about which other ballots say more did not cast this one: theirs would say more, too. A label
    ends where nothing more is said, which may be so at several depths (no counter, no band).
    """
    left: set[Cell] = set()
    for depth in range(len(label) + 1):
        if any(attribute is not None for attribute in label[depth:]):
            continue
        here = {other[: depth + 1] for other in stored if other[:depth] == label[:depth] and any(other[depth:])}
        left |= {cell for cell in arrivals if cell[:depth] == label[:depth] and cell[: depth + 1] not in here}
    return sum(arrivals[cell] for cell in left)


@given(weeks())
def test_whoever_knows_every_visit_and_the_rule_is_left_with_five_people_for_each_ballot(
    week: tuple[dict[str, Cell], dict[Cell, int]],
) -> None:
    """The whole unit has nothing above it: with fewer than five arrivals in all, ten ballots in one heap must do."""
    pending, arrivals = week
    stored = set(coarsen(pending, arrivals).values())
    assume(stored != {UNIT})

    assert min(suspects(label, stored, arrivals) for label in stored) >= ENOUGH_ARRIVALS


@given(weeks(), st.randoms(use_true_random=False))
def test_who_voted_has_no_influence_on_how_cells_are_cut(
    week: tuple[dict[str, Cell], dict[Cell, int]], chance: Random
) -> None:
    pending, arrivals = week
    everybody = arrivals | dict.fromkeys(pending.values(), 0) | arrivals
    some = {ballot: cell for ballot, cell in pending.items() if chance.random() < 0.5}
    assume(enough(some))
    stored = coarsen(pending, everybody)
    assert coarsen(some, everybody) == {ballot: stored[ballot] for ballot in some}


@given(weeks())
def test_no_ballot_is_lost_doubled_or_moved_elsewhere(week: tuple[dict[str, Cell], dict[Cell, int]]) -> None:
    pending, arrivals = week
    stored = coarsen(pending, arrivals)

    assert stored.keys() == pending.keys()
    assert all(holds(stored[ballot], pending[ballot]) for ballot in pending)


@given(weeks(), st.randoms(use_true_random=False))
def test_the_order_in_which_ballots_and_visits_came_has_no_influence(
    week: tuple[dict[str, Cell], dict[Cell, int]], chance: Random
) -> None:
    pending, arrivals = week
    ballots, cells = list(pending.items()), list(arrivals.items())
    chance.shuffle(ballots)
    chance.shuffle(cells)

    assert coarsen(dict(ballots), dict(cells)) == coarsen(pending, arrivals)


def ballots(*cells: Cell) -> dict[int, Cell]:
    return dict(enumerate(cells))


def test_a_busy_unit_keeps_everything() -> None:
    pending = ballots(*[Cell(1, 7, "under_5")] * 5, *[Cell(2, 8, "over_60")] * 5)

    assert coarsen(pending, {Cell(1, 7, "under_5"): 5, Cell(2, 8, "over_60"): 50}) == pending


def test_what_is_rare_stays_above_and_takes_nothing_from_the_rest() -> None:
    busy, rare = Cell(1, 7, "under_5"), (Cell(1, 7, "over_60"), Cell(1, 7, "15_to_30"))
    pending = ballots(*[busy] * 9, *rare)

    stored = coarsen(pending, {busy: 20, rare[0]: 3, rare[1]: 2})
    assert [stored[number] for number in range(11)] == [busy] * 9 + [Cell(1, 7)] * 2


def test_where_the_rare_ones_are_fewer_than_five_the_smallest_part_stays_with_them() -> None:
    busy, middling, rare = Cell(1, 7, "under_5"), Cell(1, 7, "5_to_15"), Cell(1, 7, "over_60")
    pending = ballots(*[busy] * 5, *[middling] * 5, rare)

    stored = coarsen(pending, {busy: 20, middling: 9, rare: 4})
    assert [stored[number] for number in range(11)] == [busy] * 5 + [Cell(1, 7)] * 6


def test_the_finest_is_dropped_first_then_the_band_the_group_the_counter() -> None:
    cell = Cell(1, 7, "under_5", "person")
    pending = ballots(*[cell] * 9, Cell(1, 7, "under_5", "business"))
    arrivals = {cell: 20, Cell(1, 7, "under_5", "business"): 4}

    assert set(coarsen(pending, arrivals).values()) == {Cell(1, 7, "under_5")}
    for other, left in ((Cell(1, 7, "over_60"), Cell(1, 7)), (Cell(1, 8), Cell(1)), (Cell(2, 7), UNIT)):
        assert set(coarsen(pending | {9: other}, {cell: 20, other: 4}).values()) == {left}


def test_a_quiet_cell_hides_its_smallest_neighbour_whether_somebody_voted_from_it_or_not() -> None:
    busy, busier = Cell(1, 7, "under_5"), Cell(3, 7, "under_5")
    pending = ballots(*[busy] * 5, *[busier] * 5)

    stored = coarsen(pending, {busy: 20, busier: 21, Cell(2, 7, "under_5"): 1})
    assert [stored[number] for number in range(10)] == [UNIT] * 5 + [busier] * 5


def test_a_ballot_of_the_week_before_is_not_alone_at_its_node() -> None:
    late = Cell(2, 7, "under_5")
    pending = ballots(*[Cell(1, 7, "under_5")] * 9, late)

    assert set(coarsen(pending, {Cell(1, 7, "under_5"): 20, late: 0}).values()) == {UNIT}


def test_a_unit_with_posters_only_is_sealed_without_any_arrival() -> None:
    pending = ballots(*[UNIT] * 10)

    assert coarsen(pending, {}) == pending


def test_a_unit_that_does_not_keep_counters_still_tells_groups_apart() -> None:
    pending = ballots(*[Cell(None, 7, "under_5")] * 6, *[Cell(None, 8, "under_5")] * 6)

    assert coarsen(pending, {Cell(None, 7, "under_5"): 6, Cell(None, 8, "under_5"): 6}) == pending


def test_two_people_who_were_never_called_are_not_left_alone_at_their_group() -> None:
    pending = ballots(*[Cell(1, 7, "under_5")] * 9, Cell(1, 7))

    assert set(coarsen(pending, {Cell(1, 7, "under_5"): 9, Cell(1, 7): 2}).values()) == {Cell(1, 7)}


def test_nine_ballots_wait_for_the_next_week() -> None:
    nine = ballots(*[UNIT] * 9)

    assert not enough(nine)
    with pytest.raises(ValueError, match="9 ballots"):
        coarsen(nine, {})


def test_arrivals_are_not_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        coarsen(ballots(*[UNIT] * 10), {UNIT: -1})


@pytest.mark.parametrize("source", [Random(3), SystemRandom()])
def test_shuffling_keeps_every_ballot(source: Random) -> None:
    assert Counter(shuffled(range(40), source)) == Counter(range(40))


def test_shuffling_depends_on_chance_alone() -> None:
    assert shuffled("abcdefgh", Random(3)) == shuffled("abcdefgh", Random(3)) != list("abcdefgh")
