"""A log with its key in a file of the test."""

from dataclasses import replace
from pathlib import Path

from flask import Flask

from survey.ledger.keys import KeyFile


def with_key(app: Flask, folder: Path) -> KeyFile:
    """Let *app* sign its log with a fresh key."""
    path = folder / "ledger.key"
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], ledger_key=str(path))
    file = KeyFile(str(path))
    file.make("motcua.example/ledger")
    return file
