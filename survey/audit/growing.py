"""A Merkle tree that grows leaf by leaf in a few hashes of memory. Pure.

Written apart from the code that keeps the log: who checks does not stand on what is checked.
"""

from survey.ledger.tree import EMPTY_ROOT, node_hash

TILE_HEIGHT = 8
TILE = 1 << TILE_HEIGHT


class Growing:
    """The roots of the whole subtrees so far, largest first (Crosby & Wallach 2009, section 3.1)."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Take the hash of the next leaf."""
        node, size = leaf, self.size
        while size & 1:
            node = node_hash(self._peaks.pop(), node)
            size >>= 1
        self._peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Return the root over all leaves so far (RFC 9162, section 2.1.1); of none, SHA-256 of nothing."""
        if not self._peaks:
            return EMPTY_ROOT
        node = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            node = node_hash(peak, node)
        return node


class Tiles:
    """The tiles of the same tree (C2SP tlog-tiles): 256 hashes each, the root of a full one goes one level up."""

    def __init__(self) -> None:
        self._open: list[list[bytes]] = [[]]
        self._numbers: list[int] = [0]

    def add(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Take the hash of the next leaf; return the tiles it filled: level, number, hashes."""
        full: list[tuple[int, int, bytes]] = []
        node, level = leaf, 0
        while True:
            if level == len(self._open):
                self._open.append([])
                self._numbers.append(0)
            hashes = self._open[level]
            hashes.append(node)
            if len(hashes) < TILE:
                return full
            full.append((level, self._numbers[level], b"".join(hashes)))
            node = _whole_root(hashes)
            self._open[level] = []
            self._numbers[level] += 1
            level += 1

    def unfinished(self) -> list[tuple[int, int, bytes]]:
        """Return the tiles that are not full and not empty: level, number, hashes."""
        return [(level, self._numbers[level], b"".join(hashes)) for level, hashes in enumerate(self._open) if hashes]


def _whole_root(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        hashes = [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes), 2)]
    return hashes[0]
