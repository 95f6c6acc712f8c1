"""Whoever knows every published state of the figures learns of no ballot and of no four."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from survey.moderation.blocks import Change, Placed, changes

IDS = [f"b{number:02}" for number in range(24)]
CELLS = dict(zip(IDS, ["a"] * 11 + ["b"] * 8 + ["c"] * 5, strict=True))
DECISION = st.tuples(st.sets(st.sampled_from(IDS), min_size=1, max_size=12), st.booleans())
RUN = None
STORY = st.lists(st.one_of(DECISION, st.just(RUN)), max_size=16)


def of(ids: list[str], *, block: int | None = None, aside: bool = False, unwanted: bool = True) -> list[Placed]:
    return [Placed(one, CELLS[one], block, aside=aside, unwanted=unwanted) for one in ids]


def states(story: list[tuple[set[str], bool] | None]) -> list[frozenset[str]]:
    """Live through a story of decisions and runs; return what was left out after each run."""
    ballots: dict[str, Placed] = {}
    published = [frozenset[str]()]
    for happening in [*story, RUN]:
        if happening is not None:
            ids, unwanted = happening
            for one in sorted(ids):
                known = ballots.get(one, Placed(one, CELLS[one], None, aside=False, unwanted=False))
                ballots[one] = Placed(one, known.cell, known.block, aside=known.aside, unwanted=unwanted)
            continue
        used = max((row.block or 0 for row in ballots.values()), default=0)
        for change in changes(ballots.values(), used + 1):
            for one in change.ballot_ids:
                known = ballots[one]
                ballots[one] = Placed(one, known.cell, change.block, aside=change.aside, unwanted=known.unwanted)
        published.append(frozenset(one for one, row in ballots.items() if row.aside))
    return published


@given(STORY)
def test_any_two_published_states_differ_by_none_or_at_least_five_of_a_cell(
    story: list[tuple[set[str], bool] | None],
) -> None:
    seen = states(story)
    for first in seen:
        for second in seen:
            apart = Counter(CELLS[one] for one in first ^ second)
            assert all(number >= 5 for number in apart.values())


@given(STORY)
@settings(max_examples=30)
def test_a_run_changes_nothing_more_when_it_runs_again(story: list[tuple[set[str], bool] | None]) -> None:
    once, twice = states(story), states([*story, RUN])
    assert once[-1] == twice[-1]


def test_four_wait_and_the_fifth_takes_them_along() -> None:
    assert changes(of(IDS[:4]), 1) == []
    assert changes(of(IDS[:5]), 3) == [Change(3, aside=True, ballot_ids=tuple(IDS[:5]))]


def test_ballots_of_two_cells_do_not_make_five_together() -> None:
    assert changes(of(IDS[8:14]), 1) == []


def test_a_block_comes_back_only_whole() -> None:
    block = of(IDS[:5], block=1, aside=True, unwanted=False)
    assert changes([*block[:4], *of([IDS[4]], block=1, aside=True)], 2) == []
    assert changes(block, 2) == [Change(1, aside=False, ballot_ids=tuple(IDS[:5]))]


def test_a_block_that_came_back_never_mixes_with_others() -> None:
    rested = of(IDS[:5], block=1, unwanted=False)
    some_again = [*of(IDS[:4], block=1), rested[4]]
    assert changes([*some_again, *of([IDS[5]])], 2) == []
    assert changes([*of(IDS[:5], block=1), *of([IDS[5]])], 2) == [Change(1, aside=True, ballot_ids=tuple(IDS[:5]))]
