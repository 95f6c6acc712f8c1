"""What somebody wrote into the database by hand is sealed with an alarm, or not at all, and holds up nobody else."""

from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from survey.ballots import seal_actions, seal_queries
from survey.ballots.models import BallotBatch, Comment, PendingBallot, SpentToken
from survey.ledger import queries
from survey.ledger.models import CastReceipt
from tests.factories import MONDAY
from tests.ledger_key import given_key
from tests.survey.ballots.test_seal_actions import visits
from tests.survey.ballots.test_seal_run import NEXT_WEEK, leaves, run


@pytest.mark.parametrize("change", ["answers", "week", "nonce", "copied", "made_up", "unpromised"])
def test_a_ballot_that_was_changed_before_sealing_raises_the_alarm_and_stands_in_the_log(
    app: Flask, session: Session, change: str
) -> None:
    unit_id = visits(session, 12)
    week = {"unit_id": unit_id, "week": "2026-W40", "commitment": "0" * 64, "due": MONDAY.date(), "position": None}
    session.add(CastReceipt(code_hash="old", **week))  # not the first week in which something was promised
    first, second = session.scalars(select(PendingBallot).order_by(PendingBallot.id)).all()[:2]
    _change(first, second, change)
    session.commit()
    with structlog.testing.capture_logs() as lines:
        assert run(app).sealed == 12
    number = 2 if change == "copied" else 1
    assert [line["ballots"] for line in lines if line.get("alarm") == "ballots"] == [number]
    assert leaves(session, "batch")[0]["differing"] == number


def _change(row: PendingBallot, other: PendingBallot, change: str) -> None:
    if change == "answers":
        row.answers = {question: [1] for question in row.answers} | {"1": [3, 4]}
    elif change == "week":
        row.week = "2026-W46"
    elif change == "nonce":
        row.nonce = "no hex"
    elif change == "unpromised":
        row.nonce, row.commitment = None, None
    elif change == "copied":
        row.answers, row.nonce, row.commitment = other.answers, other.nonce, other.commitment
    else:
        row.nonce, row.commitment = "0" * 64, "1" * 64


def test_ballots_of_before_the_log_are_sealed_without_alarm_and_not_one_more_than_there_were(
    app: Flask, session: Session
) -> None:
    unit_id = visits(session, 14)
    for index, row in enumerate(session.scalars(select(PendingBallot).order_by(PendingBallot.id)).all()):
        if index < 4:
            session.execute(delete(CastReceipt).where(CastReceipt.commitment == row.commitment))
        if index < 6:
            row.nonce, row.commitment, row.week = None, None, "2026-W47"
    session.commit()
    with structlog.testing.capture_logs() as lines:
        assert run(app).sealed == 14
    assert leaves(session, "start")[0]["spent"] == 4
    [leaf] = leaves(session, "batch")
    assert (leaf["uncommitted"], leaf["differing"]) == (6, 2)
    assert [line["ballots"] for line in lines if line.get("alarm") == "ballots"] == [2]
    assert seal_queries.uncommitted(session, unit_id) == 6


def test_a_batch_that_turns_up_once_the_log_has_begun_gets_no_entry_and_raises_the_alarm(
    app: Flask, session: Session
) -> None:
    unit_id = visits(session, 12)
    session.commit()
    run(app)
    before = leaves(session)
    forged = BallotBatch(
        unit_id=unit_id, channel="visit", served=True, from_week="2026-W46", until_week="2026-W46",
        sealed_at=MONDAY, ballots=10,
    )  # fmt: skip
    session.add_all([forged, *(SpentToken(token_hash=f"{n:064}", unit_id=unit_id) for n in range(10))])
    session.add(Comment(id="c" * 32, unit_id=unit_id, until_week="2026-W40", channel="visit", text="Tốt"))
    session.commit()
    with structlog.testing.capture_logs() as lines:
        run(app, NEXT_WEEK + timedelta(hours=6))
    assert leaves(session) == before
    session.refresh(forged)
    assert forged.position is None
    assert [line["batches"] for line in lines if line.get("alarm") == "ballots"] == [[forged.id]]
    assert session.scalars(select(Comment.text_hash)).one() is None


def test_a_row_that_somebody_wrote_by_hand_keeps_nobody_else_s_ballots_waiting(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    given_key(app, tmp_path)
    bad, good = visits(session, 12), visits(session, 12)
    row = session.scalars(select(PendingBallot).where(PendingBallot.unit_id == bad)).first()
    assert row is not None
    row.week = "2026-W00"
    session.commit()
    with structlog.testing.capture_logs() as lines:
        done = run(app)
    assert (done.sealed, done.waiting, done.failed, done.oldest_weeks) == (12, 1, 1, 1)
    assert [(line["unit_id"], line["step"]) for line in lines if "step" in line] == [(bad, "seal")]
    assert set(session.scalars(select(BallotBatch.unit_id))) == {good}
    assert queries.checkpoints(session)[-1].size == queries.size(session) == 24 + 1


def test_where_promises_cannot_be_kept_nothing_is_sealed_and_elsewhere_all_is(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = visits(session, 12), visits(session, 12)
    session.commit()
    log_casts = seal_actions.log_casts

    def broken(session: Session, before: Week, *, units: dict[int, str]) -> int:
        if bad in units:
            raise ValueError("no entry")
        return log_casts(session, before, units=units)

    monkeypatch.setattr(seal_actions, "log_casts", broken)
    assert run(app).failed == 1
    assert set(session.scalars(select(BallotBatch.unit_id))) == {good}
    monkeypatch.undo()
    assert run(app).sealed == 12
