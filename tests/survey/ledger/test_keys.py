"""The key lies in a file that only its owner reads, is made once, and remembers the last checkpoint."""

import os
from pathlib import Path

import pytest

from survey.ledger import checkpoints, keys
from survey.ledger.checkpoints import Head
from survey.ledger.keys import KeyFile, KeyUnusable

HEAD = Head("motcua.example/ledger", 7, bytes(range(32)))


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    return KeyFile(str(tmp_path / "kept" / "ledger.key"))


def test_a_key_is_made_for_its_owner_alone_and_found_again(file: KeyFile) -> None:
    assert file.signer() is None
    made = file.make(HEAD.origin)
    assert file.signer() == made
    assert made.name == HEAD.origin
    assert file.path.stat().st_mode & 0o777 == 0o600


def test_a_key_is_never_overwritten(file: KeyFile) -> None:
    made = file.make(HEAD.origin)
    with pytest.raises(FileExistsError):
        file.make(HEAD.origin)
    file.remember(made.sign(checkpoints.checkpoint_text(HEAD)))
    file.path.unlink()
    with pytest.raises(FileExistsError, match="checkpoint"):
        file.make(HEAD.origin)


def test_the_last_checkpoint_is_remembered_beside_the_key(file: KeyFile) -> None:
    made = file.make(HEAD.origin)
    assert file.remembered(made) is None
    for size in (7, 8):
        note = made.sign(checkpoints.checkpoint_text(HEAD._replace(size=size)))
        file.remember(note)
        assert file.remembered(made) == (HEAD._replace(size=size), note)
    assert {path.name for path in file.path.parent.iterdir()} == {"ledger.key", "ledger.key.checkpoint"}


def test_what_a_dead_process_left_stops_nobody(file: KeyFile, monkeypatch: pytest.MonkeyPatch) -> None:
    made = file.make(HEAD.origin)
    monkeypatch.setattr(os, "getpid", lambda: 7)
    (file.path.parent / "ledger.key.checkpoint.7").write_text("half of")
    note = made.sign(checkpoints.checkpoint_text(HEAD))
    file.remember(note)
    assert file.remembered(made) == (HEAD, note)


@pytest.mark.parametrize("spoilt", ["", "half of a key", "PRIVATE+KEY+a+00000000+AYEKFALVFGyNhPJEMzD1QIDr", "\xff"])
def test_a_file_that_is_no_key_is_said_to_be_none(file: KeyFile, spoilt: str) -> None:
    file.make(HEAD.origin)
    file.path.write_text(spoilt, encoding="latin-1")
    with pytest.raises(KeyUnusable, match="key"):
        file.signer()


def test_a_key_that_others_may_read_is_not_used(file: KeyFile) -> None:
    file.make(HEAD.origin)
    file.path.chmod(0o640)
    with pytest.raises(KeyUnusable, match="chmod 600"):
        file.signer()


def test_a_checkpoint_that_the_key_did_not_sign_is_not_believed(file: KeyFile, tmp_path: Path) -> None:
    made = file.make(HEAD.origin)
    other = KeyFile(str(tmp_path / "other.key")).make(HEAD.origin)
    for note in (other.sign(checkpoints.checkpoint_text(HEAD)), made.sign("something else\n"), "", "\0"):
        file.checkpoint_path.write_text(note)
        with pytest.raises(KeyUnusable, match="checkpoint"):
            file.remembered(made)


def test_a_new_key_takes_the_place_of_the_old_one_and_the_log_goes_on(file: KeyFile) -> None:
    with pytest.raises(KeyUnusable, match="flask ledger init"):
        file.renew()
    first = file.make(HEAD.origin)
    note = first.sign(checkpoints.checkpoint_text(HEAD))
    file.remember(note)
    second = file.renew()
    third = file.renew()
    assert file.signer() == third
    assert {first.name, second.name, third.name} == {HEAD.origin}
    assert file.former() == (first.verifier, second.verifier)
    assert file.remembered(third) == (HEAD, note)
    aside = file.path.with_name(f"ledger.key.{first.verifier.key_id.hex()}")
    assert (aside.read_text(), aside.stat().st_mode & 0o777) == (f"{first.skey}\n", 0o600)


def test_a_lost_key_whose_public_half_is_known_is_followed_by_another(file: KeyFile) -> None:
    lost = file.make(HEAD.origin)
    file.remember(lost.sign(checkpoints.checkpoint_text(HEAD)))
    file.path.unlink()
    file.former_path.write_text(f"{lost.verifier.vkey}\n")
    made = file.make(HEAD.origin)
    assert file.remembered(made) is not None


def test_former_keys_that_cannot_be_read_are_named(file: KeyFile) -> None:
    made = file.make(HEAD.origin)
    assert file.former() == ()
    file.remember(made.sign(checkpoints.checkpoint_text(HEAD)))
    file.former_path.write_text("no key\n")
    for use in (file.former, file.renew):
        with pytest.raises(KeyUnusable, match=r"ledger\.key\.former"):
            use()


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://motcua.example", "motcua.example/ledger"),
        ("http://127.0.0.1:5000/x", "127.0.0.1:5000/ledger"),
        ("https://a:b@motcua.example", "motcua.example/ledger"),
    ],
)
def test_the_log_is_called_by_its_host(address: str, origin: str) -> None:
    assert keys.default_origin(address) == origin
