"""Signed notes after C2SP signed-note, by Ed25519; keys are written as golang.org/x/mod/sumdb/note does. Pure."""

import base64
import binascii
import hashlib
import re
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519: Final = b"\x01"
SKEY: Final = re.compile(r"PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)")
VKEY: Final = re.compile(r"([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)")
SIGNATURE: Final = re.compile(r"— (\S+) ([A-Za-z0-9+/=]+)")
MOST_SIGNATURES: Final = 16


class NoteRefused(ValueError):
    """A note is not one, or nobody whose key we know has signed it."""


class Signer(NamedTuple):
    """A private key under its name."""

    name: str
    seed: bytes

    @property
    def verifier(self) -> "Verifier":
        """The public half."""
        return Verifier(self.name, Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    @property
    def skey(self) -> str:
        """The key as it is kept: ``PRIVATE+KEY+<name>+<id>+<base64>``."""
        return f"PRIVATE+KEY+{self.name}+{self.verifier.key_id.hex()}+{_encoded(ED25519 + self.seed)}"

    def sign(self, text: str) -> str:
        """Return the note: *text*, an empty line, the signature. The same text gives the same note each time.

        Raises:
            ValueError: *text* does not end with a line feed, or has another control character.
        """
        if not text.endswith("\n") or _has_controls(text):
            raise ValueError("the text of a note ends with a line feed and has no other control character")
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        return f"{text}\n— {self.name} {_encoded(self.verifier.key_id + signature)}\n"


class Verifier(NamedTuple):
    """A public key under its name."""

    name: str
    key: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes by which a signature says which key made it."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:4]

    @property
    def vkey(self) -> str:
        """The key as it is told: ``<name>+<id>+<base64>``."""
        return f"{self.name}+{self.key_id.hex()}+{_encoded(ED25519 + self.key)}"

    def open(self, note: str) -> str:
        """Return the text of *note* once its signature by this key has been verified; other signatures are passed over.

        Raises:
            NoteRefused: It is no note, this key has not signed it, or the signature is wrong.
        """
        text, signatures = split(note)
        ours = [signed for name, signed in signatures if name == self.name and signed[:4] == self.key_id]
        if not ours:
            raise NoteRefused(f"not signed by {self.name}")
        public = Ed25519PublicKey.from_public_bytes(self.key)
        for signed in ours:
            try:
                public.verify(signed[4:], text.encode())
            except InvalidSignature:
                raise NoteRefused(f"the signature by {self.name} is wrong") from None
        return text


def read_skey(text: str) -> Signer:
    """Read a private key.

    Raises:
        ValueError: It is none; the message says nothing of it.
    """
    name, key_id, seed = _key(SKEY, text)
    signer = Signer(name, seed)
    if signer.verifier.key_id.hex() != key_id:
        raise ValueError("the key does not have the number it says")
    return signer


def read_vkey(text: str) -> Verifier:
    """Read a public key.

    Raises:
        ValueError: It is none.
    """
    name, key_id, key = _key(VKEY, text)
    verifier = Verifier(name, key)
    if verifier.key_id.hex() != key_id:
        raise ValueError("the key does not have the number it says")
    return verifier


def split(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Return the text of a note and its signatures: name, and key id before the signature. Nothing is verified.

    Raises:
        NoteRefused: It is no note.
    """
    head, middle, tail = note.rpartition("\n\n")
    lines = tail.removesuffix("\n").split("\n")
    if not middle or not tail.endswith("\n") or _has_controls(note) or len(lines) > MOST_SIGNATURES:
        raise NoteRefused("not a signed note")
    found = [SIGNATURE.fullmatch(line) for line in lines]
    signatures = [(one[1], _decoded(one[2])) for one in found if one is not None]
    if len(signatures) != len(lines) or any(len(signed) < 5 for _name, signed in signatures):
        raise NoteRefused("not a signed note")
    return f"{head}\n", signatures


def _key(pattern: re.Pattern[str], text: str) -> tuple[str, str, bytes]:
    found = pattern.fullmatch(text)
    key = _decoded(found[3]) if found else b""
    if found is None or key[:1] != ED25519 or len(key) != 33:
        raise ValueError("not an Ed25519 key as golang.org/x/mod/sumdb/note writes them")
    return found[1], found[2], key[1:]


def _has_controls(text: str) -> bool:
    return any(letter < " " and letter != "\n" for letter in text)


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _decoded(text: str) -> bytes:
    """Return what base64 says; nothing when it is not written in the one way there is."""
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""
    return raw if _encoded(raw) == text else b""
