"""What stands and what does not: the whole check on a database in which everything has happened."""

from collections import Counter as TallyOf
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.audit import actions, cli
from survey.audit.models import LedgerCheck
from survey.audit.report import Kind, Problem, UnitCounts
from survey.audit.summary import summary
from survey.ballots import cli as ballots
from survey.ballots.models import Ballot, BallotBatch, PendingBallot
from survey.ledger import checkpoints
from survey.ledger import queries as ledger
from survey.ledger.checkpoints import Head
from survey.ledger.models import CastReceipt, LedgerCheckpoint
from survey.opinions import queries as opinions
from tests.survey.audit.changing import change_an_answer, forge_the_entry_of_a_batch
from tests.survey.audit.hand import Hand
from tests.survey.audit.office import WEEK
from tests.survey.audit.stage import CHECKED, SECOND_SEAL, Stage, drop_rails, set_stage


@pytest.fixture
def stage(
    app: Flask,
    session: Session,
    set_clock: Callable[[datetime], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Stage:
    monkeypatch.setattr(ballots, "sweep", lambda _database: True)  # it would wait for this test's own transaction
    set_clock(CHECKED)
    return set_stage(app, session, set_clock, tmp_path)


def test_a_log_that_nobody_touched_is_intact(stage: Stage) -> None:
    report = stage.check(since=stage.old)
    assert report.problems == ()
    one, two = report.units
    assert one == UnitCounts(stage.units[0].slug, 0, 40, 40, 40, 6, 34, 1, 5)
    assert two == UnitCounts(stage.units[1].slug, 0, 14, 14, 14, 0, 14, 1, 0)
    assert (report.size, report.signed) == (54 + 2 + 5, 54 + 2 + 4)


def test_figures_with_and_without_what_was_set_aside_differ_by_a_whole_block(stage: Stage) -> None:
    """One ballot more is set aside and waits for four others of its cell: no figure moves for it."""
    unit_id = stage.units[0].unit_id
    weeks = WEEK.shift(-9), WEEK.shift(9)
    kept: TallyOf[tuple[object, ...]] = TallyOf()
    for row in opinions.counted(stage.session, [unit_id], *weeks).cells:
        kept[row.batch_id, row.counter_id, row.group_id, row.wait_band, row.respondent] += row.n
    place = (Ballot.batch_id, Ballot.counter_id, Ballot.group_id, Ballot.wait_band, Ballot.respondent)
    sealed = select(*place).join(BallotBatch, BallotBatch.id == Ballot.batch_id).where(BallotBatch.unit_id == unit_id)
    every = TallyOf(tuple(row) for row in stage.session.execute(sealed))
    assert [every[cell] - kept[cell] for cell in every if every[cell] != kept[cell]] == [5]
    [levels] = opinions.every_level(stage.session, unit_id, *weeks).values()
    assert sum(levels) - kept.total() == 5


def test_an_older_copy_of_the_database_is_known_by_the_checkpoint_beside_the_key(app: Flask, stage: Stage) -> None:
    newer = stage.key.checkpoint_path.read_text()
    undo = stage.session.begin_nested()
    drop_rails(stage.session)
    hand = Hand(stage.session, Random(1))
    last = max(row["size"] for row in hand.rows("ledger_checkpoint"))
    hand.run("DELETE FROM ledger_leaf WHERE position >= :kept", kept=last - 4)
    hand.run("DELETE FROM ledger_checkpoint WHERE size = :last", last=last)
    hand.regrow()
    kinds = {problem.kind for problem in stage.check().problems}
    assert Kind.KNOWN_SHRUNK in kinds
    assert Kind.KNOWN_SHRUNK not in {problem.kind for problem in stage.check(known=False).problems}
    undo.rollback()
    assert stage.key.checkpoint_path.read_text() == newer


def test_whoever_has_the_key_as_well_is_found_by_a_checkpoint_that_somebody_kept(stage: Stage) -> None:
    drop_rails(stage.session)
    hand = Hand(stage.session, Random(1))
    change_an_answer(hand)
    forge_the_entry_of_a_batch(hand)
    hand.regrow()
    signer = stage.key.signer()
    assert signer is not None
    for row in hand.rows("ledger_checkpoint"):
        note = signer.sign(checkpoints.checkpoint_text(Head(signer.name, row["size"], bytes.fromhex(row["root"]))))
        hand.run("UPDATE ledger_checkpoint SET note = :note WHERE size = :size", note=note, size=row["size"])
        stage.key.remember(note)
    stage.session.expire_all()
    assert Kind.KNOWN_ROOT not in {problem.kind for problem in stage.check().problems}
    assert Problem(Kind.KNOWN_ROOT, None, {"size": 50, "where": "old.txt"}) in stage.check(since=stage.old).problems


def test_a_log_whose_checkpoints_were_deleted_is_not_intact(stage: Stage) -> None:
    drop_rails(stage.session)
    hand = Hand(stage.session, Random(1))
    hand.run("DELETE FROM ledger_checkpoint WHERE size = (SELECT max(size) FROM ledger_checkpoint)")
    stage.session.expire_all()
    assert {problem.kind for problem in stage.check().problems} >= {Kind.CHECKPOINT_GONE}
    hand.run("DELETE FROM ledger_checkpoint")
    stage.session.expire_all()
    assert {problem.kind for problem in stage.check().problems} >= {Kind.CHECKPOINT_GONE, Kind.CHECKPOINT_NONE}
    assert Kind.CHECKPOINT_NONE in {problem.kind for problem in stage.check(known=False).problems}


def test_the_checkpoint_beside_the_key_is_missed(stage: Stage, command: FlaskCliRunner) -> None:
    stage.key.checkpoint_path.unlink()
    told = command.invoke(args=["ledger", "verify"])
    assert told.exit_code == 1
    assert "missing beside the key (ledger.key.checkpoint)" in told.output


def test_a_log_with_a_new_key_stays_intact(app: Flask, stage: Stage, command: FlaskCliRunner) -> None:
    told = command.invoke(args=["ledger", "new-key"])
    assert told.exit_code == 0, told.output
    with app.app_context():
        assert ballots.seal_past_weeks(CHECKED).signing.signed is not None
    stage.session.expire_all()
    assert stage.check(since=stage.old).problems == ()
    told = command.invoke(args=["ledger", "verify"])
    assert told.exit_code == 0, told.output
    signer = stage.key.signer()
    assert signer is not None
    assert summary(stage.session, signer.verifier, former=stage.key.former()).intact is True
    stage.key.former_path.unlink()
    assert Kind.CHECKPOINT_FORGED in {problem.kind for problem in stage.check().problems}


def test_clocks_that_differ_a_little_are_no_disorder(stage: Stage) -> None:
    drop_rails(stage.session)
    last, before = sorted(ledger.checkpoints(stage.session), reverse=True)[:2]
    for minutes, disorder in ((10, False), (90, True)):
        signed_at = before.signed_at - timedelta(minutes=minutes)
        row = stage.session.get_one(LedgerCheckpoint, last.size)
        row.signed_at = signed_at
        stage.session.flush()
        assert (Kind.CHECKPOINT_ORDER in {one.kind for one in stage.check().problems}) is disorder


def test_a_promise_that_is_overdue_is_a_problem(stage: Stage) -> None:
    for receipt in stage.session.scalars(select(CastReceipt).limit(1)):
        receipt.position, receipt.due = None, CHECKED.date() - timedelta(days=1)
    stage.session.flush()
    assert Kind.PROMISE_OVERDUE in {problem.kind for problem in stage.check().problems}


def test_without_the_key_nobody_says_that_signatures_are_good(stage: Stage) -> None:
    stage.key.path.unlink()
    kinds = {problem.kind for problem in stage.check(known=False).problems}
    assert kinds == {Kind.NO_KEY}


def test_the_command_says_that_the_log_is_intact_or_ends_with_1(
    stage: Stage, command: FlaskCliRunner, tmp_path: Path
) -> None:
    old = tmp_path / "old.txt"
    old.write_text(stage.old)
    told = command.invoke(args=["ledger", "verify", "--since", str(old)])
    assert told.exit_code == 0, told.output
    assert "SỔ NGUYÊN VẸN / THE LOG IS INTACT" in told.output
    assert "61 leaves checked" in told.output
    drop_rails(stage.session)
    change_an_answer(Hand(stage.session, Random(1)))
    stage.session.commit()
    stage.session.expire_all()
    told = command.invoke(args=["ledger", "verify"])
    assert told.exit_code == 1
    assert "SỔ CÓ CHỖ KHÔNG KHỚP" in told.output
    assert "câu trả lời" in told.output


def test_a_file_that_is_no_checkpoint_is_not_believed(stage: Stage, command: FlaskCliRunner, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(b"\xff\x00 not a note")
    told = command.invoke(args=["ledger", "verify", "--since", str(other)])
    assert told.exit_code == 1
    assert "other.txt" in told.output


def test_the_summary_for_a_page_says_what_the_last_full_check_found(
    app: Flask, stage: Stage, set_clock: Callable[[datetime], None]
) -> None:
    signer = stage.key.signer()
    assert signer is not None
    before = summary(stage.session, signer.verifier)
    assert (before.size, before.intact, before.checked, before.problems) == (61, True, None, ())
    with app.app_context():
        cli.check_daily(CHECKED)
    after = summary(stage.session, signer.verifier, unit_ids=[stage.units[1].unit_id])
    assert after.checked is not None
    assert (after.checked.at, after.checked.size, after.checked.ok) == (CHECKED, 61, True)
    assert after.units == (UnitCounts(stage.units[1].slug, 0, 14, 14, 14, 0, 14, 1, 0),)
    assert summary(stage.session, None).intact is None


def test_the_summary_sees_a_checkpoint_that_does_not_fit_and_counts_that_contradict(stage: Stage) -> None:
    drop_rails(stage.session)
    hand = Hand(stage.session, Random(2))
    hand.run("UPDATE ledger_tile SET hashes = :none WHERE level = 0", none=b"x" * 32 * 61)
    hand.run("DELETE FROM pending_ballot WHERE id = :one", one=hand.pick("pending_ballot")["id"])
    signer = stage.key.signer()
    assert signer is not None
    seen = summary(stage.session, signer.verifier)
    assert seen.intact is False
    assert [problem.kind for problem in seen.problems] == [Kind.BALLOTS_DIFFER]


def test_what_the_daily_check_finds_is_kept(app: Flask, stage: Stage) -> None:
    stage.session.delete(stage.session.scalars(select(PendingBallot)).first())
    stage.session.commit()
    with app.app_context():
        cli.check_daily(SECOND_SEAL + timedelta(days=1))
    [kept] = stage.session.scalars(select(LedgerCheck))
    assert not kept.ok
    assert [Problem.of(one).kind for one in kept.problems] == [Kind.BALLOTS_DIFFER]


def test_old_checks_go(stage: Stage) -> None:
    report = stage.check()
    for day in range(actions.KEPT + 3):
        actions.keep(stage.session, report, now=CHECKED + timedelta(days=day))
    assert len(stage.session.scalars(select(LedgerCheck.id)).all()) == actions.KEPT
