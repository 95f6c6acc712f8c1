"""The tree is that of RFC 9162, by the vectors of Certificate Transparency and by the RFC's own recursion."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.ledger import tree

# The reference tree of Certificate Transparency, as every implementation of RFC 6962 tests it.
ENTRIES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
LEAVES = [tree.leaf_hash(entry) for entry in ENTRIES]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A, B, C = "96a296d224f285c67bee93c30f8a3091", "5f083f0a1a33ca076a95279832580db3", "6b47aaf29ee3c2af9af889bc1fb9254d"
TO_THE_RIGHT = (
    f"{A}57f0daa35dc5b87e410b78630a09cfc7",
    f"{B}e0ef4584bdff1f54c8a360f50de3031e",
    f"{C}abd31177f16232dd6aab035ca39bf6e4",
)
FIFTH = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
SIXTH = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
SEVENTH = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
LAST_TWO = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
INCLUSION = {  # (position, size): proof
    (0, 1): (),
    (0, 8): TO_THE_RIGHT,
    (5, 8): (FIFTH, LAST_TWO, ROOTS[4]),
    (2, 3): (ROOTS[2],),
    (1, 5): (ROOTS[1], TO_THE_RIGHT[1], FIFTH),
}
CONSISTENCY = {  # (old, new): proof
    (1, 1): (),
    (1, 8): TO_THE_RIGHT,
    (6, 8): (SIXTH, LAST_TWO, ROOTS[4]),
    (2, 5): (TO_THE_RIGHT[1], FIFTH),
    (6, 7): (SIXTH, SEVENTH, ROOTS[4]),
}
SIZES = st.integers(1, 70)
FIELD = [tree.leaf_hash(bytes([place])) for place in range(70)]


def naive_root(leaves: Sequence[bytes]) -> bytes:
    """MTH of section 2.1.1, word for word."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else tree.EMPTY_ROOT
    k = max(1 << bit for bit in range(8) if 1 << bit < len(leaves))
    return tree.node_hash(naive_root(leaves[:k]), naive_root(leaves[k:]))


def hashed(leaves: Sequence[bytes], ranges: Sequence[range]) -> list[bytes]:
    return [naive_root(leaves[one.start : one.stop]) for one in ranges]


def raw(proof: Sequence[str]) -> list[bytes]:
    return [bytes.fromhex(step) for step in proof]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_reference_tree(size: int) -> None:
    assert tree.root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("position", "size"), INCLUSION)
def test_proofs_of_inclusion_are_those_of_the_reference_tree(position: int, size: int) -> None:
    proof = raw(INCLUSION[position, size])
    assert hashed(LEAVES, tree.inclusion(position, size)) == proof
    assert tree.includes(LEAVES[position], position, size, proof, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_proofs_of_consistency_are_those_of_the_reference_tree(old: int, new: int) -> None:
    proof = raw(CONSISTENCY[old, new])
    assert hashed(LEAVES, tree.consistency(old, new)) == proof
    assert tree.extends(old, new, proof, bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new]))


@pytest.mark.parametrize(("position", "size"), [one for one in INCLUSION if one[1] > 1])
def test_a_spoilt_proof_of_inclusion_proves_nothing(position: int, size: int) -> None:
    leaf, proof, root = LEAVES[position], raw(INCLUSION[position, size]), bytes.fromhex(ROOTS[size])
    for place in (position - 1, position + 1, position ^ 2, size):
        assert not tree.includes(leaf, place, size, proof, root)
    for other in (size * 2, size // 2):
        assert not tree.includes(leaf, position, other, proof, root)
    for wrong in ([*proof, root], [root, *proof], proof[:-1], proof[1:], []):
        assert not tree.includes(leaf, position, size, wrong, root)
    assert not tree.includes(leaf, position, size, proof, tree.EMPTY_ROOT)
    assert not tree.includes(tree.EMPTY_ROOT, position, size, proof, root)


@pytest.mark.parametrize(("old", "new"), [one for one in CONSISTENCY if one[0] < one[1]])
def test_a_spoilt_proof_of_consistency_proves_nothing(old: int, new: int) -> None:
    proof, before, after = raw(CONSISTENCY[old, new]), bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new])
    for wrong in ([*proof, after], [before, *proof], [after, *proof], proof[:-1], proof[1:], []):
        assert not tree.extends(old, new, wrong, before, after)
    for first, second in ((old - 1 or 3, new), (old + 1, new), (old, new * 2), (new, old)):
        assert not tree.extends(first, second, proof, before, after)
    assert not tree.extends(old, new, proof, after, before)
    assert not tree.extends(old, new, proof, before, tree.EMPTY_ROOT)


def test_every_tree_begins_with_the_empty_one_and_with_itself() -> None:
    assert tree.consistency(0, 5) == tree.consistency(5, 5) == ()
    assert tree.extends(0, 5, [], b"", naive_root(FIELD[:5]))
    assert not tree.extends(5, 5, [], FIELD[0], FIELD[1])
    assert not tree.extends(0, 0, [FIELD[0]], tree.EMPTY_ROOT, tree.EMPTY_ROOT)


def test_what_a_tree_does_not_have_is_refused() -> None:
    for position, size in ((0, 0), (3, 3), (-1, 3)):
        with pytest.raises(ValueError, match="no leaf"):
            tree.inclusion(position, size)
    with pytest.raises(ValueError, match="does not begin"):
        tree.consistency(4, 3)


@given(SIZES, st.data())
def test_any_leaf_of_any_tree_is_proved(size: int, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, size - 1))
    root = naive_root(FIELD[:size])
    assert tree.root(FIELD[:size]) == root
    proof = hashed(FIELD, tree.inclusion(position, size))
    assert tree.includes(FIELD[position], position, size, proof, root)
    other = data.draw(st.integers(0, size - 1))
    assert other == position or not tree.includes(FIELD[other], position, size, proof, root)


@given(SIZES, st.data())
def test_any_tree_is_proved_to_begin_with_any_smaller_one(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(0, new))
    proof = hashed(FIELD, tree.consistency(old, new))
    before, after = naive_root(FIELD[:old]), naive_root(FIELD[:new])
    assert tree.extends(old, new, proof, before, after)
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        spoilt = [*proof[:at], bytes([proof[at][0] ^ 1]) + proof[at][1:], *proof[at + 1 :]]
        assert not tree.extends(old, new, spoilt, before, after)


@given(SIZES)
def test_a_tree_is_joined_from_its_whole_subtrees(size: int) -> None:
    subtrees = list(tree.nodes(range(size)))
    hashes = [naive_root(FIELD[node.place << node.height : (node.place + 1) << node.height]) for node in subtrees]
    assert tree.joined(hashes) == naive_root(FIELD[:size])
    assert len(subtrees) == size.bit_count()


def test_nothing_joined_is_the_empty_tree() -> None:
    assert tree.joined([]) == tree.root([]) == bytes.fromhex(ROOTS[0])
