import hashlib

import pytest

from survey.audit.growing import TILE, Growing, Tiles
from survey.ledger.tree import EMPTY_ROOT, root

LEAVES = [hashlib.sha256(str(number).encode()).digest() for number in range(TILE * 3 + 7)]


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 255, 256, 257, 511, 775])
def test_a_tree_grown_leaf_by_leaf_has_the_root_of_the_whole(size: int) -> None:
    tree = Growing()
    for leaf in LEAVES[:size]:
        tree.add(leaf)
    assert tree.size == size
    assert tree.root() == root(LEAVES[:size])


def test_the_root_over_nothing_is_the_hash_of_nothing() -> None:
    assert Growing().root() == EMPTY_ROOT


def test_a_full_tile_is_given_once_and_its_root_goes_one_level_up() -> None:
    tiles = Tiles()
    full = [tile for leaf in LEAVES for tile in tiles.add(leaf)]
    assert full == [(0, number, b"".join(LEAVES[number * TILE : (number + 1) * TILE])) for number in range(3)]
    above = b"".join(root(LEAVES[number * TILE : (number + 1) * TILE]) for number in range(3))
    assert tiles.unfinished() == [(0, 3, b"".join(LEAVES[3 * TILE :])), (1, 0, above)]
