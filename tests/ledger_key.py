"""A key of the ballots' log for applications under test."""

from dataclasses import replace
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from survey.ledger import actions, checkpoints, entries, queries
from survey.ledger.checkpoints import Head
from survey.ledger.keys import KeyFile
from survey.ledger.models import LedgerCheckpoint
from survey.ledger.notes import Signer
from tests.factories import MONDAY

NAME = "motcua.example/ledger"


def given_key(app: Flask, folder: Path) -> KeyFile:
    """Make a key in *folder* and let *app* sign with it."""
    file = KeyFile(str(folder / "ledger.key"))
    file.make(NAME)
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], ledger_key=str(file.path))
    return file


def signed_log(session: Session, unit_slug: str, ballots: int) -> None:
    """Let a log hold *ballots* of a unit, and be signed by a key that nobody keeps."""
    told = [entries.cast(unit_slug, "2026-W46", f"{place:064x}") for place in range(1, ballots + 1)]
    size = actions.append(session, told).stop
    root = queries.root(session, size)
    note = Signer(NAME, bytes(32)).sign(checkpoints.checkpoint_text(Head(NAME, size, root)))
    session.add(LedgerCheckpoint(size=size, root=root.hex(), note=note, signed_at=MONDAY))
