"""The key that signs, in a file outside the database, and beside it the last checkpoint that was signed with it."""

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from survey.ledger import checkpoints, notes
from survey.ledger.checkpoints import Head
from survey.ledger.notes import Signer, Verifier

ONLY_OURS: Final = 0o600


class KeyUnusable(Exception):
    """The key file, or the checkpoint beside it, is there and cannot be used; the text says why, without secrets."""


class KeyFile:
    """The file that the setting LEDGER_KEY names, ``<file>.checkpoint`` and ``<file>.former``.

    The last one holds the public keys that the log had before, one a line, latest last.
    """

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.checkpoint_path = self.path.with_name(f"{self.path.name}.checkpoint")
        self.former_path = self.path.with_name(f"{self.path.name}.former")

    def make(self, name: str) -> Signer:
        """Make a key under *name* in a new file that only its owner may read.

        Raises:
            FileExistsError: There is a file already; a key is never overwritten, nor the checkpoint of a lost one whose
                public half is not among the former keys.
            KeyUnusable: The file of former keys cannot be read.
        """
        if self.checkpoint_path.exists() and not self._signed_by_former():
            raise FileExistsError(self.checkpoint_path)
        signer = Signer(name, secrets.token_bytes(32))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(self.path, f"{signer.skey}\n")
        return signer

    def renew(self) -> Signer:
        """Put a new key of the same name in the place of the one there is; return it.

        The public half of the old one joins the former keys, its file stays as ``<file>.<number>``.

        Raises:
            KeyUnusable: There is no key that can be used.
        """
        old = self.signer()
        if old is None:
            raise KeyUnusable(f"there is no key at {self.path}: flask ledger init makes one")
        number = old.verifier.key_id.hex()
        new, aside = Signer(old.name, secrets.token_bytes(32)), self.path.with_name(f"{self.path.name}.{number}")
        if old.verifier not in self.former():
            told = "".join(f"{one.vkey}\n" for one in (*self.former(), old.verifier))
            _replace(self.former_path, told)
        with suppress(FileExistsError):  # left by a run that died
            _write_new(aside, f"{old.skey}\n")
        _replace(self.path, f"{new.skey}\n")
        return new

    def former(self) -> tuple[Verifier, ...]:
        """Return the public keys that the log had before, the latest last.

        Raises:
            KeyUnusable: The file cannot be read, or a line of it is no key.
        """
        try:
            lines = self.former_path.read_text(encoding="utf-8").split()
            return tuple(notes.read_vkey(line) for line in lines)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            raise KeyUnusable(f"{self.former_path}: {error}") from None

    def signer(self) -> Signer | None:
        """Return the key; ``None`` when there is no file.

        Raises:
            KeyUnusable: The file cannot be read, is no key, or others may read it.
        """
        try:
            with self.path.open(encoding="ascii") as file:
                mode, text = os.fstat(file.fileno()).st_mode, file.read()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise KeyUnusable(f"{self.path} cannot be read: {type(error).__name__}") from None
        if mode & 0o077:
            raise KeyUnusable(f"{self.path} may be read by others: chmod 600 {self.path}")
        try:
            return notes.read_skey(text.strip())
        except ValueError as error:
            raise KeyUnusable(f"{self.path}: {error}") from None

    def remembered(self, signer: Signer) -> tuple[Head, str] | None:
        """Return the last checkpoint that *signer* or a former key signed, with its note; ``None`` before the first.

        Raises:
            KeyUnusable: The file is no checkpoint of ours.
        """
        try:
            note = self.checkpoint_path.read_text(encoding="utf-8")
            return _opened(note, (signer.verifier, *self.former())), note
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise KeyUnusable(f"{self.checkpoint_path} is no checkpoint of this key: {error}") from None

    def remember(self, note: str) -> None:
        """Keep *note* as the last checkpoint; it is on the disk when this returns, and at no moment half of it."""
        _replace(self.checkpoint_path, note)

    def _signed_by_former(self) -> bool:
        try:
            _opened(self.checkpoint_path.read_text(encoding="utf-8"), self.former())
        except (OSError, ValueError):
            return False
        return True


def default_origin(base_url: str) -> str:
    """Return how the log of an address is called: host, port unless it is the usual one, ``/ledger``."""
    return f"{urlsplit(base_url).netloc.rpartition('@')[2]}/ledger"


def _opened(note: str, keys: Sequence[Verifier]) -> Head:
    for key in keys:
        with suppress(notes.NoteRefused):
            return checkpoints.read_checkpoint(key.open(note))
    raise ValueError("signed by none of the log's keys")


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(FileNotFoundError):
        fresh.unlink()  # left by a process of the same number that died
    _write_new(fresh, text)
    fresh.replace(path)
    _flush(path.parent)


def _write_new(path: Path, text: str) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OURS)
    with os.fdopen(file, "w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    _flush(path.parent)


def _flush(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
