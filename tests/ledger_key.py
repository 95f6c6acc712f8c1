"""A key of the ballots' log for applications under test."""

from dataclasses import replace
from pathlib import Path

from flask import Flask

from survey.ledger.keys import KeyFile

NAME = "motcua.example/ledger"


def given_key(app: Flask, folder: Path) -> KeyFile:
    """Make a key in *folder* and let *app* sign with it."""
    file = KeyFile(str(folder / "ledger.key"))
    file.make(NAME)
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], ledger_key=str(file.path))
    return file
