"""The Merkle tree of RFC 9162 (section 2.1): hashes, and proofs as the ranges of leaves whose hashes make them. Pure.

A proof is written down as ranges first, so that whoever keeps hashes of whole subtrees reads only those.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Final, NamedTuple

EMPTY_ROOT: Final = hashlib.sha256().digest()


class Node(NamedTuple):
    """The root of a whole subtree: over the leaves from ``place * 2**height`` up to ``(place + 1) * 2**height``."""

    height: int
    place: int


def leaf_hash(entry: bytes) -> bytes:
    """Return the 32 bytes that stand for an entry: SHA-256 of 0x00 and the entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the 32 bytes of a node: SHA-256 of 0x01 and its two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over the hashes of *leaves*, in order; of none, SHA-256 of nothing."""
    if not leaves:
        return EMPTY_ROOT
    level = list(leaves)
    while len(level) > 1:
        paired = [node_hash(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
        level = paired + level[len(paired) * 2 :]
    return level[0]


def inclusion(position: int, size: int) -> tuple[range, ...]:
    """Return the ranges of leaves whose hashes prove a leaf, from the leaf up (section 2.1.3.1).

    Args:
        position: The leaf's, from 0.
        size: Of the tree.

    Raises:
        ValueError: The tree has no such leaf.
    """
    if not 0 <= position < size:
        raise ValueError(f"no leaf {position} in a tree of {size}")
    ranges, here = [], range(size)
    while len(here) > 1:
        middle = here.start + _split(len(here))
        left, right = range(here.start, middle), range(middle, here.stop)
        here, other = (left, right) if position < middle else (right, left)
        ranges.append(other)
    return tuple(reversed(ranges))


def consistency(old: int, new: int) -> tuple[range, ...]:
    """Return the ranges of leaves whose hashes prove that a tree of *new* leaves begins with the one of *old*.

    Section 2.1.4.1. Empty when nothing has to be proved: no old leaf, or the same size.

    Raises:
        ValueError: The tree has shrunk.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} leaves does not begin with {old}")
    ranges: list[range] = []
    here, begins = range(new), True  # *begins*: the subtree is one of the old tree's own, its hash is known
    while old and here.stop != old:
        middle = here.start + _split(len(here))
        left, right = range(here.start, middle), range(middle, here.stop)
        if old <= middle:
            ranges.append(right)
            here = left
        else:
            ranges.append(left)
            here, begins = right, False
    if old and not begins:
        ranges.append(here)
    return tuple(reversed(ranges))


def nodes(leaves: range) -> Iterator[Node]:
    """Yield the whole subtrees that *leaves* fall into, from left to right: the largest that fit.

    Args:
        leaves: A range of a proof, or all leaves of a tree.
    """
    start = leaves.start
    while start < leaves.stop:
        height = (leaves.stop - start).bit_length() - 1
        if start:
            height = min(height, (start & -start).bit_length() - 1)
        yield Node(height, start >> height)
        start += 1 << height


def joined(hashes: Sequence[bytes]) -> bytes:
    """Return the hash over neighbouring subtrees, which get smaller from left to right; of none, the empty root."""
    return reduce(lambda right, left: node_hash(left, right), reversed(hashes)) if hashes else EMPTY_ROOT


def includes(leaf: bytes, position: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Say whether *proof* leads from the hash of the leaf at *position* to the root of *size* (section 2.1.3.2)."""
    if not 0 <= position < size:
        return False
    index, last, found = position, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            found = node_hash(step, found)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            found = node_hash(found, step)
        index, last = index >> 1, last >> 1
    return last == 0 and found == expected


def extends(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Say whether *proof* shows that the tree of *new* leaves begins with the one of *old* (section 2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old in {0, new}:
        return not proof and (old == 0 or old_root == new_root)
    steps = list(proof) if old & (old - 1) else [old_root, *proof]
    if not steps:
        return False
    index, last = old - 1, new - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if index & 1 or index == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            after = node_hash(after, step)
        index, last = index >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def _split(size: int) -> int:
    """Return the largest power of two that is smaller than *size*, which is at least 2."""
    return 1 << ((size - 1).bit_length() - 1)
