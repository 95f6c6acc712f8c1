"""What kind of sound a file is, by what stands in it and not by its name. Pure."""

from typing import Final

TYPES: Final = {"mp3": "audio/mpeg", "wav": "audio/wav", "ogg": "audio/ogg", "m4a": "audio/mp4"}
"""What may be kept, by the ending of its address; every television plays the first two."""
MOST_BYTES: Final = 600_000
"""A word of three seconds, even as a large WAV; an office's own words are two dozen files."""

PCM: Final = frozenset({1, 0xFFFE})
MP3_BITRATES: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
MP3_RATES: Final = (44_100, 48_000, 32_000)


def kind_of(content: bytes) -> str | None:
    """Return the ending of a sound's address, such as ``wav``; ``None`` for whatever is no sound that can be kept."""
    if _is_wav(content):
        return "wav"
    if content[:4] == b"OggS" and (b"OpusHead" in content[:200] or b"\x01vorbis" in content[:200]):
        return "ogg"
    if content[4:8] == b"ftyp" and b"mp4a" in content and b"vide" not in content[:20_000]:
        return "m4a"
    return "mp3" if _is_mp3(content) else None


def _is_wav(content: bytes) -> bool:
    """Whether it is RIFF/WAVE with plain samples: other codecs inside play almost nowhere."""
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        return False
    form = content.find(b"fmt ", 12, 4_000)
    plain = form > 0 and int.from_bytes(content[form + 8 : form + 10], "little") in PCM
    return plain and content.find(b"data", 12) > 0


def _is_mp3(content: bytes) -> bool:
    """Whether two frames of MPEG layer III follow each other, after a tag if there is one."""
    start = 0
    if content[:3] == b"ID3" and len(content) > 10:
        start = 10 + sum((byte & 0x7F) << (7 * place) for place, byte in enumerate(reversed(content[6:10])))
    first = _frame_bytes(content[start : start + 4])
    return first > 0 and _frame_bytes(content[start + first : start + first + 4]) > 0


def _frame_bytes(header: bytes) -> int:
    """Return the length of the frame that begins with *header*; 0 when it is none of layer III of MPEG 1 or 2."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, rate, bits = (header[1] >> 3) & 3, (header[2] >> 2) & 3, header[2] >> 4
    if version == 1 or rate == 3 or bits in {0, 15}:
        return 0
    if version == 3:
        return 144_000 * MP3_BITRATES[bits] // MP3_RATES[rate] + (header[2] >> 1 & 1)
    low = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)[bits]
    return 72_000 * low // (MP3_RATES[rate] // (2 if version == 2 else 4)) + (header[2] >> 1 & 1)
