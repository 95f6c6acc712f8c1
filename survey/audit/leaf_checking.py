"""One walk over all leaves: tree and tiles, the roots that were signed, and each ballot's leaf with its receipt."""

import json
from collections import Counter as TallyOf
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.orm import Session

from survey.audit import leaf_queries as queries
from survey.audit.growing import Growing, Tiles
from survey.audit.leaf_queries import Promised
from survey.audit.report import Findings, Kind
from survey.ledger import entries
from survey.ledger.tree import leaf_hash

PARTS: Final[Mapping[str, tuple[tuple[str, type], ...]]] = {
    "start": (("spent", int),),
    "batch": (("batch", int),),
    **dict.fromkeys(("aside", "restored", "comment"), (("about", list),)),
}
"""Parts that an entry of each kind needs: anything may stand in a log that somebody has written."""


@dataclass(slots=True)
class Walked:
    """What the walk learned.

    Attributes:
        size: Leaves.
        roots: The root at each size that was asked for and reached.
        starts: Unit's slug to the tokens that were spent before there was a log.
        casts: Unit's slug to its ``cast`` leaves.
        batches: Position to entry of ``batch`` leaves.
        decisions: Position to entry of moderators' decisions.
    """

    size: int
    roots: dict[int, bytes] = field(default_factory=dict)
    starts: TallyOf[str] = field(default_factory=TallyOf)
    casts: TallyOf[str] = field(default_factory=TallyOf)
    batches: dict[int, dict[str, Any]] = field(default_factory=dict)
    decisions: dict[int, dict[str, Any]] = field(default_factory=dict)


def walk(session: Session, wanted: frozenset[int], findings: Findings) -> Walked:
    """Read every leaf once, in memory for a few thousand.

    Args:
        session: Where to read.
        wanted: Sizes at which the root is asked for.
        findings: Takes what is wrong.
    """
    ends = queries.ends(session)
    size = ends.head if ends.last is None else max(ends.head, ends.last + 1)
    if ends.head != ends.leaves or (ends.last is not None and ends.last + 1 != ends.leaves):
        findings.add(Kind.HEAD_WRONG, size=ends.leaves, head=ends.head)
    walked, tree, tiles = Walked(ends.leaves), Growing(), _KeptTiles(session, findings)
    receipts = _Receipts(session, size, findings)
    walked.roots |= {0: tree.root()} if 0 in wanted else {}
    for expected, (position, entry) in enumerate(queries.leaves(session, size)):
        if position != expected:
            findings.add(Kind.LEAVES_MISSING, position=expected)
            break
        hashed = leaf_hash(entry.encode())
        tree.add(hashed)
        tiles.add(hashed)
        if tree.size in wanted:
            walked.roots[tree.size] = tree.root()
        _take(position, entry, walked, receipts, findings)
    tiles.end()
    receipts.end()
    return walked


def _take(position: int, entry: str, walked: Walked, receipts: "_Receipts", findings: Findings) -> None:
    told = _read(entry)
    if told is None:
        findings.add(Kind.ENTRY_UNREADABLE, position=position)
        return
    kind, unit = told["kind"], told["unit"]
    if kind == "cast":
        walked.casts[unit] += 1
        receipts.meet(position, unit, entry)
    elif kind == "start":
        if walked.casts or walked.batches or unit in walked.starts:
            findings.add(Kind.START_LATE, unit, position=position)
        walked.starts[unit] += told["spent"]
    elif kind == "batch":
        walked.batches[position] = told
    else:
        walked.decisions[position] = told


def _read(entry: str) -> dict[str, Any] | None:
    """Return an entry; ``None`` unless it is canonical and of a kind that we know."""
    try:
        told = json.loads(entry)
        sound = told["kind"] in entries.KINDS and isinstance(told["unit"], str)
        sound = sound and all(isinstance(told.get(part), kind) for part, kind in PARTS.get(told["kind"], ()))
        sound = sound and isinstance(told.get("uncommitted", 0), int)
        # A ballot's entry is compared whole with the one its receipt makes.
        return told if sound and (told["kind"] == "cast" or entries.canonical(told) == entry) else None
    except (ValueError, TypeError, KeyError):
        return None


class _Receipts:
    """The receipts of each unit by position, side by side with the leaves."""

    def __init__(self, session: Session, size: int, findings: Findings) -> None:
        self._session, self._size, self._findings = session, size, findings
        units: Mapping[int, tuple[str, bool]] = queries.units(session)
        self._slugs = {slug: unit_id for unit_id, (slug, _practice) in units.items()}
        self._running: dict[str, Iterator[Promised]] = {}
        self._next: dict[str, Promised | None] = {}

    def meet(self, position: int, unit: str, entry: str) -> None:
        """Compare the ``cast`` leaf at *position* with the unit's receipt there."""
        if unit not in self._next and not self._begin(unit):
            self._findings.add(Kind.ENTRY_UNKNOWN, unit, position=position)
            return
        while (receipt := self._next[unit]) is not None and receipt.position < position:
            self._findings.add(Kind.RECEIPT_WITHOUT_CAST, unit, position=receipt.position)
            self._advance(unit)
        if receipt is None or receipt.position > position:
            self._findings.add(Kind.CAST_WITHOUT_RECEIPT, unit, position=position)
            return
        if entries.cast(unit, receipt.week, receipt.commitment) != entry:
            self._findings.add(Kind.RECEIPT_DIFFERS, unit, position=position)
        self._advance(unit)

    def end(self) -> None:
        """Name the receipts that met no leaf."""
        for unit in self._slugs:
            if unit not in self._next:
                self._begin(unit)
            while (receipt := self._next[unit]) is not None:
                self._findings.add(Kind.RECEIPT_WITHOUT_CAST, unit, position=receipt.position)
                self._advance(unit)

    def _begin(self, unit: str) -> bool:
        if unit not in self._slugs:
            return False
        self._running[unit] = queries.receipts(self._session, self._slugs[unit], self._size)
        self._advance(unit)
        return True

    def _advance(self, unit: str) -> None:
        self._next[unit] = next(self._running[unit], None)


class _KeptTiles:
    """The tiles that are kept, compared with those that follow from the leaves."""

    def __init__(self, session: Session, findings: Findings) -> None:
        self._findings = findings
        self._tiles = Tiles()
        self._kept = {(row.level, row.number): row.hashes for row in queries.tiles(session)}

    def add(self, leaf: bytes) -> None:
        """Take the hash of the next leaf."""
        for tile in self._tiles.add(leaf):
            self._compare(*tile)

    def end(self) -> None:
        """Compare what is not full, and name the tiles that follow from no leaf."""
        for tile in self._tiles.unfinished():
            self._compare(*tile)
        for level, number in self._kept:
            self._findings.add(Kind.TILE_WRONG, level=level, number=number)

    def _compare(self, level: int, number: int, hashes: bytes) -> None:
        if self._kept.pop((level, number), None) != hashes:
            self._findings.add(Kind.TILE_WRONG, level=level, number=number)
