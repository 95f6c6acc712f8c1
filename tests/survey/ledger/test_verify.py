"""An outsider's check of downloads: right is said to be right, and every tampering is named."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from survey.ledger import entries, notes
from tests.survey.ledger.downloads import LOG, SEALED, SIGNER, UNIT, Downloads, checkpoint, receipt, verify

Spoil = Callable[[list[str]], object]


@pytest.fixture
def downloads(tmp_path: Path) -> Downloads:
    return Downloads(tmp_path)


Said = pytest.CaptureFixture[str]


def test_an_intact_log_is_right_and_counted(downloads: Downloads, capsys: Said) -> None:
    assert downloads.check() == 0
    told = capsys.readouterr().out
    assert "The log has 13 entries, 10 ballots, 3 checkpoints." in told
    assert "ninh-kieu: 10 ballots logged, 3 from before the log, 12 sealed, 1 moderators' decisions." in told
    assert "Batch 7 (2026-W46 – 2026-W47, visit, served): 12 ballots, 1–5: [0, 1, 2, 4, 5]" in told
    assert "Compare them with what is printed elsewhere" in told
    assert f"  {SIGNER.verifier.vkey}\n" in told
    assert told.endswith("ĐÚNG: sổ nguyên vẹn. / RIGHT: the log is intact.\n")


def test_it_speaks_vietnamese(downloads: Downloads, capsys: Said) -> None:
    assert verify.main([str(downloads.folder)]) == 0
    assert "Sổ có 13 dòng, 10 phiếu, 3 dấu kiểm." in capsys.readouterr().out


def test_a_key_from_elsewhere_is_held_against_the_log(downloads: Downloads, capsys: Said) -> None:
    assert downloads.check("--key", SIGNER.verifier.vkey) == 0
    assert downloads.check("--key", str(downloads.folder / "key")) == 0
    assert "Compare" not in capsys.readouterr().out
    other = notes.Signer(SIGNER.name, bytes(32)).verifier.vkey
    assert downloads.check("--key", other) == 1


def test_a_log_that_got_a_new_key_is_checked_with_both(downloads: Downloads) -> None:
    newer = notes.Signer(SIGNER.name, bytes(32))
    downloads.write("checkpoints", "\n".join([checkpoint(LOG, 4), checkpoint(LOG, 13, newer)]))
    assert downloads.check("--key", SIGNER.verifier.vkey) == 1
    assert downloads.check("--key", newer.verifier.vkey, SIGNER.verifier.vkey) == 0
    assert downloads.check() == 1
    both = downloads.write("key", f"{newer.verifier.vkey}\n{SIGNER.verifier.vkey}\n")  # as the log tells both
    assert downloads.check() == 0
    assert downloads.check("--key", both) == 0
    assert downloads.check("--key", newer.verifier.vkey) == 1


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda lines: lines.__setitem__(2, lines[2].replace("1", "2")), "THE LOG WAS CHANGED"),
        (lambda lines: lines.__setitem__(11, lines[11].replace("[0,1,2,4,5]", "[0,0,0,0,12]")), "THE LOG WAS CHANGED"),
        (lambda lines: lines.pop(3), "THE LOG WAS"),
        (lambda lines: lines.pop(), "THE LOG WAS CUT: 12 entries, checkpoint 3 signed 13"),
        (lambda lines: lines.insert(5, entries.cast(UNIT, "2026-W47", "e" * 64)), "THE LOG WAS CHANGED"),
        (lambda lines: lines.reverse(), "THE LOG WAS CHANGED"),
    ],
)
def test_tampering_is_named(downloads: Downloads, capsys: Said, spoil: Spoil, said: str) -> None:
    lines = list(LOG)
    spoil(lines)
    downloads.lines(lines)
    assert downloads.check() == 1
    told = capsys.readouterr().out
    assert said in told
    assert "WRONG" in told.splitlines()[-1]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("no json", "Entry 13 cannot be read"),
        ("[]", "Entry 13 cannot be read"),
        ("[" * 60_000, "Entry 13 cannot be read"),
        (LOG[4], "Entry 13 repeats the ballot of entry 4"),
        (entries.batch(UNIT, 8, SEALED), "ninh-kieu: 24 ballots sealed, only 13 were cast"),
        (entries.batch(UNIT, 7, {**SEALED, "ballots": 0, "levels": None}), "Entry 13 repeats batch 7"),
        (entries.batch(UNIT, 8, {**SEALED, "ballots": 1}), "more scores than ballots"),
        (entries.batch(UNIT, 8, {**SEALED, "ballots": -1}), "Entry 13 cannot be read"),
        (entries.batch(UNIT, 8, {**SEALED, "ballots": True}), "Entry 13 cannot be read"),
        (entries.batch(UNIT, 8, {**SEALED, "ballots": 10**4000}), "Entry 13 cannot be read"),
        (
            entries.batch(UNIT, 8, {**SEALED, "differing": 2}),
            "BALLOTS WERE CHANGED BEFORE THE SEAL: batch 8, 2 ballots",
        ),
        (entries.batch(UNIT, 8, {**SEALED, "uncommitted": 4}), "4 ballots without commitment, but only 3"),
        (entries.start("cai-rang", 100), "Entry 13 counts ballots from before the log after it began"),
    ],
)
def test_what_is_signed_and_cannot_be_is_named(downloads: Downloads, capsys: Said, more: str, said: str) -> None:
    downloads.signed([*LOG, more])
    assert downloads.check() == 1
    assert said in capsys.readouterr().out


def test_the_two_heaps_of_a_week_and_ballots_without_commitment_are_told(downloads: Downloads, capsys: Said) -> None:
    unserved = {**SEALED, "served": False, "ballots": 1, "levels": None, "uncommitted": 1}
    paper = {**unserved, "served": None, "channel": "paper", "ballots": 0, "uncommitted": 0}
    downloads.signed([*LOG, entries.batch(UNIT, 8, unserved), entries.batch(UNIT, 9, paper)])
    assert downloads.check() == 0
    told = capsys.readouterr().out
    assert "NOTE: batch 8 has 1 ballots without commitment" in told
    assert "Batch 8 (2026-W46 – 2026-W47, visit, not served): 1 ballots, 1–5: –" in told
    assert "Batch 9 (2026-W46 – 2026-W47, paper): 0 ballots" in told


def test_entries_that_are_not_signed_yet_are_no_harm(downloads: Downloads, capsys: Said) -> None:
    downloads.lines([*LOG, entries.cast(UNIT, "2026-W48", "d" * 64)])
    assert downloads.check() == 0
    assert "The last 1 entries are not signed yet and not counted." in capsys.readouterr().out


def test_checkpoints_must_be_signed_and_grow(downloads: Downloads, capsys: Said) -> None:
    forged = checkpoint(LOG, 11, notes.Signer(SIGNER.name, bytes(32)))
    for told, said in (
        ([checkpoint(LOG, 4), forged], "Not a text that was signed with this key: checkpoint 2"),
        ([checkpoint(LOG, 4).replace("\n4\n", "\n5\n")], "WRONG SIGNATURE: checkpoint 1"),
        ([checkpoint(LOG, 11), checkpoint(LOG, 4)], "The checkpoints do not grow: checkpoint 2"),
        ([receipt("a" * 64)], "Not a text"),
    ):
        downloads.write("checkpoints", "\n".join(told))
        assert downloads.check() == 1
        assert said in capsys.readouterr().out


def test_a_checkpoint_that_somebody_kept_says_whether_the_log_was_rewritten(downloads: Downloads, capsys: Said) -> None:
    kept = downloads.write("kept.txt", "\ufeff" + checkpoint(LOG, 5).replace("\n", "\r\n") + "\r\n")
    assert downloads.check("--old", kept) == 0
    assert "kept.txt: right, the first 5 entries are untouched." in capsys.readouterr().out
    other = [*LOG[:2], *LOG[3:]]
    downloads.lines(other)
    downloads.write("checkpoints", checkpoint(other, len(other)))  # the office signed another history
    assert downloads.check() == 0
    assert downloads.check("--old", kept) == 1
    assert "THE LOG WAS CHANGED: its first 5 entries do not fit" in capsys.readouterr().out


def test_receipts_are_looked_for(downloads: Downloads, capsys: Said) -> None:
    names = [
        downloads.write(name, text)
        for name, text in (
            ("logged", receipt(f"{4:064x}")),
            ("waits", receipt("c" * 64, date(9999, 1, 1))),
            ("broken", receipt("c" * 64, date(2020, 1, 6))),
            ("other", receipt(f"{4:064x}", week="2026-W46")),
            ("forged", receipt(f"{4:064x}").replace(UNIT, "cai-rang")),
            ("none", checkpoint(LOG, 4)),
        )
    ]
    assert downloads.check("--receipt", *names[:2]) == 0
    assert downloads.check("--receipt", *names) == 1
    told = capsys.readouterr().out
    assert "logged: the ballot is entry 5." in told
    assert "waits: not due before 9999-01-01." in told
    assert "PROMISE BROKEN:" in told
    assert "broken is not in the signed log, due 2020-01-06" in told
    assert "other: entry 5 does not say what the receipt says" in told
    assert "WRONG SIGNATURE:" in told
    assert "WRONG: 4 things are not right." in told


def test_what_cannot_be_checked_is_neither_right_nor_wrong(tmp_path: Path, capsys: Said) -> None:
    assert verify.main([str(tmp_path)]) == 2
    downloads = Downloads(tmp_path)
    downloads.write("key", "spoilt")
    assert downloads.check() == 2
    downloads.write("key", SIGNER.verifier.vkey)
    assert downloads.check("--old", "missing.txt") == 2
    (tmp_path / "entries.jsonl").unlink()
    assert downloads.check() == 2
    assert "COULD NOT BE CHECKED" in capsys.readouterr().out


def test_entries_are_read_as_they_are_and_not_as_they_could_be_written(downloads: Downloads) -> None:
    lines = [*LOG[:-1], json.dumps(json.loads(LOG[-1]))]  # the same with spaces
    downloads.lines(lines)
    assert downloads.check() == 1
