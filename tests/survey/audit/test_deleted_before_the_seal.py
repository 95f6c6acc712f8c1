"""A ballot that vanishes before it is sealed: the clumsy are found in the database, the thorough by the promise."""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from survey.audit.checking import check
from survey.audit.report import Kind, Report
from survey.ballots import cli
from survey.ballots.tokens import VotingToken
from survey.ledger.keys import KeyFile
from survey.ledger.promises import promise_note
from survey.ledger.queries import receipt
from tests.client import BASE_URL, CheckedClient
from tests.survey.audit.hand import Hand
from tests.survey.audit.keeping import with_key
from tests.survey.audit.office import Office, open_office, vote
from tests.survey.audit.stage import FIRST_SEAL
from tests.survey.ledger.verifier import loaded

verify = loaded()
DUE = date(2026, 11, 30)


def test_whoever_holds_the_promise_proves_that_a_ballot_was_deleted(
    app: Flask,
    client: CheckedClient,
    session: Session,
    set_clock: Callable[[datetime], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(cli, "sweep", lambda _database: True)
    key = with_key(app, tmp_path)
    office = open_office(session, 14, Random(3))
    session.commit()
    vote(app, office, office.visits, set_clock, pages=0)
    promises = [_promise(app, session, office, index, tmp_path) for index in (4, 5)]
    _delete_thoroughly(Hand(session, Random(1)), VotingToken(office.visits[4].vote))
    session.expire_all()
    set_clock(FIRST_SEAL)
    with app.app_context():
        cli.seal_past_weeks(FIRST_SEAL)
    assert _check(session, key).ok  # nothing that is left in the database says that there was another ballot
    folder = _downloads(client, tmp_path)
    assert _verify(folder, promises[1]) == 0
    assert _verify(folder, promises[0]) == 1
    assert "PROMISE BROKEN" in capsys.readouterr().out


def test_a_ballot_alone_or_with_its_token_does_not_vanish_unseen(
    app: Flask, session: Session, set_clock: Callable[[datetime], None], tmp_path: Path
) -> None:
    key = with_key(app, tmp_path)
    office = open_office(session, 14, Random(3))
    session.commit()
    vote(app, office, office.visits, set_clock, pages=0)
    hand = Hand(session, Random(1))
    hand.run("DELETE FROM pending_ballot WHERE id = :one", one=hand.pick("pending_ballot")["id"])
    session.expire_all()
    assert {problem.kind for problem in _check(session, key).problems} == {Kind.BALLOTS_DIFFER}
    hand.run("DELETE FROM spent_token WHERE token_hash = :one", one=hand.pick("spent_token")["token_hash"])
    assert {problem.kind for problem in _check(session, key).problems} == {Kind.SPENT_DIFFERS}


def _check(session: Session, key: KeyFile) -> Report:
    signer = key.signer()
    assert signer is not None
    return check(session, key=signer.verifier, now=FIRST_SEAL)


def _promise(app: Flask, session: Session, office: Office, index: int, folder: Path) -> str:
    """Return the file in which a citizen keeps what the receipt's page showed."""
    kept = receipt(session, VotingToken(office.visits[index].vote).receipt_hash)
    assert kept is not None
    with app.test_request_context(base_url=BASE_URL):
        note = promise_note(office.slug, kept.week, kept.commitment, kept.due)
    assert note is not None
    path = folder / f"receipt-{index}.txt"
    path.write_text(note)
    return str(path)


def _delete_thoroughly(hand: Hand, token: VotingToken) -> None:
    """Leave no row that knew of the ballot."""
    [kept] = hand.rows("cast_receipt", "code_hash = :code", code=token.receipt_hash)
    hand.run("DELETE FROM pending_ballot WHERE commitment = :one", one=kept["commitment"])
    hand.run("DELETE FROM cast_receipt WHERE code_hash = :one", one=kept["code_hash"])
    hand.run("DELETE FROM spent_token WHERE token_hash = :one", one=token.spent_hash)
    hand.run("UPDATE cast_tally SET ballots = ballots - 1 WHERE sign = 'cast'")


def _downloads(client: CheckedClient, folder: Path) -> Path:
    for name in ("entries.jsonl", "checkpoints", "key"):
        (folder / name).write_bytes(client.get(f"/ledger/{name}").data)
    return folder


def _verify(folder: Path, promise: str) -> int:
    asked = argparse.Namespace(log=str(folder), key=None, old=[], receipt=[promise], english=True)
    return int(verify.checked(asked, DUE))
