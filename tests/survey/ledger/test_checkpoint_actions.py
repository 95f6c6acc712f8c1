"""One checkpoint is signed when the tree grew, and none of a tree that does not begin with what was signed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from survey.ledger import actions, checkpoint_actions, checkpoints, entries, queries, tree
from survey.ledger.checkpoint_actions import SigningRefused
from survey.ledger.checkpoints import Head
from survey.ledger.keys import KeyFile
from survey.ledger.models import LedgerHead, LedgerTile

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
NAME = "motcua.example/ledger"


@pytest.fixture
def key(tmp_path: Path) -> KeyFile:
    file = KeyFile(str(tmp_path / "ledger.key"))
    file.make(NAME)
    return file


def grow(session: Session, count: int) -> None:
    begin = queries.size(session)
    actions.append(session, [entries.start(f"u{place}", 1) for place in range(begin, begin + count)])


def unlocked(session: Session, *statements: str) -> None:
    """Change what triggers refuse to change, as somebody with the database's own password can."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        session.execute(text("DROP TRIGGER ledger_leaf_no_update"))
        session.execute(text("DROP TRIGGER ledger_leaf_no_delete"))
        session.execute(text("DROP TRIGGER ledger_checkpoint_no_delete"))
    for statement in statements:
        session.execute(text(statement))


def refused(session: Session, key: KeyFile) -> str:
    before = key.checkpoint_path.read_bytes() if key.checkpoint_path.exists() else None
    kept = queries.checkpoints(session)
    with pytest.raises(SigningRefused) as error:
        checkpoint_actions.sign(session, key, now=NOW)
    assert queries.checkpoints(session) == kept
    assert (key.checkpoint_path.read_bytes() if key.checkpoint_path.exists() else None) == before
    return error.value.reason


def test_a_tree_that_grew_is_signed_once(session: Session, key: KeyFile) -> None:
    assert checkpoint_actions.sign(session, key, now=NOW) is None
    grow(session, 300)
    first = checkpoint_actions.sign(session, key, now=NOW)
    assert first is not None
    assert first.size == 300
    assert first == queries.latest_checkpoint(session)
    signer = key.signer()
    assert signer is not None
    head = checkpoints.read_checkpoint(signer.verifier.open(first.note))
    assert head == Head(NAME, 300, queries.root(session, 300))
    assert key.remembered(signer) == (head, first.note)
    assert checkpoint_actions.sign(session, key, now=NOW) is None
    grow(session, 1)
    assert checkpoint_actions.sign(session, key, now=NOW) is not None
    assert [one.size for one in queries.checkpoints(session)] == [300, 301]


def test_a_clock_that_was_set_back_signs_no_earlier_than_before(session: Session, key: KeyFile) -> None:
    for hours, expected in ((0, 0), (-3, 0), (1, 1)):
        grow(session, 1)
        signed = checkpoint_actions.sign(session, key, now=NOW + timedelta(hours=hours))
        assert signed is not None
        assert signed.signed_at == NOW + timedelta(hours=expected)
        assert signed == queries.latest_checkpoint(session)


def test_a_new_key_goes_on_where_the_old_one_stopped(session: Session, key: KeyFile) -> None:
    grow(session, 5)
    checkpoint_actions.sign(session, key, now=NOW)
    new = key.renew()
    assert checkpoint_actions.sign(session, key, now=NOW) is None
    grow(session, 1)
    signed = checkpoint_actions.sign(session, key, now=NOW)
    assert signed is not None
    assert new.verifier.open(signed.note)
    key.renew()
    rewritten(session)
    assert refused(session, key) == "rewritten"


def test_without_a_key_nothing_is_signed(session: Session, tmp_path: Path) -> None:
    grow(session, 1)
    assert refused(session, KeyFile(str(tmp_path / "none"))) == "no_key"


def test_a_key_that_cannot_be_used_is_said_to_be_so(session: Session, key: KeyFile) -> None:
    grow(session, 1)
    checkpoint_actions.sign(session, key, now=NOW)
    grow(session, 1)
    key.checkpoint_path.write_text("spoilt")
    assert refused(session, key) == "key"


def test_what_a_run_that_died_had_signed_is_taken_over(session: Session, key: KeyFile) -> None:
    signer = key.signer()
    assert signer is not None
    grow(session, 2)
    note = signer.sign(checkpoints.checkpoint_text(Head(NAME, 2, queries.root(session, 2))))
    key.remember(note)
    found = checkpoint_actions.sign(session, key, now=NOW)
    assert found is not None
    assert found.note == note


def rewound(session: Session) -> None:
    unlocked(session, "DELETE FROM ledger_leaf WHERE position > 2")
    session.execute(update(LedgerHead).values(size=3))


def rewritten(session: Session) -> None:
    leaves = [tree.leaf_hash(line.encode()) for line in queries.entries(session, 0, 9)]
    session.execute(update(LedgerTile).values(hashes=b"".join([leaves[1], leaves[0], *leaves[2:]])))


def cut_off(session: Session) -> None:
    session.execute(update(LedgerTile).values(hashes=b""))


@pytest.mark.parametrize(("spoil", "reason"), [(rewound, "rewound"), (rewritten, "rewritten"), (cut_off, "broken")])
def test_a_tree_that_does_not_begin_with_what_was_signed_is_not_signed(
    session: Session, key: KeyFile, spoil: Callable[[Session], None], reason: str
) -> None:
    grow(session, 5)
    checkpoint_actions.sign(session, key, now=NOW)
    spoil(session)
    assert refused(session, key) == reason


def test_whoever_deletes_the_checkpoints_too_is_held_against_the_one_beside_the_key(
    session: Session, key: KeyFile
) -> None:
    grow(session, 5)
    checkpoint_actions.sign(session, key, now=NOW)
    unlocked(session, "DELETE FROM ledger_leaf", "DELETE FROM ledger_tile", "DELETE FROM ledger_checkpoint")
    session.execute(update(LedgerHead).values(size=0))
    grow(session, 6)  # the same entries once more, and one
    assert checkpoint_actions.sign(session, key, now=NOW) is not None  # nothing is lost: the tree is the same
    rewritten(session)
    assert refused(session, key) == "rewritten"


def test_without_the_file_beside_the_key_the_database_s_own_checkpoints_hold(session: Session, key: KeyFile) -> None:
    grow(session, 5)
    checkpoint_actions.sign(session, key, now=NOW)
    key.checkpoint_path.unlink()
    rewritten(session)
    assert refused(session, key) == "rewritten"


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ledger_leaf SET entry = 'another' WHERE position = 6", "DELETE FROM ledger_leaf WHERE position = 7"],
)
def test_entries_changed_before_they_were_signed_are_not_signed(session: Session, key: KeyFile, statement: str) -> None:
    grow(session, 5)
    checkpoint_actions.sign(session, key, now=NOW)
    grow(session, 3)
    unlocked(session, statement)
    assert refused(session, key) == "rewritten"
