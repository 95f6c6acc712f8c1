"""The verifier's own Ed25519 is that of RFC 8032 and agrees with the library that signs."""

import ast
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from survey.ledger import notes
from tests.survey.ledger.verifier import FILE, loaded

verify = loaded()
RFC_8032 = [  # section 7.1, tests 1 to 3: public key, message, signature
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_the_vectors_of_the_rfc_hold(key: str, message: str, signature: str) -> None:
    raw, text, signed = (bytes.fromhex(part) for part in (key, message, signature))
    assert verify.signed_by(raw, text, signed)
    assert not verify.signed_by(raw, text + b"x", signed)
    assert not verify.signed_by(raw, text, signed[:-1])
    assert not verify.signed_by(raw, text, signed + b"\0")
    for place in (0, 31, 32, 63):
        spoilt = bytearray(signed)
        spoilt[place] ^= 1
        assert not verify.signed_by(raw, text, bytes(spoilt))


def test_a_signature_with_a_number_beyond_the_order_is_refused() -> None:
    raw, _text, signed = (bytes.fromhex(part) for part in RFC_8032[0])
    beyond = int.from_bytes(signed[32:], "little") + verify.ORDER
    assert not verify.signed_by(raw, b"", signed[:32] + beyond.to_bytes(32, "little"))


def test_it_agrees_with_the_library_that_signs() -> None:
    chance = Random(8032)
    for _ in range(12):
        key, text = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32)), chance.randbytes(chance.randrange(90))
        public = key.public_key().public_bytes_raw()
        assert verify.signed_by(public, text, key.sign(text))
        assert not verify.signed_by(chance.randbytes(32), text, key.sign(text))


@pytest.mark.parametrize("raw", [b"", bytes(31), b"\xff" * 32, bytes([2, *bytes(31)]), bytes([1, *bytes(30), 0x80])])
def test_what_is_no_point_is_no_key(raw: bytes) -> None:
    assert verify.point_of(raw) is None
    assert not verify.signed_by(raw, b"", bytes(64))


def test_notes_that_we_sign_are_opened_and_others_are_not() -> None:
    signer, other = notes.Signer("a.example/ledger", bytes(32)), notes.Signer("a.example/ledger", bytes([1] * 32))
    key = verify.Key(f" {signer.verifier.vkey}\n")
    assert key.open(signer.sign("một\nhai\n"), "note") == ["một", "hai"]
    for note in (other.sign("một\n"), "", "một\n"):
        assert key.open(note, "note") == []
    with pytest.raises(verify.Wrong):
        key.open(signer.sign("một\n").replace("một", "mốt"), "note")
    for text in ("", "a+b", signer.skey, signer.verifier.vkey.replace("a.", "b.")):
        with pytest.raises(ValueError, match="not a key"):
            verify.Key(text)


def test_the_program_runs_on_python_3_9_and_needs_nothing_of_ours() -> None:
    code = ast.parse(FILE.read_text(encoding="utf-8"), feature_version=(3, 9))
    imported = {
        name.name.partition(".")[0] for node in ast.walk(code) if isinstance(node, ast.Import) for name in node.names
    } | {str(node.module).partition(".")[0] for node in ast.walk(code) if isinstance(node, ast.ImportFrom)}
    standard = {
        "argparse",
        "base64",
        "collections",
        "datetime",
        "hashlib",
        "http",
        "itertools",
        "json",
        "pathlib",
        "sys",
        "typing",
    }
    assert imported == standard | {"__future__", "urllib"}
