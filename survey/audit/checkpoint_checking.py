"""Signed checkpoints: the signature, the root at their size, and that the log only ever grew."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from survey.audit.report import Findings, Kind
from survey.ledger import checkpoints
from survey.ledger.checkpoints import Head
from survey.ledger.notes import Verifier
from survey.ledger.queries import Checkpoint

CLOCKS_APART: Final = timedelta(hours=1)
"""Two nodes may sign with clocks that differ."""


class Known(NamedTuple):
    """A checkpoint that is kept outside the database, as the signed note, and where."""

    where: str
    note: str


def read(note: str, key: Verifier) -> Head | None:
    """Return what a note says; ``None`` when *key* did not sign it or it is no checkpoint of this log."""
    try:
        head = checkpoints.read_checkpoint(key.open(note))
    except ValueError:
        return None
    return head if head.origin == key.name else None


def read_by(note: str, keys: Iterable[Verifier]) -> Head | None:
    """Return what a note says that any of *keys* signed, today's or a former one; ``None`` otherwise."""
    return next((head for key in keys if (head := read(note, key))), None)


def heads(known: Iterable[Known], keys: Sequence[Verifier], findings: Findings) -> list[tuple[Known, Head]]:
    """Return what the checkpoints from outside say; those that cannot be believed are findings."""
    found: list[tuple[Known, Head]] = []
    for one in known:
        head = read_by(one.note, keys)
        if head is None:
            findings.add(Kind.KNOWN_UNREADABLE, where=one.where)
        else:
            found.append((one, head))
    return found


def check_kept(
    kept: Sequence[Checkpoint], keys: Sequence[Verifier], size: int, roots: Mapping[int, bytes], findings: Findings
) -> None:
    """Check the checkpoints of the database, smallest first.

    Args:
        kept: All of them.
        keys: Whose signature they bear, today's key and former ones; none: nobody can say.
        size: Leaves of the log.
        roots: The root over the leaves as they are, at each checkpoint's size that the log reaches.
        findings: Takes what is wrong.
    """
    before = None
    for one in kept:
        head = read_by(one.note, keys)
        if keys and head is None:
            findings.add(Kind.CHECKPOINT_FORGED, size=one.size)
        elif head and (head.size, head.root.hex()) != (one.size, one.root):
            findings.add(Kind.CHECKPOINT_DIFFERS, size=one.size)
        root = head.root if head else bytes.fromhex(one.root)
        if (head.size if head else one.size) > size or roots.get(one.size) != root:
            findings.add(Kind.CHECKPOINT_ROOT, size=one.size)
        if before is not None and one.signed_at < before.signed_at - CLOCKS_APART:
            findings.add(Kind.CHECKPOINT_ORDER, size=one.size)
        before = one


def check_known(known: Iterable[tuple[Known, Head]], size: int, roots: Mapping[int, bytes], findings: Findings) -> None:
    """Check that the log still begins with each checkpoint that somebody kept outside the database."""
    for one, head in known:
        if head.size > size:
            findings.add(Kind.KNOWN_SHRUNK, have=size, size=head.size, where=one.where)
        elif roots.get(head.size) != head.root:
            findings.add(Kind.KNOWN_ROOT, size=head.size, where=one.where)


def check_signed(
    kept: Sequence[Checkpoint],
    outside: Iterable[tuple[Known, Head]],
    missing: str,
    *,
    sealed: bool,
    size: int,
    findings: Findings,
) -> None:
    """Check that what seal runs wrote is signed, and that no checkpoint is gone, neither here nor beside the key.

    Args:
        kept: The checkpoints of the database.
        outside: Those that are kept elsewhere, which this log's key signed.
        missing: Where the last checkpoint should lie beside the key and does not; empty: it does.
        sealed: Whether a seal run has written.
        size: Leaves of the log.
        findings: Takes what is wrong.
    """
    if sealed and not kept:
        findings.add(Kind.CHECKPOINT_NONE, size=size)
    if missing and kept:
        findings.add(Kind.KNOWN_NONE, where=missing)
    here = {one.size for one in kept}
    for one, head in outside:
        if head.size not in here:
            findings.add(Kind.CHECKPOINT_GONE, size=head.size, where=one.where)
