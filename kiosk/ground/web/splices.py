"""A page that is compressed once and gets other words in one place each time, in microseconds. Pure.

What stands around the place is compressed ahead as two pieces of one raw DEFLATE stream (RFC 1951); the words go
between them as a stored block. A checksum over the whole makes it one plain gzip member (RFC 1952).
"""

import struct
import zlib
from dataclasses import dataclass, field
from typing import Final

GZIP_HEADER: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
BEST: Final = 9


@dataclass(frozen=True, slots=True)
class Splice:
    """A page in two pieces, with room for *room* bytes between them; 65,535 bytes of room at most.

    Raises:
        ValueError: The tail has a NUL, which no page has.

    Example:
        >>> splice = Splice.around(b"<p>old</p>", b"old")
        >>> splice.plain(b"new"), gzip.decompress(splice.gzip(b"new"))
        (b'<p>new</p>', b'<p>new</p>')
    """

    head: bytes
    room: int
    tail: bytes
    _packed_head: bytes = field(init=False, repr=False)
    _packed_tail: bytes = field(init=False, repr=False)
    _checksum: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if 0 in self.tail:
            raise ValueError("a page has no NUL")
        first = zlib.compressobj(BEST, zlib.DEFLATED, -zlib.MAX_WBITS)
        stored = struct.pack("<BHH", 0, self.room, self.room ^ 0xFFFF)
        packed = first.compress(self.head) + first.flush(zlib.Z_SYNC_FLUSH) + stored
        # The tail may point back into the head, but never into the room, which holds NULs here.
        before = self.head + bytes(self.room)
        second = zlib.compressobj(BEST, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=before[-(1 << zlib.MAX_WBITS) :])
        object.__setattr__(self, "_packed_head", GZIP_HEADER + packed)
        object.__setattr__(self, "_packed_tail", second.compress(self.tail) + second.flush())
        object.__setattr__(self, "_checksum", zlib.crc32(self.head))

    @classmethod
    def around(cls, page: bytes, words: bytes) -> "Splice":
        """Cut *page* where *words* stand in it.

        Raises:
            ValueError: They do not stand there exactly once.
        """
        if page.count(words) != 1:
            raise ValueError("a page is cut at words that stand in it once")
        head, _words, tail = page.partition(words)
        return cls(head, len(words), tail)

    def plain(self, words: bytes) -> bytes:
        """Return the page with *words*.

        Raises:
            ValueError: They do not fill the room exactly.
        """
        if len(words) != self.room:
            raise ValueError(f"there is room for {self.room} bytes")
        return self.head + words + self.tail

    def gzip(self, words: bytes) -> bytes:
        """Return the page with *words* as gzip; raises as :meth:`plain`."""
        length = len(self.plain(words))
        checksum = zlib.crc32(self.tail, zlib.crc32(words, self._checksum))
        return b"".join(
            (self._packed_head, words, self._packed_tail, struct.pack("<II", checksum, length & 0xFFFFFFFF))
        )
