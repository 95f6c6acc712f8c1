"""Tiles keep all that proofs need, and are named as C2SP tlog-tiles names them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.ledger import tiles, tree
from survey.ledger.tiles import Place

LEAVES = [tree.leaf_hash(str(place).encode()) for place in range(70_000)]
SIZES = st.one_of(st.integers(1, 700), st.sampled_from([255, 256, 257, 65_535, 65_536, 65_537, 66_000, 70_000]))
WHOLE = tiles.grown({}, 0, LEAVES)


def test_a_tree_of_seventy_thousand_has_the_tiles_of_the_specification() -> None:
    assert sum(place.level == 0 and len(tile) == 8192 for place, tile in WHOLE.items()) == 273
    assert len(WHOLE[Place(0, 273)]) == 112 * 32
    assert [len(WHOLE[Place(1, number)]) // 32 for number in (0, 1)] == [256, 17]
    assert len(WHOLE[Place(2, 0)]) == 32
    assert tiles.edge(70_000) == [Place(0, 273), Place(1, 1), Place(2, 0)]


def test_a_tree_of_a_full_tile_has_one_hash_above_it() -> None:
    assert {place: len(tile) // 32 for place, tile in tiles.grown({}, 0, LEAVES[:256]).items()} == {
        Place(0, 0): 256,
        Place(1, 0): 1,
    }


@given(st.lists(st.integers(0, 600), max_size=5))
def test_it_does_not_matter_in_how_many_steps_a_tree_grows(steps: list[int]) -> None:
    kept: dict[Place, bytes] = {}
    size = 0
    for step in steps:
        partial = {place: kept[place] for place in tiles.edge(size)}
        kept |= tiles.grown(partial, size, LEAVES[size : size + step])
        size += step
    assert kept == tiles.grown({}, 0, LEAVES[:size])


def test_appending_touches_few_tiles() -> None:
    partial = {place: WHOLE[place] for place in tiles.edge(70_000)}
    assert len(tiles.grown(partial, 70_000, LEAVES[:1])) == 1
    assert len(tiles.grown(partial, 70_000, LEAVES[:600])) == 4  # three of leaves and the one above them


def test_a_tile_that_lost_hashes_is_not_built_upon() -> None:
    with pytest.raises(ValueError, match="bytes"):
        tiles.grown({Place(0, 0): LEAVES[0]}, 2, [LEAVES[2]])
    with pytest.raises(ValueError, match="bytes"):
        tiles.grown({}, 2, [LEAVES[2]])


@given(SIZES, st.data())
def test_any_range_of_a_proof_is_made_from_few_tiles(size: int, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, size - 1))
    ranges = tree.inclusion(position, size)
    needed = tiles.wanted(ranges)
    assert len(needed) <= 9
    kept = {place: WHOLE[place] for place in needed}  # of the tree of today: tiles only grow
    proof = [tiles.hash_of(one, kept) for one in ranges]
    root = tiles.hash_of(range(size), {place: WHOLE[place] for place in tiles.wanted([range(size)])})
    assert tree.includes(LEAVES[position], position, size, proof, root)


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 65_536, 65_793, 70_000])
def test_the_root_from_tiles_is_the_root_of_all_leaves(size: int) -> None:
    assert tiles.hash_of(range(size), WHOLE) == tree.root(LEAVES[:size])


def test_the_root_of_nothing_needs_no_tile() -> None:
    assert tiles.hash_of(range(0), {}) == tree.EMPTY_ROOT


def test_a_tile_that_is_too_short_gives_no_hash() -> None:
    with pytest.raises(ValueError, match="too short"):
        tiles.hash_of(range(2), {Place(0, 0): LEAVES[0]})


@given(SIZES)
def test_tiles_are_as_wide_as_their_tree_says(size: int) -> None:
    for place, tile in WHOLE.items():
        below = size >> 8 * place.level
        assert tiles.width(place, size) == min(len(tile) // 32, max(0, below - 256 * place.number))
    assert tiles.width(Place(0, 10**9), size) == tiles.width(Place(63, 0), size) == 0


@pytest.mark.parametrize(
    ("number", "hashes", "written"),
    [(0, 256, "000"), (999, 256, "999"), (1000, 256, "x001/000"), (1_234_067, 256, "x001/x234/067"), (3, 7, "003.p/7")],
)
def test_tiles_are_named_in_groups_of_three_digits(number: int, hashes: int, written: str) -> None:
    assert tiles.path(Place(0, number), hashes) == written
    assert tiles.parse(0, written) == (Place(0, number), hashes)


@given(st.integers(0, 10**12), st.integers(1, 256))
def test_a_name_leads_back_to_its_tile(number: int, hashes: int) -> None:
    assert tiles.parse(1, tiles.path(Place(1, number), hashes)) == (Place(1, number), hashes)


@pytest.mark.parametrize(
    "text",
    [
        *("", "0", "00", "0000", "x000/000", "x001", "001/000", "000.p/0", "000.p/256", "000.p/257", "000.p/01"),
        *("000.p/", "000/", "/000", "x001/", "00a", "٠٠٠", "x001/" * 20 + "000", "000\n"),
    ],
)
def test_other_names_lead_nowhere(text: str) -> None:
    assert tiles.parse(0, text) is None
