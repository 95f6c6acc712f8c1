"""What a check found. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Self

SHOWN: Final = 200
"""Problems that a report names one by one; who changes one thing often changes thousands."""


class Kind(StrEnum):
    """What can be wrong. Each has its words in `survey.audit.words`."""

    LEAVES_MISSING = "leaves_missing"
    HEAD_WRONG = "head_wrong"
    ENTRY_UNREADABLE = "entry_unreadable"
    ENTRY_UNKNOWN = "entry_unknown"
    TILE_WRONG = "tile_wrong"
    CHECKPOINT_FORGED = "checkpoint_forged"
    CHECKPOINT_DIFFERS = "checkpoint_differs"
    CHECKPOINT_ROOT = "checkpoint_root"
    CHECKPOINT_ORDER = "checkpoint_order"
    CHECKPOINT_NONE = "checkpoint_none"
    CHECKPOINT_GONE = "checkpoint_gone"
    KNOWN_NONE = "known_none"
    KNOWN_ROOT = "known_root"
    KNOWN_SHRUNK = "known_shrunk"
    KNOWN_UNREADABLE = "known_unreadable"
    NO_KEY = "no_key"
    CAST_WITHOUT_RECEIPT = "cast_without_receipt"
    RECEIPT_WITHOUT_CAST = "receipt_without_cast"
    RECEIPT_DIFFERS = "receipt_differs"
    PROMISED_TWICE = "promised_twice"
    PROMISE_OVERDUE = "promise_overdue"
    DUE_DIFFERS = "due_differs"
    START_LATE = "start_late"
    SPENT_DIFFERS = "spent_differs"
    BALLOTS_DIFFER = "ballots_differ"
    TALLY_DIFFERS = "tally_differs"
    PENDING_CHANGED = "pending_changed"
    PENDING_UNPROMISED = "pending_unpromised"
    UNCOMMITTED = "uncommitted"
    BATCH_UNLOGGED = "batch_unlogged"
    BATCH_GONE = "batch_gone"
    BATCH_DIFFERS = "batch_differs"
    BATCH_SUSPECT = "batch_suspect"
    DECISION_UNLOGGED = "decision_unlogged"
    DECISION_GONE = "decision_gone"
    DECISION_DIFFERS = "decision_differs"
    BLOCK_WRONG = "block_wrong"
    BLOCK_LATE = "block_late"
    COMMENT_CHANGED = "comment_changed"
    COMMENT_STRAY = "comment_stray"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        unit: Slug of the unit it is about; ``None`` for the log itself.
        about: Values that its words name: a position, a size, what differs.
    """

    kind: Kind
    unit: str | None = None
    about: Mapping[str, str | int] | None = None

    def kept(self) -> dict[str, Any]:
        """Return it as JSON can keep it."""
        return {"kind": self.kind.value, "unit": self.unit, "about": dict(self.about or {})}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Read back what :meth:`kept` gave."""
        return cls(Kind(kept["kind"]), kept["unit"], kept["about"])


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """Ballots of one unit, by all ways to count them.

    Attributes:
        start: Tokens spent before there was a log.
        spent: Voting tokens that were used.
        promised: Receipts.
        logged: ``cast`` leaves.
        pending: Ballots that wait to be sealed.
        sealed: Ballots in sealed batches.
        batches: Sealed batches.
        aside: Sealed ballots that are set aside and in no figure.
    """

    unit: str
    start: int = 0
    spent: int = 0
    promised: int = 0
    logged: int = 0
    pending: int = 0
    sealed: int = 0
    batches: int = 0
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a full check found.

    Attributes:
        size: Leaves of the log.
        signed: Size of the last checkpoint; ``None`` when nothing was signed yet.
        problems: At most :data:`SHOWN` of them.
        found: How many there were.
        units: Counts of each unit, by slug; without units for practice.
    """

    size: int
    signed: int | None
    problems: tuple[Problem, ...]
    found: int
    units: Sequence[UnitCounts]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.found == 0


class Findings:
    """Problems as they are found: the first ones, and how many there were."""

    def __init__(self) -> None:
        self.first: list[Problem] = []
        self.found = 0

    def add(self, kind: Kind, unit: str | None = None, /, **about: str | int) -> None:
        """Take one."""
        self.found += 1
        if len(self.first) < SHOWN:
            self.first.append(Problem(kind, unit, about))
