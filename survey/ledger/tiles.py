"""Tiles of the tree after C2SP tlog-tiles: 256 neighbouring hashes of every eighth level. Pure.

Level 0 has the hashes of the leaves; a hash of the next level stands for a full tile. So all that a proof needs lies in
few tiles, and the hashes between two levels are made again from the tile below.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from survey.ledger import tree
from survey.ledger.tree import Node

HEIGHT: Final = 8
WIDTH: Final = 1 << HEIGHT
BYTES: Final = 32
LEVELS: Final = 64 // HEIGHT
PATH: Final = re.compile(r"((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII)


class Place(NamedTuple):
    """Which tile: its level and its number in it, both from 0."""

    level: int
    number: int


class Run(NamedTuple):
    """The hashes in a tile whose tree a node is: *hashes* of them from *first* on."""

    tile: Place
    first: int
    hashes: int


def width(place: Place, size: int) -> int:
    """Return how many hashes, 0 to 256, a tile has in a tree of *size* leaves."""
    if place.level >= LEVELS:
        return 0
    return max(0, min(WIDTH, (size >> HEIGHT * place.level) - place.number * WIDTH))


def edge(size: int) -> list[Place]:
    """Return the partial tiles of a tree of *size* leaves, one at most at each level: they grow next."""
    at_level = ((level, size >> HEIGHT * level) for level in range(LEVELS))
    return [Place(level, hashes // WIDTH) for level, hashes in at_level if hashes % WIDTH]


def grown(partial: Mapping[Place, bytes], size: int, leaves: Sequence[bytes]) -> dict[Place, bytes]:
    """Return the tiles that change when leaves are appended.

    Args:
        partial: The tiles of :func:`edge`, each at least as wide as the tree of *size* says; more of it is ignored.
        size: Leaves so far.
        leaves: Hashes of the leaves to append.

    Returns:
        Each changed tile, whole. As many as O(leaves / 256 + log size).

    Raises:
        ValueError: A tile is shorter than it has to be.
    """
    changed: dict[Place, bytes] = {}
    level, start, hashes = 0, size, list(leaves)
    while hashes:
        full: list[bytes] = []
        taken = 0
        while taken < len(hashes):
            place, kept = Place(level, (start + taken) // WIDTH), (start + taken) % WIDTH
            tile = partial.get(place, b"")[: kept * BYTES] if kept else b""
            if len(tile) != kept * BYTES:
                raise ValueError(f"tile {place} has {len(tile)} bytes, not {kept * BYTES}")
            more = hashes[taken : taken + WIDTH - kept]
            changed[place] = tile + b"".join(more)
            taken += len(more)
            if kept + len(more) == WIDTH:
                full.append(tree.root(split(changed[place])))
        level, start, hashes = level + 1, start // WIDTH, full
    return changed


def split(tile: bytes) -> list[bytes]:
    """Return the hashes of a tile."""
    return [tile[start : start + BYTES] for start in range(0, len(tile), BYTES)]


def run(node: Node) -> Run:
    """Return where the hashes under *node* lie: at its own level, or up to seven levels below it."""
    level, above = divmod(node.height, HEIGHT)
    first = node.place << above
    return Run(Place(level, first // WIDTH), first % WIDTH, 1 << above)


def hash_of(leaves: range, tiles: Mapping[Place, bytes]) -> bytes:
    """Return the hash over a range of leaves, from the tiles that :func:`wanted` names.

    Raises:
        KeyError: A tile is missing.
        ValueError: A tile is shorter than it has to be.
    """
    return tree.joined([_node_hash(run(node), tiles) for node in tree.nodes(leaves)])


def wanted(ranges: Sequence[range]) -> set[Place]:
    """Return the tiles that the hashes over *ranges* of leaves are made of."""
    return {run(node).tile for leaves in ranges for node in tree.nodes(leaves)}


def path(place: Place, hashes: int = WIDTH) -> str:
    """Return how a tile is named below its level: ``x001/x234/067``, with ``.p/<hashes>`` while it is partial."""
    digits = str(place.number)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[start : start + 3] for start in range(0, len(digits), 3)]
    number = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
    return number if hashes == WIDTH else f"{number}.p/{hashes}"


def parse(level: int, text: str) -> tuple[Place, int] | None:
    """Return the tile and its width that an address names; ``None`` for anything that :func:`path` would not write."""
    found = PATH.fullmatch(text)
    if found is None or len(text) > 40:
        return None
    place = Place(level, int(found[1].replace("x", "").replace("/", "")))
    hashes = int(found[2] or WIDTH)
    return (place, hashes) if hashes <= WIDTH and path(place, hashes) == text else None


def _node_hash(place: Run, tiles: Mapping[Place, bytes]) -> bytes:
    cut = tiles[place.tile][place.first * BYTES : (place.first + place.hashes) * BYTES]
    if len(cut) != place.hashes * BYTES:
        raise ValueError(f"tile {place.tile} is too short")
    return tree.root(split(cut))
