"""Files of procedures as a spreadsheet saves them: read whole, with every row's line; written so that nothing computes.

Pure.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from admin.procedures.columns import COLUMNS, EXAMPLE, EXAMPLE_CODE, PASSED_OVER, read_header
from kiosk.ground.cells import BYTE_ORDER_MARK, FORMULA_STARTS, text_cell

MOST_BYTES: Final = 10 * 1024 * 1024
SEPARATORS: Final = (",", ";", "\t")
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
PACKED: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")

Fault = Literal["empty", "too_large", "utf_16", "not_utf_8", "packed", "unclosed", "not_text", "too_many"]


@dataclass(eq=False)
class WrongFile(Exception):
    """The file cannot be read at all; *fault* says why, *line* from which line on (0: from the beginning)."""

    fault: Fault
    line: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on, counted from 1, and its cells by our columns; only columns that the file has.

    *whole* is false where it has more cells than the first line, so that nobody knows which is which.
    """

    line: int
    cells: Mapping[str, str]
    whole: bool = True

    @property
    def code(self) -> str:
        """The procedure's code as it stands in the file."""
        return self.cells["code"]


def read(content: bytes) -> list[Row]:
    """Return the rows of a file; blank rows and the template's example are left out.

    Raises:
        WrongFile: It is empty, too large, no CSV in UTF-8, or has a quote that is never closed.
        admin.procedures.columns.WrongHeader: Its first line names other columns.
    """
    text = _decoded(content)
    separator = max(SEPARATORS, key=text.split("\n", 1)[0].count)
    lines = _lines(text, separator)
    _, names = next(lines, (0, []))
    if not any(names):
        raise WrongFile("empty")
    columns = read_header(names)
    return [row for line, fields in lines if (row := _row(line, columns, fields)) is not None]


def write(rows: Iterable[Mapping[str, str | None]]) -> str:
    """Return a file of *rows* in all columns, with a byte order mark, so that a spreadsheet reads it as UTF-8."""
    return BYTE_ORDER_MARK + "".join(
        _line(cells) for cells in (COLUMNS.values(), *([row.get(column) for column in COLUMNS] for row in rows))
    )


def template() -> str:
    """Return an empty file with its first line and an example."""
    return write([EXAMPLE])


def write_rejects(rejects: Iterable[tuple[Row, str]]) -> str:
    """Return the rows that were not taken, each with its line and the reason in front."""
    head = (*PASSED_OVER, *COLUMNS.values())
    lines = ((str(row.line), reason, *(row.cells.get(column) for column in COLUMNS)) for row, reason in rejects)
    return BYTE_ORDER_MARK + "".join(_line(cells) for cells in (head, *lines))


def _decoded(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise WrongFile("too_large")
    if content.startswith(UTF_16):
        raise WrongFile("utf_16")
    if content.startswith(PACKED):
        raise WrongFile("packed")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise WrongFile("not_utf_8", content.count(b"\n", 0, error.start) + 1) from error
    if "\0" in text:
        raise WrongFile("not_text")
    return text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins on; a cell may go over several lines."""
    reader = csv.reader((f"{line}\n" for line in text.split("\n")), delimiter=separator, strict=True)
    begins = 1
    while True:
        try:
            fields = next(reader, None)
        except csv.Error as error:
            raise WrongFile("unclosed", begins) from error
        if fields is None:
            return
        if any(field.strip() for field in fields):
            yield begins, fields
        begins = reader.line_num + 1


def _row(line: int, columns: Sequence[str | None], fields: Sequence[str]) -> Row | None:
    padded = [*fields, *[""] * (len(columns) - len(fields))]
    cells = {column: _plain(text) for column, text in zip(columns, padded, strict=False) if column is not None}
    whole = not any(field.strip() for field in fields[len(columns) :])
    return None if cells["code"].strip().upper() == EXAMPLE_CODE else Row(line, cells, whole)


def _plain(text: str) -> str:
    """Take off the apostrophe with which a sheet keeps a text from being computed."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def _line(cells: Iterable[str | None]) -> str:
    return ",".join(text_cell(cell or "") for cell in cells) + "\r\n"
