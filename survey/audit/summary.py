"""What a page says about the log without reading a million leaves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from survey.audit import checkpoint_checking, leaf_queries
from survey.audit.report import Findings, Problem, UnitCounts
from survey.audit.unit_checking import count_units
from survey.ledger import queries as ledger
from survey.ledger.notes import Verifier


@dataclass(frozen=True, slots=True)
class Checked:
    """The last full check: when, of how many leaves, and what was wrong."""

    at: datetime
    size: int
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was wrong."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Summary:
    """The log at a glance.

    Attributes:
        size: Leaves.
        signed: The last checkpoint; ``None`` before the first.
        intact: Whether the last checkpoint's signature is good and its root is that of the tiles; ``None`` when nobody
            can say, without a key or before the first checkpoint.
        checked: The last full check; ``None`` before the first.
        units: Counts of the units asked for, with *logged* as the receipts that have a place in the log.
        problems: Where these counts contradict each other.
    """

    size: int
    signed: ledger.Checkpoint | None
    intact: bool | None
    checked: Checked | None
    units: tuple[UnitCounts, ...]
    problems: tuple[Problem, ...]


def summary(
    session: Session,
    key: Verifier | None,
    *,
    former: Sequence[Verifier] = (),
    unit_ids: Collection[int] | None = None,
) -> Summary:
    """Return the log at a glance, in milliseconds.

    Args:
        session: Where to read.
        key: The public key of the log; ``None``: there is none.
        former: Public keys of the same log before that one.
        unit_ids: Whose counts; ``None``: all units'.
    """
    signed, findings = ledger.latest_checkpoint(session), Findings()
    units = count_units(session, leaf_queries.starts(session), findings, unit_ids=unit_ids)
    kept = leaf_queries.last_check(session)
    checked = None
    if kept is not None:
        checked = Checked(kept.at, kept.size, tuple(Problem.of(one) for one in kept.problems))
    intact = None if key is None or signed is None else _intact(session, signed, (key, *former))
    return Summary(ledger.size(session), signed, intact, checked, tuple(units), tuple(findings.first))


def _intact(session: Session, signed: ledger.Checkpoint, keys: Sequence[Verifier]) -> bool:
    head = checkpoint_checking.read_by(signed.note, keys)
    if head is None or (head.size, head.root.hex()) != (signed.size, signed.root):
        return False
    try:
        return ledger.root(session, head.size) == head.root
    except (KeyError, ValueError):
        return False
