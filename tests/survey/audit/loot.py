"""What an attacker carries off: every row, in the order it lies in, with the database's own columns; raw bytes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

Row = dict[str, Any]
HEX = re.compile(rb"[0-9a-f]{32,}")
PLACES = frozenset({"ctid", "hidden_rowid"})
"""Where a row lies in its own table says nothing about another table; the order does, and is looked at as such."""
OF_BALLOTS = ("ballot_batch", "ballot", "ballot_answer", "comment")


@dataclass(frozen=True, slots=True)
class Loot:
    """A whole database.

    Attributes:
        rows: Table to its rows in the order of the heap (PostgreSQL, with ``ctid``, ``xmin``, ``xmax``) or of the table
            itself (SQLite, with ``rowid`` where there is one).
        files: Name to whatever could be a digest, a nonce or a random name, in the order in which it lies in the file:
            all runs of 32 hex digits or more, of every file that the database keeps rows in.
    """

    rows: dict[str, list[Row]]
    files: dict[str, str] = field(repr=False)

    def texts(self, table: str, column: str) -> list[str]:
        """Return a column of a table, in the order in which the rows lie."""
        return [str(row[column]) for row in self.rows[table]]

    def offset(self, needle: str) -> tuple[str, int]:
        """Return in which file and how far in it *needle* first lies."""
        return min((name, at) for name, held in self.files.items() if (at := held.find(needle)) >= 0)

    def holds(self, needle: str) -> list[str]:
        """Return the files in which *needle*, hex digits, lies."""
        return [name for name, held in self.files.items() if needle in held]


def carry_off(connection: Connection) -> Loot:
    """Take everything; nothing of what was committed is held back in memory."""
    tables = inspect(connection).get_table_names()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("CHECKPOINT")
        hidden = "ctid::text, xmin::text, xmax::text"
        rows = {one: _rows(connection, f"SELECT {hidden}, * FROM {one} ORDER BY {one}.ctid") for one in tables}
        return Loot(rows, dict(_heap_files(connection)))
    rows = {name: _rows(connection, _everything(connection, name)) for name in tables}
    path = Path(str(connection.exec_driver_sql("PRAGMA database_list").one()[2]))
    kept = [path, Path(f"{path}-wal"), Path(f"{path}-shm"), Path(f"{path}-journal")]
    return Loot(rows, {one.name: _runs(one.read_bytes()) for one in kept if one.exists()})


def shared(loot: Loot, of_visits: Sequence[str], of_ballots: Sequence[str] = OF_BALLOTS) -> dict[str, set[str]]:
    """Return values by which a row about a visitor could be joined to a row about a ballot, and where they stand.

    Numbers below a thousand, weeks and words that many rows share tell nobody apart.
    """
    mine, theirs = _rare(loot, of_visits), _rare(loot, of_ballots)
    return {value: mine[value] | theirs[value] for value in mine.keys() & theirs.keys()}


def _rare(loot: Loot, tables: Sequence[str]) -> dict[str, set[str]]:
    """Return the values of some tables that at most three rows hold, and in which columns."""
    places: dict[str, list[str]] = {}
    for table in tables:
        for row in loot.rows[table]:
            for column, value in row.items():
                told = str(value)
                if column in PLACES:
                    continue
                if value is not None and (len(told) >= 4 or column in {"xmin", "xmax"}):
                    places.setdefault(told, []).append(f"{table}.{column}")
    return {value: set(where) for value, where in places.items() if len(where) <= 3}


def _rows(connection: Connection, statement: str) -> list[Row]:
    return [dict(row._mapping) for row in connection.execute(text(statement))]


def _everything(connection: Connection, table: str) -> str:
    rowid = "WITHOUT ROWID" not in str(
        connection.execute(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}).scalar()
    )
    return f"SELECT {'rowid AS hidden_rowid, ' if rowid else ''}* FROM {table}"


def _heap_files(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield the files of every table, its indexes and its overflow."""
    folder = Path(str(connection.exec_driver_sql("SHOW data_directory").scalar()))
    ours = "c.relkind IN ('r', 'i', 't') AND c.relfilenode > 16383"  # below stand the server's own
    asked = f"SELECT c.relname, pg_relation_filepath(c.oid) FROM pg_class c WHERE {ours}"
    for name, place in connection.execute(text(asked)).all():
        yield name, _runs(b"".join(part.read_bytes() for part in sorted(folder.glob(f"{place}*"))))


def _runs(held: bytes) -> str:
    return b" ".join(HEX.findall(held)).decode()
