"""An outsider's check of downloads: right is said to be right, and every tampering is named."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from survey.ledger import checkpoints, entries, notes, tree
from survey.ledger.checkpoints import Head, Promise
from tests.survey.ledger.verifier import loaded

verify = loaded()
SIGNER = notes.Signer("motcua.example/ledger", bytes(range(32)))
UNIT = "ninh-kieu"
DUE = date(2026, 11, 30)
SEALED = {
    "channel": "visit",
    "served": True,
    "from_week": "2026-W46",
    "until_week": "2026-W47",
    "ballots": 12,
    "form": "waiting/1",
    "form_sha256": "0" * 64,
    "levels": [0, 1, 2, 4, 5],
    "ballots_sha256": "1" * 64,
    "comments": 0,
    "comments_sha256": "2" * 64,
}
LOG = [
    entries.start(UNIT, 3),
    *(entries.cast(UNIT, "2026-W47", f"{place:064x}") for place in range(10)),
    entries.batch(UNIT, 7, SEALED),
    entries.decision("aside", UNIT, ["f" * 64], reason="spam", batch_number=7),
]
Spoil = Callable[[list[str]], object]


def checkpoint(lines: Sequence[str], size: int, signer: notes.Signer = SIGNER) -> str:
    root = tree.root([tree.leaf_hash(line.encode()) for line in lines[:size]])
    return signer.sign(checkpoints.checkpoint_text(Head(SIGNER.name, size, root)))


def receipt(commitment: str, due: date = DUE, week: str = "2026-W47") -> str:
    return SIGNER.sign(checkpoints.promise_text(Promise(SIGNER.name, UNIT, week, commitment, due)))


class Downloads:
    """A folder as an outsider has it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("key", f"{SIGNER.verifier.vkey}\n")
        self.write("checkpoints", "\n".join(checkpoint(LOG, size) for size in (4, 11, len(LOG))))
        self.lines(LOG)

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_bytes(text.encode())
        return str(self.folder / name)

    def lines(self, lines: Sequence[str]) -> None:
        self.write("entries.jsonl", "".join(f"{line}\n" for line in lines))

    def signed(self, lines: Sequence[str]) -> None:
        """Another history, signed with the right key."""
        self.lines(lines)
        self.write("checkpoints", checkpoint(lines, len(lines)))

    def check(self, *more: str) -> int:
        return int(verify.main([str(self.folder), "--english", *more]))


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


def test_ballots_of_before_the_log_are_counted_once(downloads: Downloads, capsys: Said) -> None:
    downloads.signed([LOG[0], *LOG])
    assert downloads.check() == 1
    assert "Entry 1 counts ballots from before the log after it began, or twice" in capsys.readouterr().out


def test_the_two_heaps_of_a_week_and_ballots_without_commitment_are_told(downloads: Downloads, capsys: Said) -> None:
    unserved = {**SEALED, "served": False, "ballots": 1, "levels": None, "uncommitted": 1}
    paper = {**unserved, "served": None, "channel": "paper", "ballots": 0, "uncommitted": 0}
    downloads.signed([*LOG, entries.batch(UNIT, 8, unserved), entries.batch(UNIT, 9, paper)])
    assert downloads.check() == 0
    told = capsys.readouterr().out
    assert "NOTE: batch 8 has 1 ballots without commitment" in told
    assert "Batch 8 (2026-W46 – 2026-W47, visit, not served): 1 ballots, 1–5: –" in told
    assert "Batch 9 (2026-W46 – 2026-W47, paper): 0 ballots" in told


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
