"""A seal run keeps what was promised, whatever happens to it on the way."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from kiosk.office.models import Unit
from survey.ballots import actions, batch_queries, cli, seal_actions
from survey.ballots.actions import Voter
from survey.ballots.answers import Answers
from survey.ballots.models import (
    Ballot,
    BallotBatch,
    BallotChannel,
    Comment,
    PendingBallot,
    PendingComment,
    SpentToken,
)
from survey.ballots.tokens import VotingToken
from survey.ledger import entries, queries, signing, tree
from survey.ledger.models import CastReceipt, LedgerHead, LedgerLeaf
from tests import factories
from tests.factories import MONDAY
from tests.ledger_key import given_key
from tests.survey.ballots.test_seal_actions import WEEK, form_id, visits

NEXT_WEEK = MONDAY + timedelta(days=7)


def leaves(session: Session, kind: str | None = None) -> list[dict[str, Any]]:
    told = [json.loads(entry) for entry in session.scalars(select(LedgerLeaf.entry).order_by(LedgerLeaf.position))]
    return [leaf for leaf in told if kind in (None, leaf["kind"])]


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def run(app: Flask, at: datetime = NEXT_WEEK) -> cli.Sealing:
    with app.app_context():
        return cli.seal_past_weeks(at)


def test_every_promise_is_kept_also_of_ballots_that_cannot_be_sealed_yet(app: Flask, session: Session) -> None:
    unit_id = visits(session, 9)
    session.commit()
    assert run(app).sealed == 0
    slug = session.get_one(Unit, unit_id).slug
    receipts = session.scalars(select(CastReceipt).order_by(CastReceipt.position)).all()
    logged = session.scalars(select(LedgerLeaf.entry).order_by(LedgerLeaf.position)).all()
    assert [entries.cast(slug, row.week, row.commitment) for row in receipts] == logged
    assert [row.position for row in receipts] == list(range(9))
    assert [row.commitment for row in receipts] == sorted(row.commitment for row in receipts)


def test_the_present_week_waits(app: Flask, session: Session) -> None:
    visits(session, 12)
    session.commit()
    run(app, MONDAY + timedelta(days=3))
    assert leaves(session) == []
    assert set(session.scalars(select(CastReceipt.position))) == {None}


def test_a_batch_s_entry_says_what_was_sealed_and_the_rows_still_say_the_same(app: Flask, session: Session) -> None:
    unit_id = visits(session, 20, comments=True)
    session.commit()
    run(app)
    batch = session.scalars(select(BallotBatch)).one()
    [leaf] = leaves(session, "batch")
    assert leaf == {"kind": "batch", "unit": session.get_one(Unit, unit_id).slug, "batch": batch.id} | leaf
    assert (leaf["ballots"], leaf["comments"], leaf["levels"]) == (20, 20, [4, 4, 4, 4, 4])
    assert (leaf["channel"], leaf["served"], leaf["from_week"], leaf["form"]) == (
        "visit",
        True,
        "2026-W47",
        "waiting/1",
    )
    assert "differing" not in leaf
    told = entries.batch(leaf["unit"], batch.id, batch_queries.content(session, batch))
    assert session.get_one(LedgerLeaf, batch.position).entry == told
    session.execute(update(Comment).values(text="•••"))
    session.execute(update(Ballot).values(aside_block=1))
    assert entries.batch(leaf["unit"], batch.id, batch_queries.content(session, batch)) == told
    some = session.scalars(select(Ballot).order_by(Ballot.id)).first()
    assert some is not None
    some.wait_band = "over_60"
    session.flush()
    assert batch_queries.content(session, batch)["ballots_sha256"] != leaf["ballots_sha256"]


def test_levels_of_fewer_than_ten_answers_stand_in_no_entry(app: Flask, session: Session) -> None:
    visits(session, 12)
    session.commit()
    for ballot in session.scalars(select(PendingBallot).order_by(PendingBallot.id).limit(3)):
        ballot.answers = {}
    session.commit()
    run(app)
    [leaf] = leaves(session, "batch")
    assert (leaf["ballots"], leaf["levels"]) == (12, None)


STEPS = ["log_casts", "rewrite_spent_tokens", "seal"]


@pytest.mark.parametrize("step", [*STEPS, "in_force", "sweep", "sign_and_mail"])
def test_a_run_that_dies_anywhere_is_mended_by_the_next(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    visits(session, 12, comments=True)
    visits(session, 3)
    session.commit()

    def die(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        if step == "in_force":
            patched.setitem(app.extensions, cli.IN_FORCE, die)
        else:
            owner = seal_actions if step in STEPS else cli if step == "sweep" else signing
            patched.setattr(owner, step, die)
        with pytest.raises(KeyboardInterrupt):
            run(app)
    run(app)
    whole = _state(session)
    assert whole == {"cast": 15, "batch": 1, "pending": 3, "sealed": 12, "said": 12, "unsaid": 0, "spent": 15}
    assert session.scalar(select(LedgerHead.size)) == 16
    run(app, NEXT_WEEK + timedelta(hours=6))
    assert _state(session) == whole


def _state(session: Session) -> dict[str, int]:
    tables = {"pending": PendingBallot, "sealed": Ballot, "said": Comment, "unsaid": PendingComment}
    kinds = [leaf["kind"] for leaf in leaves(session)]
    counted = {name: count(session, model) for name, model in (tables | {"spent": SpentToken}).items()}
    return {"cast": kinds.count("cast"), "batch": kinds.count("batch")} | counted


def test_old_ballots_are_counted_once_and_old_batches_named_once(app: Flask, session: Session) -> None:
    unit_id = visits(session, 2)
    slug = session.get_one(Unit, unit_id).slug
    old = BallotBatch(
        unit_id=unit_id, channel="visit", served=True, from_week="2026-W40", until_week="2026-W40",
        sealed_at=MONDAY, ballots=10,
    )  # fmt: skip
    session.add_all([old, *(SpentToken(token_hash=f"{n:064}", unit_id=unit_id) for n in range(10))])
    session.add(Comment(id="c" * 32, unit_id=unit_id, until_week="2026-W40", channel="visit", text="Tốt"))
    session.flush()
    form = form_id(session, unit_id)
    session.add_all(Ballot(id=f"{n:032}", batch_id=old.id, questionnaire_id=form) for n in range(10))
    session.commit()
    for _ in range(2):
        run(app)
        assert [leaf["kind"] for leaf in leaves(session)] == ["start", "batch", "cast", "cast"]
    assert leaves(session, "start") == [{"kind": "start", "unit": slug, "spent": 10}]
    old_leaf = leaves(session, "batch")[0]
    assert (old_leaf["ballots"], old_leaf["uncommitted"]) == (10, 10)
    assert session.scalars(select(Comment.text_hash)).one() is not None


def test_a_ballot_that_came_while_its_week_was_sealed_shares_no_week_with_those_before_it(
    app: Flask, session: Session
) -> None:
    """Else somebody could subtract: the late one would be alone in what its week gained."""
    unit_id = visits(session, 12)
    session.commit()
    run(app)
    late = [
        Voter(f"{n:064}", unit_id, BallotChannel.VISIT, WEEK, served=True) for n in range(10)
    ]  # as many as would be sealed
    for voter in late:
        actions.cast(session, voter, form_id(session, unit_id), Answers())
    session.commit()
    assert run(app, NEXT_WEEK + timedelta(hours=6)).sealed == 0
    actions.cast(
        session, replace(late[0], token_hash="f" * 64, week=WEEK.shift(1)), form_id(session, unit_id), Answers()
    )
    session.commit()
    assert run(app, NEXT_WEEK + timedelta(days=7)).sealed == 11
    batches = session.scalars(select(BallotBatch).order_by(BallotBatch.id)).all()
    assert [(batch.from_week, batch.until_week) for batch in batches] == [("2026-W47",) * 2, ("2026-W48",) * 2]
    assert "differing" not in leaves(session, "batch")[1]


def test_what_is_voted_for_practice_comes_into_no_log(app: Flask, session: Session) -> None:
    unit_id = visits(session, 1)
    practice = factories.unit(session, is_practice=True)
    token = VotingToken("p" * 26)
    voter = Voter(token.spent_hash, practice.id, BallotChannel.VISIT, WEEK, receipt_hash=token.receipt_hash)
    actions.cast(session, voter, form_id(session, unit_id), Answers())
    session.commit()
    run(app)
    assert [leaf["unit"] for leaf in leaves(session)] == [session.get_one(Unit, unit_id).slug]


def test_one_checkpoint_is_signed_when_the_tree_grew(app: Flask, session: Session, tmp_path: Path) -> None:
    given_key(app, tmp_path)
    visits(session, 12)
    session.commit()
    for _ in range(2):
        run(app)
    [checkpoint] = queries.checkpoints(session)
    hashed = [tree.leaf_hash(entry.encode()) for entry in queries.entries(session, 0, 13)]
    assert (checkpoint.size, checkpoint.root) == (13, tree.root(hashed).hex())


def test_without_a_key_everything_but_the_signature_is_done(app: Flask, session: Session) -> None:
    visits(session, 12)
    session.commit()
    with structlog.testing.capture_logs() as lines:
        assert run(app).sealed == 12
    assert [line["reason"] for line in lines if line.get("alarm") == "ledger"] == ["no_key"]
    assert queries.checkpoints(session) == []
