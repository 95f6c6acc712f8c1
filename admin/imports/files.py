"""Reading a log line by line: plain or gzip, in constant memory, whatever it holds."""

import csv
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

LONGEST_LINE: Final = 64 * 1024
GZIP: Final = b"\x1f\x8b"
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
BOM: Final = "\ufeff"


class BrokenFile(Exception):
    """The file ends in the middle or is damaged; the text says so."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file.

    Attributes:
        number: Counted from 1, as an editor does.
        text: Without its end; bytes that are no UTF-8 are kept as lone surrogates.
        whole: ``False`` when it was longer than any row can be and only its beginning is here.
    """

    number: int
    text: str
    whole: bool = True

    def fields(self, separator: str) -> list[str] | None:
        """Return the line's fields; ``None`` when its quotes do not match.

        Each line is read alone: a quote that is never closed spoils one row, not all that follow.
        """
        try:
            return next(csv.reader([self.text], delimiter=separator, strict=True), [])
        except csv.Error:
            return None


@dataclass(frozen=True, slots=True)
class LogFile:
    """An open log. *size* and :meth:`position` count the bytes on disk, packed or not."""

    size: int
    disk: BinaryIO
    stream: BinaryIO

    def position(self) -> int:
        """Return how many bytes were read from the disk."""
        return self.disk.tell()

    def lines(self) -> Iterator[Line]:
        """Yield the lines that are not blank.

        Raises:
            BrokenFile: A packed file is cut off or damaged.
        """
        number = 0
        while raw := self._read(LONGEST_LINE):
            number += 1
            whole = raw.endswith(b"\n") or len(raw) < LONGEST_LINE
            text = raw.decode("utf-8", "surrogateescape").rstrip("\r\n")
            if text.strip(BOM):
                yield Line(number, text.removeprefix(BOM) if number == 1 else text, whole)
            while not raw.endswith(b"\n") and len(raw) == LONGEST_LINE:
                raw = self._read(LONGEST_LINE)

    def _read(self, most: int) -> bytes:
        try:
            return self.stream.readline(most)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BrokenFile("the packed file is cut off or damaged") from error


@contextmanager
def open_log(path: Path) -> Iterator[LogFile]:
    """Open a log, packed or not: its first bytes tell, not its name.

    Raises:
        BrokenFile: The file is in UTF-16, which a spreadsheet calls “Unicode text”.
    """
    with path.open("rb") as disk:
        first = disk.read(2)
        disk.seek(0)
        if first in UTF_16:
            raise BrokenFile("the file is in UTF-16; save it as UTF-8")
        stream = gzip.GzipFile(fileobj=disk) if first == GZIP else disk
        yield LogFile(path.stat().st_size, cast(BinaryIO, disk), cast(BinaryIO, stream))
