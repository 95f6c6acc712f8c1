"""An outsider's check of made-up downloads: what is not signed counts for nothing, and nothing is obeyed."""

import json
from datetime import date
from pathlib import Path

import pytest

from survey.ledger import entries
from tests.survey.ledger.downloads import LOG, SEALED, SIGNER, UNIT, Downloads, receipt


@pytest.fixture
def downloads(tmp_path: Path) -> Downloads:
    return Downloads(tmp_path)


Said = pytest.CaptureFixture[str]


def test_ballots_of_before_the_log_are_counted_once(downloads: Downloads, capsys: Said) -> None:
    downloads.signed([LOG[0], *LOG])
    assert downloads.check() == 1
    assert "Entry 1 counts ballots from before the log after it began, or twice" in capsys.readouterr().out


def test_kinds_and_keys_to_come_are_let_pass(downloads: Downloads, capsys: Said) -> None:
    batch = entries.batch(UNIT, 8, {**SEALED, "ballots": 0, "levels": None, "colour": "blue"})
    downloads.signed([*LOG, '{"kind":"weather"}', batch])
    assert downloads.check() == 0
    assert "1 entries are of a kind this program does not know." in capsys.readouterr().out


@pytest.mark.parametrize("told", ["", "\n", "no checkpoint"])
def test_without_any_signature_nothing_is_right(downloads: Downloads, capsys: Said, told: str) -> None:
    downloads.write("checkpoints", told)
    assert downloads.check() == 1
    assert downloads.check("--key", SIGNER.verifier.vkey) == 1
    said = capsys.readouterr().out
    assert "NO VALID SIGNATURE" in said
    assert "0 ballots logged" not in said
    assert "RIGHT" not in said


def test_checkpoints_that_are_cut_off_before_the_last_signature_are_wrong(downloads: Downloads, capsys: Said) -> None:
    whole = (downloads.folder / "checkpoints").read_text()
    downloads.write("checkpoints", whole[: whole.rindex("\n\n—")])
    assert downloads.check() == 1
    assert "The file of checkpoints is cut off or spoilt" in capsys.readouterr().out


def test_what_stands_only_in_the_unsigned_tail_counts_for_nothing(downloads: Downloads, capsys: Said) -> None:
    downloads.lines([*LOG, entries.cast(UNIT, "2026-W47", "c" * 64), entries.cast("cai-rang", "2026-W47", "d" * 64)])
    late = downloads.write("late", receipt("c" * 64, date(2020, 1, 6)))
    waits = downloads.write("waits", receipt("c" * 64, date(9999, 1, 1)))
    assert downloads.check("--receipt", waits) == 0
    told = capsys.readouterr().out
    assert "waits: not due before 9999-01-01." in told
    assert "10 ballots" in told
    assert "cai-rang" not in told
    assert downloads.check("--receipt", late) == 1
    assert "PROMISE BROKEN" in capsys.readouterr().out


def test_no_entry_writes_over_what_the_program_says(downloads: Downloads, capsys: Said) -> None:
    name = "u\x1b[2J\x1b[H\n\u202e\ud800RIGHT: the log is intact." + " " * 200 + "RIGHT"
    evil = json.dumps({"kind": "cast", "unit": name, "week": "w", "commitment": "0"})
    downloads.signed([*LOG, evil])
    assert downloads.check() == 0
    told = capsys.readouterr().out
    assert r"Unit u\x1b[2J\x1b[H\n\u202e\ud800RIGHT" in told
    assert all(sign == "\n" or sign.isprintable() for sign in told)
    assert max(len(line) for line in told.splitlines()) < 200


def test_a_line_without_end_is_not_read(downloads: Downloads, capsys: Said) -> None:
    for name in ("key", "checkpoints", "entries.jsonl"):
        kept = (downloads.folder / name).read_text()
        downloads.write(name, "x" * 70_000)
        assert downloads.check() == 2
        downloads.write(name, kept)
    assert "a line of more than 65536 bytes" in capsys.readouterr().out
