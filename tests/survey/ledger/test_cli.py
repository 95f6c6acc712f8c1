"""``flask ledger init`` makes a key once; the last step of a seal run signs, mails, and survives what fails."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from kiosk.ground.mail_servers import mail_server
from survey.ledger import actions, entries, notes, queries, signing
from survey.ledger.letters import Sent
from tests.client import CheckedClient
from tests.ledger_key import NAME, given_key
from tests.post_office import PostOffice

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
FRONT = "mat.tran@example.vn"


def grow(session: Session) -> None:
    actions.append(session, [entries.start(f"u{queries.size(session)}", 1)])
    session.commit()


def test_a_key_is_made_once_and_its_public_half_is_told(app: Flask, command: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "instance" / "ledger.key"
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], ledger_key=str(file))
    told = command.invoke(args=["ledger", "init"])
    assert told.exit_code == 0
    verifier = notes.read_vkey(told.output.splitlines()[-1])
    assert verifier == notes.read_skey(file.read_text().strip()).verifier
    assert verifier.name == NAME
    made = file.read_bytes()
    again = command.invoke(args=["ledger", "init"])
    assert (again.exit_code, "never overwritten" in again.output) == (1, True)
    assert file.read_bytes() == made


def test_a_new_key_is_told_with_those_before_it(
    app: Flask, client: CheckedClient, session: Session, command: FlaskCliRunner, tmp_path: Path
) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], ledger_key=str(tmp_path / "ledger.key"))
    told = command.invoke(args=["ledger", "new-key"])
    assert (told.exit_code, "flask ledger init" in told.output) == (1, True)
    file = given_key(app, tmp_path)
    old = file.signer()
    assert old is not None
    told = command.invoke(args=["ledger", "new-key"])
    assert told.exit_code == 0, told.output
    new = notes.read_vkey(told.output.splitlines()[-1])
    assert client.get("/ledger/key").text == f"{new.vkey}\n{old.verifier.vkey}\n"
    file.former_path.write_text("spoilt")
    assert client.get("/ledger/key").text == f"{new.vkey}\n"


def test_a_folder_that_cannot_be_written_is_a_sentence(app: Flask, command: FlaskCliRunner, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], ledger_key=str(tmp_path / "taken" / "in" / "it.key"))
    told = command.invoke(args=["ledger", "init"])
    assert (told.exit_code, "cannot be written" in told.output) == (1, True)


def test_a_run_signs_and_mails_what_is_new(
    app: Flask, session: Session, tmp_path: Path, post_office: PostOffice
) -> None:
    given_key(app, tmp_path)
    server = mail_server(post_office.url, "so@example.vn")
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], mail=server, ledger_mail=(FRONT,))
    grow(session)
    with app.app_context():
        done = signing.sign_and_mail(NOW)
        again = signing.sign_and_mail(NOW)
    assert (again, again.told) == ((None, None, Sent()), "No new entries to sign.")
    assert done.told == "Checkpoint signed: 1 entries, 1 letters sent, 0 wait."
    assert done.signed is not None
    assert (done.signed.size, done.refused, done.letters) == (1, None, Sent(sent=1))
    assert [letter["To"] for letter in post_office.taken] == [FRONT]


def test_a_run_without_a_key_says_so_and_goes_on(app: Flask, session: Session) -> None:
    grow(session)
    with app.app_context(), capture_logs() as logged:
        done = signing.sign_and_mail(NOW)
    assert done.signed is None
    assert done.refused is not None
    assert done.refused.reason == "no_key"
    assert done.told.startswith("NOT SIGNED: there is no key at ")
    assert [(line["event"], line["alarm"], line["reason"]) for line in logged] == [
        ("checkpoint refused", "ledger", "no_key")
    ]


def test_a_mail_server_that_is_away_loses_no_checkpoint(
    app: Flask, session: Session, tmp_path: Path, post_office: PostOffice
) -> None:
    given_key(app, tmp_path)
    away, there = (mail_server(url, "so@example.vn") for url in ("smtp://127.0.0.1:1?tls=no", post_office.url))
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], mail=away, ledger_mail=(FRONT,))
    grow(session)
    with app.app_context():
        assert signing.sign_and_mail(NOW).letters == Sent(waiting=1)
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], mail=there)
        assert signing.sign_and_mail(NOW).letters == Sent(sent=1)
    assert len(post_office.taken) == 1
