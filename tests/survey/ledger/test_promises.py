"""A promise is signed when there is a key; without one nothing breaks."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask

from survey.ledger import promises
from survey.ledger.keys import KeyFile

COMMITTED = "ab" * 32


@pytest.fixture
def key(tmp_path: Path) -> Iterator[KeyFile]:
    """The key file of an application that runs."""
    app = Flask("promises")
    file = KeyFile(str(tmp_path / "ledger.key"))
    app.config["SETTINGS"] = SimpleNamespace(ledger_key=str(file.path), base_url="https://motcua.example")
    with app.app_context():
        yield file


def promised() -> str | None:
    return promises.promise_note("ninh-kieu", "2026-W47", COMMITTED, date(2026, 11, 30))


def test_a_promise_is_the_same_each_time_it_is_asked_for(key: KeyFile) -> None:
    signer = key.make("motcua.example/ledger")
    note = promised()
    assert note is not None
    assert note == promised()
    told = signer.verifier.open(note).split("\n")
    assert told == ["motcua.example/ledger/promise", "ninh-kieu", "2026-W47", COMMITTED, "2026-11-30", ""]


def test_without_a_key_nothing_is_promised_and_nothing_breaks(key: KeyFile) -> None:
    assert promised() is None
    assert promises.origin() == "motcua.example/ledger"


def test_a_key_that_cannot_be_used_is_none(key: KeyFile) -> None:
    key.path.write_text("spoilt")
    assert promised() is None


def test_the_log_keeps_its_name_when_the_address_changes(key: KeyFile) -> None:
    key.make("old.example/ledger")
    assert promises.origin() == "old.example/ledger"
