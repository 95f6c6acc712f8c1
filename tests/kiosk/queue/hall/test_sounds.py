"""What is a sound and what only says so."""

from pathlib import Path

import pytest

from kiosk.queue.hall.sounds import kind_of

FRAME = bytes([0xFF, 0xFB, 0x90, 0x00]) + bytes(413)
"""MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes."""
LOW_FRAME = bytes([0xFF, 0xF3, 0x40, 0x00]) + bytes(92)
"""MPEG 2 layer III, 32 kbit/s, 22.05 kHz, as telephones record: 104 bytes."""
TAG = b"ID3\x04\x00\x00\x00\x00\x00\x05" + b"title"


def wav(form: int) -> bytes:
    return b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0" + form.to_bytes(2, "little") + bytes(14) + b"data\0\0\0\0"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (wav(1), "wav"),
        (wav(0xFFFE), "wav"),
        (FRAME * 2, "mp3"),
        (TAG + FRAME * 2, "mp3"),
        (b"OggS\0\x02" + bytes(22) + b"OpusHead", "ogg"),
        (b"OggS\0\x02" + bytes(22) + b"\x01vorbis", "ogg"),
        (b"\0\0\0\x1cftypM4A \0\0" + bytes(40) + b"mp4a", "m4a"),
    ],
)
def test_a_sound_is_known_by_what_stands_in_it(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF",
        wav(0x11),  # another codec inside
        b"RIFF\x24\0\0\0AVI fmt ",
        FRAME,  # one frame is no proof
        b"ID3" + bytes(4),
        b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + FRAME * 2,  # a tag longer than the file
        b"OggS" + bytes(100),
        b"\0\0\0\x1cftypmp42" + b"vide" + b"mp4a",
        b"<script>alert(1)</script>",
        b"%PDF-1.7",
        b"\xff\xfb",
    ],
)
def test_nothing_else_is_taken_for_one(content: bytes) -> None:
    assert kind_of(content) is None


def test_a_low_frame_is_as_long_as_it_says() -> None:
    assert kind_of((LOW_FRAME + bytes(8)) * 2) == "mp3"


def test_the_chime_is_a_sound(root: Path) -> None:
    assert kind_of((root / "static/sound/chime.wav").read_bytes()) == "wav"
