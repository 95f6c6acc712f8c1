"""The file of rejects: every row that was not taken, whole, with its line and the reason.

It has the columns of the log and its separator, so that rows can be mended in it and brought in again.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, TextIO

from kiosk.ground.cells import BYTE_ORDER_MARK, text_cell

COLUMNS: Final = ("line", "reason")


class Rejects:
    """The open file of rejects; *count* says how many rows are in it."""

    def __init__(self, file: TextIO, names: Sequence[str], separator: str) -> None:
        """Begin the file with a header for the log's columns *names*."""
        self.count = 0
        self._file = file
        self._separator = separator
        file.write(BYTE_ORDER_MARK)
        self._write((*COLUMNS, *names))

    def add(self, line: int, reason: str, fields: Iterable[str]) -> None:
        """Keep one row."""
        self.count += 1
        self._write((str(line), reason, *fields))

    def _write(self, fields: Iterable[str]) -> None:
        self._file.write(self._separator.join(map(text_cell, fields)) + "\r\n")


def create(path: Path) -> TextIO:
    """Open *path* for rejects; bytes of the log that are no UTF-8 are written as they were.

    Raises:
        OSError: The file cannot be written.
    """
    return path.open("w", encoding="utf-8", errors="surrogateescape", newline="")
