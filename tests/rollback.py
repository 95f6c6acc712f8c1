"""Everything a test commits stays in one transaction that is rolled back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, text
from sqlalchemy.orm import Session

from kiosk.ground.db import Database


def session_in(connection: Connection, *, readonly: bool = False) -> Session:
    """Return a session that commits into a savepoint of *connection*'s open transaction."""
    session = Session(
        connection, join_transaction_mode="create_savepoint", autoflush=not readonly, expire_on_commit=False
    )
    if readonly and connection.dialect.name == "postgresql":
        # As in production, where a write that hides in a read scope is refused; it ends with the savepoint.
        session.execute(text("SET LOCAL transaction_read_only = on"))
    return session


def keep_in(connection: Connection, database: Database) -> None:
    """Make every read and write of *database* use *connection*."""

    def session(*, readonly: bool) -> Session:
        return session_in(connection, readonly=readonly)

    def look(statement: Select[*tuple[Any, ...]], values: Mapping[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
        return connection.execute(statement, values).all()

    database.session = session
    database.look = look  # type: ignore[method-assign]
