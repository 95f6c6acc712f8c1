"""Everything a test commits stays in one transaction that is rolled back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, event
from sqlalchemy.orm import ORMExecuteState, Session

from kiosk.ground.db import READING, Database, ReadOnlyError


def session_in(connection: Connection) -> Session:
    """Return a session that commits into a savepoint of *connection*'s open transaction."""
    return Session(connection, join_transaction_mode="create_savepoint", autoflush=True, expire_on_commit=False)


def reading_in(connection: Connection) -> Session:
    """Return a session that reads in *connection*'s open transaction, and refuses to write as in production.

    It needs no savepoint: there is nothing to take back, and pages open a scope to read three times as often as one to
    write.
    """
    session = Session(connection, join_transaction_mode="rollback_only", autoflush=False, expire_on_commit=False)
    event.listen(session, "do_orm_execute", _refuse_to_write)
    return session


def keep_in(connection: Connection, database: Database) -> None:
    """Make every read and write of *database* use *connection*."""

    def session(*, readonly: bool) -> Session:
        return reading_in(connection) if readonly else session_in(connection)

    def look(statement: Select[*tuple[Any, ...]], values: Mapping[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
        return connection.execute(statement, values).all()

    database.session = session
    database.look = look  # type: ignore[method-assign]


def _refuse_to_write(asked: ORMExecuteState) -> None:
    if not asked.is_select and not str(asked.statement).lstrip().upper().startswith(READING):
        raise ReadOnlyError
