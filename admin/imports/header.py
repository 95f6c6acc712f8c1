"""The first line of a log: which column is where, and what separates them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from admin.imports.rows import COLUMNS, DISPENSABLE

SEPARATORS: Final = (",", ";", "\t")


class WrongHeader(Exception):
    """The file lacks columns, or has one twice; the text names them."""


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of one file.

    Attributes:
        names: As they stand in the file.
        places: Our column to its place in a line; ``None`` for one the log does not have.
    """

    names: tuple[str, ...]
    places: Mapping[str, int | None]

    def row(self, fields: Sequence[str]) -> dict[str, str]:
        """Return the fields of one line by our columns."""
        return {column: "" if place is None else fields[place] for column, place in self.places.items()}


def separator_of(line: str) -> str:
    """Return what separates the columns: comma, semicolon (a spreadsheet in Vietnamese) or tab."""
    return max(SEPARATORS, key=line.count)


def read_header(names: Sequence[str], renamed: Mapping[str, str]) -> Header:
    """Find our columns among *names*; capitals and spaces around them do not count.

    Args:
        names: The fields of the first line.
        renamed: Our column to the file's name for it; an empty name says that the log does not have it.

    Raises:
        WrongHeader: A column is missing, or there twice.
    """
    folded = [_folded(name) for name in names]
    wanted = {column: _folded(renamed.get(column, column)) for column in COLUMNS}
    lacking = {column for column in DISPENSABLE if not wanted[column]}
    missing = [column for column in COLUMNS if column not in lacking and wanted[column] not in folded]
    if missing:
        said = ", ".join(f"{column} (as {renamed[column]!r})" if column in renamed else column for column in missing)
        raise WrongHeader(f"These columns are missing: {said}. The file has: {', '.join(names)}.")
    twice = [column for column in COLUMNS if column not in lacking and folded.count(wanted[column]) > 1]
    if twice:
        raise WrongHeader(f"These columns are there twice: {', '.join(twice)}.")
    return Header(
        tuple(names), {column: None if column in lacking else folded.index(wanted[column]) for column in COLUMNS}
    )


def _folded(name: str) -> str:
    return name.strip().casefold()
