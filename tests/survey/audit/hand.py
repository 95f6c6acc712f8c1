"""The hand of somebody who may do anything in the database: raw SQL, no program in between, triggers taken off."""

import json
from dataclasses import dataclass
from random import Random
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from survey.ledger import tiles, tree

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Hand:
    """Writes where it likes; *chance* decides where."""

    session: Session
    chance: Random

    def run(self, statement: str, **values: object) -> int:
        """Run a statement; return how many rows it touched."""
        done: Any = self.session.execute(text(statement), values)
        return int(done.rowcount)

    def rows(self, table: str, where: str = "true", **values: object) -> list[Row]:
        """Return rows of a table in an order that is always the same."""
        asked = text(f"SELECT * FROM {table} WHERE {where}")
        found = [dict(row._mapping) for row in self.session.execute(asked, values)]
        return sorted(found, key=lambda row: json.dumps(row, default=str, sort_keys=True))

    def pick(self, table: str, where: str = "true", **values: object) -> Row:
        """Return one row."""
        return self.chance.choice(self.rows(table, where, **values))

    def two(self, table: str, where: str = "true") -> tuple[Row, Row]:
        """Return two different rows."""
        one, other = self.chance.sample(self.rows(table, where), 2)
        return one, other

    def add(self, table: str, **row: object) -> None:
        """Add a row."""
        places = ", ".join(f":{name}" for name in row)
        self.run(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", **row)

    def name(self) -> str:
        """Return a fresh random name as ballots have them."""
        return f"{self.chance.getrandbits(128):032x}"

    def digest(self) -> str:
        """Return what looks like any digest."""
        return f"{self.chance.getrandbits(256):064x}"

    def regrow(self) -> None:
        """Make tiles, head and the roots beside the signed notes fit the entries as they are now."""
        entries = [row["entry"] for row in sorted(self.rows("ledger_leaf"), key=lambda row: int(row["position"]))]
        hashes = [tree.leaf_hash(entry.encode()) for entry in entries]
        self.run("DELETE FROM ledger_tile")
        for place, kept in tiles.grown({}, 0, hashes).items():
            self.add("ledger_tile", level=place.level, number=place.number, hashes=kept)
        self.run("UPDATE ledger_head SET size = :size", size=len(entries))
        for row in self.rows("ledger_checkpoint"):
            root = tree.root(hashes[: row["size"]]).hex()
            self.run("UPDATE ledger_checkpoint SET root = :root WHERE size = :size", root=root, size=row["size"])
