"""Signing the tree: one checkpoint, only ever of a tree that begins with what was signed before."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from kiosk.ground import db
from survey.ledger import checkpoints, queries
from survey.ledger.actions import held_size
from survey.ledger.checkpoints import Head
from survey.ledger.keys import KeyFile, KeyUnusable
from survey.ledger.models import LedgerCheckpoint, LedgerLetter
from survey.ledger.notes import Signer
from survey.ledger.queries import Checkpoint


class SigningRefused(Exception):
    """Nothing was signed. *reason* is one word: ``no_key``, ``key``, ``rewound``, ``rewritten``, ``broken``."""

    def __init__(self, reason: str, told: str) -> None:
        super().__init__(told)
        self.reason = reason


def sign(session: Session, key: KeyFile, *, now: datetime) -> Checkpoint | None:
    """Sign the tree as it stands and keep the checkpoint, in a transaction of its own; ``None`` when nothing is new.

    The checkpoint is remembered beside the key before the database has it, so that no rewound database makes us sign
    twice; what a run that died left there is taken over by the next. So leaves that this very transaction has
    appended must not be signed: were it undone, they would be missed for ever.

    Raises:
        SigningRefused: There is no usable key, the tree does not begin with what was signed before, or it is not whole.
    """
    signer, remembered = _key(key)
    size, latest = held_size(session), queries.latest_checkpoint(session)
    if remembered:
        _refuse_unless_extended(session, remembered[0].size, remembered[0].root, size)
    if latest:
        _refuse_unless_extended(session, latest.size, bytes.fromhex(latest.root), size)
    kept = latest.size if latest else 0
    if remembered and remembered[0].size == size > kept:
        root, note = remembered[0].root, remembered[1]  # signed by a run that died before the database had it
    elif size > kept:
        root = _whole_root(session, max(kept, remembered[0].size if remembered else 0), size)
        note = signer.sign(checkpoints.checkpoint_text(Head(signer.name, size, root)))
        key.remember(note)
    else:
        return None
    signed_at = max(now, latest.signed_at) if latest else now  # whoever sets a clock back makes no disorder
    checkpoint = Checkpoint(size, root.hex(), note, signed_at)
    session.execute(insert(db.table(LedgerCheckpoint)), checkpoint._asdict())
    return checkpoint


def letter_sent(session: Session, size: int, address: str, *, taken: bool, now: datetime) -> None:
    """Keep that a checkpoint was mailed to *address*, or that it never takes it; a second time changes nothing."""
    row = {"size": size, "address": address, "taken": taken, "at": now}
    session.execute(db.upsert(session, LedgerLetter).on_conflict_do_nothing(), row)


def _key(key: KeyFile) -> tuple[Signer, tuple[Head, str] | None]:
    try:
        signer = key.signer()
        if signer is None:
            raise SigningRefused("no_key", f"there is no key at {key.path}: flask ledger init makes one")
        return signer, key.remembered(signer)
    except KeyUnusable as error:
        raise SigningRefused("key", str(error)) from None


def _refuse_unless_extended(session: Session, signed: int, root: bytes, size: int) -> None:
    if signed > size:
        raise SigningRefused("rewound", f"the log has {size} entries, {signed} were signed: it was rewound")
    try:
        as_it_was = queries.root(session, signed)
    except (KeyError, ValueError):
        raise SigningRefused("broken", "tiles of the tree are missing or cut off") from None
    if as_it_was != root:
        raise SigningRefused("rewritten", f"the first {signed} entries are not those that were signed")


def _whole_root(session: Session, first: int, size: int) -> bytes:
    """Return the root of the tree, whose leaves from *first* on are held against their entries."""
    try:
        changed = queries.changed_leaf(session, first, size)
        root = queries.root(session, size)
    except (KeyError, ValueError):
        raise SigningRefused("broken", "tiles of the tree are missing or cut off") from None
    if changed is not None:
        raise SigningRefused("rewritten", f"entry {changed} is not the one that was appended")
    return root
