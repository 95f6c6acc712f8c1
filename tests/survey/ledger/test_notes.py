"""Notes and keys are those of Go's sumdb/note and of C2SP signed-note."""

import base64

import pytest

from survey.ledger import notes
from survey.ledger.notes import NoteRefused, Signer

# From the tests of golang.org/x/mod/sumdb/note.
VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SKEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNED = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
NOTE = f"{TEXT}\n{SIGNED}"
OURS = Signer("motcua.example/ledger", bytes(range(32)))


def test_a_note_is_signed_letter_for_letter_as_go_signs_it() -> None:
    assert notes.read_skey(SKEY).sign(TEXT) == NOTE


def test_a_note_that_go_signed_is_opened() -> None:
    assert notes.read_vkey(VKEY).open(NOTE) == TEXT


def test_keys_are_written_as_go_writes_them() -> None:
    signer = notes.read_skey(SKEY)
    assert (signer.skey, signer.verifier.vkey) == (SKEY, VKEY)
    assert notes.read_skey(OURS.skey) == OURS
    assert notes.read_vkey(OURS.verifier.vkey) == OURS.verifier


@pytest.mark.parametrize(
    "key",
    [
        *("", "PeterNeumann", VKEY[:-1], VKEY[1:], f"{VKEY} ", f"{VKEY}\n", VKEY.replace("c74f", "c74e"), SKEY),
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)
def test_a_spoilt_public_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        notes.read_vkey(key)


@pytest.mark.parametrize("key", ["", VKEY, SKEY[:-1], SKEY.replace("c74f", "c74e"), SKEY.replace("Neumann", "Neuman")])
def test_a_spoilt_private_key_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(ValueError, match="key") as refused:
        notes.read_skey(key)
    assert "AYEKFALVFGyN" not in str(refused.value)


@pytest.mark.parametrize(
    "note",
    [
        *("", TEXT, SIGNED, TEXT + SIGNED, NOTE[:-1], NOTE.replace("\n\n", "\n"), f"{NOTE}\n", f"{NOTE}x\n"),
        *(NOTE.replace("cryptography", "Cryptography"), NOTE.replace("x08go", "x08gp"), NOTE.replace("Peter", "Pete")),
        *(NOTE.replace("AM=", "AN="), NOTE.replace("If", "\tIf"), f"{TEXT}\n" + SIGNED * 17, NOTE.replace("—", "-")),
    ],
)
def test_what_was_not_signed_like_this_is_refused(note: str) -> None:
    with pytest.raises(NoteRefused):
        notes.read_vkey(VKEY).open(note)


def test_signatures_of_others_are_passed_over() -> None:
    both = NOTE + OURS.sign(TEXT).removeprefix(f"{TEXT}\n")
    assert notes.read_vkey(VKEY).open(both) == TEXT
    assert OURS.verifier.open(both) == TEXT
    with pytest.raises(NoteRefused, match="not signed by"):
        OURS.verifier.open(NOTE)


def test_a_key_of_the_same_name_is_another_key() -> None:
    other = Signer(OURS.name, bytes(32))
    with pytest.raises(NoteRefused, match="not signed by"):
        OURS.verifier.open(other.sign(TEXT))
    claimed = base64.b64encode(OURS.verifier.key_id + bytes(64)).decode()
    with pytest.raises(NoteRefused, match="wrong"):
        OURS.verifier.open(f"{TEXT}\n— {OURS.name} {claimed}\n")


def test_empty_lines_of_a_text_belong_to_it() -> None:
    text = "Phường Ninh Kiều\n\n— không phải chữ ký\n"
    assert OURS.verifier.open(OURS.sign(text)) == text


@pytest.mark.parametrize("text", ["", "no line feed", "a\r\n", "tab\t\n", "zero\0\n"])
def test_what_is_no_text_of_a_note_is_not_signed(text: str) -> None:
    with pytest.raises(ValueError, match="line feed"):
        OURS.sign(text)
