"""A log as an outsider has downloaded it, and the program that checks it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

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
