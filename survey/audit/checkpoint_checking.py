"""Signed checkpoints: the signature, the root at their size, and that the log only ever grew."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from survey.audit.report import Findings, Kind
from survey.ledger import checkpoints
from survey.ledger.checkpoints import Head
from survey.ledger.notes import Verifier
from survey.ledger.queries import Checkpoint


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


def heads(known: Iterable[Known], key: Verifier | None, findings: Findings) -> list[tuple[Known, Head]]:
    """Return what the checkpoints from outside say; those that cannot be believed are findings."""
    found: list[tuple[Known, Head]] = []
    for one in known:
        head = read(one.note, key) if key else None
        if head is None:
            findings.add(Kind.KNOWN_UNREADABLE, where=one.where)
        else:
            found.append((one, head))
    return found


def check_kept(
    kept: Sequence[Checkpoint], key: Verifier | None, size: int, roots: Mapping[int, bytes], findings: Findings
) -> None:
    """Check the checkpoints of the database, smallest first.

    Args:
        kept: All of them.
        key: Whose signature they bear; ``None``: nobody can say.
        size: Leaves of the log.
        roots: The root over the leaves as they are, at each checkpoint's size that the log reaches.
        findings: Takes what is wrong.
    """
    before = None
    for one in kept:
        head = read(one.note, key) if key else None
        if key and head is None:
            findings.add(Kind.CHECKPOINT_FORGED, size=one.size)
        elif head and (head.size, head.root.hex()) != (one.size, one.root):
            findings.add(Kind.CHECKPOINT_DIFFERS, size=one.size)
        root = head.root if head else bytes.fromhex(one.root)
        if (head.size if head else one.size) > size or roots.get(one.size) != root:
            findings.add(Kind.CHECKPOINT_ROOT, size=one.size)
        if before is not None and one.signed_at < before.signed_at:
            findings.add(Kind.CHECKPOINT_ORDER, size=one.size)
        before = one


def check_known(known: Iterable[tuple[Known, Head]], size: int, roots: Mapping[int, bytes], findings: Findings) -> None:
    """Check that the log still begins with each checkpoint that somebody kept outside the database."""
    for one, head in known:
        if head.size > size:
            findings.add(Kind.KNOWN_SHRUNK, have=size, size=head.size, where=one.where)
        elif roots.get(head.size) != head.root:
            findings.add(Kind.KNOWN_ROOT, size=head.size, where=one.where)
